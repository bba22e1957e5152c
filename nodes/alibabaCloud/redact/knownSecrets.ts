import { bytesOf, condensed, plain, type Comparison } from './bytes';
import { decode, forEachQuoted, inOriginal, type Decoded } from './decode';
import { createPhraseSearch, type PhraseSearch } from './phraseSearch';
import { createPieceSearch } from './pieceSearch';
import type { Found } from './span';

/** Shorter ones are found between quotes alone. */
const SHORTEST = 4;
/** From this length on parts of a secret are looked for, too: a server may have cut it. */
const CUT_FROM = 12;
/** Longer ones are looked for by their parts. */
const LONGEST_WHOLE = 64;
/** Of longer ones the beginning is known. */
const LONGEST = 262_144;
/** How much is known of all secrets together, in characters. */
const MOST = 1_048_576;

/** How a text can be written whose quoting cannot be undone because hardly anything else is in it. */
function writtenForms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const forms = [secret, json].map((text) =>
    encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')),
  );
  return [json, ...forms, ...forms.map((form) => form.replaceAll('%20', '+'))];
}

/** Tells places of known secrets in a text as it is, however it quotes them. */
export type KnownSecrets = (text: string, decoded: Decoded, found: Found) => void;

const isDigit = (unit: number) => unit >= 0x30 && unit <= 0x39;
const isQuote = (unit: number) => unit === 0x22 || unit === 0x27 || unit === 0x60;

/** Secrets of less than four characters, where they stand between quotes. */
function findShort(secrets: ReadonlySet<string>, text: string, found: Found): void {
  for (let at = 0; at < text.length; at++) {
    const quote = text.charCodeAt(at);
    if (!isQuote(quote)) continue;
    for (let end = at + 2; end <= at + SHORTEST; end++) {
      if (text.charCodeAt(end) !== quote) continue;
      if (secrets.has(text.slice(at + 1, end))) found(at + 1, end);
      break;
    }
  }
}

/** A number is not looked for inside of another one. */
const outsideNumbers =
  (text: string, found: Found): Found =>
  (begin, end) => {
    if (isDigit(text.charCodeAt(begin)) && isDigit(text.charCodeAt(end - 1))) {
      const goesOn = isDigit(text.charCodeAt(begin - 1)) || isDigit(text.charCodeAt(end));
      if (goesOn && /^\d+$/.test(text.slice(begin, end))) return;
    }
    found(begin, end);
  };

const searchFor = (phrases: readonly string[], by: Comparison): PhraseSearch | undefined =>
  phrases.length > 0 ? createPhraseSearch(phrases, by) : undefined;

/** Prepares to look for secrets, all of them and in all forms at once. */
export function knownSecrets(given: Iterable<string>): KnownSecrets {
  const whole: string[] = [];
  const asWritten: string[] = [];
  const asDecoded: string[] = [];
  const cut: string[] = [];
  const short = new Set<string>();
  let room = MOST;
  // The short ones first: of those all is known.
  const secrets = [...new Set(given)].sort((a, b) => a.length - b.length);
  for (const secret of secrets) {
    if (secret === '') continue;
    if (secret.length < SHORTEST) {
      short.add(secret);
      continue;
    }
    room -= secret.length;
    if (room < 0) break;
    const undone = decode(secret.slice(0, LONGEST)).text;
    const { length } = bytesOf(undone, condensed);
    if (secret.length <= LONGEST_WHOLE) asWritten.push(secret);
    if (length < SHORTEST) {
      asWritten.push(...writtenForms(secret));
      if (undone.length >= SHORTEST) asDecoded.push(undone);
    } else if (length <= LONGEST_WHOLE) whole.push(undone);
    if (length >= CUT_FROM) cut.push(undone);
  }
  const inDecoded = [
    searchFor(whole, condensed),
    cut.length > 0 ? createPieceSearch(cut, condensed) : undefined,
    searchFor(asDecoded, plain),
    short.size > 0 ? (text: string, found: Found) => findShort(short, text, found) : undefined,
  ].flatMap((search) => search ?? []);
  const written = searchFor(asWritten, plain);
  const longestWritten = asWritten.reduce((most, { length }) => Math.max(most, length), 0);

  return (text, decoded, found) => {
    const foundThere = outsideNumbers(decoded.text, inOriginal(decoded, found));
    for (const search of inDecoded) search(decoded.text, foundThere);
    if (!written) return;
    // Where nothing is quoted all was found.
    const foundHere = outsideNumbers(text, found);
    forEachQuoted(decoded, longestWritten, (from, to) =>
      written(text.slice(from, to), (begin, end) => foundHere(from + begin, from + end)),
    );
  };
}
