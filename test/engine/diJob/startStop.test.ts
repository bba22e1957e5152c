import type { INodeParameters } from 'n8n-workflow';

import { onJob, startDiJobs, type DiJobs } from '../diJobs';

const waiting: INodeParameters = { wait: true };

describe('DI Job: Start and Stop', () => {
  let jobs: DiJobs;
  let id: string;
  beforeAll(async () => {
    jobs = await startDiJobs();
  });
  afterAll(() => jobs.close());
  beforeEach(async () => {
    jobs.reset();
    id = await jobs.addJob();
    jobs.forget();
  });

  const emulator = () => jobs.server.emulator;
  const start = (changes: INodeParameters = {}) => jobs.run(onJob('start', id, changes));
  const stop = (changes: INodeParameters = {}) => jobs.run(onJob('stop', id, changes));
  const status = async () =>
    (await jobs.run(onJob('get', id))).output[0]![0]!.json.JobStatus as string;
  const acted = (action: string) => jobs.requests(action).filter((one) => one.acted).length;

  it('looks, starts the job and gives the reply of the API', async () => {
    const run = await start();
    expect(run.error).toBeUndefined();
    expect(run.output).toEqual([
      [
        {
          json: { Success: true, RequestId: expect.any(String), Outcome: 'started' },
          pairedItem: { item: 0 },
        },
      ],
    ]);
    expect(jobs.sent()).toEqual(['GetDIJob', 'StartDIJob']);
    expect(jobs.requests('StartDIJob')[0]!.parameters.query).toEqual({ Id: id });
    expect(await status()).toBe('Running');
  });

  it.each([
    ['a date', '2026-03-01T00:00:00.000Z'],
    ['seconds', '={{ 1772323200 }}'],
    ['milliseconds', '={{ 1772323200000 }}'],
  ])('sends position, as %s, and force as the API wants them', async (_as, startTime) => {
    await start({ options: { startTime, forceToRerun: true } });
    expect(jobs.requests('StartDIJob')[0]!.parameters.query).toEqual({
      Id: id,
      ForceToRerun: 'true',
      RealtimeStartSettings: '{"StartTime":1772323200}',
    });
  });

  it('waits until it runs, and says what that cost', async () => {
    const run = await start(waiting);
    expect(run.output[0]![0]!.json).toMatchObject({
      Outcome: 'started',
      Job: { Id: Number(id), JobName: 'mysql_to_holo', JobStatus: 'Running' },
      Calls: 1,
      WaitedSeconds: 0,
    });
  });

  it('leaves one that runs as it is, without a request to start it', async () => {
    await start();
    jobs.forget();
    const run = await start({ ...waiting, options: { startTime: '2026-03-01T00:00:00Z' } });
    expect(run.output[0]![0]!.json).toMatchObject({
      Outcome: 'unchanged',
      Job: { JobStatus: 'Running' },
    });
    expect(jobs.requests('StartDIJob')).toEqual([]);
    expect(run.hints).toEqual([
      expect.objectContaining({ message: expect.stringContaining('was running already') }),
    ]);
  });

  it('says that a migration is finished, and runs it again with Run All Steps Again', async () => {
    id = await jobs.addJob({
      jobName: 'once',
      jobType: 'DatabaseOfflineMigration',
      migrationType: 'Full',
    });
    const first = await start(waiting);
    expect(first.error).toBeUndefined();
    await jobs.clock().advance(60_000);
    expect(await status()).toBe('Finished');
    const again = await start();
    expect(again.error?.message).toMatch(/the state is Finished/);
    const forced = await start({ options: { forceToRerun: true } });
    expect(forced.output[0]![0]!.json).toMatchObject({ Outcome: 'started' });
  });

  it('starts one that has failed, and fails when it fails again', async () => {
    emulator().plans.add({ of: 'start', message: 'binlog is off' });
    await start();
    await jobs.clock().advance(60_000);
    expect(await status()).toBe('Failed');
    const again = await start(waiting);
    expect(again.output[0]![0]!.json).toMatchObject({ Outcome: 'started' });
    expect(acted('StartDIJob')).toBe(2);
  });

  it('says at once, and why, that a start has failed', async () => {
    emulator().settings.durations.startMs = 0;
    emulator().plans.add({ of: 'start', message: 'binlog is off' });
    const run = await start(waiting);
    expect(run.error?.message).toMatch(/\(the state is Failed: binlog is off\)\.$/);
    expect(jobs.sent()).toEqual(['GetDIJob', 'StartDIJob', 'GetDIJob', 'ListDIJobRunDetails']);
  });

  it('stops a job, waits, and understands both words for that', async () => {
    emulator().settings.durations.stopMs = 7_000;
    await start();
    const run = await stop(waiting);
    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json).toMatchObject({
      Success: true,
      Outcome: 'stopped',
      Job: { JobStatus: 'Stop' },
      Calls: 3,
    });
    jobs.forget();
    expect((await stop()).output[0]![0]!.json.Outcome).toBe('unchanged');
    expect(jobs.sent()).toEqual(['GetDIJob']);
  });

  it('leaves one that never began as it is', async () => {
    expect((await stop(waiting)).output[0]![0]!.json).toMatchObject({
      Outcome: 'unchanged',
      Job: { JobStatus: 'Initialized' },
    });
    expect(jobs.requests('StopDIJob')).toEqual([]);
  });

  it('waits for a stop that is on its way', async () => {
    emulator().settings.durations.stopMs = 7_000;
    await start();
    await stop();
    const run = await stop(waiting);
    expect(run.output[0]![0]!.json).toMatchObject({
      Outcome: 'unchanged',
      Job: { JobStatus: 'Stop' },
    });
    expect(acted('StopDIJob')).toBe(1);
  });

  it.each(['drop-reply', 'drop-request'] as const)('acts once when n8n meets %s', async (kind) => {
    emulator().faults.add({ kind, action: 'StartDIJob' });
    expect((await start()).output[0]![0]!.json).toMatchObject({ Outcome: 'started' });
    emulator().faults.add({ kind, action: 'StopDIJob' });
    expect((await stop()).output[0]![0]!.json).toMatchObject({ Outcome: 'stopped' });
    expect([acted('StartDIJob'), acted('StopDIJob')]).toEqual([1, 1]);
  });

  it('knows a lost start by the end that the job came to', async () => {
    id = await jobs.addJob({
      jobName: 'once',
      jobType: 'DatabaseOfflineMigration',
      migrationType: 'Full',
    });
    emulator().settings.durations.startMs = 0;
    emulator().faults.add({ kind: 'drop-reply', action: 'StartDIJob' });
    const run = await start(waiting);
    expect(run.output[0]![0]!.json).toMatchObject({
      Outcome: 'started',
      Job: { JobStatus: 'Finished' },
    });
    expect(acted('StartDIJob')).toBe(1);
  });

  it('stays in doubt where a forced start was lost and the end is the same as before', async () => {
    id = await jobs.addJob({
      jobName: 'once',
      jobType: 'DatabaseOfflineMigration',
      migrationType: 'Full',
    });
    emulator().settings.durations.startMs = 0;
    await start();
    await jobs.clock().advance(60_000);
    jobs.forget();
    emulator().faults.add({ kind: 'drop-reply', action: 'StartDIJob' });
    const forced = { options: { forceToRerun: true } };
    const run = await start(forced);
    expect(run.error?.message).toMatch(/the state is Finished, as it may have been before/);
    const again = await run.retry();
    expect(again.error?.message).toMatch(/the state is Finished, as it may have been before/);
    expect(acted('StartDIJob')).toBe(1);
  });

  it('starts nothing anew when n8n runs it again after the start', async () => {
    emulator().settings.durations.startMs = 0;
    id = await jobs.addJob({
      jobName: 'once',
      jobType: 'DatabaseOfflineMigration',
      migrationType: 'Full',
    });
    await start();
    await jobs.clock().advance(60_000);
    emulator().faults.add({
      kind: 'error',
      code: '403030',
      status: 403,
      action: 'GetDIJob',
      after: 1,
    });
    const run = await start({ ...waiting, options: { forceToRerun: true } });
    expect(run.error).toBeDefined();
    emulator().faults.clear();
    const again = await run.retry();
    expect(again.output[0]![0]!.json).toMatchObject({
      Outcome: 'started',
      Job: { JobStatus: 'Finished' },
    });
    expect(acted('StartDIJob')).toBe(2);
  });

  it('goes on where the AccessKey may not read jobs', async () => {
    jobs.reset({ denied: { testid: ['GetDIJob'] } });
    id = await jobs.addJob();
    const run = await start();
    expect(run.output[0]![0]!.json.Outcome).toBe('started');
    emulator().faults.add({ kind: 'drop-reply', action: 'StopDIJob' });
    const lost = await stop();
    expect(lost.status).toBe('error');
    expect(acted('StopDIJob')).toBe(1);
  });

  it.each(['http-error', 'success-false'] as const)(
    'says what was refused (%s)',
    async (refusals) => {
      jobs.reset({ refusals });
      id = await jobs.addJob();
      await start();
      emulator().faults.add({
        kind: 'error',
        action: 'StopDIJob',
        code: '403030',
        status: 403,
        message: 'No permission.',
      });
      const run = await stop();
      expect(run.error?.message).toMatch(
        /^DataWorks did not stop the DI job: The AccessKey has no/,
      );
    },
  );

  it('says that there is no such job', async () => {
    for (const operation of ['start', 'stop']) {
      const run = await jobs.run(onJob(operation, '4711'));
      expect(run.error?.message).toMatch(/There is no such synchronization task/);
    }
    expect(jobs.requests('StartDIJob')).toEqual([]);
  });

  it('starts a job once for two items', async () => {
    const run = await jobs.engine.run({ items: [{}, {}], parameters: onJob('start', id) });
    expect(run.output[0]!.map(({ json }) => json.Outcome).sort()).toEqual(['started', 'unchanged']);
    expect(acted('StartDIJob')).toBe(1);
  });

  it.each<[string, INodeParameters, RegExp]>([
    ['start', { diJobId: { __rl: true, mode: 'id', value: 'x' } }, /"DI Job" is "x"/],
    ['start', { projectId: { __rl: true, mode: 'id', value: 'x' } }, /"Workspace" is "x"/],
    ['start', { options: { startTime: 'soon' } }, /"Start Position" is no date/],
    ['start', { options: { forceToRerun: '={{ "perhaps" }}' } }, /"Run All Steps Again" is/],
    ['stop', { wait: '={{ "perhaps" }}' }, /"Wait Until It Has Stopped" is "perhaps"/],
  ])('refuses before sending: %s %j', async (operation, changes, message) => {
    const run = await jobs.run(onJob(operation, id, changes));
    expect(run.error?.message).toMatch(message);
    expect(jobs.sent()).toEqual([]);
  });

  it.each([
    ['leaves the job as it is', {}, 0],
    ['stops the job where that is asked for', { stopWhenCancelled: true }, 1],
  ])(
    'ends a wait at once when the execution is cancelled, and %s',
    async (_what, options, stops) => {
      emulator().faults.add({ kind: 'stall', action: 'GetDIJob', after: 1 });
      const { result, cancel } = jobs.engine.start({
        parameters: onJob('start', id, { ...waiting, options }),
      });
      while (jobs.requests('GetDIJob').length < 2) await new Promise(setImmediate);
      cancel();
      expect((await result).status).toBe('canceled');
      expect([acted('StartDIJob'), acted('StopDIJob')]).toEqual([1, stops]);
    },
  );
});
