const LONGEST = 500;

/**
 * Text that came from a server, made fit to be shown: no markup, no control characters, one line,
 * 500 characters at most.
 */
export function cleanServerText(text: unknown): string {
  if (typeof text !== 'string') return '';
  const cleaned = text
    // Markup of a whole page is cut before the slow work.
    .slice(0, 20_000)
    .replace(/<(style|script)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^<>]{0,500}>/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return cleaned.length > LONGEST ? `${cleaned.slice(0, LONGEST - 1).trimEnd()}…` : cleaned;
}
