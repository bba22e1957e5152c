import type { INodeParameters } from 'n8n-workflow';

import { nodeParameters, startStudioNodes, type StudioNodes } from '../studioNodes';

const DAY_MS = 24 * 60 * 60_000;
const dateInChina = (ms: number) => new Date(ms + DAY_MS / 3).toISOString().slice(0, 10);
const begin = (date: string) => Date.parse(`${date}T00:00:00+08:00`);

const one: INodeParameters = {
  runFor: 'range',
  startBizDate: '2026-02-26',
  endBizDate: '2026-02-26',
};
const range: INodeParameters = { ...one, endBizDate: '2026-02-28T00:00:00' };
const waiting: INodeParameters = { wait: true };

describe('Sync Node: Run', () => {
  let studio: StudioNodes;
  let node: { id: string; taskId: string };
  /** How many requests made the node. */
  let prepared: number;
  beforeAll(async () => {
    studio = await startStudioNodes();
  });
  afterAll(() => studio.close());
  beforeEach(async () => {
    studio.reset();
    node = await studio.addNode();
    prepared = studio.requests().length;
  });

  const parameters = (changes: INodeParameters = {}) => nodeParameters('run', node.id, changes);
  const run = (changes?: INodeParameters) => studio.engine.run({ parameters: parameters(changes) });
  const emulator = () => studio.server.emulator;
  const runs = () => [...emulator().state.studio.workflowInstances.values()];
  const sent = () =>
    studio
      .requests()
      .slice(prepared)
      .map(({ action }) => action);
  const form = (action: string) => studio.requests(action).map((entry) => entry.parameters.body);

  it('runs for yesterday in China, and outputs the reply of the API with the ids of the run', async () => {
    const result = await run();

    expect(result.error).toBeUndefined();
    const yesterday = dateInChina(studio.clock().now() - DAY_MS);
    expect(result.output).toEqual([
      [
        {
          json: {
            RequestId: expect.any(String),
            OperationId: expect.any(String),
            WorkflowInstanceIds: [1000000000001],
            NodeId: node.id,
            TaskId: Number(node.taskId),
            StartBizDate: yesterday,
            EndBizDate: yesterday,
            Outcome: 'started',
          },
          pairedItem: { item: 0 },
        },
      ],
    ]);
    expect(runs().map(({ bizdate }) => dateInChina(bizdate))).toEqual([yesterday]);
    expect(sent()).toEqual([
      'GetNode',
      'CreateWorkflowInstances',
      'GetCreateWorkflowInstancesResult',
      'GetCreateWorkflowInstancesResult',
    ]);
  });

  it.each<[string, INodeParameters, Record<string, string>, object]>([
    ['plain', range, {}, {}],
    [
      'all options',
      {
        ...range,
        options: {
          bizBeginTime: '01:00:00',
          bizEndTime: '02:30:00',
          concurrentRuns: 2,
          nodeParams: 'region=cn limit=7',
        },
      },
      { TaskParameters: 'region=cn limit=7' },
      { StartTime: '01:00:00', EndTime: '02:30:00' },
    ],
  ])(
    'sends what the official client sends for the same run: %s',
    async (_, changes, expected, times) => {
      await run(changes);
      const [ours] = studio.requests('CreateWorkflowInstances');
      const { concurrentRuns = 1 } = (changes.options ?? {}) as { concurrentRuns?: number };
      const TaskParameters = JSON.stringify({ [node.taskId]: expected.TaskParameters });
      await studio.official('CreateWorkflowInstances', {
        Name: ours!.parameters.body.Name!,
        ProjectId: '20000',
        Type: 'SupplementData',
        WorkflowId: '1',
        EnvType: 'Prod',
        Periods: JSON.stringify({
          BizDates: [{ StartBizDate: '2026-02-26', EndBizDate: '2026-02-28' }],
          ...times,
        }),
        DefaultRunProperties: JSON.stringify({
          Mode: 'ManualSelection',
          RootTaskIds: [Number(node.taskId)],
          Parallelism: concurrentRuns,
          Analysis: { Enabled: false, Blocked: false },
        }),
        ...(expected.TaskParameters === undefined ? {} : { TaskParameters }),
      });
      const [, theirs] = studio.requests('CreateWorkflowInstances');
      expect(ours!.parameters).toEqual(theirs!.parameters);
    },
  );

  it('puts its mark behind the name that it is given', async () => {
    await run({ ...one, options: { runName: 'nightly' } });
    expect(runs()[0]!.name).toMatch(/^nightly n8n-[0-9a-f]{48}$/);
  });

  it('counts business dates in the time zone that it is given', async () => {
    await run({ ...one, ...waiting, options: { schedulingTimeZone: 'UTC+0', waitAtMost: 1 } });
    expect(form('ListTaskInstances')[0]!.Bizdate).toBe(String(Date.parse('2026-02-26T00:00:00Z')));
  });

  it('waits for the end, and gives the instances and what the wait has cost', async () => {
    const result = await run({ ...range, ...waiting });

    expect(result.error).toBeUndefined();
    const { json } = result.output[0]![0]!;
    expect(json).toMatchObject({
      Outcome: 'started',
      Calls: expect.any(Number),
      WaitedSeconds: expect.any(Number),
    });
    expect(json.Instances).toEqual(
      ['2026-02-26', '2026-02-27', '2026-02-28'].map((date, at) => ({
        Id: expect.any(Number),
        TaskId: Number(node.taskId),
        TaskName: expect.any(String),
        Status: 'Success',
        Bizdate: begin(date),
        TriggerTime: expect.any(Number),
        StartedTime: expect.any(Number),
        FinishedTime: expect.any(Number),
        RunNumber: 1,
        WorkflowInstanceId: 1000000000001 + at,
        WorkflowInstanceType: 'SupplementData',
      })),
    );
    expect(studio.requests('ListTaskInstances')).toHaveLength(Number(json.Calls));
  });

  it('gives what each date moved where that is wished, one call each', async () => {
    emulator().plans.add({
      of: 'run',
      log: 'State: 3(RUN) | Total: 42R 80B | Speed: 4R/s 8B/s | Error: 0R 0B | Stage: 100.0%',
    });
    const result = await run({ ...range, ...waiting, options: { includeStatistics: true } });
    const { Instances } = result.output[0]![0]!.json as { Instances: object[] };
    expect(Instances.map((one) => 'Statistics' in one && one.Statistics)).toEqual([
      {
        Moved: true,
        RowsRead: 42,
        RowsFailed: 0,
        BytesRead: 80,
        RowsPerSecond: 4,
        BytesPerSecond: 8,
      },
      // Its log has no figures: none are invented.
      false,
      false,
    ]);
    expect(studio.requests('GetTaskInstanceLog')).toHaveLength(3);
  });

  it('looks at one date by its run alone', async () => {
    await run({ ...one, ...waiting });
    expect(form('ListTaskInstances')[0]).toEqual({
      ProjectId: '20000',
      ProjectEnv: 'Prod',
      Bizdate: String(begin('2026-02-26')),
      WorkflowInstanceId: '1000000000001',
      PageNumber: '1',
      PageSize: '100',
    });
  });

  it('looks at the runs of several nodes for a date with one call', async () => {
    const other = await studio.addNode();
    const before = studio.requests('ListTaskInstances').length;
    const result = await studio.engine.run({
      items: [{ id: node.id }, { id: other.id }],
      parameters: nodeParameters('run', '={{ $json.id }}', { ...one, ...waiting }),
    });
    expect(result.error).toBeUndefined();
    expect(result.output[0]!.map(({ json }) => json.Instances)).toEqual([
      [expect.objectContaining({ TaskId: Number(node.taskId), Status: 'Success' })],
      [expect.objectContaining({ TaskId: Number(other.taskId), Status: 'Success' })],
    ]);
    const looks = form('ListTaskInstances').slice(before);
    const together = JSON.stringify([Number(node.taskId), Number(other.taskId)]);
    expect(looks.at(-1)).toMatchObject({
      TaskIds: together,
      WorkflowInstanceType: 'SupplementData',
    });
  });

  it.each(['text', 'number'])(
    'gives the id of the node exactly where replies have ids as %s',
    async (ids) => {
      Object.assign(emulator().settings.studio, { ids });
      const result = await run(one);
      expect(result.error).toBeUndefined();
      expect(result.output[0]![0]!.json.NodeId).toBe(node.id);
      expect(node.id).toMatch(/^\d{19}$/);
    },
  );

  it('outlives looks that fail', async () => {
    emulator().faults.add({ kind: 'html', status: 502, action: 'ListTaskInstances', times: 6 });
    const result = await run({ ...one, ...waiting });
    expect(result.output[0]![0]!.json).toMatchObject({ Instances: [{ Status: 'Success' }] });
  });

  it('keeps to the pace of a wait: that of one run for many nodes and dates', async () => {
    emulator().settings.durations.runMs = 3 * 60 * 60_000;
    const others = [node.id];
    for (let count = 0; count < 5; count++) others.push((await studio.addNode()).id);
    const before = studio.requests('ListTaskInstances').length;
    const result = await studio.engine.run({
      items: others.map((id) => ({ id })),
      parameters: nodeParameters('run', '={{ $json.id }}', {
        ...range,
        ...waiting,
        options: { waitAtMost: 10 },
      }),
    });
    expect(result.error?.message).toMatch(/did not end in time/);
    expect(studio.requests('ListTaskInstances').length - before).toBeLessThanOrEqual(25);
  });

  describe('when a run fails', () => {
    const log = [
      ...Array.from({ length: 30 }, (_, line) => `INFO step ${line}`),
      'password=Secr3t! user=reader',
      'ERROR connect failed',
    ].join('\n');

    it('says so with the end of its log, secrets out', async () => {
      emulator().plans.add({ of: 'run', result: 'FAILURE', log });
      const result = await run({ ...one, ...waiting });

      const lines = result.error!.message.split('\n');
      expect(lines[0]).toMatch(
        /^DataWorks did not run the task: It ended without success \(instance \d+ is Failure\)\.$/,
      );
      expect(lines[1]).toBe('The end of its log:');
      expect(lines.slice(2)).toHaveLength(20);
      expect(result.error!.message).toContain('password=*** user=reader');
      expect(result.error!.message).not.toContain('Secr3t');
    });

    it('ends at the first date that fails, as those after it never begin', async () => {
      emulator().plans.add({ of: 'run', result: 'FAILURE', after: 1 });
      const result = await run({ ...range, ...waiting });
      expect(result.error?.message).toMatch(
        /\(instance \d+ is Failure; the script does not fit the plug-in\)\./,
      );
      const attempts = runs().map(({ taskInstances }) => taskInstances[0]!.attempts.length);
      expect(attempts).toEqual([1, 1, 0]);
    });

    it('waits for the dates that go on beside it', async () => {
      emulator().plans.add({ of: 'run', result: 'FAILURE', ms: 1000 });
      emulator().plans.add({ of: 'run', ms: 60_000 });
      emulator().plans.add({ of: 'run', result: 'FAILURE', ms: 1000 });
      const before = studio.clock().now();
      const result = await run({ ...range, ...waiting, options: { concurrentRuns: 3 } });
      expect(result.error?.message).toMatch(/\(instance \d+ is Failure, instance \d+ is Failure; /);
      expect(studio.clock().now() - before).toBeGreaterThan(60_000);
    });

    it('says it without a log that cannot be read', async () => {
      emulator().plans.add({ of: 'run', result: 'FAILURE' });
      emulator().faults.add({ kind: 'error', action: 'GetTaskInstanceLog', code: '403030' });
      const result = await run({ ...one, ...waiting });
      expect(result.error?.message).toMatch(/instance \d+ is Failure\)\.$/);
    });

    it('starts anew when n8n runs it again', async () => {
      emulator().plans.add({ of: 'run', result: 'FAILURE' });
      const first = await run({ ...one, ...waiting });
      expect(first.status).toBe('error');
      const again = await first.retry();
      expect(again.output[0]![0]!.json).toMatchObject({
        Outcome: 'started',
        WorkflowInstanceIds: [1000000000002],
        Instances: [{ Status: 'Success' }],
      });
    });
  });

  describe('when it cannot be created', () => {
    it('gives the words of CreateFailure, and makes no second one', async () => {
      emulator().plans.add({ of: 'backfill', message: 'no resources' });
      const result = await run(one);
      expect(result.error?.message).toMatch(/^DataWorks did not run the task: .*no resources/);
      expect(studio.requests('CreateWorkflowInstances')).toHaveLength(1);
      expect(runs()).toEqual([]);
    });

    it('gives the words of a refusal', async () => {
      emulator().state.studio.tasks.Prod.clear();
      const result = await run(one);
      expect(result.error?.message).toContain(`Non-existent TaskIDs: [${node.taskId}]`);
    });
  });

  describe('when n8n runs it again', () => {
    it('waits for a run that goes on', async () => {
      emulator().settings.durations.runMs = 90_000;
      const first = await run({ ...one, ...waiting, options: { waitAtMost: 1 } });
      expect(first.error?.message).toMatch(
        /^DataWorks did not run the task: It did not end in time \(the state is 1 Running after 60 s/,
      );
      const again = await first.retry();
      expect(again.output[0]![0]!.json).toMatchObject({
        WorkflowInstanceIds: [1000000000001],
        Outcome: 'attached',
        Instances: [{ Status: 'Success' }],
      });
      expect(studio.requests('CreateWorkflowInstances')).toHaveLength(1);
    });
  });

  describe('when the reply is lost', () => {
    it.each(['drop-reply', 'cut'] as const)('finds the run by its name: %s', async (kind) => {
      emulator().faults.add({ kind, action: 'CreateWorkflowInstances' });
      const result = await run({ ...range, ...waiting });

      expect(result.error).toBeUndefined();
      expect(result.output[0]![0]!.json).toMatchObject({
        WorkflowInstanceIds: expect.arrayContaining([1000000000001, 1000000000002, 1000000000003]),
        Outcome: 'started',
        Instances: [{ Status: 'Success' }, { Status: 'Success' }, { Status: 'Success' }],
      });
      expect(studio.requests('CreateWorkflowInstances')).toHaveLength(1);
      expect(form('ListWorkflowInstances')[0]).toMatchObject({
        BizDate: String(begin('2026-02-26')),
        Type: 'SupplementData',
        EnvType: 'Prod',
      });
    });

    it('finds it also when it shows late', async () => {
      emulator().settings.studio.lateVisibilityMs = 12_000;
      emulator().faults.add({ kind: 'drop-reply', action: 'CreateWorkflowInstances' });
      const result = await run(one);
      expect(result.output[0]![0]!.json.WorkflowInstanceIds).toEqual([1000000000001]);
      expect(runs()).toHaveLength(1);
    });

    it('does not take the run of another for its own', async () => {
      await run({ ...one, options: { runName: 'another' } });
      emulator().faults.add({ kind: 'drop-reply', action: 'CreateWorkflowInstances' });
      const result = await run(one);
      expect(result.output[0]![0]!.json.WorkflowInstanceIds).toEqual([1000000000002]);
    });

    it('starts once more when the request had not arrived', async () => {
      emulator().faults.add({ kind: 'drop-request', action: 'CreateWorkflowInstances' });
      const result = await run(one);
      expect(result.output[0]![0]!.json.WorkflowInstanceIds).toEqual([1000000000001]);
      const acted = studio.requests('CreateWorkflowInstances').map((entry) => entry.acted);
      expect(acted).toEqual([false, true]);
    });

    it('stays in doubt where the look is refused, and looks first in the next run', async () => {
      emulator().faults.add({ kind: 'drop-reply', action: 'CreateWorkflowInstances' });
      emulator().faults.add({ kind: 'error', action: 'ListWorkflowInstances', code: '403030' });
      const first = await run(one);
      expect(first.error?.message).toMatch(/^DataWorks did not run the task: The connection broke/);
      const again = await first.retry();
      expect(again.output[0]![0]!.json.WorkflowInstanceIds).toEqual([1000000000001]);
      expect(runs()).toHaveLength(1);
    });
  });

  describe('when the creation takes long', () => {
    it('makes no second one, and goes on with it in the next run', async () => {
      emulator().settings.durations.creationMs = 12 * 60_000;
      const first = await run(one);
      expect(first.error?.message).toMatch(/did not end in time \(the state is Creating/);
      const again = await first.retry();
      expect(again.error?.message).toMatch(/still being created/);
      await studio.clock().advance(3 * 60_000);
      const last = await again.retry();
      expect(last.output[0]![0]!.json).toMatchObject({
        WorkflowInstanceIds: [1000000000001],
        Outcome: 'started',
      });
      expect(studio.requests('CreateWorkflowInstances')).toHaveLength(1);
    });

    it('outlives looks that fail', async () => {
      const action = 'GetCreateWorkflowInstancesResult';
      emulator().faults.add({ kind: 'html', status: 502, action, times: 6 });
      const result = await run(one);
      expect(result.output[0]![0]!.json.WorkflowInstanceIds).toEqual([1000000000001]);
    });

    it('makes no second one where the look is refused', async () => {
      const action = 'GetCreateWorkflowInstancesResult';
      emulator().faults.add({ kind: 'error', action, code: '403030', times: 'always' });
      const first = await run(one);
      expect(first.status).toBe('error');
      const again = await first.retry();
      expect(again.status).toBe('error');
      expect(studio.requests('CreateWorkflowInstances')).toHaveLength(1);
    });
  });

  describe('when the execution is cancelled during the wait', () => {
    async function cancelDuringWait(options: INodeParameters) {
      studio.reset({ auto: false });
      node = await studio.addNode();
      emulator().settings.durations.creationMs = 0;
      const started = studio.engine.start({
        parameters: parameters({ ...range, ...waiting, options }),
      });
      await studio.clock().untilSleeping();
      await studio.clock().advance(4000);
      await studio.clock().untilSleeping();
      const before = studio.requests().length;
      started.cancel();
      const result = await started.result;
      const after = studio.requests().slice(before);
      return { result, sent: after.map(({ action }) => action) };
    }
    const stopped = () => runs().map(({ stoppedAt }) => stoppedAt !== undefined);

    it('ends at once and sends nothing', async () => {
      const ended = await cancelDuringWait({});
      expect(ended.result.status).toBe('canceled');
      expect(ended.sent).toEqual([]);
      expect(stopped()).toEqual([false, false, false]);
    });

    it('stops the run where the user asked for it, the dates to come among it', async () => {
      const ended = await cancelDuringWait({ stopWhenCancelled: true });
      expect(ended.result.status).toBe('canceled');
      expect(ended.sent).toEqual(['StopWorkflowInstances']);
      expect(stopped()).toEqual([true, true, true]);
    });
  });

  describe('refuses before sending', () => {
    it.each<[string, INodeParameters, RegExp]>([
      ['no node', { nodeId: { __rl: true, mode: 'id', value: '={{ "" }}' } }, /"Node" is empty/],
      [
        'a node id that has lost digits',
        { nodeId: { __rl: true, mode: 'id', value: '={{ 9007199254740993 }}' } },
        /"Node" is too large for a number/,
      ],
      ['another choice of dates', { ...range, runFor: '={{ "today" }}' }, /"Run For" is "today"/],
      [
        'a date that is none',
        { ...range, startBizDate: '={{ "2026-02-30" }}' },
        /"First Business Date" is no date: "2026-02-30"/,
      ],
      [
        'dates in the wrong order',
        { ...range, endBizDate: '2026-02-25' },
        /is 2026-02-25, before the first one, 2026-02-26/,
      ],
      [
        'a time of day that is none',
        { options: { bizEndTime: '24:00:00' } },
        /"Until \(Time of Day\)" is "24:00:00"/,
      ],
      [
        'too many dates at the same time',
        { options: { concurrentRuns: 11 } },
        /"Dates at the Same Time" is 11/,
      ],
      [
        'an unknown environment',
        { options: { projectEnv: '={{ "TEST" }}' } },
        /"Environment" is "TEST"/,
      ],
      [
        'no time zone',
        { options: { schedulingTimeZone: 'Mars/Olympus' } },
        /"Scheduling Time Zone" is "Mars\/Olympus"/,
      ],
      [
        'a wait of more than a week',
        { ...waiting, options: { waitAtMost: 20_000 } },
        /"Wait at Most" is 20000/,
      ],
    ])('%s', async (_, changes, message) => {
      const result = await run(changes);
      expect(result.error?.message).toMatch(message);
      expect(sent()).toEqual([]);
    });
  });

  it('refuses a node that was never deployed, and says what to do', async () => {
    node = await studio.addNode('fresh', true);
    const result = await run(one);
    expect(result.error?.message).toBe('The parameter "Node" is fresh, which is not published yet');
    expect(result.error?.description).toBe('Deploy it first: use Sync Node: Deploy.');
    expect(studio.requests('CreateWorkflowInstances')).toEqual([]);
  });
});
