import { isEncodedUnlike, type Decoded } from './decode';
import type { Span } from './span';

/** `scheme://user:password@host`: how far the part before the host may go. */
const LONGEST_USER_INFO = 500;
const USER_INFO_END = /[\s"'`<>\\]/;
const PORT = /^\d{1,5}(?:[/?#]|$)/;

function inUris(decoded: Decoded, spans: Span[]): void {
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
    if (colon >= 0 && sign > colon + 1) spans.push({ begin: colon + 1, end: sign });
  }
}

/** `jdbc:oracle:thin:user/password@host` */
const ORACLE = /jdbc:oracle:\w{1,10}:([\w.$#-]{1,128})\/([^\s@"']{1,128})@/gi;

function inOracleUrls(text: string, spans: Span[]): void {
  if (!/jdbc:oracle/i.test(text)) return;
  for (const { 0: whole, 2: password = '', index } of text.matchAll(ORACLE)) {
    const end = index + whole.length - 1;
    spans.push({ begin: end - password.length, end });
  }
}

const KEY_BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/g;

function privateKeys(text: string, spans: Span[]): void {
  if (!text.includes('-----BEGIN ')) return;
  let done = 0;
  for (const { 0: mark, index } of text.matchAll(KEY_BEGIN)) {
    if (index < done) continue;
    const end = text.indexOf('-----END', index + mark.length);
    done = end < 0 ? text.length : end;
    spans.push({ begin: index + mark.length, end: done });
  }
}

const SCHEMES = /\b(bearer|basic)[^\S\n]{1,5}([\w+/=.~-]{6,})/gi;

function inHeaders(text: string, spans: Span[]): void {
  for (const { 0: whole, 1: scheme = '', 2: token = '', index } of text.matchAll(SCHEMES)) {
    const isSecret =
      scheme.toLowerCase() === 'bearer'
        ? token.length >= 12 && /\d|[A-Z]/.test(token)
        : Buffer.from(token.slice(0, 400), 'base64').toString('latin1').includes(':');
    const end = index + whole.length;
    if (isSecret) spans.push({ begin: end - token.length, end });
  }
}

/** An AccessKey ID of Alibaba Cloud and its secret beside it. */
const KEY_PAIR =
  /^(?:LTAI|STS\.)[A-Za-z\d]{8,40}[\s:;,/|"'&]{1,6}([A-Za-z\d]{28,64})(?![A-Za-z\d])/;
/** No pair is longer, with the character after it. */
const LONGEST_PAIR = 4 + 40 + 6 + 64 + 1;

function keyPairs(text: string, spans: Span[]): void {
  for (const { index } of text.matchAll(/LTAI|STS\./g)) {
    const pair = KEY_PAIR.exec(text.slice(index, index + LONGEST_PAIR));
    if (!pair) continue;
    const [whole, secret = ''] = pair;
    const end = index + whole.length;
    spans.push({ begin: end - secret.length, end });
  }
}

/** The length of a SHA-256 in hexadecimal digits: a signature is one. */
const SHA256 = 64;

const isHex = (unit: number) =>
  (unit >= 0x30 && unit <= 0x39) ||
  (unit >= 0x41 && unit <= 0x46) ||
  (unit >= 0x61 && unit <= 0x66);

/** A text without its line breaks and what indents the next line, and where each character stood. */
function unbroken(text: string): { text: string; at: Int32Array } {
  const at = new Int32Array(text.length + 1);
  const parts: string[] = [];
  let length = 0;
  let from = 0;
  const keep = (to: number) => {
    parts.push(text.slice(from, to));
    for (let index = from; index < to; index++) at[length++] = index;
  };
  for (let line = text.indexOf('\n'); line >= 0; line = text.indexOf('\n', from)) {
    keep(line > from && text.charAt(line - 1) === '\r' ? line - 1 : line);
    from = line + 1;
    while (from < text.length && /[ \t]/.test(text.charAt(from))) from += 1;
  }
  keep(text.length);
  return { text: parts.join(''), at };
}

/** Signatures, also those that are spread over several lines. */
function hashes(text: string): Span[] {
  const whole = runsIn(text);
  if (!text.includes('\n')) return whole;
  const flat = unbroken(text);
  const broken = runsIn(flat.text).map(({ begin, end }) => ({
    begin: flat.at[begin] ?? begin,
    end: (flat.at[end - 1] ?? end - 1) + 1,
  }));
  return [...whole, ...broken];
}

/** Runs of exactly as many hexadecimal digits as a signature has. */
function runsIn(text: string): Span[] {
  const spans: Span[] = [];
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
    if (end - begin - 1 === SHA256 && isRun) spans.push({ begin: begin + 1, end });
    at = end + SHA256;
  }
  return spans;
}

/** Secrets that are told by their own form, without a name: places in the decoded text. */
export function otherSecrets(decoded: Decoded): Span[] {
  const { text } = decoded;
  const spans = hashes(text);
  inUris(decoded, spans);
  inOracleUrls(text, spans);
  privateKeys(text, spans);
  inHeaders(text, spans);
  keyPairs(text, spans);
  return spans;
}

/** The signature of an Authorization header of Alibaba Cloud, and nothing else. */
export function signatures(text: string): Span[] {
  return hashes(text).filter(({ begin }) =>
    /signature\W{1,4}$/i.test(text.slice(Math.max(0, begin - 13), begin)),
  );
}
