import { createRedactor, type Redact } from './redact';

const redactUnknown = createRedactor([]);

/** In characters, the mark of the cut included. */
const LONGEST = 500;
/** How much of a text is looked at: markup of a whole page may come before its words. */
const LONGEST_LOOKED_AT = 20_000;
/** What is longer is no tag. */
const LONGEST_TAG = 500;

/** Control and format characters, halves of characters, line breaks and other space. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu;
const TAG = /<[a-z/!?]/gi;

/** Where a script or a style that begins here ends, its end tag included; -1: it does not. */
function contentEnd(lower: string, at: number): number {
  const name = ['script', 'style'].find((one) => lower.startsWith(one, at + 1));
  if (name === undefined) return -1;
  const end = lower.indexOf(`</${name}>`, at);
  return end < 0 ? -1 : end + name.length + 3;
}

/** Where a tag that begins here ends, or -1 when it does not. */
function tagEnd(text: string, at: number): number {
  for (let to = at + 1; to < text.length && to - at <= LONGEST_TAG + 2; to++) {
    if (text.charAt(to) === '>') return to + 1;
    if (text.charAt(to) === '<') return -1;
  }
  return -1;
}

/** A text with each tag, script and style as a space; what only begins one loses its bracket. */
function withoutMarkup(text: string): string {
  if (!text.includes('<')) return text;
  const lower = text.toLowerCase();
  // Where the lower case of a text is longer, places differ: then no script is looked for.
  const comparable = lower.length === text.length;
  let rest = '';
  let from = 0;
  let searches = 0;
  TAG.lastIndex = 0;
  for (let tag = TAG.exec(text); tag; tag = TAG.exec(text)) {
    const at = tag.index;
    let end = -1;
    // A page has few of them; a text made of their beginnings is not searched for each end.
    if (comparable && searches < 50) {
      const content = contentEnd(lower, at);
      if (content < 0 && /^<s[ct]/.test(lower.slice(at, at + 3))) searches += 1;
      end = content;
    }
    if (end < 0) end = tagEnd(text, at);
    if (end < 0) end = at + 1;
    rest += `${text.slice(from, at)} `;
    from = end;
    TAG.lastIndex = end;
  }
  return rest + text.slice(from);
}

/**
 * Text that came from a server, made fit to be shown: no secrets, no markup, no control characters,
 * one line. The only way from a reply into a message or a list. It costs the same however long the
 * text is.
 * @param longest in characters, the mark of the cut included
 * @param redact takes the secrets out; what looks like one is taken out unless given
 */
export function cleanServerText(
  text: unknown,
  longest = LONGEST,
  redact: Redact = redactUnknown,
): string {
  if (typeof text !== 'string' || text === '') return '';
  const cleaned = withoutMarkup(redact(text, { to: LONGEST_LOOKED_AT }))
    .replace(UNFIT, ' ')
    .trim();
  if (cleaned.length <= longest) return cleaned;
  // The cut may leave half of a character.
  const cut = cleaned.slice(0, longest - 1).replace(UNFIT, ' ');
  return `${cut.trimEnd()}…`;
}
