import type { INodeParameters } from 'n8n-workflow';

import { startRealTime, taskParameters, type RealTime } from '../realTime';

describe('Sync Task: Stop', () => {
  let rt: RealTime;
  beforeAll(async () => {
    rt = await startRealTime();
  });
  afterAll(() => rt.close());
  beforeEach(() => rt.reset());

  const stop = (fileId: string, changes: INodeParameters = {}) =>
    rt.engine.run({ parameters: taskParameters('stop', fileId, changes) });

  /** A task that runs. */
  async function running(): Promise<string> {
    const FileId = await rt.addTask('DI_REALTIME');
    const task = { ProjectId: '10000', FileId, TaskType: 'DI_REALTIME' };
    await rt.official('StartDISyncInstance', task);
    rt.server.emulator.clock.advance(rt.server.emulator.settings.durations.startMs);
    return FileId;
  }

  it('stops a running task and outputs the reply of the API', async () => {
    const fileId = await running();
    const run = await stop(fileId);

    expect(run.error).toBeUndefined();
    expect(run.output[0]).toEqual([
      {
        json: {
          Success: true,
          RequestId: expect.any(String),
          Data: { Status: 'success' },
          Outcome: 'stopping',
        },
        pairedItem: { item: 0 },
      },
    ]);
    expect((await rt.stateOf('DI_REALTIME', fileId)).Status).toBe('KILLING');
  });

  it('sends what the official client sends for the same stop', async () => {
    const [byNode, byOfficial] = [await running(), await running()];
    await stop(byNode);
    const task = { ProjectId: '10000', FileId: byOfficial, TaskType: 'DI_REALTIME' };
    await rt.official('StopDISyncInstance', task);

    const [ours, theirs] = rt.requests('StopDISyncInstance').map(({ parameters }) => parameters);
    expect(ours).toEqual({ ...theirs, query: { ...theirs!.query, FileId: byNode } });
    const states = await Promise.all(
      [byNode, byOfficial].map((id) => rt.stateOf('DI_REALTIME', id)),
    );
    expect(states.map(({ Status }) => Status)).toEqual(['KILLING', 'KILLING']);
  });

  it('waits until the task has come to rest, and says what that cost', async () => {
    const run = await stop(await running(), { wait: true });

    expect(run.output[0]![0]!.json).toMatchObject({
      Outcome: 'stopped',
      Instance: { Status: 'PAUSE' },
      Calls: 2,
      WaitedSeconds: 5,
    });
  });

  it('ends at the deadline with the state', async () => {
    rt.server.emulator.settings.durations.stopMs = 90_000;
    const run = await stop(await running(), { wait: true, options: { waitAtMost: 1 } });
    expect(run.error?.message).toMatch(
      /^DataWorks did not stop the task: It did not end in time \(the state is KILLING after 60 s/,
    );
  });

  it('leaves a task that does not run as it is', async () => {
    const run = await stop(await rt.addTask('DI_REALTIME'));
    expect(run.output[0]![0]!.json).toMatchObject({ Success: true, Outcome: 'unchanged' });
  });

  it('stops once when n8n runs the node again', async () => {
    const items = [{ id: await running() }, { id: 'none' }];
    const run = await rt.engine.run({
      items,
      parameters: taskParameters('stop', '={{ $json.id }}'),
    });
    expect(run.status).toBe('error');

    await run.retry();
    expect(rt.requests('StopDISyncInstance')).toHaveLength(1);
  });

  it('looks before it stops again when the reply was lost', async () => {
    const fileId = await running();
    rt.server.emulator.faults.add({ kind: 'drop-reply', action: 'StopDISyncInstance' });
    const run = await stop(fileId);

    expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'stopping' });
    expect(rt.requests('StopDISyncInstance')).toHaveLength(1);
  });

  it('stops once more when the lost request had not arrived', async () => {
    const fileId = await running();
    rt.server.emulator.faults.add({ kind: 'drop-request', action: 'StopDISyncInstance' });
    const run = await stop(fileId);

    expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'stopping' });
    const requests = rt.requests('StopDISyncInstance');
    expect(requests.map(({ acted }) => acted)).toEqual([false, true]);
  });

  it('says that a task is not deployed', async () => {
    const run = await stop(await rt.addTask('DI_REALTIME', { deployed: false }));
    expect(run.error?.message).toMatch(/^DataWorks did not stop the task: .*is not deployed\)\.$/);
  });

  it('sends once when the right is missing', async () => {
    const fileId = await running();
    rt.server.emulator.faults.add({
      kind: 'error',
      code: 'Forbidden.Access',
      status: 403,
      action: 'StopDISyncInstance',
    });
    const run = await stop(fileId);

    expect(run.error?.description).toMatch(/dataworks:\*.*Code: Forbidden\.Access/);
    expect(rt.requests('StopDISyncInstance')).toHaveLength(1);
  });

  it.each<[string, INodeParameters, RegExp, RegExp]>([
    ['a batch task', { taskType: 'DI_OFFLINE' }, /"Task Type" is DI_OFFLINE/, /Instance: Stop/],
    ['a solution', { taskType: 'DI_SOLUTION' }, /"Task Type" is DI_SOLUTION/, /real-time task/],
    ['task 0', { fileId: { __rl: true, mode: 'id', value: '0' } }, /"Task" is "0"/, /above 0/],
  ])('refuses %s before sending', async (_what, changes, message, wayOut) => {
    const run = await stop('1000001', changes);

    expect(run.error?.name).toBe('NodeOperationError');
    expect(run.error?.message).toMatch(message);
    expect(run.error?.description).toMatch(wayOut);
    expect(rt.requests()).toEqual([]);
  });
});
