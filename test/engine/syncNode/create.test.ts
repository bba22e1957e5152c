import type { INodeParameters } from 'n8n-workflow';

import { script } from '../emulated';
import { newNode, startSyncNodes, type SyncNodes } from '../syncNodes';

describe('Sync Node: Create', () => {
  let nodes: SyncNodes;
  beforeAll(async () => {
    nodes = await startSyncNodes();
  });
  afterAll(() => nodes.close());
  beforeEach(() => nodes.reset());

  const state = () => nodes.server.emulator.state.studio;
  const faults = () => nodes.server.emulator.faults;
  const made = () => [...state().nodes.values()];
  const denied = { denied: { testid: ['ListNodes'] } };

  it('looks for the name, creates the node and gives its Id as text', async () => {
    const run = await nodes.run(newNode());

    expect(run.error).toBeUndefined();
    const [node] = made();
    expect(run.output).toEqual([
      [
        {
          json: {
            Success: true,
            RequestId: expect.any(String),
            Id: String(node!.id),
            Outcome: 'created',
          },
          pairedItem: { item: 0 },
        },
      ],
    ]);
    expect(nodes.sent()).toEqual(['GetProject', 'ListNodes', 'CreateNode']);
    expect(nodes.requests('ListNodes')[0]!.parameters.query).toMatchObject({
      Name: 'orders_daily',
      PageSize: '100',
    });
    expect(run.hints).toEqual([]);
  });

  it('gives the Id as text where DataWorks sends a number', async () => {
    nodes.reset({ ids: 'number' });
    const run = await nodes.run(newNode());
    expect(run.output[0]![0]!.json.Id).toBe(String(made()[0]!.id));
  });

  it('sends a Spec with script, schedule, resource group and the names of the workspace', async () => {
    const run = await nodes.run(
      newNode({
        cu: 1.5,
        schedule: {
          cronExpress: '00 30 05 * * ?',
          paraValue: 'bizdate=$bizdate region=cn',
          autoRerunTimes: 2,
          autoRerunInterval: 3,
          rerunMode: 'FAILURE_ALLOWED',
          priority: 8,
          timeout: 4,
          stop: true,
          dependsOnItself: true,
          startEffectDate: '2026-03-01T00:00:00+08:00',
          instanceMode: 'Immediately',
        },
        options: { description: 'nightly', schedulingCu: 0.5 },
      }),
    );

    expect(run.error).toBeUndefined();
    const { Spec, Scene, ContainerId } = nodes.requests('CreateNode')[0]!.parameters.body;
    expect({ Scene, ContainerId }).toEqual({ Scene: 'DATAWORKS_PROJECT', ContainerId: undefined });
    const { spec } = JSON.parse(Spec!) as { spec: { nodes: Array<Record<string, unknown>> } };
    const [node] = spec.nodes;
    expect(node).toMatchObject({
      id: 'orders_daily',
      name: 'orders_daily',
      description: 'nightly',
      priority: 8,
      timeout: 4,
      timeoutUnit: 'HOURS',
      recurrence: 'Pause',
      rerunMode: 'FailureAllowed',
      rerunTimes: 2,
      rerunInterval: 180_000,
      instanceMode: 'Immediately',
      runtimeResource: { resourceGroup: 'Serverless_res_group_demo_1' },
      trigger: {
        type: 'Scheduler',
        cron: '00 30 05 * * ?',
        cycleType: 'Daily',
        startTime: '2026-03-01 00:00:00',
        timezone: 'Asia/Shanghai',
      },
      script: {
        path: 'demo/sync/orders_daily',
        runtime: { command: 'DI', cu: '0.5' },
        parameters: [
          expect.objectContaining({ name: 'bizdate', value: '$bizdate', type: 'System' }),
          expect.objectContaining({ name: 'region', value: 'cn', type: 'Constant' }),
        ],
      },
      inputs: { nodeOutputs: [expect.objectContaining({ data: 'demo_studio_root' })] },
      outputs: { nodeOutputs: [expect.objectContaining({ data: 'demo_studio.orders_daily' })] },
    });
    const { content } = node!.script as { content: string };
    expect(JSON.parse(content)).toEqual({
      ...script,
      extend: {
        mode: 'code',
        formatType: 'datax',
        __new__: true,
        resourceGroup: 'Serverless_res_group_demo_1',
        cu: 1.5,
      },
    });
    expect(JSON.stringify(spec)).toContain('CrossCycleDependsOnSelf');
  });

  it('asks for the name of the workspace once, however many items there are', async () => {
    const run = await nodes.engine.run({
      items: [1, 2, 3, 4, 5, 6].map((i) => ({ name: `node_${i}` })),
      parameters: newNode({ nodeName: '={{ $json.name }}' }),
    });
    expect(run.output[0]).toHaveLength(6);
    expect(nodes.requests('GetProject')).toHaveLength(1);
    expect(new Set(run.output[0]!.map(({ json }) => json.Id)).size).toBe(6);
  });

  it('does not ask for it where nothing is named by it', async () => {
    await nodes.addNode({ nodeName: 'raw' });
    nodes.forget();
    const run = await nodes.run(
      newNode({ parents: 'demo_studio.raw', schedule: { outputList: 'demo_studio.out' } }),
    );
    expect(run.error).toBeUndefined();
    expect(nodes.sent()).toEqual(['ListNodes', 'CreateNode', 'ListNodeDependencies']);
  });

  it('says how to do without it where the AccessKey may not read the workspace', async () => {
    nodes.reset({ denied: { testid: ['GetProject'] } });
    const run = await nodes.run(newNode());
    expect(run.error?.message).toMatch(/not needed where Parents and, in Schedule, Output Names/);
    const given = await nodes.run(
      newNode({ parents: 'demo_studio_root', schedule: { outputList: 'demo_studio.out' } }),
    );
    expect(given.output[0]![0]!.json.Outcome).toBe('created');
  });

  it('says nothing of that where the keys are wrong', async () => {
    faults().add({
      kind: 'error',
      code: 'SignatureDoesNotMatch',
      status: 400,
      action: 'GetProject',
    });
    const run = await nodes.run(newNode());
    expect(run.error?.message).toMatch(/The AccessKey Secret does not belong/);
    expect(run.error?.message).not.toMatch(/not needed/);
  });

  it('keeps the passwords of a script out of messages that quote it', async () => {
    const secret = 'pass-word-17';
    faults().add({
      kind: 'error',
      action: 'CreateNode',
      code: '58014884415',
      status: 400,
      message: `Spec JSON parse failed near ${secret}`,
    });
    const [reader, writer] = script.steps;
    const run = await nodes.run(
      newNode({
        taskContent: JSON.stringify({
          ...script,
          steps: [reader, { ...writer, parameter: { ...writer!.parameter, password: secret } }],
        }),
      }),
    );
    expect(run.error?.message).toMatch(/parse failed near/);
    expect(JSON.stringify(run.error)).not.toContain(secret);
  });

  it('puts the node into a workflow', async () => {
    const run = await nodes.run(newNode({ options: { workflowId: '8500000000000000001' } }));
    expect(run.error).toBeUndefined();
    expect(made()[0]!.containerId).toBe(8_500_000_000_000_000_001n);
    expect(nodes.requests('ListNodes')[0]!.parameters.query.ContainerId).toBe(
      '8500000000000000001',
    );
  });

  it('takes a script from the form', async () => {
    const run = await nodes.run(
      newNode({
        taskContentInput: 'form',
        readerType: 'mysql',
        readerDataSource: { __rl: true, mode: 'name', value: 'mysql_pub' },
        readerTable: { __rl: true, mode: 'name', value: 'u_pk' },
        writerType: 'odps',
        writerDataSource: { __rl: true, mode: 'name', value: 'odps_source' },
        writerTable: { __rl: true, mode: 'name', value: 'u_pk' },
        writerPartition: 'pt=${bizdate}',
        writeMode: 'overwrite',
      }),
    );
    expect(run.error).toBeUndefined();
    expect(made()).toHaveLength(1);
  });

  describe('when the name is taken', () => {
    let id: string;
    beforeEach(async () => {
      id = await nodes.addNode();
      nodes.forget();
    });

    it('fails and names the node, without a request to create one', async () => {
      const run = await nodes.run(newNode());
      expect(run.error?.message).toContain(`its Id is ${id}`);
      expect(run.error?.description).toMatch(/option "If the Name Is Taken" to reuse or update/);
      expect(nodes.sent()).toEqual(['GetProject', 'ListNodes']);
    });

    it('takes one of the same name in another folder for another one', async () => {
      const run = await nodes.run(
        newNode({ folderPath: { __rl: true, mode: 'path', value: 'demo' } }),
      );
      expect(run.output[0]![0]!.json.Outcome).toBe('created');
      expect(made()).toHaveLength(2);
    });

    it('takes one whose name only holds it for another one', async () => {
      const run = await nodes.run(newNode({ nodeName: 'orders' }));
      expect(run.output[0]![0]!.json.Outcome).toBe('created');
    });

    it('gives it back with Reuse', async () => {
      const run = await nodes.run(newNode({ options: { ifExists: 'reuse' } }));
      expect(run.output[0]![0]!.json).toMatchObject({ Id: id, Outcome: 'reused' });
      expect(made()).toHaveLength(1);
    });

    it('puts script and settings on it with Update', async () => {
      const run = await nodes.run(
        newNode({
          options: { ifExists: 'update' },
          schedule: { cronExpress: '00 30 06 * * ?' },
        }),
      );
      expect(run.output[0]![0]!.json).toMatchObject({ Id: id, Outcome: 'updated' });
      expect(nodes.sent()).toEqual(['GetProject', 'ListNodes', 'GetNode', 'UpdateNode']);
      expect(made()[0]!.spec).toMatchObject({ trigger: { cron: '00 30 06 * * ?' } });
    });

    it('keeps with Update what was not given', async () => {
      const child = { nodeName: 'child', parents: 'demo_studio.orders_daily' };
      const other = await nodes.addNode({
        ...child,
        schedule: { cronExpress: '00 30 06 * * ?', outputList: 'demo_studio.mine' },
      });
      const run = await nodes.run(
        newNode({ nodeName: 'child', options: { ifExists: 'update', description: 'new' } }),
      );
      expect(run.output[0]![0]!.json).toMatchObject({ Id: other, Outcome: 'updated' });
      const node = state().nodes.get(BigInt(other))!;
      expect(node.spec).toMatchObject({ description: 'new', trigger: { cron: '00 30 06 * * ?' } });
      expect(node.depends.map(({ output }) => output)).toEqual(['demo_studio.orders_daily']);
      expect(JSON.stringify(node.spec.outputs)).toContain('demo_studio.mine');
    });

    it('says so where DataWorks refuses the name and the look is refused too', async () => {
      Object.assign(nodes.server.emulator.settings.studio, {
        ...denied,
        duplicateNames: 'refused',
      });
      const run = await nodes.run(newNode());
      expect(run.error?.message).toMatch(/same name already exists/);
      expect(nodes.requests('CreateNode')).toHaveLength(1);
    });

    it('names each of several', async () => {
      nodes.reset(denied);
      await nodes.addNode();
      await nodes.addNode();
      Object.assign(nodes.server.emulator.settings.studio, { denied: {} });
      const run = await nodes.run(newNode({ options: { ifExists: 'reuse' } }));
      expect(run.error?.message).toMatch(/2 have this name: Id \d+ in demo\/sync\/orders_daily, /);
    });
  });

  it('lets no second item of an execution make the same node, even where lists are late', async () => {
    nodes.reset({ lateVisibilityMs: 60_000 });
    const run = await nodes.engine.run({
      items: [{}, {}],
      parameters: newNode(),
      settings: { onError: 'continueRegularOutput' },
    });
    const [first, second] = run.output[0]!;
    expect(first!.json.Outcome).toBe('created');
    expect(second!.json.error).toContain(`its Id is ${String(first!.json.Id)}`);
    expect(nodes.requests('CreateNode')).toHaveLength(1);
  });

  it('goes on where the look for the name is refused, and says so', async () => {
    nodes.reset(denied);
    const run = await nodes.run(newNode());
    expect(run.output[0]![0]!.json.Outcome).toBe('created');
    expect(run.hints).toEqual([
      expect.objectContaining({ message: expect.stringContaining('was not checked') }),
    ]);
  });

  describe('when the reply is lost', () => {
    const lose = () => faults().add({ kind: 'drop-reply', action: 'CreateNode' });

    it('finds what was made by name, path and content, and sends no second one', async () => {
      nodes.reset({ lateVisibilityMs: 10_000 });
      lose();
      const run = await nodes.run(newNode());
      expect(run.error).toBeUndefined();
      expect(run.output[0]![0]!.json).toMatchObject({
        Success: true,
        Id: String(made()[0]!.id),
        Outcome: 'created',
      });
      expect(nodes.requests('CreateNode')).toHaveLength(1);
    });

    it('stays in doubt where the look is refused', async () => {
      nodes.reset(denied);
      lose();
      const run = await nodes.run(newNode());
      expect(run.status).toBe('error');
      expect(nodes.requests('CreateNode')).toHaveLength(1);
    });
  });

  describe('the parents', () => {
    const child = (changes: INodeParameters = {}) =>
      newNode({ parents: 'demo_studio.raw', ...changes });

    it('puts back once what DataWorks has dropped', async () => {
      await nodes.addNode({ nodeName: 'raw' });
      Object.assign(nodes.server.emulator.settings.studio, { dependencies: 'lost' });
      nodes.forget();
      const run = await nodes.run(child());

      expect(run.error).toBeUndefined();
      expect(run.hints).toEqual([]);
      expect(nodes.requests('UpdateNode')).toHaveLength(1);
      expect(made()[1]!.depends).toEqual([
        expect.objectContaining({ type: 'Normal', output: 'demo_studio.raw' }),
      ]);
    });

    it('names one that does not exist', async () => {
      const run = await nodes.run(child());
      expect(run.output[0]![0]!.json.Outcome).toBe('created');
      expect(run.hints).toEqual([
        expect.objectContaining({
          message: expect.stringMatching(/does not wait for demo_studio\.raw/),
        }),
      ]);
    });
  });

  it('names the resource to take in a workspace of the other kind', async () => {
    const run = await nodes.run(newNode({ projectId: { __rl: true, mode: 'id', value: '10000' } }));
    expect(run.error?.description).toMatch(
      /the workspace may have legacy DataStudio: then choose the resource Sync Task/,
    );
    expect(nodes.requests('CreateNode')).toEqual([]);
  });

  describe('refuses before sending', () => {
    it.each<[string, INodeParameters, RegExp]>([
      ['no name', { nodeName: '={{ " " }}' }, /"Node Name" is empty/],
      ['a name with a slash', { nodeName: 'a/b' }, /"Node Name" has a "\/" in it/],
      [
        'no resource group',
        { resourceGroup: { __rl: true, mode: 'id', value: '={{ "" }}' } },
        /"Resource Group" is empty/,
      ],
      ['an odd CU', { cu: 0.7 }, /"CU" is 0.7/],
      ['an odd cron', { schedule: { cronExpress: '* * *' } }, /"Cron Expression" is no cron/],
      ['an odd priority', { schedule: { priority: '={{ 9 }}' } }, /"Priority" is 9/],
      ['an odd workflow', { options: { workflowId: 'demo' } }, /"Workflow ID" is "demo"/],
      ['a script that is no script', { taskContent: '{}' }, /"Task Content" is no script/],
      [
        'an odd choice',
        { options: { ifExists: '={{ "replace" }}' } },
        /"If the Name Is Taken" is "replace"/,
      ],
    ])('%s', async (_what, changes, message) => {
      const run = await nodes.run(newNode(changes));
      expect(run.error?.message).toMatch(message);
      expect(nodes.sent()).toEqual([]);
    });
  });
});
