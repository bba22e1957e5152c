import { table } from '../markdown';
import type { Finding } from './findings';

const NOT_SEEN = 'not seen';

const rows = (findings: readonly Finding[]) =>
  findings.map(({ name, about, expected, seen, differs }) => [
    about === name ? name : `${about} (${name})`,
    expected,
    seen ?? NOT_SEEN,
    differs ? 'differs' : '',
  ]);

/** The table of what was expected and what was seen. */
export const findingsTable = (findings: readonly Finding[]): string =>
  table(['What', 'Expected', 'Seen', ''], rows(findings));

/** What the report says beside the table: fixed words and numbers. */
export interface Circumstances {
  version: string;
  kind: string;
  calls: number;
  /** Whether `--write` was given, and came to its end. */
  wrote: 'no' | 'yes' | 'ended early';
  at: Date;
}

/** The report: nothing in it names an account, a workspace or anything in it. */
export const reportOf = (
  findings: readonly Finding[],
  { version, kind, calls, wrote, at }: Circumstances,
): string => `## npm run check:live

- Package: ${version}, Node.js ${process.versions.node}
- Date: ${at.toISOString().slice(0, 10)}
- Workspace: ${kind}
- Calls: ${calls}
- With \`--write\`: ${wrote}
- Differences: ${findings.filter(({ differs }) => differs).length}; not seen: ${findings.filter(({ seen }) => seen === undefined).length}

${findingsTable(findings)}
`;
