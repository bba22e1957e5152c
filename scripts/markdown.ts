const cell = (text: string) => text.replace(/\|/g, '\\|');

/** A table of Markdown. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** The text with what stands between `<!-- NAME -->` and `<!-- /NAME -->` replaced. */
export function withPart(text: string, name: string, part: string): string {
  return text.replace(
    new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- /${name} -->)`),
    (_, open: string, close: string) => `${open}\n${part}\n${close}`,
  );
}
