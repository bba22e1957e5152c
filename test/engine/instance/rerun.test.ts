import type { INodeParameters } from 'n8n-workflow';

import {
  BAD_INSTANCES,
  FIRST,
  instanceParameters,
  startInstances,
  STOPS_WITHIN_MS,
  type Instances,
} from '../instances';
import { hideReruns } from '../theirRuns';

const waiting: INodeParameters = { wait: true };

describe('Instance: Rerun', () => {
  let runs: Instances;
  beforeAll(async () => {
    runs = await startInstances();
  });
  afterAll(() => runs.close());
  beforeEach(() => addFailedRun());

  /** An instance that has failed once. */
  async function addFailedRun(options?: Parameters<Instances['reset']>[0]) {
    runs.reset(options);
    emulator().plans.add({ of: 'run', result: 'FAILURE' });
    await runs.addRuns();
    await runs.clock().advance(60_000);
  }
  const emulator = () => runs.server.emulator;
  const rerun = (changes?: INodeParameters) =>
    runs.engine.run({ parameters: instanceParameters('rerun', changes) });
  const attempts = () => emulator().state.instances.get(BigInt(FIRST))!.attempts.length;

  it('runs an instance again and outputs the reply of the API', async () => {
    const run = await rerun();

    expect(run.error).toBeUndefined();
    expect(run.output).toEqual([
      [
        {
          json: {
            Success: true,
            HttpStatusCode: 200,
            RequestId: expect.any(String),
            Data: true,
            Outcome: 'started',
          },
          pairedItem: { item: 0 },
        },
      ],
    ]);
    expect(await runs.statuses()).toEqual(['WAIT_RESOURCE']);
  });

  it('makes the same call as the official client', async () => {
    await rerun();
    await runs.clock().advance(60_000);
    await runs.official('RestartInstance', { InstanceId: FIRST, ProjectEnv: 'PROD' });
    const [ours, theirs] = runs.requests('RestartInstance').map(({ parameters }) => parameters);
    expect(ours).toEqual(theirs);
    expect(attempts()).toBe(3);
  });

  it('waits for the end, and says what that cost', async () => {
    const run = await rerun(waiting);
    expect(run.output[0]![0]!.json).toMatchObject({
      Outcome: 'started',
      Instance: { InstanceId: Number(FIRST), Status: 'SUCCESS', TaskRerunTime: 0 },
      Calls: 4,
      WaitedSeconds: 15,
    });
  });

  it('says why it failed again, with the end of the log', async () => {
    emulator().plans.add({
      of: 'run',
      result: 'FAILURE',
      log: 'ERROR no such table, token=abcdef',
    });
    const run = await rerun(waiting);
    expect(run.error?.message).toMatch(
      /^DataWorks did not run the instance again: It ended without success \(instance 310000000000001 is FAILURE\)\.\nThe end of its log:\n[^]*ERROR no such table, token=\*\*\*\n/,
    );
  });

  it('gives the words of the API when it refuses', async () => {
    await rerun();
    const run = await rerun();
    expect(run.error?.message).toMatch(
      /^DataWorks did not run the instance again: 状态必须为 FAILURE\|SUCCESS\.$/,
    );
  });

  describe('when n8n runs it again', () => {
    it('waits for a rerun that goes on', async () => {
      emulator().settings.durations.runMs = 90_000;
      const first = await rerun({ ...waiting, options: { waitAtMost: 1 } });
      expect(first.error?.message).toMatch(/did not end in time \(the state is RUNNING/);

      const again = await first.retry();
      expect(again.output[0]![0]!.json).toMatchObject({
        Outcome: 'attached',
        Instance: { Status: 'SUCCESS' },
      });
      expect(runs.requests('RestartInstance')).toHaveLength(1);
    });

    it('begins another one after one that failed', async () => {
      emulator().plans.add({ of: 'run', result: 'FAILURE' });
      const first = await rerun(waiting);
      expect(first.status).toBe('error');

      const again = await first.retry();
      expect(again.output[0]![0]!.json).toMatchObject({
        Outcome: 'started',
        Instance: { Status: 'SUCCESS' },
      });
      expect(attempts()).toBe(3);
    });
  });

  describe('when it shows in no reply yet', () => {
    beforeEach(() => hideReruns(emulator().state.instances.values(), runs.clock(), 25_000));

    it('the failure before it is none of it', async () => {
      const run = await rerun(waiting);
      expect(run.error).toBeUndefined();
      expect(run.output[0]![0]!.json).toMatchObject({
        Outcome: 'started',
        Instance: { Status: 'SUCCESS' },
      });
      expect(run.output[0]![0]!.json.WaitedSeconds).toBeGreaterThanOrEqual(25);
    });

    it('it is not begun a second time when n8n runs the item again', async () => {
      emulator().faults.add({
        kind: 'error',
        code: 'Forbidden.Access',
        status: 403,
        action: 'GetInstance',
        after: 1,
      });
      const first = await rerun(waiting);
      expect(first.error?.message).toMatch(/may not call this operation/);
      expect(runs.requests('RestartInstance')).toHaveLength(1);

      const again = await first.retry();
      expect(again.output[0]![0]!.json).toMatchObject({
        Outcome: 'attached',
        Instance: { Status: 'SUCCESS' },
      });
      expect(runs.requests('RestartInstance')).toHaveLength(1);
    });
  });

  describe('when the reply is lost', () => {
    it.each(['drop-reply', 'cut'] as const)('sees that it was begun: %s', async (kind) => {
      emulator().faults.add({ kind, action: 'RestartInstance' });
      const run = await rerun(waiting);
      expect(run.output[0]![0]!.json).toMatchObject({
        Success: true,
        Data: true,
        Outcome: 'started',
        Instance: { Status: 'SUCCESS' },
      });
      expect(attempts()).toBe(2);
    });

    it('sees it also when it has ended already', async () => {
      Object.assign(emulator().settings.durations, { runMs: 0, waitResourceMs: 0 });
      emulator().faults.add({ kind: 'drop-reply', action: 'RestartInstance' });
      await rerun();
      expect(attempts()).toBe(2);
    });

    it('sends it once more when it had not arrived', async () => {
      emulator().faults.add({ kind: 'drop-request', action: 'RestartInstance' });
      await rerun();
      expect(runs.requests('RestartInstance').map(({ acted }) => acted)).toEqual([false, true]);
    });

    it('looks first in the next run when the outcome stayed unknown', async () => {
      emulator().plans.add({ of: 'run', result: 'FAILURE' });
      emulator().faults.add({ kind: 'drop-reply', action: 'RestartInstance' });
      emulator().faults.add({ kind: 'day-quota-spent', action: 'GetInstance', after: 1 });
      const first = await rerun();
      expect(first.error?.message).toMatch(
        /^DataWorks did not run the instance again: The connect/,
      );
      await runs.clock().advance(60_000);

      const again = await first.retry();
      expect(again.output[0]![0]!.json).toMatchObject({ Outcome: 'started' });
      expect(attempts()).toBe(2);
    });
  });

  describe('when the execution is cancelled during the wait', () => {
    it.each<[string, INodeParameters, string[], string]>([
      ['sends nothing', {}, [], 'RUNNING'],
      ['stops it where that is wished', { stopWhenCancelled: true }, ['StopInstance'], 'FAILURE'],
    ])('%s', async (_, options, expected, status) => {
      await addFailedRun({ auto: false });
      const started = runs.engine.start({
        parameters: instanceParameters('rerun', { ...waiting, options }),
      });
      await runs.clock().untilSleeping();
      await runs.clock().advance(2000);
      const before = runs.requests().length;
      started.cancel();

      expect((await started.result).status).toBe('canceled');
      expect(
        runs
          .requests()
          .slice(before)
          .map(({ action }) => action),
      ).toEqual(expected);
      if (expected.length > 0) await runs.clock().advance(STOPS_WITHIN_MS);
      expect(await runs.statuses()).toEqual([status]);
    });
  });

  it.each(BAD_INSTANCES)('refuses before sending: %s', async (_, changes, message) => {
    expect((await rerun(changes)).error?.message).toMatch(message);
    expect(runs.requests('RestartInstance')).toEqual([]);
  });
});
