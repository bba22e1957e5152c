import {
  ENDS,
  OBJECT_AS_TEXT,
  isSpace,
  isWordPart,
  misplaced,
  skipScalar,
  skipString,
  type Fault,
} from './scalars';

/** Why a text is no JSON, and where. */
export interface JsonFault {
  /** Both from 1; a column counts UTF-16 code units. */
  line: number;
  column: number;
  /** What stands there, e.g. "a comment". Never a part of the text, which may hold secrets. */
  problem: string;
  /** What to do about it. */
  wayOut: string;
}

/** Walks through the text once; a stack of brackets stands for the nesting. */
function findFault(text: string): Fault | undefined {
  const open: string[] = [];
  let at = 0;
  let expected: 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or end' = 'value';
  let comma = -1;
  const trailing = (): Fault => ({
    at: comma,
    problem: 'a comma after the last entry',
    wayOut: 'Take it out.',
  });
  for (;;) {
    while (isSpace(text.charCodeAt(at))) at++;
    const sign = text[at];
    if (expected === 'comma or end') {
      const bracket = open.at(-1);
      if (bracket === undefined) {
        if (at >= text.length) return undefined;
        const behind = misplaced(text, at, 'nothing more');
        return behind.problem === 'something else'
          ? { at, problem: 'more text after the end', wayOut: 'Take it out.' }
          : behind;
      }
      if (sign === ',') {
        comma = at;
        expected = bracket === '{' ? 'key' : 'value';
      } else if (sign === (bracket === '{' ? '}' : ']')) {
        open.pop();
      } else if (sign !== undefined && (sign === '"' || isWordPart(sign.charCodeAt(0)))) {
        return {
          at,
          problem: 'the next entry without a comma before it',
          wayOut: 'Put a comma between the two; a quote within a text needs a backslash before it.',
        };
      } else {
        return misplaced(text, at, bracket === '{' ? 'a comma or }' : 'a comma or ]');
      }
      at++;
    } else if (expected === 'colon') {
      if (sign !== ':') return misplaced(text, at, 'a colon');
      at++;
      expected = 'value';
    } else if (expected === 'key' || expected === 'key or }') {
      if (sign === '"') {
        const end = skipString(text, at);
        if (typeof end !== 'number') return end;
        at = end;
        expected = 'colon';
      } else if (sign === '}') {
        if (expected === 'key') return trailing();
        open.pop();
        at++;
        expected = 'comma or end';
      } else {
        const fault = misplaced(text, at, 'a key in double quotes');
        return fault.problem === 'something else' && isWordPart(text.charCodeAt(at))
          ? { at, problem: 'a key without quotes', wayOut: 'Put it into double quotes.' }
          : fault;
      }
    } else if ((sign === '{' && text[at + 1] !== '{') || (sign === '[' && !isObject(text, at))) {
      open.push(sign);
      at++;
      expected = sign === '{' ? 'key or }' : 'value or ]';
    } else if (sign === ']' && expected === 'value or ]') {
      open.pop();
      at++;
      expected = 'comma or end';
    } else if (sign === ']' && open.at(-1) === '[') {
      return trailing();
    } else {
      const end = skipScalar(text, at);
      if (typeof end !== 'number') return end;
      at = end;
      expected = 'comma or end';
    }
  }
}

const isObject = (text: string, at: number) => text.startsWith(OBJECT_AS_TEXT, at);

/** The line and column of a character, both from 1. */
export function placeOf(text: string, at: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', start)) {
    line += 1;
    start = next + 1;
  }
  return { line, column: at - start + 1 };
}

/**
 * The first place at which a text is no JSON, found in one pass.
 * @returns `undefined` for JSON
 */
export function whyNotJson(text: string): JsonFault | undefined {
  const fault = findFault(text);
  if (fault === undefined) return undefined;
  const { at, ...rest } = fault;
  return { ...placeOf(text, at), ...rest };
}

/** The same as sentences, e.g. "It breaks at line 2, column 5: a comment. Take it out …" */
export function jsonFaultInWords({ line, column, problem, wayOut }: JsonFault): string {
  return problem === ENDS
    ? `It ends too early, at line ${line}, column ${column}. ${wayOut}`
    : `It breaks at line ${line}, column ${column}: ${problem}. ${wayOut}`;
}
