import type { INodeParameters } from 'n8n-workflow';

import { onNode, startSyncNodes, type SyncNodes } from '../syncNodes';

describe('Sync Node: Deploy', () => {
  let nodes: SyncNodes;
  let id: string;
  beforeAll(async () => {
    nodes = await startSyncNodes();
  });
  afterAll(() => nodes.close());
  const begin = async (...studio: Parameters<SyncNodes['reset']>) => {
    nodes.reset(...studio);
    id = await nodes.addNode();
    nodes.forget();
  };
  beforeEach(() => begin());

  const deploy = (changes: INodeParameters = {}) => nodes.run(onNode('deploy', id, changes));
  const emulator = () => nodes.server.emulator;
  const tasks = () => emulator().state.studio.tasks;
  const started = () =>
    nodes.requests('ExecPipelineRunStage').map(({ parameters }) => parameters.body.Code);
  const hintsOf = async (run: ReturnType<typeof deploy>) =>
    (await run).hints.map(({ message }) => message);
  /** Begins a run of the node that nobody drives. */
  const leaveRunning = async () => {
    emulator().plans.add({ of: 'stage', stage: 'BUILD_PACKAGE', does: 'wait' });
    const run = await deploy({ options: { waitAtMost: 1 } });
    expect(run.status).toBe('error');
    nodes.forget();
    return [...emulator().state.studio.pipelineRuns.keys()][0]!;
  };

  it('publishes through the stages that the reply lists', async () => {
    const run = await deploy({ options: { comment: 'by hand' } });

    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json).toEqual({
      Success: true,
      RequestId: expect.any(String),
      Id: id,
      TaskId: Number([...tasks().Prod.keys()][0]),
      Pipeline: expect.objectContaining({
        Status: 'Success',
        Stages: ['BUILD_PACKAGE', 'PROD_CHECK', 'PROD'].map((Code) =>
          expect.objectContaining({ Code, Status: 'Success' }),
        ),
      }),
      Outcome: 'deployed',
      Calls: expect.any(Number),
      WaitedSeconds: expect.any(Number),
    });
    expect(started()).toEqual(['PROD_CHECK', 'PROD']);
    expect(nodes.sent().filter((action) => action !== 'GetPipelineRun')).toEqual([
      'CreatePipelineRun',
      'ExecPipelineRunStage',
      'ExecPipelineRunStage',
      'GetNode',
    ]);
    expect(nodes.requests('CreatePipelineRun')[0]!.parameters.body).toMatchObject({
      Type: 'Online',
      ObjectIds: JSON.stringify([id]),
      Description: expect.stringMatching(/^by hand \(n8n-[0-9a-f]+\.1\)$/),
    });
    expect(tasks().Prod.size).toBe(1);
  });

  it('says when the node first runs by itself', async () => {
    id = await nodes.addNode({
      nodeName: 'later',
      schedule: { cronExpress: '00 30 05 * * ?', startEffectDate: '2100-01-01T00:00:00+08:00' },
    });
    expect(await hintsOf(deploy())).toEqual([
      'What was deployed first runs by itself on 2100-01-01 at 05:30 (Asia/Shanghai).',
    ]);

    id = await nodes.addNode({ nodeName: 'paused', schedule: { stop: true } });
    expect(await hintsOf(deploy())).toEqual([
      'What was deployed is paused: no run starts by itself.',
    ]);
  });

  it('is done, and says neither TaskId nor when it runs, where the node may not be read', async () => {
    emulator().settings.studio.denied = { testid: ['GetNode'] };
    const run = await deploy();
    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json).toMatchObject({ Id: id, Outcome: 'deployed' });
    expect(run.output[0]![0]!.json).not.toHaveProperty('TaskId');
    expect(run.hints).toEqual([]);
  });

  it('goes through development in standard mode', async () => {
    await begin({ mode: 'standard' });
    const run = await deploy();
    expect(run.error).toBeUndefined();
    expect(started()).toEqual(['DEV_CHECK', 'DEV', 'PROD_CHECK', 'PROD']);
    expect([tasks().Dev.size, tasks().Prod.size]).toEqual([1, 1]);
  });

  it('fails with the words of a check, and is made anew when it is run again', async () => {
    emulator().plans.add({
      of: 'stage',
      stage: 'PROD_CHECK',
      does: 'fail',
      message: 'the table has no owner',
    });
    const run = await deploy();
    expect(run.error?.message).toMatch(/did not publish the node.*the table has no owner/);

    const again = await run.retry();
    expect(again.error).toBeUndefined();
    expect(nodes.requests('CreatePipelineRun')).toHaveLength(2);
  });

  it('says what a parent that does not exist makes of it', async () => {
    id = await nodes.addNode({ nodeName: 'child', parents: 'demo_studio.nobody' });
    const run = await deploy();
    expect(run.error?.message).toMatch(/NodeParentDependency.*demo_studio\.nobody/);
  });

  it.each([1, 20])('publishes %i together at the pace of their stages', async (count) => {
    const ids = [id];
    while (ids.length < count) ids.push(await nodes.addNode({ nodeName: `orders_${ids.length}` }));
    nodes.forget();
    const begunAt = nodes.clock().now();
    const { error, output } = await nodes.engine.run({
      parameters: onNode('deploy', '={{ $json.id }}'),
      items: ids.map((one) => ({ id: one })),
    });

    expect(error).toBeUndefined();
    expect(output[0]!.map(({ json }) => json.Outcome)).toEqual(ids.map(() => 'deployed'));
    expect(nodes.clock().now() - begunAt).toBeLessThan(30_000);
    expect(nodes.requests().length).toBeLessThanOrEqual(8 * count);
  });

  it('shows an approval that it waits for, and goes on with it later', async () => {
    await begin({ mode: 'standard', approval: 'waits' });
    const run = await deploy({ options: { waitAtMost: 2 } });
    expect(run.error?.message).toMatch(/Waiting for approval/);

    await fetch(`${nodes.server.url}/_emulator/approvals`, { method: 'POST', body: '{}' });
    const again = await run.retry();
    expect(again.error).toBeUndefined();
    expect(nodes.requests('CreatePipelineRun')).toHaveLength(1);
  });

  it('shows why a stage cannot be started, tries it again, and goes on', async () => {
    emulator().plans.add({
      of: 'stage',
      stage: 'PROD',
      does: 'refuse',
      message: 'Only an administrator may start it.',
    });
    const refusedOnce = await deploy();
    expect(refusedOnce.error).toBeUndefined();

    id = await nodes.addNode({ nodeName: 'other' });
    emulator().plans.add({
      of: 'stage',
      stage: 'PROD',
      does: 'refuse',
      message: 'Only an administrator may start it.',
      times: 1_000,
    });
    const run = await deploy({ options: { waitAtMost: 5 } });
    expect(run.error?.message).toMatch(/cannot be started.*Only an administrator may start it/);
  });

  it('finds its run again after a lost reply, and makes no second one', async () => {
    emulator().faults.add({ kind: 'drop-reply', action: 'CreatePipelineRun' });
    const run = await deploy();
    expect(run.error).toBeUndefined();
    expect(nodes.requests('CreatePipelineRun')).toHaveLength(1);
    expect(nodes.requests('ListPipelineRuns').length).toBeGreaterThan(0);
    expect(emulator().state.studio.pipelineRuns.size).toBe(1);
  });

  it('outlives a lost reply of a stage that it started', async () => {
    emulator().faults.add({ kind: 'drop-reply', action: 'ExecPipelineRunStage' });
    const run = await deploy();
    expect(run.error).toBeUndefined();
    expect(tasks().Prod.size).toBe(1);
  });

  it('names the workflow that a node stands in, and publishes nothing', async () => {
    id = await nodes.addNode({ nodeName: 'inner', options: { workflowId: '8500000000000000001' } });
    const run = await deploy();
    expect(run.error?.message).toMatch(/"Node" is in the workflow 8500000000000000001/);
    expect(emulator().state.studio.pipelineRuns.size).toBe(0);
  });

  describe('while an earlier run is under way', () => {
    it('says what DataWorks says', async () => {
      const earlier = await leaveRunning();
      const run = await deploy();
      expect(run.error?.message).toContain(`NodeInProcess: the pipeline run ${earlier}`);
    });

    it('ends it where that is wished', async () => {
      const earlier = await leaveRunning();
      const run = await deploy({ options: { ifReleasing: 'end' } });
      expect(run.error).toBeUndefined();
      expect(nodes.requests('AbolishPipelineRun')[0]!.parameters.body.Id).toBe(earlier);
      expect(tasks().Prod.size).toBe(1);
    });

    it('joins it where that is wished', async () => {
      await leaveRunning();
      await fetch(`${nodes.server.url}/_emulator/approvals`, { method: 'POST', body: '{}' });
      const run = await deploy({ options: { ifReleasing: 'join' } });
      expect(run.error).toBeUndefined();
      expect(nodes.requests('CreatePipelineRun')).toEqual([]);
      expect(tasks().Prod.size).toBe(1);
    });
  });

  it.each<[string, INodeParameters, RegExp]>([
    ['an odd node', { nodeId: { __rl: true, mode: 'id', value: 'orders' } }, /"Node" is "orders"/],
    [
      'an odd choice',
      { options: { ifReleasing: '={{ "x" }}' } },
      /"If It Is Being Deployed" is "x"/,
    ],
  ])('refuses %s before sending', async (_what, changes, message) => {
    const run = await deploy(changes);
    expect(run.error?.message).toMatch(message);
    expect(nodes.sent()).toEqual([]);
  });
});
