/** Says what is going on, where a JSON result on standard output is not disturbed. */
export function progress(text: string): void {
  process.stderr.write(`  ${text}\n`);
}
