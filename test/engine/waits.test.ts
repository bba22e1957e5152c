import type { INodeParameters } from 'n8n-workflow';

import { startBatchTasks, type BatchTasks } from './batchTasks';
import { fillWorkspace, numbered } from './fillWorkspace';
import type { RunOptions } from './harness/engine';

const HOUR_MS = 3_600_000;
const DATE = '2026-02-28';
const OTHERS = 8_000;

const days = (count: number) => ({
  startBizDate: new Date(Date.parse(DATE) - (count - 1) * 86_400_000).toISOString().slice(0, 10),
  endBizDate: DATE,
});

/** All but the date. */
const REAL = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

describe('waiting', () => {
  let tasks: BatchTasks;
  beforeAll(async () => {
    tasks = await startBatchTasks();
  });
  afterAll(() => tasks.close());
  // Time stands still but for what a test lets pass: a call takes none.
  beforeEach(() => {
    tasks.reset({ auto: false });
    jest.useFakeTimers({ now: now(), doNotFake: [...REAL] });
  });
  afterEach(() => void jest.useRealTimers());

  const emulator = () => tasks.server.emulator;
  const now = () => tasks.clock().now();
  /** The signature's date goes with the time. */
  async function step(advance: () => Promise<void>) {
    await advance();
    jest.setSystemTime(now());
  }
  const runs = (changes: INodeParameters = {}): INodeParameters => ({
    resource: 'syncTask',
    operation: 'run',
    projectId: { __rl: true, mode: 'id', value: '10000' },
    taskType: 'DI_OFFLINE',
    fileId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
    runFor: 'range',
    ...days(1),
    wait: true,
    ...changes,
  });
  const start = (run: Partial<RunOptions>) => {
    const started = tasks.engine.start({ parameters: runs(), ...run });
    let isOver = false;
    void started.result.then(() => (isOver = true));
    return {
      ...started,
      /** Lets time pass in small steps until so many calls of an action have arrived. */
      async until(action: string, count: number) {
        while (tasks.requests(action).length < count) await step(() => tasks.clock().advance(5));
      },
      /** Lets time pass from one look to the next. */
      async pass(ms: number) {
        const until = now() + ms;
        while (!isOver && now() < until) {
          await Promise.race([tasks.clock().untilSleeping(), started.result]);
          await step(() => tasks.clock().advanceToNext());
        }
      },
    };
  };
  const looks = () =>
    tasks.requests().filter(({ action = '' }) => /^(Get(?!File)|List)/.test(action));

  describe('what an hour costs in calls, and how late each end is seen', () => {
    interface Row {
      items: number;
      dates: number;
      earlier: number;
      others: number;
      /** In s, of runs that end all over the hour. */
      lag: number;
    }
    const rows = [
      { items: 1, dates: 1, earlier: 0, lag: 60 },
      { items: 100, dates: 1, earlier: 0, lag: 130 },
      { items: 1, dates: 250, earlier: 0, lag: 60 },
      { items: 1, dates: 250, earlier: 9, lag: 60 },
      { items: 1, dates: 30, earlier: 9, lag: 60 },
    ].flatMap((row): Row[] => [
      { ...row, others: 0 },
      { ...row, others: OTHERS },
    ]);

    async function begin({ items, dates, earlier, others }: Row) {
      const workspace = fillWorkspace(tasks.server);
      const ids = workspace.addDeployed(numbered(items));
      workspace.addOthers(others, DATE);
      for (let run = 0; run < earlier; run++) {
        for (let day = 0; day < dates; day++) {
          const date = new Date(Date.parse(DATE) - day * 86_400_000).toISOString().slice(0, 10);
          workspace.addOthers(1, date, { of: ids[0]! });
        }
      }
      const started = start({
        items: ids.map((id) => ({ id })),
        parameters: runs({ ...days(dates), options: { concurrency: 20, waitAtMost: 600 } }),
        settings: { onError: 'continueRegularOutput' },
      });
      await started.until('RunCycleDagNodes', items);
      return started;
    }

    it.each(rows)(
      'at most 70 calls: $items items, $dates dates, $earlier earlier runs, $others other instances',
      async (row) => {
        emulator().settings.durations.runMs = 100 * HOUR_MS;
        const started = await begin(row);
        const before = now();
        await started.pass(HOUR_MS);
        const calls = looks().filter(({ at }) => at <= before + HOUR_MS);
        process.stderr.write(`CALLS ${JSON.stringify(row)} ${calls.length}\n`);
        expect(calls.length).toBeLessThanOrEqual(70);
        expect(calls.length).toBeGreaterThan(20);
        started.cancel();
        await started.result;
      },
    );

    it.each(rows.filter(({ dates, earlier }) => dates > 1 || earlier === 0))(
      'seen at most $lag s late: $items items, $dates dates, $earlier earlier runs, $others other instances',
      async (row) => {
        const { items, dates, lag } = row;
        for (let run = 0; run < items * dates; run++) {
          const ms = dates > 1 ? HOUR_MS / dates : (HOUR_MS * (run + 1)) / items;
          emulator().plans.add({ of: 'run', ms: Math.round(ms) });
        }
        const started = await begin(row);
        await started.pass(3 * HOUR_MS);
        const { output } = await started.result;

        const late = output[0]!.map(({ json }) => {
          const instances = json.Instances as { FinishTime: number; DagId: number }[];
          const end = Math.max(...instances.map(({ FinishTime }) => FinishTime));
          const dag = emulator().state.dags.get(BigInt(instances[0]!.DagId))!;
          return dag.createTime / 1000 + Number(json.WaitedSeconds) - end / 1000;
        });
        process.stderr.write(
          `LAG ${JSON.stringify(row)} ${Math.max(...late)} mean ${late.reduce((a, b) => a + b, 0) / late.length} calls ${looks().length}\n`,
        );
        expect(late).toHaveLength(items);
        expect(Math.max(...late)).toBeLessThanOrEqual(lag);
        expect(Math.min(...late)).toBeGreaterThanOrEqual(-1);
      },
    );
  });
});
