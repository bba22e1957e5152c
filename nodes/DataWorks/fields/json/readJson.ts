import { parseExact, type Json } from '../../../alibabaCloud/client/exactJson';
import { OBJECT_AS_TEXT } from './scalars';
import { jsonFaultInWords, placeOf, whyNotJson } from './whyNotJson';

/** JSON as it is sent, and what is in it; or what is wrong, to be said after the parameter's name. */
export type ReadJson = { text: string; value: Json } | { problem: string; wayOut: string };

/** Deeper than this, a text of brackets is no settings and no script. */
const DEEPEST = 500;
const TOO_DEEP = {
  problem: `is nested more than ${DEEPEST} levels deep`,
  wayOut: 'Give what DataWorks shows in the script mode of a task.',
};

/** Whether JSON text is nested too deep to be worked on; texts in it are passed over. */
function isTooDeep(json: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === 34) inText = !inText;
    else if (inText) at += code === 92 ? 1 : 0;
    else if (code === 123 || code === 91) depth += 1;
    else if (code === 125 || code === 93) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** An object's text, and whether n8n has rounded a number in it; `undefined` for what has none. */
function write(given: unknown): { text: string; isRounded: boolean } | undefined {
  let isRounded = false;
  try {
    const text: string | undefined = JSON.stringify(given, (_key, value: unknown) => {
      isRounded ||=
        typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
      return value;
    });
    return text === undefined ? undefined : { text, isRounded };
  } catch {
    return undefined;
  }
}

/**
 * Reads JSON that was given as text or, by an expression, as an object. Text is sent as it is, so
 * that every number in it stays exact. In one pass, whatever is wrong.
 */
export function readJson(given: unknown): ReadJson {
  const written =
    typeof given === 'string' ? { text: given.trim(), isRounded: false } : write(given);
  if (written === undefined) return TOO_DEEP;
  const { text, isRounded } = written;
  if (isRounded) {
    return {
      problem: 'holds a number that is too large for n8n, which has changed its last digits',
      wayOut: 'Give it all as text, as DataWorks shows it, not as an object of an expression.',
    };
  }
  const object = text.indexOf(OBJECT_AS_TEXT);
  if (object >= 0) {
    const { line, column } = placeOf(text, object);
    return {
      problem: `holds ${OBJECT_AS_TEXT} at line ${line}, column ${column}`,
      wayOut: 'An expression there gave an object: put JSON.stringify( … ) around it.',
    };
  }
  let value: Json | undefined;
  try {
    value = parseExact(text);
  } catch {
    const fault = whyNotJson(text);
    return { problem: 'is not JSON', wayOut: fault ? jsonFaultInWords(fault) : TOO_DEEP.wayOut };
  }
  return text.length > DEEPEST && isTooDeep(text) ? TOO_DEEP : { text, value };
}
