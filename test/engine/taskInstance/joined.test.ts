import type { INodeParameters } from 'n8n-workflow';

import type { RunOptions } from '../harness/engine';
import { startTaskInstances, taskInstanceParameters, type TaskInstances } from '../taskInstances';

/** An operation on several instances, and what it fits: those that failed, run, wait or are suspended. */
interface Change {
  operation: string;
  action: string;
  on: 'failed' | 'running' | 'waiting' | 'suspended';
  outcome: string;
  /** What a state that was seen is called; `undefined`: no state tells. */
  seen?: string;
}

const CHANGES: Change[] = [
  {
    operation: 'rerun',
    action: 'RerunTaskInstances',
    on: 'failed',
    outcome: 'started',
    seen: 'started',
  },
  {
    operation: 'setSuccess',
    action: 'SetSuccessTaskInstances',
    on: 'failed',
    outcome: 'set to successful',
    seen: 'set to successful',
  },
  {
    operation: 'stop',
    action: 'StopTaskInstances',
    on: 'running',
    outcome: 'stopping',
    seen: 'stopped',
  },
  { operation: 'suspend', action: 'SuspendTaskInstances', on: 'waiting', outcome: 'suspended' },
  { operation: 'resume', action: 'ResumeTaskInstances', on: 'suspended', outcome: 'resumed' },
];
const [RERUN] = CHANGES as [Change];

let runs: TaskInstances;
beforeAll(async () => {
  runs = await startTaskInstances();
});
afterAll(() => runs.close());

const faults = () => runs.server.emulator.faults;
/** The ids of each call of an action. */
const sent = (action: string) =>
  runs
    .requests(action)
    .map(({ parameters: { body } }) => (JSON.parse(String(body.Ids)) as number[]).map(String));
const sorted = (ids: readonly string[]) => [...ids].sort();

/** Instances that an operation fits, each of a node of its own. */
async function addInstances(on: Change['on'], count: number): Promise<string[]> {
  runs.reset();
  const { durations } = runs.server.emulator.settings;
  durations.runMs = on === 'failed' ? 10_000 : 3_600_000;
  const waits = on === 'waiting' || on === 'suspended';
  for (let added = 0; added < count; added++) {
    if (on === 'failed') runs.server.emulator.plans.add({ of: 'run', result: 'FAILURE' });
    const first = waits ? '2026-02-26' : '2026-02-27';
    await runs.addRuns({ first, last: '2026-02-27' });
  }
  await runs.clock().advance(on === 'failed' ? 60_000 : 2_000);
  const ids = runs.ids().filter((_, index) => !waits || index % 2 === 1);
  const Ids = `[${ids.join()}]`;
  if (on === 'suspended') await runs.official('SuspendTaskInstances', { Ids });
  return ids;
}

const change = (
  { operation }: Pick<Change, 'operation'>,
  ids: readonly string[],
  parameters: INodeParameters = {},
  options: Partial<RunOptions> = {},
) =>
  runs.engine.start({
    items: ids.map((id, index) => ({ id, index })),
    parameters: taskInstanceParameters(operation, '={{ $json.id }}', parameters),
    ...options,
  });
const attempts = (ids: readonly string[]) =>
  ids.map((id) => runs.server.emulator.state.studio.taskInstances.get(BigInt(id))!.attempts.length);

describe.each(CHANGES)('equal items of Task Instance: $operation', (operation) => {
  const { action, on, outcome, seen } = operation;

  it('go in one call, and each gets its own result', async () => {
    const ids = await addInstances(on, 6);
    const before = sent(action).length;
    const run = await change(operation, ids).result;
    expect(run.error).toBeUndefined();
    expect(sent(action).slice(before).map(sorted)).toEqual([sorted(ids)]);
    expect(run.output[0]!.map(({ json, pairedItem }) => ({ json, pairedItem }))).toEqual(
      ids.map((id, item) => ({
        json: {
          RequestId: expect.any(String),
          SuccessInfo: { [id]: { Success: true } },
          Outcome: outcome,
        },
        pairedItem: expect.objectContaining({ item }),
      })),
    );
  });

  it('fail alone where their own result is a refusal', async () => {
    const ids = await addInstances(on, 3);
    const refused = ids[1]!;
    await runs.official(action, { Ids: `[${refused}]` });
    // A stop shows some seconds later.
    await runs.clock().advance(5_000);
    const before = sent(action).length;
    const settings = { onError: 'continueErrorOutput' } as const;
    const run = await change(operation, ids, {}, { settings }).result;
    expect(sent(action).slice(before)).toHaveLength(1);
    expect(run.output[0]!.map(({ json }) => Object.keys(json.SuccessInfo!)[0])).toEqual([
      ids[0],
      ids[2],
    ]);
    const [failed, ...others] = run.output[1]!;
    expect(others).toEqual([]);
    expect(String(failed!.json.error)).toContain(`${refused}: An instance of status`);
  });

  it('go in one call once more when that had not arrived', async () => {
    const ids = await addInstances(on, 16);
    const before = runs.requests(action).length;
    faults().add({ kind: 'drop-request', action });
    const run = await change(operation, ids).result;
    expect(run.output[0]!.map(({ json }) => json.Outcome)).toEqual(ids.map(() => outcome));
    const calls = runs.requests(action).slice(before);
    expect(calls.map(({ acted }) => acted)).toEqual([false, true]);
    expect(sent(action).slice(before).map(sorted)).toEqual([sorted(ids), sorted(ids)]);
  });

  if (seen === undefined) return;
  it('are looked for one by one when the reply is lost, and not sent again', async () => {
    const ids = await addInstances(on, 16);
    faults().add({ kind: 'drop-reply', action });
    const run = await change(operation, ids).result;
    expect(run.error).toBeUndefined();
    expect(run.output[0]!.map(({ json }) => json)).toMatchObject(
      ids.map((id) => ({ SuccessInfo: { [id]: { Success: true } }, Outcome: seen })),
    );
    expect(sent(action)).toHaveLength(1);
  });
});

