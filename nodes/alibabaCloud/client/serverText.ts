const LONGEST = 500;

/** Control and format characters, halves of characters, line breaks and other space. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu;

/**
 * Text that came from a server, made fit to be shown: no markup, no control characters, one line.
 * @param longest in characters, the mark of the cut included
 */
export function cleanServerText(text: unknown, longest = LONGEST): string {
  if (typeof text !== 'string') return '';
  const cleaned = text
    // Markup of a whole page is cut before the slow work.
    .slice(0, 20_000)
    .replace(/<(style|script)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[a-z/!?][^<>]{0,500}>/gi, ' ')
    // What begins a tag and does not end it.
    .replace(/<(?=[a-z/!?])/gi, ' ')
    .replace(UNFIT, ' ')
    .trim();
  if (cleaned.length <= longest) return cleaned;
  // The cut may leave half of a character.
  const cut = cleaned.slice(0, longest - 1).replace(UNFIT, ' ');
  return `${cut.trimEnd()}…`;
}
