import { isDigit, isLetter } from './characters';
import { isSecretName, takesLine } from './secretNames';
import type { Span } from './span';

/** How far a name is followed to either side of what names a secret in it. */
const REACH = 60;

/** A name in a text, and where it stands; signs before and after it are not of the name. */
export interface Name extends Span {
  /** As an option is given: `--token`. */
  isFlag: boolean;
  takesLine: boolean;
}

/** How many names of a text are remembered: most of a long one are the same. A power of two. */
const REMEMBERED = 256;

interface Verdict {
  name: string;
  isSecret: boolean;
  takesLine: boolean;
}

const isJoint = (unit: number) => unit === 0x2d || unit === 0x2e;
/** Whether a character can be part of a name. */
export const isNameUnit = (unit: number): boolean =>
  isLetter(unit) || isDigit(unit) || isJoint(unit) || unit === 0x5f || unit === 0x24;

/**
 * Reads the names of secrets in a text, from its begin to its end, around a part of each; `floor`: where
 * it begins at the earliest. No value can follow a name that goes on for longer than is looked.
 */
export function createNameReader(text: string) {
  const verdicts: (Verdict | undefined)[] = [];

  function judge(begin: number, end: number): Verdict {
    let hash = end - begin;
    for (let at = begin; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    const place = (hash ^ (hash >>> 9)) & (REMEMBERED - 1);
    const known = verdicts[place];
    if (known && known.name.length === end - begin && text.startsWith(known.name, begin)) {
      return known;
    }
    const name = text.slice(begin, end);
    const verdict = { name, isSecret: isSecretName(name), takesLine: takesLine(name) };
    verdicts[place] = verdict;
    return verdict;
  }

  /** The end of the characters of names around the last name, looked for once. */
  let runEnd = 0;

  return (begin: number, end: number, floor: number): Name | undefined => {
    if (end > runEnd) runEnd = end;
    while (isNameUnit(text.charCodeAt(runEnd))) runEnd += 1;
    if (runEnd - end > REACH) return undefined;
    let from = begin;
    const least = Math.max(floor, begin - REACH);
    while (from > least && isNameUnit(text.charCodeAt(from - 1))) from -= 1;
    const isFlag = text.charCodeAt(from) === 0x2d;
    while (isJoint(text.charCodeAt(from))) from += 1;
    // The end of a sentence, or an arrow.
    let to = runEnd;
    while (to > end && isJoint(text.charCodeAt(to - 1))) to -= 1;
    const { isSecret, takesLine: whole } = judge(from, to);
    return isSecret ? { begin: from, end: to, isFlag, takesLine: whole } : undefined;
  };
}
