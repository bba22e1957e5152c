import { bytesOf, condensed, plain, type Compared } from './bytes';
import { decode, type Decoded } from './decode';
import { createPhraseSearch, type PhraseSearch } from './phraseSearch';
import { createPieceSearch, PIECE } from './pieceSearch';
import type { Span } from './span';

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

/** Places of known secrets in a text, however it quotes them. */
export interface KnownSecrets {
  /** Places in the text as it is, in any order; they may overlap. */
  find(text: string, decoded: Decoded): Span[];
}

const isDigit = (unit: number) => unit >= 0x30 && unit <= 0x39;
const QUOTES = '"\'`';

/** Secrets of less than four characters, where they stand between quotes. */
function shortOnes(secrets: ReadonlySet<string>) {
  return (text: string): Span[] => {
    const spans: Span[] = [];
    for (let at = 0; at < text.length; at++) {
      const quote = text.charAt(at);
      if (!QUOTES.includes(quote)) continue;
      for (let length = 1; length < SHORTEST; length++) {
        const end = at + 1 + length;
        if (text.charAt(end) !== quote) continue;
        if (secrets.has(text.slice(at + 1, end))) spans.push({ begin: at + 1, end });
        break;
      }
    }
    return spans;
  };
}

/** Prepares to look for secrets, all of them and in all forms at once. */
export function knownSecrets(given: Iterable<string>): KnownSecrets {
  const whole: Uint8Array[] = [];
  const asWritten: Uint8Array[] = [];
  const asDecoded: Uint8Array[] = [];
  const cut: Uint8Array[] = [];
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
    const known = condensed(undone);
    const bytes = bytesOf(known);
    if (secret.length <= LONGEST_WHOLE) asWritten.push(bytesOf(plain(secret)));
    if (known.length < SHORTEST) {
      for (const form of writtenForms(secret)) asWritten.push(bytesOf(plain(form)));
      if (undone.length >= SHORTEST) asDecoded.push(bytesOf(plain(undone)));
    } else if (known.length <= LONGEST_WHOLE) whole.push(bytes);
    if (known.length >= CUT_FROM) cut.push(bytes);
  }
  const wholeSearch = createPhraseSearch(whole);
  const decodedSearch = createPhraseSearch(asDecoded);
  const writtenSearch = createPhraseSearch(asWritten);
  const pieces = createPieceSearch(cut);
  const findShort = short.size > 0 ? shortOnes(short) : undefined;

  function take(
    spans: Span[],
    text: string,
    { bytes, places, length }: Compared,
    search: PhraseSearch,
  ): void {
    search(bytes, length, (first, last) => {
      const begin = places ? (places[first] as number) : first;
      const end = (places ? (places[last] as number) : last) + 1;
      // A number is not looked for inside of another one.
      if (isDigit(text.charCodeAt(begin)) && isDigit(text.charCodeAt(end - 1))) {
        const isNumber = /^\d+$/.test(text.slice(begin, end));
        const goesOn = isDigit(text.charCodeAt(begin - 1)) || isDigit(text.charCodeAt(end));
        if (isNumber && goesOn) return;
      }
      spans.push({ begin, end });
    });
  }

  return {
    find(text, decoded) {
      const spans: Span[] = [];
      if (whole.length + asWritten.length + cut.length + short.size === 0) return spans;
      const { begins } = decoded;
      const inDecoded: Span[] = [];
      if (whole.length + cut.length > 0 && decoded.text.length >= Math.min(SHORTEST, PIECE)) {
        const compared = condensed(decoded.text);
        if (whole.length > 0) take(inDecoded, decoded.text, compared, wholeSearch);
        if (cut.length > 0) take(inDecoded, decoded.text, compared, pieces);
      }
      if (asDecoded.length > 0) take(inDecoded, decoded.text, plain(decoded.text), decodedSearch);
      if (findShort) inDecoded.push(...findShort(decoded.text));
      for (const { begin, end } of inDecoded) {
        spans.push(
          begins ? { begin: begins[begin] as number, end: begins[end] as number } : { begin, end },
        );
      }
      // Where nothing is quoted all was found.
      if (asWritten.length > 0 && begins) take(spans, text, plain(text), writtenSearch);
      return spans;
    },
  };
}
