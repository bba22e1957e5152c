import { isDigit, isLetter, isQuote, isSpace } from './characters';
import { halfOf, PAIR } from './secretNames';
import type { Found } from './span';

const COLON = 0x3a;
const EQUALS = 0x3d;
const COMMA = 0x2c;

/** How many members may stand between the two halves of a pair. */
const MEMBERS_BETWEEN = 3;
/** The name of a member, in characters. */
const LONGEST_NAME = 30;
/** What is not looked for behind it, in characters. */
const LONGEST_SHORT_VALUE = 60;
const LONGEST_VALUE = 200;
/** Between members, which may be indented. */
const LONGEST_SPACE = 400;
/** How many members are remembered: those beside the next name are mostly those beside the last one. */
const REMEMBERED = 16;

const isStraight = (unit: number) => unit === 0x22 || unit === 0x27;
const isNameUnit = (unit: number) => isLetter(unit) || isDigit(unit) || unit === 0x5f;
/** Of a value that is no list and no object. */
const isValueUnit = (unit: number) =>
  !isSpace(unit) && !isStraight(unit) && unit !== COMMA && unit !== 0x7b && unit !== 0x7d;
const isBareUnit = (unit: number) => isNameUnit(unit) || unit === 0x2e || unit === 0x2d;

const valueLetters: ReadonlySet<number> = new Set(PAIR.value.map((word) => word.charCodeAt(0)));
const isNameHalf = (name: string) => PAIR.name.some((word) => name.toLowerCase().endsWith(word));

/** A member of an object that is read from its begin on. */
interface MemberAfter {
  at: number;
  isValue: boolean;
  /** Where its value begins. */
  value: number;
  /** Where the next one begins, or -1. */
  next: number;
}

/** A member that is read from its end on. */
interface MemberBefore {
  /** Where the one after it begins. */
  at: number;
  isValue: boolean;
  value: { begin: number; end: number };
  begin: number;
}

/**
 * Finds the other half of a pair, `{"name": "password", "value": "x"}`, beside a name of a secret that
 * is the value of a member.
 */
export interface PairReader {
  /** Where the value begins that stands after a name that ends here, or -1. */
  after(end: number): number;
  /** The values before a name that begins here. */
  before(begin: number, found: Found): void;
}

export function createPairReader(text: string): PairReader {
  const code = (at: number) => text.charCodeAt(at);

  const skipSpace = (from: number) => {
    let at = from;
    while (at < from + LONGEST_SPACE && isSpace(code(at))) at += 1;
    return at;
  };
  const skipBack = (from: number) => {
    let at = from;
    while (at > from - LONGEST_SPACE && isSpace(code(at - 1))) at -= 1;
    return at;
  };
  const isValueName = (begin: number, end: number) =>
    valueLetters.has(code(begin) | 0x20) && halfOf(text.slice(begin, end)) === 'value';
  const isSign = (at: number) => code(at) === COLON || code(at) === EQUALS;

  /** After what ends a member: where the next one begins. */
  function memberStart(from: number): number {
    const at = code(from) === COMMA ? from : skipSpace(from + 1);
    return code(at) === COMMA ? skipSpace(at + 1) : at;
  }

  function readMember(at: number): MemberAfter | undefined {
    const name = isStraight(code(at)) ? at + 1 : at;
    let to = name;
    while (to < name + LONGEST_NAME && isNameUnit(code(to))) to += 1;
    if (to === name) return undefined;
    const isValue = isValueName(name, to);
    to = skipSpace(isStraight(code(to)) ? to + 1 : to);
    if (!isSign(to)) return undefined;
    const value = skipSpace(to + 1);
    to = isStraight(code(value)) ? value + 1 : value;
    const most = Math.min(text.length, to + LONGEST_SHORT_VALUE);
    while (to < most && isValueUnit(code(to))) to += 1;
    to = skipSpace(isStraight(code(to)) ? to + 1 : to);
    return { at, isValue, value, next: code(to) === COMMA ? skipSpace(to + 1) : -1 };
  }

  /** The name of a member before its value, back from there to where the member begins. */
  function nameBefore(from: number): { begin: number; name: number; end: number } | undefined {
    let at = skipBack(from);
    if (!isSign(at - 1)) return undefined;
    at = skipBack(at - 1);
    if (isStraight(code(at - 1))) at -= 1;
    const end = at;
    while (at > end - LONGEST_NAME && isNameUnit(code(at - 1))) at -= 1;
    if (at === end) return undefined;
    return { begin: isStraight(code(at - 1)) ? at - 1 : at, name: at, end };
  }

  function readBack(at: number): MemberBefore | undefined {
    let to = skipBack(at);
    if (code(to - 1) === COMMA) to = skipBack(to - 1);
    const isText = isStraight(code(to - 1));
    const end = isText ? to - 1 : to;
    const least = Math.max(0, end - LONGEST_VALUE - 1);
    let begin = end;
    while (begin > least && (isText ? !isStraight(code(begin - 1)) : isBareUnit(code(begin - 1))))
      begin -= 1;
    if (isText && !isStraight(code(begin - 1))) return undefined;
    const name = nameBefore(isText ? begin - 1 : begin);
    if (!name) return undefined;
    const isValue = isValueName(name.name, name.end);
    return { at, isValue, value: { begin, end }, begin: name.begin };
  }

  /** Reads each member once as long as it is remembered. */
  function remembering<Member extends { at: number }>(
    read: (at: number) => Member | undefined,
  ): (at: number) => Member | undefined {
    const places = new Int32Array(REMEMBERED).fill(-1);
    const members: (Member | undefined)[] = [];
    return (at) => {
      const slot = at % REMEMBERED;
      if (places[slot] !== at) {
        places[slot] = at;
        members[slot] = read(at);
      }
      return members[slot];
    };
  }
  const memberAt = remembering(readMember);
  const memberBefore = remembering(readBack);

  return {
    after(end) {
      if (code(end) !== COMMA && !isQuote(code(end))) return -1;
      let at = memberStart(end);
      for (let between = 0; between <= MEMBERS_BETWEEN && at >= 0; between++) {
        const member = memberAt(at);
        if (!member) return -1;
        if (member.isValue) return member.value;
        at = member.next;
      }
      return -1;
    },

    before(begin, found) {
      if (!isStraight(code(begin - 1))) return;
      const own = nameBefore(begin - 1);
      if (!own || !isNameHalf(text.slice(own.name, own.end))) return;
      let member = memberBefore(own.begin);
      for (let between = 0; between <= MEMBERS_BETWEEN && member; between++) {
        const { value } = member;
        if (member.isValue && value.end > value.begin) found(value.begin, value.end);
        member = memberBefore(member.begin);
      }
    },
  };
}
