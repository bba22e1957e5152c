import { markdownTable } from 'markdown-table';

const cell = (text: string) => text.replace(/\|/g, '\\|');

/** A table of Markdown. */
export const table = (head: readonly string[], rows: ReadonlyArray<readonly string[]>): string =>
  markdownTable(
    [head, ...rows].map((cells) => cells.map(cell)),
    { alignDelimiters: false },
  );

/** The text with what stands between `<!-- NAME -->` and `<!-- /NAME -->` replaced. */
export function withPart(text: string, name: string, part: string): string {
  return text.replace(
    new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- /${name} -->)`),
    (_, open: string, close: string) => `${open}\n${part}\n${close}`,
  );
}
