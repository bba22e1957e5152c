import type { INodeParameters } from 'n8n-workflow';

import { startBatchTasks, type BatchTasks } from '../batchTasks';
import { createParameters } from '../emulated';

const DAY_MS = 24 * 60 * 60_000;
const CHINA_MS = 8 * 60 * 60_000;
const dateInChina = (ms: number) => new Date(ms + CHINA_MS).toISOString().slice(0, 10);

const range: INodeParameters = {
  runFor: 'range',
  startBizDate: '2026-02-26',
  endBizDate: '2026-02-28T00:00:00',
};
const waiting: INodeParameters = { wait: true };

describe('Sync Task: Run', () => {
  let tasks: BatchTasks;
  let fileId: string;
  beforeAll(async () => {
    tasks = await startBatchTasks();
  });
  afterAll(() => tasks.close());
  beforeEach(async () => {
    tasks.reset();
    fileId = await tasks.addTask();
    await tasks.deploy(fileId);
  });

  const parameters = (changes: INodeParameters = {}): INodeParameters => ({
    resource: 'syncTask',
    operation: 'run',
    projectId: { __rl: true, mode: 'id', value: '10000' },
    taskType: 'DI_OFFLINE',
    fileId: { __rl: true, mode: 'id', value: fileId },
    ...changes,
  });
  const run = (changes?: INodeParameters) => tasks.engine.run({ parameters: parameters(changes) });
  const emulator = () => tasks.server.emulator;
  const nodeId = () => Number([...emulator().state.nodes.PROD.keys()][0]);
  const dags = () => [...emulator().state.dags.values()];
  const statuses = () =>
    dags()
      .flatMap(({ instances }) => instances)
      .map(({ attempts }) => attempts.map(({ stoppedAt }) => stoppedAt !== undefined));

  it('runs for yesterday in China, and outputs the reply of the API', async () => {
    const result = await run();

    expect(result.error).toBeUndefined();
    const yesterday = dateInChina(tasks.clock().now() - DAY_MS);
    expect(result.output).toEqual([
      [
        {
          json: {
            Success: true,
            HttpStatusCode: 200,
            RequestId: expect.any(String),
            Data: [300000000000001],
            NodeId: nodeId(),
            StartBizDate: yesterday,
            EndBizDate: yesterday,
            Outcome: 'started',
          },
          pairedItem: { item: 0 },
        },
      ],
    ]);
    expect(dags().map(({ bizdate }) => dateInChina(bizdate))).toEqual([yesterday]);
  });

  it.each([
    ['plain', range, {}],
    [
      'all options',
      {
        ...range,
        options: {
          bizBeginTime: '01:00:00',
          bizEndTime: '02:30:00',
          concurrentRuns: 2,
          nodeParams: 'region=cn limit=7',
          startFutureInstanceImmediately: true,
          projectEnv: 'DEV',
        },
      },
      {
        BizBeginTime: '01:00:00',
        BizEndTime: '02:30:00',
        Parallelism: 'true',
        ConcurrentRuns: '2',
        StartFutureInstanceImmediately: 'true',
        ProjectEnv: 'DEV',
      },
    ],
  ])('sends what the official client sends for the same run: %s', async (_, changes, expected) => {
    await run(changes as INodeParameters);
    const [ours] = tasks.requests('RunCycleDagNodes');
    const NodeParams = JSON.stringify({ [nodeId()]: 'region=cn limit=7' });
    await tasks.official('RunCycleDagNodes', {
      Name: ours!.parameters.body.Name!,
      RootNodeId: String(nodeId()),
      IncludeNodeIds: String(nodeId()),
      StartBizDate: '2026-02-26 00:00:00',
      EndBizDate: '2026-02-28 00:00:00',
      BizBeginTime: '00:00:00',
      BizEndTime: '23:59:59',
      Parallelism: 'false',
      ProjectEnv: 'PROD',
      ...(Object.keys(expected).length > 0 && { NodeParams }),
      ...expected,
    });
    const [, theirs] = tasks.requests('RunCycleDagNodes');

    expect(ours!.parameters).toEqual(theirs!.parameters);
    const seen = dags().map(({ environment, name, bizdate, waitsForTime, instances }) => ({
      environment,
      name,
      bizdate,
      waitsForTime,
      parameters: instances.map(({ parameters: values }) => values),
    }));
    expect(seen).toHaveLength(6);
    expect(seen.slice(0, 3)).toEqual(seen.slice(3));
  });

  it('names the run, so that it is known in the Operation Center', async () => {
    await run({ options: { runName: 'nightly' } });
    expect(dags()[0]!.name).toMatch(/^nightly n8n-[0-9a-f]{48}$/);
  });

  it.each<[string, string, string]>([
    ['a date of the editor', '2026-02-28T00:00:00', '2026-02-28'],
    ['the compact form', '20260228', '2026-02-28'],
    ['a time with a zone: the day as written', '2026-02-28T16:30:00.000Z', '2026-02-28'],
    [
      'a date of luxon',
      "={{ DateTime.fromISO('2026-02-28', { zone: 'America/New_York' }) }}",
      '2026-02-28',
    ],
    [
      'a JavaScript date: the day in China',
      "={{ new Date('2026-02-27T20:00:00Z') }}",
      '2026-02-28',
    ],
  ])('takes %s', async (_, given, expected) => {
    const result = await run({ runFor: 'range', startBizDate: given, endBizDate: given });
    expect(result.error).toBeUndefined();
    expect(result.output[0]![0]!.json.StartBizDate).toBe(expected);
  });

  it('waits for the end, and gives the instances and what the wait has cost', async () => {
    const result = await run({ ...range, ...waiting });

    expect(result.error).toBeUndefined();
    const { json } = result.output[0]![0]!;
    expect(json).toMatchObject({ Outcome: 'started', Calls: 7, WaitedSeconds: 36 });
    expect(json.Instances).toEqual(
      [1, 2, 3].map((number) => ({
        InstanceId: 310000000000000 + number,
        DagId: 300000000000000 + number,
        NodeId: nodeId(),
        NodeName: expect.any(String),
        Status: 'SUCCESS',
        Bizdate: expect.any(Number),
        CycTime: expect.any(Number),
        BeginRunningTime: expect.any(Number),
        FinishTime: expect.any(Number),
        TaskRerunTime: 0,
      })),
    );
  });

  it('gives what each date moved where that is wished, one call each', async () => {
    emulator().plans.add({
      of: 'run',
      log: 'State: 3(RUN) | Total: 0R 0B | Speed: 0R/s 0B/s | Error: 0R 0B | Stage: 100.0%',
    });
    const result = await run({ ...range, ...waiting, options: { includeStatistics: true } });
    const { Instances } = result.output[0]![0]!.json as { Instances: object[] };
    expect(Instances.map((one) => 'Statistics' in one && one.Statistics)).toEqual([
      {
        Moved: false,
        RowsRead: 0,
        RowsFailed: 0,
        BytesRead: 0,
        RowsPerSecond: 0,
        BytesPerSecond: 0,
      },
      // Its log has no figures: none are invented.
      false,
      false,
    ]);
    expect(tasks.requests('GetInstanceLog')).toHaveLength(3);
  });

  it('looks at one date by its DAG alone', async () => {
    await run(waiting);
    const [look] = tasks.requests('ListInstances');
    expect(look?.parameters.body).toEqual({
      ProjectId: '10000',
      ProjectEnv: 'PROD',
      DagId: '300000000000001',
      PageNumber: '1',
      PageSize: '100',
    });
  });

  describe('when a run fails', () => {
    const log = [
      ...Array.from({ length: 30 }, (_, line) => `INFO step ${line}`),
      'jdbc:mysql://reader:hunter22@mysql:3306/shop',
      'password=Secr3t! user=reader',
      '{"accessKeySecret": "abc\\"def", "table": "orders"}',
      'ERROR connect failed',
    ].join('\n');

    it('says so with the end of its log, secrets out', async () => {
      emulator().plans.add({ of: 'run', result: 'FAILURE', log });
      const result = await run(waiting);

      const lines = result.error!.message.split('\n');
      expect(lines[0]).toBe(
        'DataWorks did not run the task: It ended without success (instance 310000000000001 is FAILURE).',
      );
      expect(lines[1]).toBe('The end of its log:');
      expect(lines.slice(2)).toHaveLength(20);
      expect(lines.at(-1)).toMatch(/INFO Exit with FAILURE$/);
      const text = result.error!.message;
      expect(text).toContain('jdbc:mysql://reader:***@mysql:3306/shop');
      expect(text).toContain('password=*** user=reader');
      expect(text).toContain('{"accessKeySecret": ***, "table": "orders"}');
      expect(text).not.toMatch(/hunter22|Secr3t|abc/);
    });

    it('names the cause that its log shows, and what to do', async () => {
      emulator().plans.clear();
      emulator().plans.add({
        of: 'run',
        result: 'FAILURE',
        log: 'ErrorMessage:\nCode:[DBUtilErrorCode-10], Description:[...]. - Connection refused',
      });
      const result = await run({ ...range, ...waiting });
      expect(result.error?.message).toMatch(/ is FAILURE; no connection to the data source\)\./);
      expect(result.error?.description).toMatch(
        /^Test the data source from the run's resource group/,
      );
    });

    it('gives the log as data on the error output', async () => {
      emulator().plans.add({ of: 'run', result: 'FAILURE', log });
      const result = await tasks.engine.run({
        parameters: parameters(waiting),
        settings: { onError: 'continueErrorOutput' },
      });

      expect(result.output[1]![0]!.json.details).toMatchObject({
        action: 'RunCycleDagNodes',
        detail: 'instance 310000000000001 is FAILURE',
        log: expect.stringContaining('ERROR connect failed'),
      });
    });

    it('ends at the first date that fails, as those after it never begin', async () => {
      emulator().plans.add({ of: 'run', result: 'FAILURE', after: 1 });
      const result = await run({ ...range, ...waiting });

      expect(result.error?.message).toMatch(
        /\(instance 310000000000002 is FAILURE; the script does not fit the plug-in\)\./,
      );
      expect(statuses()).toEqual([[false], [false], []]);
    });

    it('waits for the dates that go on beside it', async () => {
      emulator().plans.add({ of: 'run', result: 'FAILURE', ms: 1000 });
      emulator().plans.add({ of: 'run', ms: 60_000 });
      emulator().plans.add({ of: 'run', result: 'FAILURE', ms: 1000 });
      const begin = tasks.clock().now();
      const result = await run({ ...range, ...waiting, options: { concurrentRuns: 3 } });

      expect(result.error?.message).toMatch(
        /\(instance 310000000000001 is FAILURE, instance 310000000000003 is FAILURE; /,
      );
      expect(tasks.clock().now() - begin).toBeGreaterThan(60_000);
    });

    it('says it without a log that cannot be read', async () => {
      emulator().plans.add({ of: 'run', result: 'FAILURE' });
      emulator().faults.add({ kind: 'error', action: 'GetInstanceLog', code: 'Forbidden.Access' });
      const result = await run(waiting);
      expect(result.error?.message).toMatch(/instance 310000000000001 is FAILURE\)\.$/);
    });

    it('starts anew when n8n runs it again', async () => {
      emulator().plans.add({ of: 'run', result: 'FAILURE' });
      const first = await run(waiting);
      expect(first.status).toBe('error');

      const again = await first.retry();
      expect(again.output[0]![0]!.json).toMatchObject({
        Outcome: 'started',
        Data: [300000000000002],
        Instances: [{ Status: 'SUCCESS' }],
      });
      expect(tasks.requests('RunCycleDagNodes')).toHaveLength(2);
    });

    it('starts anew by itself with Retry On Fail', async () => {
      emulator().plans.add({ of: 'run', result: 'FAILURE' });
      const result = await tasks.engine.run({
        parameters: parameters(waiting),
        settings: { retryOnFail: true, maxTries: 2 },
      });
      expect(result.error).toBeUndefined();
      expect(dags()).toHaveLength(2);
    });
  });

  describe('when n8n runs it again', () => {
    it('waits for a run that goes on', async () => {
      emulator().settings.durations.runMs = 90_000;
      const first = await run({ ...waiting, options: { waitAtMost: 1 } });
      expect(first.error?.message).toMatch(
        /^DataWorks did not run the task: It did not end in time \(the state is 1 RUNNING after 60 s/,
      );

      const again = await first.retry();
      expect(again.output[0]![0]!.json).toMatchObject({
        Success: true,
        Data: [300000000000001],
        Outcome: 'attached',
        Instances: [{ Status: 'SUCCESS' }],
      });
      expect(tasks.requests('RunCycleDagNodes')).toHaveLength(1);
    });

    it('gives a run that has succeeded, beside one that is new', async () => {
      const other = await tasks.addTask();
      await tasks.deploy(other);
      emulator().plans.add({ of: 'run', result: 'FAILURE', after: 1 });
      const first = await tasks.engine.run({
        items: [{ id: fileId }, { id: other }],
        parameters: parameters({
          ...waiting,
          fileId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
          options: { concurrency: 1 },
        }),
      });
      expect(first.status).toBe('error');

      const again = await first.retry();
      expect(again.output[0]!.map(({ json }) => json.Outcome)).toEqual(['attached', 'started']);
      expect(dags()).toHaveLength(3);
    });

    it('keeps its yesterday when midnight has passed', async () => {
      emulator().settings.durations.runMs = 90_000;
      const first = await run({ ...waiting, options: { waitAtMost: 1 } });
      await tasks.clock().advance(DAY_MS);
      const again = await first.retry();

      expect(again.output[0]![0]!.json.Outcome).toBe('attached');
      expect(dags()).toHaveLength(1);
    });

    it('starts another run for other parameters', async () => {
      emulator().plans.add({ of: 'run', result: 'FAILURE' });
      const first = await run(waiting);
      const again = await first.retry({ parameters: parameters({ ...range, ...waiting }) });
      expect(again.output[0]![0]!.json.Data).toHaveLength(3);
    });
  });

  describe('when the reply is lost', () => {
    it.each(['drop-reply', 'cut'] as const)('finds the run by its name: %s', async (kind) => {
      emulator().faults.add({ kind, action: 'RunCycleDagNodes' });
      const result = await run({ ...range, ...waiting });

      expect(result.error).toBeUndefined();
      expect(result.output[0]![0]!.json).toMatchObject({
        Success: true,
        Data: [300000000000001, 300000000000002, 300000000000003],
        Outcome: 'started',
      });
      expect(tasks.requests('RunCycleDagNodes')).toHaveLength(1);
    });

    it('does not take the run of another for its own', async () => {
      await run({ ...range, options: { runName: 'another' } });
      emulator().faults.add({ kind: 'drop-reply', action: 'RunCycleDagNodes' });
      const result = await run(range);
      expect(result.output[0]![0]!.json.Data).toEqual([
        300000000000004, 300000000000005, 300000000000006,
      ]);
    });

    it('starts once more when the request had not arrived', async () => {
      emulator().faults.add({ kind: 'drop-request', action: 'RunCycleDagNodes' });
      const result = await run();
      expect(result.output[0]![0]!.json.Data).toEqual([300000000000001]);
      expect(tasks.requests('RunCycleDagNodes').map(({ acted }) => acted)).toEqual([false, true]);
    });

    it('looks first in the next run when the outcome stayed unknown', async () => {
      emulator().faults.add({ kind: 'drop-reply', action: 'RunCycleDagNodes' });
      emulator().faults.add({ kind: 'day-quota-spent', action: 'ListInstances' });
      const first = await run();
      expect(first.error?.message).toMatch(/^DataWorks did not run the task: The connection broke/);
      expect(first.error?.description).toMatch(/it looks first and does nothing twice/);

      const again = await first.retry();
      expect(again.output[0]![0]!.json.Data).toEqual([300000000000001]);
      expect(dags()).toHaveLength(1);
    });

    it('tells a failed run from the one that was started after it', async () => {
      emulator().plans.add({ of: 'run', result: 'FAILURE' });
      const first = await run(waiting);
      emulator().faults.add({ kind: 'drop-reply', action: 'RunCycleDagNodes' });
      const again = await first.retry();
      expect(again.output[0]![0]!.json.Data).toEqual([300000000000002]);
      expect(dags()).toHaveLength(2);
    });
  });

  it('survives looks that fail', async () => {
    emulator().faults.add({ kind: 'html', status: 502, action: 'ListInstances', times: 6 });
    const result = await run(waiting);
    expect(result.output[0]![0]!.json).toMatchObject({ Instances: [{ Status: 'SUCCESS' }] });
  });

  describe('when the execution is cancelled during the wait', () => {
    async function cancelDuringWait(options: INodeParameters) {
      tasks.reset({ auto: false });
      fileId = await tasks.addTask();
      await tasks.deploy(fileId);
      const started = tasks.engine.start({
        parameters: parameters({ ...range, ...waiting, options }),
      });
      await tasks.clock().untilSleeping();
      const before = tasks.requests().length;
      // Time stands still: what waits for a pause would never end.
      started.cancel();
      const result = await started.result;
      const sent = tasks.requests().slice(before);
      return { result, sent: sent.map(({ action }) => action) };
    }

    it('ends at once and sends nothing', async () => {
      const { result, sent } = await cancelDuringWait({});
      expect(result.status).toBe('canceled');
      expect(sent).toEqual([]);
      expect(statuses()).toEqual([[false], [], []]);
    });

    it('stops the run where the user asked for it', async () => {
      const { result, sent } = await cancelDuringWait({ stopWhenCancelled: true });
      expect(result.status).toBe('canceled');
      expect(sent).toEqual(['StopInstance', 'ListInstances']);
      expect(statuses()).toEqual([[true], [], []]);
    });

    it('stops also what began since the last look', async () => {
      tasks.reset({ auto: false });
      fileId = await tasks.addTask();
      await tasks.deploy(fileId);
      const started = tasks.engine.start({
        parameters: parameters({
          ...range,
          ...waiting,
          options: { stopWhenCancelled: true, firstPause: 60 },
        }),
      });
      await tasks.clock().untilSleeping();
      await tasks.clock().advance(11_500);
      started.cancel();
      await started.result;
      expect(statuses()).toEqual([[false], [true], []]);
    });
  });

  describe('refuses before sending', () => {
    it.each<[string, INodeParameters, RegExp, RegExp?]>([
      [
        'a real-time task',
        { taskType: 'DI_REALTIME' },
        /"Task Type" is DI_REALTIME/,
        /use Sync Task: Start/,
      ],
      ['a solution', { taskType: 'DI_SOLUTION' }, /is DI_SOLUTION/, /use Sync Task: Start/],
      ['no task', { fileId: { __rl: true, mode: 'id', value: '={{ "" }}' } }, /"Task" is empty/],
      ['another choice of dates', { ...range, runFor: '={{ "today" }}' }, /"Run For" is "today"/],
      [
        'a date that is none',
        { ...range, startBizDate: '={{ "2026-02-30" }}' },
        /"First Business Date" is no date: "2026-02-30"/,
      ],
      ['an empty date', { ...range, endBizDate: '={{ "" }}' }, /"Last Business Date" is empty/],
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
        'a wait of more than a week',
        { ...waiting, options: { waitAtMost: 20_000 } },
        /"Wait at Most" is 20000/,
      ],
    ])('%s', async (_, changes, message, wayOut = /./) => {
      const before = tasks.requests().length;
      const result = await run(changes);
      expect(result.error?.message).toMatch(message);
      expect(result.error?.description).toMatch(wayOut);
      expect(tasks.requests()).toHaveLength(before);
    });
  });

  it('refuses a task that was never deployed, and says what to do', async () => {
    fileId = await tasks.addTask('fresh');
    const result = await run();
    expect(result.error?.message).toBe(
      'The parameter "Task" is fresh, which has no node in the scheduler yet',
    );
    expect(result.error?.description).toBe('Deploy it first: use Sync Task: Deploy.');
    expect(tasks.requests('RunCycleDagNodes')).toEqual([]);
  });

  it('refuses a real-time task that was given as a batch task', async () => {
    const created = await tasks.engine.run({
      parameters: createParameters({
        taskType: 'DI_REALTIME',
        taskName: 'stream',
        taskContent: '{"type":"realtime"}',
      }),
    });
    fileId = String((created.output[0]![0]!.json.Data as { FileId: number }).FileId);
    const result = await run();
    expect(result.error?.message).toMatch(/is stream, which is no batch task \(FileType 900\)/);
    expect(result.error?.description).toMatch(/use Sync Task: Start/);
  });

  it('gives the words of the API when it refuses', async () => {
    const other = await tasks.addTask();
    await tasks.official('UpdateFile', {
      ProjectId: '10000',
      FileId: other,
      InputList: 'demo_workspace_root',
    });
    await tasks.official('SubmitFile', { ProjectId: '10000', FileId: other });
    await tasks.clock().advance(60_000);
    fileId = other;
    const result = await run();

    expect(result.error?.message).toMatch(
      /^DataWorks did not run the task: .*The node does not exist\)?\.$/,
    );
    expect((await run({ options: { projectEnv: 'DEV' } })).error).toBeUndefined();
  });
});
