/** Why a text is no JSON, and at which character, from 0. */
export interface Fault {
  at: number;
  /** What stands there, e.g. "a comment". Never a part of the text, which may hold secrets. */
  problem: string;
  /** What to do about it. */
  wayOut: string;
}

/** What a text becomes of an object in an expression. */
export const OBJECT_AS_TEXT = '[object Object]';

/** What people write in place of a value, by how it begins. */
const NO_VALUES: ReadonlyArray<[begins: string, problem: string, wayOut: string]> = [
  [
    OBJECT_AS_TEXT,
    'an expression that gave an object',
    'Put JSON.stringify( … ) around what the expression gives.',
  ],
  ['```', 'a Markdown fence', 'Take out the lines with ```.'],
  ['{{', 'an expression that was not evaluated', 'Switch the field to Expression.'],
  ['${', 'a variable without quotes', 'Put it into double quotes.'],
  ['//', 'a comment', 'Take it out: JSON has none.'],
  ['/*', 'a comment', 'Take it out: JSON has none.'],
  ['#', 'a comment', 'Take it out: JSON has none.'],
  ["'", 'a single quote', 'Use double quotes.'],
  ['`', 'a backquote', 'Use double quotes.'],
  ['“', 'a curly quote', 'Use straight double quotes.'],
  ['”', 'a curly quote', 'Use straight double quotes.'],
  ['‘', 'a curly quote', 'Use straight double quotes.'],
  ['’', 'a curly quote', 'Use straight double quotes.'],
  ['\uFEFF', 'a byte order mark', 'Take out this invisible character.'],
  ['\u00A0', 'a no-break space', 'Use a plain space.'],
  [',', 'a comma with nothing before it', 'Take it out, or give what is missing.'],
  ['+', 'a number with a plus sign', 'Take out the plus sign.'],
  ['.', 'a number that begins with a point', 'Put a 0 before it.'],
];

/** Words that are values in other languages, by what JSON has for them. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['None', 'null'],
  ['True', 'true'],
  ['False', 'false'],
  ['TRUE', 'true'],
  ['FALSE', 'false'],
  ['NULL', 'null'],
  ['Null', 'null'],
  ['nil', 'null'],
  ['undefined', 'null'],
  ['NaN', 'null'],
  ['Infinity', 'null'],
]);

export const isSpace = (code: number) => code === 32 || code === 10 || code === 13 || code === 9;
const isDigit = (code: number) => code >= 48 && code <= 57;
const isHex = (code: number) =>
  isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
/** Letters, digits, `_`, `$`, and whatever is beyond ASCII. */
export const isWordPart = (code: number) =>
  isDigit(code) ||
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  code === 95 ||
  code === 36 ||
  code > 0xff;

export const ENDS = 'the end of the text';

/** What is wrong with something that should be a value, a key or a sign. */
export function misplaced(text: string, at: number, expected: string): Fault {
  if (at >= text.length) {
    return { at, problem: ENDS, wayOut: `Look whether it was cut: ${expected} is missing.` };
  }
  for (const [begins, problem, wayOut] of NO_VALUES) {
    if (text.startsWith(begins, at)) return { at, problem, wayOut };
  }
  return { at, problem: 'something else', wayOut: `Here ${expected} is expected.` };
}

/** From the text's opening quote to behind its closing one. */
export function skipString(text: string, from: number): number | Fault {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) return at + 1;
    if (code < 32) {
      return {
        at,
        problem: 'a line break or control character within quotes',
        wayOut: 'Write \\n, \\r or \\t there, or close the quotes before it.',
      };
    }
    if (code !== 92) continue;
    at += 1;
    if (text[at] === 'u') {
      for (let digit = 1; digit <= 4; digit++) {
        if (!isHex(text.charCodeAt(at + digit))) return badEscape(text, at - 1);
      }
      at += 4;
    } else if (at < text.length && !'"\\/bfnrt'.includes(text[at]!)) {
      return badEscape(text, at - 1);
    }
  }
  return { at: from, problem: 'a quote that is never closed', wayOut: 'Close it.' };
}

function badEscape(text: string, at: number): Fault {
  return text.length - at < 6 && !text.includes('"', at)
    ? { at: text.length, problem: ENDS, wayOut: 'Look whether it was cut: a quote is missing.' }
    : {
        at,
        problem: 'a backslash that stands for no character',
        wayOut: 'Write it twice: \\\\.',
      };
}

const wordEnd = (text: string, from: number) => {
  let at = from;
  while (at < text.length && isWordPart(text.charCodeAt(at))) at++;
  return at;
};

const digitsEnd = (text: string, from: number) => {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
};

function skipNumber(text: string, from: number): number | Fault {
  const first = text[from] === '-' ? from + 1 : from;
  const bad: Fault = {
    at: from,
    problem: 'a number in a form that JSON does not have',
    wayOut: 'Write it with digits, without zeros before it, or put it into double quotes.',
  };
  let at = digitsEnd(text, first);
  if (at === first || (text[first] === '0' && at > first + 1)) return bad;
  if (text[at] === '.') {
    const end = digitsEnd(text, at + 1);
    if (end === at + 1) return bad;
    at = end;
  }
  if (text[at] === 'e' || text[at] === 'E') {
    const sign = text[at + 1] === '+' || text[at + 1] === '-' ? 2 : 1;
    const end = digitsEnd(text, at + sign);
    if (end === at + sign) return bad;
    at = end;
  }
  return isWordPart(text.charCodeAt(at)) || text[at] === '.' ? bad : at;
}

function skipWord(text: string, from: number): number | Fault {
  const end = wordEnd(text, from);
  // Long runs of letters are no word that is meant here.
  const word = end - from > 12 ? '' : text.slice(from, end);
  if (word === 'true' || word === 'false' || word === 'null') return end;
  const instead = WORDS.get(word);
  if (instead !== undefined) {
    return { at: from, problem: `${word}, which JSON does not have`, wayOut: `Use ${instead}.` };
  }
  return { at: from, problem: 'a text without quotes', wayOut: 'Put it into double quotes.' };
}

/** From the first character of a text, number or word to behind it. */
export function skipScalar(text: string, at: number): number | Fault {
  const code = text.charCodeAt(at);
  if (code === 34) return skipString(text, at);
  if (isDigit(code) || code === 45) return skipNumber(text, at);
  const isNamed = at >= text.length || NO_VALUES.some(([begins]) => text.startsWith(begins, at));
  if (!isNamed && isWordPart(code)) return skipWord(text, at);
  return misplaced(text, at, 'a value');
}
