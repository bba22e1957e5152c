import { startRealTime, taskParameters, type RealTime } from '../realTime';

describe('Sync Task: Get Status', () => {
  let rt: RealTime;
  beforeAll(async () => {
    rt = await startRealTime();
  });
  afterAll(() => rt.close());
  beforeEach(() => rt.reset());

  it.each(['DI_REALTIME', 'DI_SOLUTION'])(
    'gives the same for %s as the official client gets, from the same call',
    async (taskType) => {
      const fileId = await rt.addTask(taskType);
      const parameters = taskParameters('getStatus', fileId, { taskType });
      const run = await rt.engine.run({ parameters });
      const reply = await rt.official('GetDISyncInstanceInfo', {
        ProjectId: '10000',
        FileId: fileId,
        TaskType: taskType,
      });

      expect(run.output).toEqual([
        [{ json: { ...reply, RequestId: expect.any(String) }, pairedItem: { item: 0 } }],
      ]);
      const [ours, theirs] = rt.requests('GetDISyncInstanceInfo');
      expect(ours!.parameters).toEqual(theirs!.parameters);
    },
  );

  it('says that a task is not deployed', async () => {
    const fileId = await rt.addTask('DI_REALTIME', { deployed: false });
    const run = await rt.engine.run({ parameters: taskParameters('getStatus', fileId) });

    expect(run.error?.message).toMatch(
      /^DataWorks did not give the state of the task: .*is not deployed\)\.$/,
    );
  });

  it('asks again when DataWorks is out of order for a moment', async () => {
    const fileId = await rt.addTask('DI_REALTIME');
    rt.server.emulator.faults.add({ kind: 'html', status: 503, action: 'GetDISyncInstanceInfo' });
    const run = await rt.engine.run({ parameters: taskParameters('getStatus', fileId) });

    expect(run.output[0]![0]!.json).toMatchObject({ Data: { Status: 'NORUN' } });
  });

  it('refuses a batch task before sending, and names the operation that does it', async () => {
    const parameters = taskParameters('getStatus', '1000001', { taskType: 'DI_OFFLINE' });
    const run = await rt.engine.run({ parameters });

    expect(run.error?.message).toContain('"Task Type" is DI_OFFLINE');
    expect(run.error?.description).toContain('Instance: Get Many');
    expect(rt.requests()).toEqual([]);
  });
});
