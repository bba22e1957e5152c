import type { INodeParameters } from 'n8n-workflow';

import {
  BAD_TASK_INSTANCES,
  startTaskInstances,
  taskInstanceParameters,
  type TaskInstances,
} from '../taskInstances';
import { hideReruns } from '../theirRuns';

const waiting: INodeParameters = { wait: true };

describe('Task Instance: Rerun', () => {
  let runs: TaskInstances;
  let id: string;
  beforeAll(async () => {
    runs = await startTaskInstances();
  });
  afterAll(() => runs.close());
  beforeEach(() => addFailedRun());

  /** An instance that has failed once. */
  async function addFailedRun(options?: Parameters<TaskInstances['reset']>[0]) {
    runs.reset(options);
    emulator().plans.add({ of: 'run', result: 'FAILURE' });
    await runs.addRuns();
    await runs.clock().advance(60_000);
    id = runs.ids()[0]!;
  }
  const emulator = () => runs.server.emulator;
  const rerun = (changes?: INodeParameters) =>
    runs.engine.run({ parameters: taskInstanceParameters('rerun', id, changes) });
  const attempts = () => emulator().state.studio.taskInstances.get(BigInt(id))!.attempts.length;

  it('runs an instance again and outputs the reply of the API', async () => {
    const run = await rerun();
    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json).toEqual({
      RequestId: expect.any(String),
      SuccessInfo: { [id]: { Success: true } },
      Outcome: 'started',
    });
    expect(await runs.status(id)).toBe('WaitResource');
  });

  it('makes the same call as the official client', async () => {
    await rerun({ options: { comment: 'again', useLatestConfig: true } });
    await runs.clock().advance(60_000);
    const Ids = JSON.stringify([Number(id)]);
    await runs.official('RerunTaskInstances', { Ids, Comment: 'again', UseLatestConfig: 'true' });
    const [ours, theirs] = runs.requests('RerunTaskInstances').map((entry) => entry.parameters);
    expect(ours).toEqual(theirs);
  });

  it('waits for the end, and says what that cost', async () => {
    const run = await rerun(waiting);
    expect(run.output[0]![0]!.json).toMatchObject({
      Outcome: 'started',
      Instance: { Id: Number(id), Status: 'Success', RunNumber: 2 },
      Calls: 4,
      WaitedSeconds: 15,
    });
  });

  it('says why it failed again, with the end of the log', async () => {
    const log = 'ERROR no such table, token=abcdef';
    emulator().plans.add({ of: 'run', result: 'FAILURE', log });
    const run = await rerun(waiting);
    expect(run.error?.message).toMatch(
      /^DataWorks did not run the instance again: It ended without success \(instance \d+ is Failure\)\.\nThe end of its log:\n[^]*ERROR no such table, token=\*\*\*\n/,
    );
  });

  it('gives the words of the API for an id that it refuses under HTTP 200', async () => {
    await rerun();
    const run = await rerun();
    expect(run.error?.message).toMatch(/An instance of status WaitResource cannot be rerun/);
    expect(runs.requests('RerunTaskInstances').map(({ status }) => status)).toEqual([200, 200]);
  });

  it('begins another one after one that failed, when n8n runs it again', async () => {
    emulator().plans.add({ of: 'run', result: 'FAILURE' });
    const first = await rerun(waiting);
    expect(first.status).toBe('error');
    const again = await first.retry();
    expect(again.output[0]![0]!.json).toMatchObject({
      Outcome: 'started',
      Instance: { Status: 'Success', RunNumber: 3 },
    });
  });

  describe('when it shows in no reply yet', () => {
    beforeEach(() =>
      hideReruns(emulator().state.studio.taskInstances.values(), runs.clock(), 25_000),
    );

    it('the failure before it is none of it', async () => {
      const run = await rerun(waiting);
      expect(run.error).toBeUndefined();
      expect(run.output[0]![0]!.json).toMatchObject({
        Outcome: 'started',
        Instance: { Status: 'Success' },
      });
      expect(run.output[0]![0]!.json.WaitedSeconds).toBeGreaterThanOrEqual(25);
    });

    it('it is not begun a second time when n8n runs the item again', async () => {
      emulator().faults.add({
        kind: 'error',
        code: 'Forbidden.Access',
        status: 403,
        action: 'GetTaskInstance',
        after: 1,
      });
      const first = await rerun(waiting);
      expect(first.error?.message).toMatch(/may not call this operation/);
      expect(runs.requests('RerunTaskInstances')).toHaveLength(1);

      const again = await first.retry();
      expect(again.output[0]![0]!.json).toMatchObject({
        Outcome: 'attached',
        Instance: { Status: 'Success' },
      });
      expect(runs.requests('RerunTaskInstances')).toHaveLength(1);
    });
  });

  describe('when the reply is lost', () => {
    it.each(['drop-reply', 'cut'] as const)('sees that it was begun: %s', async (kind) => {
      emulator().faults.add({ kind, action: 'RerunTaskInstances' });
      const run = await rerun(waiting);
      expect(run.output[0]![0]!.json).toMatchObject({
        SuccessInfo: { [id]: { Success: true } },
        Outcome: 'started',
        Instance: { Status: 'Success' },
      });
      expect(attempts()).toBe(2);
    });

    it('sends it once more when it had not arrived', async () => {
      emulator().faults.add({ kind: 'drop-request', action: 'RerunTaskInstances' });
      await rerun();
      const acted = runs.requests('RerunTaskInstances').map((entry) => entry.acted);
      expect(acted).toEqual([false, true]);
    });
  });

  it.each<[string, INodeParameters, string[], string]>([
    ['sends nothing', {}, [], 'Running'],
    [
      'stops it where that is wished',
      { stopWhenCancelled: true },
      ['StopTaskInstances'],
      'Failure',
    ],
  ])('when the execution is cancelled: %s', async (_, options, expected, status) => {
    await addFailedRun({ auto: false });
    const started = runs.engine.start({
      parameters: taskInstanceParameters('rerun', id, { ...waiting, options }),
    });
    await runs.clock().untilSleeping();
    await runs.clock().advance(2000);
    const before = runs.requests().length;
    started.cancel();
    expect((await started.result).status).toBe('canceled');
    const sent = runs.requests().slice(before);
    expect(sent.map(({ action }) => action)).toEqual(expected);
    // A stop shows some seconds later; the run itself takes longer.
    await runs.clock().advance(4_000);
    expect(await runs.status(id)).toBe(status);
  });

  it.each(BAD_TASK_INSTANCES)('refuses before sending: %s', async (_, changes, message) => {
    expect((await rerun(changes)).error?.message).toMatch(message);
    expect(runs.requests('RerunTaskInstances')).toEqual([]);
  });
});
