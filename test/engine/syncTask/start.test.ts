import type { INodeParameters } from 'n8n-workflow';

import { startRealTime, taskParameters, type RealTime } from '../realTime';

const waiting: INodeParameters = { wait: true };

describe('Sync Task: Start', () => {
  let rt: RealTime;
  beforeAll(async () => {
    rt = await startRealTime();
  });
  afterAll(() => rt.close());
  beforeEach(() => rt.reset());

  const start = (fileId: string, changes: INodeParameters = {}) =>
    rt.engine.run({ parameters: taskParameters('start', fileId, changes) });

  it('starts a real-time task and outputs the reply of the API', async () => {
    const fileId = await rt.addTask('DI_REALTIME');
    const run = await start(fileId);

    expect(run.error).toBeUndefined();
    expect(run.output).toEqual([
      [
        {
          json: {
            Success: true,
            RequestId: expect.any(String),
            Data: { Status: 'success' },
            Outcome: 'started',
          },
          pairedItem: { item: 0 },
        },
      ],
    ]);
    expect((await rt.stateOf('DI_REALTIME', fileId)).Status).toBe('WAIT');
  });

  it('sends what the official client sends for the same start', async () => {
    const StartParam = JSON.stringify({ errorLimit: { record: 0 } });
    const [byNode, byOfficial] = [await rt.addTask('DI_REALTIME'), await rt.addTask('DI_REALTIME')];
    await start(byNode, { options: { startParam: StartParam } });
    await rt.official('StartDISyncInstance', {
      ProjectId: '10000',
      FileId: byOfficial,
      TaskType: 'DI_REALTIME',
      StartParam,
    });

    const [ours, theirs] = rt.requests('StartDISyncInstance').map(({ parameters }) => parameters);
    expect(ours).toEqual({ ...theirs, query: { ...theirs!.query, FileId: byNode } });
    const states = await Promise.all(
      [byNode, byOfficial].map((id) => rt.stateOf('DI_REALTIME', id)),
    );
    expect(states.map(({ Status }) => Status)).toEqual(['WAIT', 'WAIT']);
  });

  it('waits until the task runs, and says what that cost', async () => {
    const run = await start(await rt.addTask('DI_REALTIME'), waiting);

    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json).toMatchObject({
      Outcome: 'started',
      Instance: { Status: 'RUN' },
      Calls: 2,
      WaitedSeconds: 5,
    });
  });

  it('waits until all steps of a solution are done', async () => {
    const fileId = await rt.addTask('DI_SOLUTION');
    const run = await start(fileId, { ...waiting, taskType: 'DI_SOLUTION' });

    expect(run.output[0]![0]!.json).toMatchObject({
      Outcome: 'started',
      Instance: { SolutionInfo: { Status: 'success' } },
    });
  });

  it.each([
    ['DI_REALTIME', /^DataWorks did not start the task: .*\(the state is NORUN: no resources\)\.$/],
    ['DI_SOLUTION', /\(the state is fail: no resources\)\.$/],
  ])('says why a start of %s came to nothing', async (taskType, message) => {
    rt.server.emulator.plans.add({ of: 'start', message: 'no resources' });
    const run = await start(await rt.addTask(taskType), { ...waiting, taskType });

    expect(run.error?.message).toMatch(message);
    expect(run.error?.description).toMatch(/Operation: StartDISyncInstance, RequestId: /);
  });

  it('ends at the deadline, and starts nothing anew when n8n runs it again', async () => {
    rt.server.emulator.settings.durations.startMs = 90_000;
    const fileId = await rt.addTask('DI_REALTIME');
    const run = await start(fileId, { ...waiting, options: { waitAtMost: 1 } });
    expect(run.error?.message).toMatch(/did not end in time \(the state is WAIT after 60 s/);

    const again = await run.retry();
    expect(again.output[0]![0]!.json).toMatchObject({
      Outcome: 'started',
      Instance: { Status: 'RUN' },
    });
    expect(rt.requests('StartDISyncInstance')).toHaveLength(1);
  });

  it('starts anew when the start of the run before came to nothing', async () => {
    rt.server.emulator.plans.add({ of: 'start' });
    const run = await start(await rt.addTask('DI_REALTIME'), waiting);
    expect(run.status).toBe('error');

    const again = await run.retry();
    expect(again.output[0]![0]!.json).toMatchObject({ Instance: { Status: 'RUN' } });
    expect(rt.requests('StartDISyncInstance')).toHaveLength(2);
  });

  it('leaves a task that runs as it is, and says that parameters were not applied', async () => {
    const fileId = await rt.addTask('DI_REALTIME');
    await start(fileId, waiting);
    const run = await start(fileId, { options: { startParam: '{}' } });

    expect(run.output[0]![0]!.json).toMatchObject({ Success: true, Outcome: 'unchanged' });
    expect(run.hints).toEqual([
      expect.objectContaining({ message: expect.stringContaining('were not applied') }),
    ]);
  });

  it('looks before it starts again when the reply was lost', async () => {
    rt.server.emulator.faults.add({ kind: 'drop-reply', action: 'StartDISyncInstance' });
    const fileId = await rt.addTask('DI_REALTIME');
    const run = await start(fileId);

    expect(run.output[0]![0]!.json).toMatchObject({ Success: true, Outcome: 'started' });
    expect(rt.requests('StartDISyncInstance')).toHaveLength(1);
  });

  it('starts once more when the lost request had not arrived', async () => {
    rt.server.emulator.faults.add({ kind: 'drop-request', action: 'StartDISyncInstance' });
    const fileId = await rt.addTask('DI_REALTIME');
    const run = await start(fileId);

    expect(run.output[0]![0]!.json).toMatchObject({ Success: true, Outcome: 'started' });
    const requests = rt.requests('StartDISyncInstance');
    expect(requests.map(({ acted }) => acted)).toEqual([false, true]);
  });

  it('gives up when the outcome stays unknown, and looks first in the next run', async () => {
    const { faults } = rt.server.emulator;
    faults.add({ kind: 'drop-reply', action: 'StartDISyncInstance' });
    faults.add({ kind: 'day-quota-spent', action: 'GetDISyncInstanceInfo' });
    const run = await start(await rt.addTask('DI_REALTIME'));
    expect(run.error?.message).toMatch(/^DataWorks did not start the task: The connection broke/);

    const again = await run.retry();
    expect(again.output[0]![0]!.json).toMatchObject({ Outcome: 'started' });
    expect(rt.requests('StartDISyncInstance')).toHaveLength(1);
  });

  it('says the state of a task that cannot be started now', async () => {
    const fileId = await rt.addTask('DI_REALTIME');
    await start(fileId, waiting);
    const task = { ProjectId: '10000', FileId: fileId, TaskType: 'DI_REALTIME' };
    await rt.official('StopDISyncInstance', task);
    const run = await start(fileId);

    expect(run.error?.message).toMatch(/The task is in the state KILLING.*the state is KILLING\)/);
  });

  it('says that a task is not deployed', async () => {
    const run = await start(await rt.addTask('DI_REALTIME', { deployed: false }));
    expect(run.error?.message).toMatch(/^DataWorks did not start the task: .*is not deployed\)\.$/);
  });

  it.each([
    [403, 'Forbidden.Access', /may not call this operation/],
    [400, 'Invalid.DI.Parameter', /did not accept a parameter/],
  ])('with HTTP %d %s, it says what to do and sends once', async (status, code, message) => {
    const fileId = await rt.addTask('DI_REALTIME');
    rt.server.emulator.faults.add({ kind: 'error', code, status, action: 'StartDISyncInstance' });
    const run = await start(fileId);

    expect(run.error?.message).toMatch(message);
    expect(rt.requests('StartDISyncInstance')).toHaveLength(1);
    expect(rt.requests('GetDISyncInstanceInfo')).toHaveLength(0);
  });

  it.each([
    ['leaves the task as it is', {}, 'RUN'],
    ['stops the task where that is asked for', { stopWhenCancelled: true }, 'PAUSE'],
  ])('ends a wait at once when the execution is cancelled, and %s', async (_what, options, end) => {
    rt.reset({ auto: false });
    const fileId = await rt.addTask('DI_REALTIME');
    const parameters = taskParameters('start', fileId, { ...waiting, options });
    const { result, cancel } = rt.engine.start({ parameters });
    await rt.clock().untilSleeping();
    cancel();

    expect((await result).status).toBe('canceled');
    expect(rt.requests('GetDISyncInstanceInfo')).toHaveLength(1);
    await rt.clock().advance(60_000);
    expect((await rt.stateOf('DI_REALTIME', fileId)).Status).toBe(end);
  });

  it.each<[string, INodeParameters, RegExp, RegExp]>([
    ['a batch task', { taskType: 'DI_OFFLINE' }, /"Task Type" is DI_OFFLINE/, /Deploy/],
    ['no task', { fileId: { __rl: true, mode: 'id', value: '=' } }, /"Task" is empty/, /value/],
    [
      'a task by its name',
      { fileId: { __rl: true, mode: 'id', value: 'orders' } },
      /"Task" is "orders"/,
      /whole number/,
    ],
    [
      'start parameters that are no object',
      { options: { startParam: '[]' } },
      /"Start Parameters \(JSON\)" is not a JSON object/,
      /\{/,
    ],
    [
      'a wait of no time',
      { ...waiting, options: { waitAtMost: 0 } },
      /"Wait at Most" is 0/,
      /Use a number/,
    ],
  ])('refuses %s before sending', async (_what, changes, message, wayOut) => {
    const run = await start('1000001', changes);

    expect(run.error?.name).toBe('NodeOperationError');
    expect(run.error?.message).toMatch(message);
    expect(run.error?.description).toMatch(wayOut);
    expect(rt.requests()).toEqual([]);
  });
});
