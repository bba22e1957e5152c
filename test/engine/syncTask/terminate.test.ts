import type { INodeParameters } from 'n8n-workflow';

import { startRealTime, taskParameters, type RealTime } from '../realTime';

describe('Sync Task: Terminate', () => {
  let rt: RealTime;
  beforeAll(async () => {
    rt = await startRealTime();
  });
  afterAll(() => rt.close());
  beforeEach(() => rt.reset());

  const terminate = (fileId: string, changes: INodeParameters = {}) =>
    rt.engine.run({ parameters: taskParameters('terminate', fileId, changes) });

  const isDeployed = (fileId: string) =>
    rt.server.emulator.state.files.get(BigInt(fileId))?.realTime.deployed;

  it('terminates a task and outputs the reply of the API', async () => {
    const fileId = await rt.addTask('DI_REALTIME');
    const run = await terminate(fileId);

    expect(run.error).toBeUndefined();
    expect(run.output[0]).toEqual([
      {
        json: {
          Success: true,
          RequestId: expect.any(String),
          Data: { Status: 'success' },
          Outcome: 'terminated',
        },
        pairedItem: { item: 0 },
      },
    ]);
    expect(isDeployed(fileId)).toBe(false);
  });

  it('sends what the official client sends for the same termination', async () => {
    const [byNode, byOfficial] = [await rt.addTask('DI_REALTIME'), await rt.addTask('DI_REALTIME')];
    await terminate(byNode);
    await rt.official('TerminateDISyncInstance', {
      ProjectId: '10000',
      FileId: byOfficial,
      TaskType: 'DI_REALTIME',
    });

    const sent = rt.requests('TerminateDISyncInstance').map(({ parameters }) => parameters);
    expect(sent[0]).toEqual({ ...sent[1], query: { ...sent[1]!.query, FileId: byNode } });
    expect([byNode, byOfficial].map(isDeployed)).toEqual([false, false]);
  });

  it('leaves a task that is not in operation as it is', async () => {
    const run = await terminate(await rt.addTask('DI_REALTIME', { deployed: false }));
    expect(run.output[0]![0]!.json).toMatchObject({ Success: true, Outcome: 'unchanged' });
  });

  it('terminates once when n8n runs the node again', async () => {
    const items = [{ id: await rt.addTask('DI_REALTIME') }, { id: 'none' }];
    const run = await rt.engine.run({
      items,
      parameters: taskParameters('terminate', '={{ $json.id }}'),
    });
    expect(run.status).toBe('error');

    await run.retry();
    expect(rt.requests('TerminateDISyncInstance')).toHaveLength(1);
  });

  it('looks before it terminates again when the reply was lost', async () => {
    const fileId = await rt.addTask('DI_REALTIME');
    rt.server.emulator.faults.add({ kind: 'drop-reply', action: 'TerminateDISyncInstance' });
    const run = await terminate(fileId);

    expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'terminated' });
    expect(rt.requests('TerminateDISyncInstance')).toHaveLength(1);
  });

  it('terminates once more when the lost request had not arrived', async () => {
    const fileId = await rt.addTask('DI_REALTIME');
    rt.server.emulator.faults.add({ kind: 'drop-request', action: 'TerminateDISyncInstance' });
    const run = await terminate(fileId);

    expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'terminated' });
    expect(isDeployed(fileId)).toBe(false);
  });

  it('takes no task that does not exist for a terminated one', async () => {
    const run = await terminate('1999999');
    expect(run.error?.message).toMatch(
      /^DataWorks did not terminate the task: .*\(fileId\[1999999\] is invalid\)\.$/,
    );
  });

  it.each([
    ['DI_OFFLINE', /Schedule to pause/],
    ['DI_SOLUTION', /real-time task/],
  ])('refuses %s before sending', async (taskType, wayOut) => {
    const run = await terminate('1000001', { taskType });

    expect(run.error?.message).toContain(`"Task Type" is ${taskType}`);
    expect(run.error?.description).toMatch(wayOut);
    expect(rt.requests()).toEqual([]);
  });
});
