import { isEncodedUnlike, type Decoded } from './decode';
import type { Found } from './span';

/** `scheme://user:password@host`: how far the part before the host may go. */
const LONGEST_USER_INFO = 500;
const USER_INFO_END = /[\s"'`<>\\]/;
const PORT = /^\d{1,5}(?:[/?#]|$)/;

function inUris(decoded: Decoded, found: Found): void {
  const { text } = decoded;
  let done = 0;
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', Math.max(at + 3, done))) {
    const begin = at + 3;
    let colon = -1;
    let sign = -1;
    let path = false;
    for (let to = begin; to < text.length && to < begin + LONGEST_USER_INFO; to++) {
      const one = text.charAt(to);
      // What is encoded in a password is part of it.
      if (isEncodedUnlike(decoded, to, at)) continue;
      if (one === ':' && colon < 0) {
        // What follows the colon is a port: there is no user.
        if (PORT.test(text.slice(to + 1, to + 8))) break;
        colon = to;
      } else if (one === '@') {
        if (sign < 0 || !path) sign = to;
      } else if (one === '/' || one === '?' || one === '#') {
        if (sign >= 0 || colon < 0) break;
        path = true;
      } else if (USER_INFO_END.test(one)) break;
      done = to;
    }
    if (colon >= 0 && sign > colon + 1) found(colon + 1, sign);
  }
}

/** `jdbc:oracle:thin:user/password@host` */
const ORACLE = /jdbc:oracle:\w{1,10}:([\w.$#-]{1,128})\/([^\s@"']{1,128})@/gi;

function inOracleUrls(text: string, found: Found): void {
  if (!/jdbc:oracle/i.test(text)) return;
  for (const { 0: whole, 2: password = '', index } of text.matchAll(ORACLE)) {
    const end = index + whole.length - 1;
    found(end - password.length, end);
  }
}

const KEY_BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/g;

function privateKeys(text: string, found: Found): void {
  if (!text.includes('-----BEGIN ')) return;
  let done = 0;
  for (const { 0: mark, index } of text.matchAll(KEY_BEGIN)) {
    if (index < done) continue;
    const end = text.indexOf('-----END', index + mark.length);
    done = end < 0 ? text.length : end;
    found(index + mark.length, done);
  }
}

/** `basic abcdef` */
const SHORTEST_HEADER = 12;
const SCHEMES = /\b(bearer|basic)[^\S\n]{1,5}([\w+/=.~-]{6,})/gi;

function inHeaders(text: string, found: Found): void {
  if (text.length < SHORTEST_HEADER) return;
  for (const { 0: whole, 1: scheme = '', 2: token = '', index } of text.matchAll(SCHEMES)) {
    const isSecret =
      scheme.toLowerCase() === 'bearer'
        ? token.length >= 12 && /\d|[A-Z]/.test(token)
        : Buffer.from(token.slice(0, 400), 'base64').toString('latin1').includes(':');
    const end = index + whole.length;
    if (isSecret) found(end - token.length, end);
  }
}

/** An AccessKey ID of Alibaba Cloud and its secret beside it. */
const KEY_PAIR =
  /^(?:LTAI|STS\.)[A-Za-z\d]{8,40}[\s:;,/|"'&]{1,6}([A-Za-z\d]{28,64})(?![A-Za-z\d])/;
const SHORTEST_PAIR = 4 + 8 + 1 + 28;
/** No pair is longer, with the character after it. */
const LONGEST_PAIR = 4 + 40 + 6 + 64 + 1;

function keyPairs(text: string, found: Found): void {
  if (text.length < SHORTEST_PAIR) return;
  for (const { index } of text.matchAll(/LTAI|STS\./g)) {
    const pair = KEY_PAIR.exec(text.slice(index, index + LONGEST_PAIR));
    if (!pair) continue;
    const [whole, secret = ''] = pair;
    const end = index + whole.length;
    found(end - secret.length, end);
  }
}

/** The length of a SHA-256 in hexadecimal digits: a signature is one. */
const SHA256 = 64;

const isHex = (unit: number) =>
  (unit >= 0x30 && unit <= 0x39) ||
  (unit >= 0x41 && unit <= 0x46) ||
  (unit >= 0x61 && unit <= 0x66);

/** A line break and what indents the next line: where it ends, or -1 where none begins. */
function breakEnd(text: string, at: number): number {
  let to = text.charCodeAt(at) === 0x0d ? at + 1 : at;
  if (text.charCodeAt(to) !== 0x0a) return -1;
  do to += 1;
  while (text.charCodeAt(to) === 0x20 || text.charCodeAt(to) === 0x09);
  return to;
}

/** Runs of as many hexadecimal digits as a signature has that are spread over several lines. */
function brokenRuns(text: string, found: Found): void {
  let done = 0;
  for (
    let line = text.indexOf('\n');
    line >= 0;
    line = text.indexOf('\n', Math.max(line + 1, done))
  ) {
    let begin = text.charCodeAt(line - 1) === 0x0d ? line - 1 : line;
    let to = begin;
    while (begin > done && isHex(text.charCodeAt(begin - 1))) begin -= 1;
    let digits = to - begin;
    if (digits === 0) continue;
    let end = to;
    for (let next = to; next >= 0; next = breakEnd(text, to)) {
      for (to = next; isHex(text.charCodeAt(to)); to++) digits += 1;
      if (to > next) end = to;
    }
    done = to;
    if (digits === SHA256) found(begin, end);
  }
}

/** Runs of exactly as many hexadecimal digits as a signature has. */
function wholeRuns(text: string, found: Found): void {
  let at = SHA256 - 1;
  while (at < text.length) {
    // Looked at from the end of a possible run: most steps pass over all of its length.
    let begin = at;
    while (begin >= 0 && at - begin < SHA256 && isHex(text.charCodeAt(begin))) begin -= 1;
    if (at - begin < SHA256) {
      at = begin + SHA256;
      continue;
    }
    let end = at + 1;
    while (end < text.length && isHex(text.charCodeAt(end))) end += 1;
    const isRun = begin < 0 || !isHex(text.charCodeAt(begin));
    if (end - begin - 1 === SHA256 && isRun) found(begin + 1, end);
    at = end + SHA256;
  }
}

/** Signatures, also those that are spread over several lines. */
function hashes(text: string, found: Found): void {
  if (text.length < SHA256) return;
  wholeRuns(text, found);
  brokenRuns(text, found);
}

/** Secrets that are told by their own form, without a name: places in the decoded text. */
export function findOthers(decoded: Decoded, found: Found): void {
  const { text } = decoded;
  hashes(text, found);
  inUris(decoded, found);
  inOracleUrls(text, found);
  privateKeys(text, found);
  inHeaders(text, found);
  keyPairs(text, found);
}

/** The signature of an Authorization header of Alibaba Cloud, and nothing else. */
export function findSignatures({ text }: Decoded, found: Found): void {
  hashes(text, (begin, end) => {
    if (/signature\W{1,4}$/i.test(text.slice(Math.max(0, begin - 13), begin))) found(begin, end);
  });
}
