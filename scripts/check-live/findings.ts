import { OPEN, subjects, type SubjectName } from './subjects';

/** What was seen of one subject. */
export interface Finding {
  name: SubjectName;
  about: string;
  expected: string;
  /** In the words of `expected`, or a description of what came instead; `undefined`: not seen. */
  seen: string | undefined;
  /** Whether it is other than expected. */
  differs: boolean;
}

/** Gathers what is seen. The first sight of a subject counts. */
export class Findings {
  readonly #seen = new Map<SubjectName, string>();

  /** @param value made of fixed words, numbers of HTTP and codes: nothing of the account */
  see(name: SubjectName, value: string | undefined): void {
    if (value !== undefined && !this.#seen.has(name)) this.#seen.set(name, value);
  }

  has(name: SubjectName): boolean {
    return this.#seen.has(name);
  }

  /** The subjects of a kind of workspace, those that only `--write` sees among them if wished. */
  list(studio: boolean, wrote: boolean): Finding[] {
    const isAbout = (name: string) => /^studio\.|2024-05-18/.test(name) === studio;
    return subjects
      .filter(
        ({ name, by }) =>
          this.#seen.has(name) || (isAbout(name) && (by === 'read' || (wrote && by === 'write'))),
      )
      .map(({ name, about, expected }) => {
        const seen = this.#seen.get(name);
        const differs = seen !== undefined && seen !== expected && !OPEN.has(name);
        return { name, about, expected, seen, differs };
      });
  }
}
