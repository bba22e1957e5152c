import { startBatchTasks, type BatchTasks } from './batchTasks';
import { fillWorkspace } from './fillWorkspace';
import { looksOf, tasksToRun, waitingRun } from './waitingRuns';

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
      const items = tasksToRun(tasks, [hours * HOUR_MS]);
      const started = tasks.engine.start({ items, parameters: waitingRun('park') });
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
  ])('at most 70 calls: %i items, %i other instances', async (count, others) => {
    tasks.reset();
    const items = tasksToRun(tasks, new Array<number>(count).fill(2 * HOUR_MS));
    fillWorkspace(tasks.server).addOthers(others, '2026-02-28');
    const begin = tasks.clock().now();
    const { output, error } = await tasks.engine.run({ items, parameters: waitingRun('park') });
    expect(error).toBeUndefined();
    expect(output[0]!.map(({ json }) => json.Outcome)).toEqual(items.map(() => 'started'));
    const looks = looksOf(tasks).filter(({ at }) => at < begin + HOUR_MS);
    expect(looks.length).toBeLessThanOrEqual(70);
    expect(looks.length).toBeGreaterThan(20);
    // Every end is seen in time.
    expect(tasks.clock().now() - begin).toBeLessThan(2.2 * HOUR_MS);
  });
});
