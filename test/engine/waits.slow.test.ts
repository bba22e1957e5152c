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

describe('waiting', () => {
  let tasks: BatchTasks;
  beforeAll(async () => {
    tasks = await startBatchTasks();
  });
  afterAll(() => tasks.close());
  // Time stands still but for what a test lets pass: a call takes none.
  beforeEach(() => {
    tasks.reset({ auto: false });
  });

  const emulator = () => tasks.server.emulator;
  const now = () => tasks.clock().now();
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
        while (tasks.requests(action).length < count) await tasks.clock().advance(5);
      },
      /** Lets time pass from one look to the next. */
      async pass(ms: number) {
        const until = now() + ms;
        while (!isOver && now() < until) {
          await Promise.race([tasks.clock().untilSleeping(), started.result]);
          await tasks.clock().advanceToNext();
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
      { items: 100, dates: 1, earlier: 0, lag: 60 },
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
        expect(late).toHaveLength(items);
        expect(Math.max(...late)).toBeLessThanOrEqual(lag);
        expect(Math.min(...late)).toBeGreaterThanOrEqual(-1);
      },
    );
  });

  it('begins the fifth item while four wait', async () => {
    emulator().settings.durations.runMs = 100 * HOUR_MS;
    const ids = fillWorkspace(tasks.server).addDeployed(numbered(5));
    const started = start({ items: ids.map((id) => ({ id })) });
    await started.until('RunCycleDagNodes', 5);
    started.cancel();
    await started.result;
  });

  it('keeps order and pairing however the ends come', async () => {
    const ids = fillWorkspace(tasks.server).addDeployed(numbered(6));
    for (const ms of [50_000, 10_000, 40_000, 5_000, 30_000, 20_000]) {
      emulator().plans.add({ of: 'run', ms });
    }
    const started = start({
      items: ids.map((id) => ({ id })),
      parameters: runs({ options: { concurrency: 2 } }),
    });
    await started.until('RunCycleDagNodes', 6);
    await started.pass(HOUR_MS);
    const { output } = await started.result;
    const nodes = output[0]!.map(({ json }) => json.NodeId);
    expect(nodes).toEqual([...nodes].sort());
    expect(output[0]!.map(({ pairedItem }) => pairedItem)).toEqual(
      ids.map((_, item) => ({ item })),
    );
  });

  it('ends all waits at once when the execution is cancelled', async () => {
    emulator().settings.durations.runMs = 100 * HOUR_MS;
    const ids = fillWorkspace(tasks.server).addDeployed(numbered(30));
    const started = start({ items: ids.map((id) => ({ id })) });
    await started.until('RunCycleDagNodes', 30);
    await started.pass(60_000);
    await tasks.clock().untilSleeping();
    const before = tasks.requests().length;
    const at = now();
    started.cancel();
    const result = await started.result;
    expect(result.status).toBe('canceled');
    expect([now(), tasks.requests().length]).toEqual([at, before]);
  });

  it('looks at each in turn where others of the workspace are newer, within 70 calls an hour', async () => {
    emulator().settings.durations.runMs = 100 * HOUR_MS;
    const workspace = fillWorkspace(tasks.server);
    const ids = workspace.addDeployed(numbered(40));
    workspace.addOthers(OTHERS, DATE, { newer: true });
    const started = start({
      items: ids.map((id) => ({ id })),
      parameters: runs({ options: { waitAtMost: 600 } }),
    });
    await started.until('RunCycleDagNodes', 40);
    const before = now();
    await started.pass(HOUR_MS);
    const calls = looks().filter(({ at }) => at <= before + HOUR_MS);
    expect(calls.length).toBeLessThanOrEqual(70);
    const looked = new Set(calls.map(({ parameters }) => parameters.body.DagId));
    expect(looked.size).toBeGreaterThanOrEqual(40);
    started.cancel();
    await started.result;
  });

  it('outlives looks that fail for as long as they may, but not a refusal', async () => {
    emulator().settings.durations.runMs = 30 * 60_000;
    const [id] = fillWorkspace(tasks.server).addDeployed(numbered(1));
    emulator().faults.add({ kind: 'html', status: 502, action: 'ListInstances', times: 60 });
    const started = start({ items: [{ id }] });
    await started.until('RunCycleDagNodes', 1);
    await started.pass(HOUR_MS);
    const { output } = await started.result;
    expect(output[0]![0]!.json).toMatchObject({ Instances: [{ Status: 'SUCCESS' }] });

    emulator().faults.add({ kind: 'error', action: 'ListInstances', code: 'Forbidden.Access' });
    const refused = start({ items: [{ id }] });
    await refused.until('RunCycleDagNodes', 2);
    await refused.pass(HOUR_MS);
    expect((await refused.result).error?.message).toMatch(/^DataWorks did not list the instances/);
  });

  it('deploys many tasks without a wait of hours: what sees an end does not slow the others down', async () => {
    const ids: string[] = [];
    for (const name of numbered(30)) {
      const id = await tasks.addTask(name);
      await tasks.official('UpdateFile', {
        ProjectId: '10000',
        FileId: id,
        InputList: 'demo_workspace_root',
      });
      ids.push(id);
    }
    const begin = now();
    const started = start({
      items: ids.map((id) => ({ id })),
      parameters: {
        resource: 'syncTask',
        operation: 'deploy',
        projectId: { __rl: true, mode: 'id', value: '10000' },
        taskType: 'DI_OFFLINE',
        fileId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
      },
    });
    await started.until('SubmitFile', 30);
    await started.pass(HOUR_MS);
    const { output } = await started.result;
    expect(output[0]!.map(({ json }) => json.Outcome)).toEqual(ids.map(() => 'deployed'));
    expect(now() - begin).toBeLessThan(5 * 60_000);
    // One for each end, and those of the pace.
    expect(tasks.requests('GetDeployment').length).toBeLessThanOrEqual(60 + 20);
  });
});
