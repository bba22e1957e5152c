import { startBatchTasks, type BatchTasks } from './batchTasks';
import { fillWorkspace, numbered } from './fillWorkspace';
import { byId } from './studioNodes';

const HOUR_MS = 3_600_000;

describe('what an hour of a parked wait costs', () => {
  let tasks: BatchTasks;
  beforeAll(async () => {
    tasks = await startBatchTasks();
  });
  afterAll(() => tasks.close());

  it('makes n8n store no more for many looks than for a few', async () => {
    const storedAfter = async (hours: number) => {
      tasks.reset();
      tasks.server.emulator.settings.durations.runMs = hours * HOUR_MS;
      const [id] = fillWorkspace(tasks.server).addDeployed(numbered(1));
      const started = tasks.engine.start({
        parameters: {
          resource: 'syncTask',
          operation: 'run',
          projectId: byId('10000'),
          taskType: 'DI_OFFLINE',
          fileId: byId(id!),
          wait: true,
          options: { whileWaiting: 'park', waitAtMost: 600 },
        },
      });
      expect((await started.result).error).toBeUndefined();
      return started.parking.stored().length;
    };
    const afterAnHour = await storedAfter(1);
    expect(await storedAfter(8)).toBeLessThan(1.1 * afterAnHour);
  });

  it.each([
    [1, 0],
    [100, 0],
    [100, 8_000],
  ])('at most 70 calls: %i items, %i other instances', async (items, others) => {
    tasks.reset();
    tasks.server.emulator.settings.durations.runMs = 2 * HOUR_MS;
    const workspace = fillWorkspace(tasks.server);
    const ids = workspace.addDeployed(numbered(items));
    workspace.addOthers(others, '2026-02-28');
    const begin = tasks.clock().now();
    const { output, error } = await tasks.engine.run({
      items: ids.map((id) => ({ id })),
      parameters: {
        resource: 'syncTask',
        operation: 'run',
        projectId: byId('10000'),
        taskType: 'DI_OFFLINE',
        fileId: byId('={{ $json.id }}'),
        runFor: 'range',
        startBizDate: '2026-02-28',
        endBizDate: '2026-02-28',
        wait: true,
        options: { whileWaiting: 'park', waitAtMost: 600 },
      },
    });
    expect(error).toBeUndefined();
    expect(output[0]!.map(({ json }) => json.Outcome)).toEqual(ids.map(() => 'started'));
    const looks = tasks
      .requests()
      .filter(({ action = '', at }) => /^(Get(?!File)|List)/.test(action) && at < begin + HOUR_MS);
    expect(looks.length).toBeLessThanOrEqual(70);
    expect(looks.length).toBeGreaterThan(20);
    // Every end is seen in time.
    expect(tasks.clock().now() - begin).toBeLessThan(2.2 * HOUR_MS);
  });
});
