import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { loadOutputSchema } from 'n8n-core';

import { resources } from '../../nodes/DataWorks/resources';
import { table } from '../../scripts/markdown';
import { startEveryOperation, type EveryOperation } from './everyOperation';
import { packageRoot } from './harness/builtPackage';
import { schemaOf } from './outputSchema';

const NODE = 'nodes/DataWorks';
/** Set it to write the files anew after an output has changed. */
const isUpdate = process.env.UPDATE_SCHEMAS === '1';

/** What stands before the table of calls. */
const CALLS = `# Calls of each operation

Written by a test from one run of each operation on the emulator in which all goes well, with the parameters of the output previews. "…" marks a call that is repeated by a wait or page by page. *Least* counts such a call once, *This run* as often as it was sent; a wait goes on at the pace that README's "What a wait costs" names. Lost replies, throttling and names that are taken cost more, at most four tries a call. GetProject is asked at most once per execution. *Before* is the same run on the version before the second kind of workspace came (commit b7bed48).
`;

/** How many calls the same runs took at commit b7bed48, by its own test of output previews. */
const BEFORE: Readonly<Record<string, number>> = {
  'instance get': 1,
  'instance getLog': 1,
  'instance getMany': 1,
  'instance rerun': 2,
  'instance setSuccess': 1,
  'instance stop': 1,
  'syncTask bringLive': 10,
  'syncTask create': 1,
  'syncTask delete': 1,
  'syncTask deploy': 6,
  'syncTask generateConfiguration': 3,
  'syncTask get': 1,
  'syncTask getMany': 1,
  'syncTask getStatus': 1,
  'syncTask preview': 0,
  'syncTask run': 6,
  'syncTask schedule': 3,
  'syncTask start': 3,
  'syncTask stop': 3,
  'syncTask terminate': 1,
  'syncTask update': 1,
};

interface CallsMade {
  shown: string;
  least: number;
  all: number;
}

/** Each action in the order of its first call; how often, where it changes something. */
function callsMade(calls: readonly { action?: string | undefined }[]): CallsMade {
  const counts = new Map<string, number>();
  for (const { action = '' } of calls) counts.set(action, (counts.get(action) ?? 0) + 1);
  const isRead = (action: string) => /^(Get|List|Query)/.test(action);
  const shown = [...counts].map(([action, count]) => {
    if (count === 1) return action;
    return isRead(action) ? `${action} …` : `${action} × ${count}`;
  });
  const least = [...counts].reduce((sum, [action, count]) => sum + (isRead(action) ? 1 : count), 0);
  return { shown: shown.join(', ') || 'none', least, all: calls.length };
}

describe('the previews of outputs in the editor', () => {
  /** The calls that each operation took, by resource and operation. */
  const made = new Map<string, CallsMade>();

  let every: EveryOperation;

  beforeAll(async () => {
    every = await startEveryOperation();
  });
  afterAll(() => every.close());

  const operations = resources.flatMap(({ value, operations: all }) =>
    all.map((one): [string, string] => [value, one.value]),
  );

  it('is there for no other operation', () => {
    expect(every.cases.map(({ resource, operation }) => `${resource}.${operation}`).sort()).toEqual(
      operations.map((names) => names.join('.')).sort(),
    );
  });

  it.each(operations)('shows what %s %s gives', async (resource, operation) => {
    const { on, prepare } = every.cases.find(
      (one) => one.resource === resource && one.operation === operation,
    )!;
    on.reset();
    const parameters = await prepare();
    const before = on.requests().length;
    const run = await on.engine.run({ parameters });
    expect(run.error).toBeUndefined();
    made.set(`${resource} ${operation}`, callsMade(on.requests().slice(before)));
    const given = { ...schemaOf(run.output[0]![0]!.json), version: 1 };

    const path = join(NODE, '__schema__/v1.0.0', resource, `${operation}.json`);
    const file = join(packageRoot, path);
    if (isUpdate) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(given, null, 2)}\n`);
    }
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(given);
    // As n8n finds it for the node's version 1.
    const nodeDir = join(packageRoot, 'dist', NODE);
    expect(loadOutputSchema({ nodeDir, version: 1, resource, operation })).toEqual(given);
  });

  it('and docs/calls.md has the calls that each took (UPDATE_DOCS=1)', () => {
    const rows = resources.flatMap(({ name, value, operations }) =>
      operations.map((one) => {
        const { shown, least, all } = made.get(`${value} ${one.value}`)!;
        const before = BEFORE[`${value} ${one.value}`] ?? '–';
        const calls = value === 'apiCall' ? 'the action itself' : shown;
        return [name, one.name, calls, ...[least, all, before].map(String)];
      }),
    );
    const head = ['Resource', 'Operation', 'Calls', 'Least', 'This run', 'Before'];
    const text = `${CALLS}\n${table(head, rows)}\n`;
    const file = join(packageRoot, 'docs/calls.md');
    if (process.env.UPDATE_DOCS === '1') writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});
