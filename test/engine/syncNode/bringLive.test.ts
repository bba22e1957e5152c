import type { INodeParameters } from 'n8n-workflow';

import { script } from '../emulated';
import { newNode, startSyncNodes, type SyncNodes } from '../syncNodes';

const running: INodeParameters = { firstRun: true, runFor: 'yesterday', wait: true };
const WRITES = ['CreateNode', 'CreatePipelineRun', 'CreateWorkflowInstances'];
/** What a wait asks again and again. */
const LOOKS = ['GetPipelineRun', 'GetCreateWorkflowInstancesResult', 'ListTaskInstances'];

describe('Sync Node: Bring Live', () => {
  let nodes: SyncNodes;
  beforeAll(async () => {
    nodes = await startSyncNodes();
  });
  afterAll(() => nodes.close());
  beforeEach(() => nodes.reset());

  const parameters = (changes: INodeParameters = {}) =>
    newNode({ operation: 'bringLive', ...changes });
  const bringLive = (changes?: INodeParameters) => nodes.run(parameters(changes));
  const emulator = () => nodes.server.emulator;
  const state = () => emulator().state.studio;
  const made = () => [...state().nodes.values()];
  const id = () => String(made()[0]!.id);
  const writes = () => nodes.sent().filter((action) => WRITES.includes(action));
  /** The calls that docs/calls.md counts: no waits, no GetProject. */
  const counted = () =>
    nodes.sent().filter((action) => action !== 'GetProject' && !LOOKS.includes(action));

  it('joins a run that is under way where that is wished', async () => {
    emulator().settings.durations.runMs = 600_000;
    const first = await bringLive({ ...running, wait: false });
    expect(first.error).toBeUndefined();
    const again = await bringLive({ ...running, options: { ifRunning: 'join' } });
    expect(again.error).toBeUndefined();
    expect(again.output[0]![0]!.json.Run).toMatchObject({
      Outcome: 'joined',
      Instances: [{ Status: expect.stringMatching(/^success$/i) }],
    });
    expect(writes().filter((action) => action === 'CreateWorkflowInstances')).toHaveLength(1);
  });

  it('creates and publishes a node, and gives the result of each step', async () => {
    const run = await bringLive();

    expect(run.error).toBeUndefined();
    expect(run.output).toEqual([
      [
        {
          json: {
            Success: true,
            Id: id(),
            Create: {
              Success: true,
              RequestId: expect.any(String),
              Id: id(),
              Outcome: 'created',
            },
            Deploy: expect.objectContaining({
              Success: true,
              Id: id(),
              TaskId: expect.any(Number),
              Pipeline: expect.objectContaining({ Status: 'Success' }),
              Outcome: 'deployed',
            }),
            Outcome: 'live',
          },
          pairedItem: { item: 0 },
        },
      ],
    ]);
    expect(run.hints.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^What was deployed first runs by itself on \d{4}-\d\d-\d\d at 00:05 /),
    ]);
    expect(writes()).toEqual(WRITES.slice(0, 2));
    expect(state().tasks.Prod.size).toBe(1);
  });

  it('runs the node then, and waits for the run', async () => {
    const run = await bringLive(running);

    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json.Run).toMatchObject({
      Outcome: 'started',
      Instances: [{ Status: 'Success' }],
    });
    expect(writes()).toEqual(WRITES);
  });

  it.each<[string, 'basic' | 'standard', INodeParameters]>([
    ['basic mode, with parents', 'basic', { parents: 'demo_studio_root, demo_studio.first' }],
    ['standard mode', 'standard', {}],
  ])('takes at most 9 calls beside waits and GetProject in %s', async (_, mode, changes) => {
    nodes.reset({ mode });
    await nodes.addNode({ nodeName: 'first' });
    await nodes.deploy(id());
    nodes.forget();
    const run = await bringLive({ ...running, ...changes });

    expect(run.error).toBeUndefined();
    expect(counted().length).toBeLessThanOrEqual(9);
  });

  it('starts the run alone where no wait is wished', async () => {
    const run = await bringLive({ ...running, wait: false });
    expect(run.output[0]![0]!.json.Run).toMatchObject({ Outcome: 'started' });
    expect(nodes.requests('ListTaskInstances')).toEqual([]);
  });

  it('puts script and settings on a node of that name, and publishes it anew', async () => {
    await bringLive();
    const changed = { ...script, setting: { ...script.setting, speed: { concurrent: 3 } } };
    const run = await bringLive({
      taskContent: JSON.stringify(changed),
      schedule: { cronExpress: '00 30 05 * * ?' },
    });

    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json).toMatchObject({
      Id: id(),
      Create: { Outcome: 'updated' },
      Deploy: { Outcome: 'deployed' },
    });
    expect(made()).toHaveLength(1);
    const [task] = state().tasks.Prod.values();
    expect(JSON.stringify(task)).toContain('00 30 05 * * ?');
    expect(nodes.requests('CreatePipelineRun')).toHaveLength(2);
  });

  it('leaves the script of a node of that name alone where that is wished', async () => {
    await bringLive();
    const run = await bringLive({ options: { ifExists: 'reuse' } });
    expect(run.output[0]![0]!.json.Create).toMatchObject({ Outcome: 'reused' });
  });

  it('stops at a node of that name where that is wished', async () => {
    await bringLive();
    const run = await bringLive({ options: { ifExists: 'fail' } });
    expect(run.error?.message).toMatch(/did not create the node.*its Id is/);
    expect(run.error?.description).not.toMatch(/go on with/);
  });

  it('waits until the published node shows its task', async () => {
    nodes.reset({ lateVisibilityMs: 4_000 });
    const run = await bringLive(running);
    expect(run.error).toBeUndefined();
    expect(writes()).toEqual(WRITES);
  });

  it('puts back parents that DataWorks lost, before it publishes', async () => {
    nodes.reset({ dependencies: 'lost' });
    await nodes.addNode({ nodeName: 'first' });
    await nodes.deploy(id());
    nodes.forget();
    const run = await bringLive({ parents: 'demo_studio.first' });
    expect(run.error).toBeUndefined();
    const sent = nodes.sent();
    expect(sent.indexOf('UpdateNode')).toBeGreaterThan(sent.indexOf('CreateNode'));
    expect(sent.indexOf('CreatePipelineRun')).toBeGreaterThan(sent.indexOf('UpdateNode'));
  });

  describe('when a step fails', () => {
    it.each<[string, () => void, INodeParameters, RegExp, RegExp]>([
      [
        'the publishing',
        () =>
          void emulator().plans.add({
            of: 'stage',
            stage: 'PROD_CHECK',
            does: 'fail',
            message: 'the table has no owner',
          }),
        {},
        /did not publish the node.*the table has no owner/,
        /^The node \(Id \d{19}\) is created\. Once the cause is gone, run the node again: it goes on from there and repeats nothing\. By hand, go on with Sync Node: Deploy\. /,
      ],
      [
        'the run',
        () => void emulator().plans.add({ of: 'run', result: 'FAILURE', log: 'ERROR no table' }),
        running,
        /did not run the task: It ended without success[^]*ERROR no table/,
        /is created and deployed\. Once the cause is gone, run .* with Sync Node: Run\. /,
      ],
    ])(
      'says what was done before %s and how to go on',
      async (_, breaks, changes, what, before) => {
        breaks();
        const run = await bringLive(changes);
        expect(run.error?.message).toMatch(what);
        expect(run.error?.description).toMatch(before);
      },
    );

    it('says nothing of steps before the first', async () => {
      emulator().faults.add({ kind: 'error', action: 'CreateNode', code: '403030', status: 403 });
      const run = await bringLive();
      expect(run.error?.message).toMatch(/did not create the node/);
      expect(run.error?.description).not.toMatch(/go on with/);
    });

    it.each<[string, string[]]>([
      ['CreateNode', ['CreateNode', ...WRITES]],
      ['CreatePipelineRun', ['CreateNode', 'CreatePipelineRun', ...WRITES.slice(1)]],
      ['CreateWorkflowInstances', [...WRITES, 'CreateWorkflowInstances']],
    ])('takes up at %s and repeats nothing when n8n runs it again', async (action, expected) => {
      emulator().faults.add({ kind: 'error', action, code: '403030', status: 403 });
      const first = await bringLive(running);
      expect(first.status).toBe('error');

      const again = await first.retry();
      expect(again.error).toBeUndefined();
      expect(again.output[0]![0]!.json).toMatchObject({
        Id: id(),
        Create: { Success: true, Id: id(), Outcome: 'created' },
        Deploy: { Outcome: 'deployed' },
        Run: { Instances: [{ Status: 'Success' }] },
      });
      expect(writes()).toEqual(expected);
    });

    it('publishes anew what was corrected, on the same node', async () => {
      const first = await bringLive({ parents: 'demo_studio.nobody' });
      expect(first.error?.message).toMatch(/NodeParentDependency.*demo_studio\.nobody/);

      const again = await first.retry({
        parameters: parameters({ parents: 'demo_studio_root' }),
      });
      expect(again.error).toBeUndefined();
      expect(made()).toHaveLength(1);
      expect(nodes.requests('CreatePipelineRun')).toHaveLength(2);
    });

    it('names the workflow that the node of that name stands in, and publishes nothing', async () => {
      await nodes.addNode({ options: { workflowId: '8500000000000000001' } });
      nodes.forget();
      const [workflow] = state().workflows.values();
      const run = await bringLive({
        // Listed by the workflow's name, as if that were a folder.
        folderPath: { __rl: true, mode: 'path', value: workflow!.name },
      });
      expect(run.error?.message).toMatch(/"Node" is in the workflow 8500000000000000001/);
      expect(nodes.requests('CreatePipelineRun')).toHaveLength(1);
      expect(state().pipelineRuns.size).toBe(0);
    });
  });

  it.each([...WRITES, 'ExecPipelineRunStage'])(
    'makes exactly one of everything when the reply of %s is lost',
    async (action) => {
      emulator().faults.add({ kind: 'drop-reply', action });
      const run = await bringLive(running);

      expect(run.error).toBeUndefined();
      expect(made()).toHaveLength(1);
      expect(state().pipelineRuns.size).toBe(1);
      expect(state().taskInstances.size).toBe(1);
    },
  );

  it('stops the run when the execution is cancelled, where that is wished', async () => {
    emulator().plans.add({ of: 'run', result: 'SUCCESS', ms: 3_600_000 });
    const started = nodes.engine.start({
      parameters: parameters({ ...running, options: { stopWhenCancelled: true } }),
    });
    for (let pauses = 0; nodes.requests('ListTaskInstances').length === 0; pauses++) {
      await nodes.clock().untilSleeping();
      await nodes.clock().advance(5000);
      if (pauses > 40) throw new Error('No run began.');
    }
    await nodes.clock().untilSleeping();
    started.cancel();

    expect((await started.result).status).toBe('canceled');
    expect(nodes.requests('StopWorkflowInstances')).toHaveLength(1);
  });

  describe('refuses before sending', () => {
    it.each<[string, INodeParameters, RegExp]>([
      ['a blank name', { nodeName: '={{ " " }}' }, /"Node Name" is empty/],
      ['a name with a folder', { nodeName: 'a/b' }, /"Node Name" has a "\/" in it/],
      ['a script that is not JSON', { taskContent: '{' }, /"Task Content" is not JSON/],
      [
        'no resource group',
        { resourceGroup: { __rl: true, mode: 'id', value: '={{ "" }}' } },
        /"Resource Group" is empty/,
      ],
      [
        'a cron expression that is none',
        { schedule: { cronExpress: 'daily' } },
        /"Cron Expression" is no cron expression/,
      ],
      [
        'what is no way with an earlier deployment',
        { options: { ifReleasing: '={{ "wait" }}' } },
        /"If It Is Being Deployed" is "wait"/,
      ],
      [
        'dates in the wrong order',
        { ...running, runFor: 'range', startBizDate: '2026-03-02', endBizDate: '2026-03-01' },
        /"Last Business Date" is 2026-03-01, before the first one/,
      ],
      ['a wait of no time', { options: { waitAtMost: 0 } }, /"Wait at Most" is 0/],
    ])('%s', async (_, changes, message) => {
      const run = await bringLive(changes);
      expect(run.error?.message).toMatch(message);
      expect(nodes.requests()).toEqual([]);
    });
  });
});
