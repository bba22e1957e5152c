import type { JsonObject } from '../../../nodes/alibabaCloud/client/exactJson';
import { withMoved } from '../../../nodes/DataWorks/runWords';

const LOG = 'State: 3(RUN) | Total: 5R 80B | Speed: 1R/s 8B/s | Error: 5R 80B | Stage: 100.0%';

describe('what an instance moved', () => {
  it.each<[string, JsonObject]>([
    ['SKIP', { TaskType: 'SKIP' }],
    ['SKIP_CYCLE', { TaskType: 'SKIP_CYCLE(5)' }],
    ['REALTIME_DEPRECATED', { TaskType: 'REALTIME_DEPRECATED' }],
    ['Skip', { TaskType: 'DI', TriggerRecurrence: 'Skip' }],
  ])('nothing, where it succeeded without running: %s', async (DryRun, instance) => {
    const readLog = jest.fn();
    const { Statistics } = await withMoved(instance, readLog);
    expect(Statistics).toEqual({ Moved: false, DryRun });
    expect(readLog).not.toHaveBeenCalled();
  });

  it('nothing, where all that was read has failed', async () => {
    const moved = await withMoved({ TaskType: 'NORMAL' }, () => Promise.resolve(LOG));
    expect(moved.Statistics).toMatchObject({ Moved: false, RowsRead: 5, RowsFailed: 5 });
  });

  it('is not said where the log does not count', async () => {
    const log = 'Cost time is: 12s';
    expect(await withMoved({}, () => Promise.resolve(log))).toEqual({
      Statistics: { DurationSeconds: 12 },
    });
  });

  it.each([undefined, null, '', 'INFO done'])('is left out with the log %j', async (log) => {
    expect(await withMoved({}, () => Promise.resolve(log))).toEqual({});
  });
});