describe('calls of items', () => {
  const { action } = RERUN;
  let ids: string[];
  beforeEach(async () => {
    ids = await addInstances('failed', 4);
  });

  it('are apart where the items differ in more than the instance', async () => {
    const comment = '={{ $json.index < 1 ? "one" : "two" }}';
    await change(RERUN, ids, { options: { comment } }).result;
    expect(sent(action).map(sorted)).toEqual([[ids[0]], sorted(ids.slice(1))]);
    const comments = runs.requests(action).map(({ parameters }) => parameters.body.Comment);
    expect(comments).toEqual(['one', 'two']);
  });

  it('are apart with Concurrency 1', async () => {
    await change(RERUN, ids, { options: { concurrency: 1 } }).result;
    expect(sent(action)).toEqual(ids.map((id) => [id]));
  });

  it('have 16 instances at most', async () => {
    ids = await addInstances('failed', 23);
    const run = await change(RERUN, ids).result;
    expect(run.error).toBeUndefined();
    expect(sent(action).map((one) => one.length)).toEqual([16, 7]);
    expect(attempts(ids)).toEqual(ids.map(() => 2));
  });

  it('are made for each alone where the one for all is refused', async () => {
    faults().add({ kind: 'error', code: 'Invalid.Parameter', status: 400, action });
    const run = await change(RERUN, ids).result;
    expect(run.error).toBeUndefined();
    const [first, ...others] = sent(action);
    expect(sorted(first!)).toEqual(sorted(ids));
    expect(others.flat().sort()).toEqual(sorted(ids));
    expect(others).toHaveLength(ids.length);
    expect(attempts(ids)).toEqual(ids.map(() => 2));
  });

  it('never have an instance twice: the second item is refused as it is under way', async () => {
    const [id] = ids as [string];
    const settings = { onError: 'continueErrorOutput' } as const;
    const run = await change(RERUN, [id, id], {}, { settings }).result;
    expect(sent(action)).toEqual([[id], [id]]);
    expect(run.output.map((items) => items.length)).toEqual([1, 1]);
    expect(attempts([id])).toEqual([2]);
  });

  it('are made before an item that cannot be read ends the execution', async () => {
    const given = [...ids.slice(0, 2), 'none'];
    const run = await change(RERUN, given).result;
    expect(run.error?.message).toMatch(/"Task Instance" is "none"/);
    expect(attempts(ids)).toEqual([2, 2, 1, 1]);
  });

  it('are not made again for items that n8n runs again', async () => {
    const waiting = { wait: true };
    runs.server.emulator.plans.add({ of: 'run', result: 'FAILURE' });
    const run = await change(RERUN, ids, waiting).result;
    expect(run.status).toBe('error');
    const again = await run.retry();
    expect(again.output[0]!.map(({ json }) => json.Instance)).toMatchObject(
      ids.map((id) => ({ Id: Number(id), Status: 'Success' })),
    );
    expect(sorted(sent(action)[0]!)).toEqual(sorted(ids));
    // Only the one that failed.
    expect(sent(action).slice(1).flat()).toHaveLength(1);
    expect(attempts(ids).sort()).toEqual([2, 2, 2, 3]);
  });

  it('stop what they began in one call, when the execution is cancelled', async () => {
    runs.reset({ auto: false });
    runs.server.emulator.settings.durations.runMs = 300_000;
    for (let added = 0; added < 3; added++) await runs.addRuns();
    const begun = runs.ids();
    await runs.clock().advance(400_000);
    const parameters = { wait: true, options: { stopWhenCancelled: true } };
    const started = change(RERUN, begun, parameters);
    while (sent(action).length === 0) await runs.clock().advance(5);
    await runs.clock().untilSleeping();
    await runs.clock().advance(2_000);
    started.cancel();
    expect((await started.result).status).toBe('canceled');
    expect(sent('StopTaskInstances').map(sorted)).toEqual([sorted(begun)]);
  });
});
