import { script } from '../emulated';
import { newNode, onNode, startSyncNodes, type SyncNodes } from '../syncNodes';

describe('Sync Node: Get, Get Many and Preview', () => {
  let nodes: SyncNodes;
  beforeAll(async () => {
    nodes = await startSyncNodes();
  });
  afterAll(() => nodes.close());
  beforeEach(() => nodes.reset());

  const secret = 'pass-word-17';
  const withSecret = {
    ...script,
    steps: script.steps.map((step) => ({
      ...step,
      parameter: { ...step.parameter, password: secret },
    })),
  };

  it('gives script, schedule, parents and outputs with one call', async () => {
    const id = await nodes.addNode({ schedule: { cronExpress: '00 30 05 * * ?' } });
    nodes.forget();
    const run = await nodes.run(onNode('get', id));

    expect(run.error).toBeUndefined();
    expect(nodes.sent()).toEqual(['GetNode']);
    expect(run.output[0]![0]!.json).toMatchObject({
      Id: id,
      Name: 'orders_daily',
      Path: 'demo/sync/orders_daily',
      ResourceGroup: 'Serverless_res_group_demo_1',
      TaskContent: expect.objectContaining({ steps: script.steps }),
      Schedule: expect.objectContaining({ cron: '00 30 05 * * ?', recurrence: 'Normal' }),
      Parents: ['demo_studio_root'],
      Outputs: ['demo_studio.orders_daily', id],
    });
  });

  it.each([true, false])('blanks secrets of the script (Simplify %s)', async (simplify) => {
    const id = await nodes.addNode({ taskContent: JSON.stringify(withSecret) });
    const shown = await nodes.run(onNode('get', id, { simplify }));
    expect(JSON.stringify(shown.output)).not.toContain(secret);

    const open = await nodes.run(onNode('get', id, { simplify, options: { conceal: false } }));
    expect(JSON.stringify(open.output)).toContain(secret);
  });

  it('names the workflow of a node that stands in one', async () => {
    const id = await nodes.addNode({ options: { workflowId: '8500000000000000001' } });
    const run = await nodes.run(onNode('get', id));
    expect(run.output[0]![0]!.json).toMatchObject({ Id: id, WorkflowId: '8500000000000000001' });
  });

  it('says that there is no such node', async () => {
    const run = await nodes.run(onNode('get', '8137519276425378923'));
    expect(run.error?.message).toMatch(/did not give the node/);
  });

  describe('Get Many', () => {
    const getMany = (changes = {}) =>
      nodes.run({
        resource: 'syncNode',
        operation: 'getMany',
        projectId: { __rl: true, mode: 'id', value: '20000' },
        ...changes,
      });
    beforeEach(async () => {
      for (const nodeName of ['orders', 'orders_old', 'customers'])
        await nodes.addNode({ nodeName });
      nodes.forget();
    });

    it('gives one item each, ids as text', async () => {
      const run = await getMany();
      expect(run.output[0]!.map(({ json }) => json.Path)).toEqual(
        expect.arrayContaining(['demo/sync/orders', 'demo/sync/orders_old', 'demo/sync/customers']),
      );
      expect(run.output[0]![0]!.json).toMatchObject({
        Id: expect.stringMatching(/^\d{19}$/),
        Trigger: expect.objectContaining({ Cron: '00 05 00 * * ?' }),
        ResourceGroup: 'Serverless_res_group_demo_1',
      });
      expect(nodes.sent()).toEqual(['ListNodes']);
    });

    it('filters by name and keeps to the limit, with a page that is large enough', async () => {
      const filtered = await getMany({ filters: { name: 'orders' } });
      expect(filtered.output[0]).toHaveLength(2);
      const limited = await getMany({ limit: 1 });
      expect(limited.output[0]).toHaveLength(1);
      expect(limited.error).toBeUndefined();
    });

    it('gives the reply itself without Simplify', async () => {
      const run = await getMany({ simplify: false });
      expect(run.output[0]![0]!.json).toMatchObject({ Script: { Runtime: { Command: 'DI' } } });
    });
  });

  it('previews what Create sends, and sends nothing', async () => {
    const run = await nodes.run({
      ...newNode({ taskContent: JSON.stringify(withSecret) }),
      operation: 'preview',
    });
    expect(run.error).toBeUndefined();
    expect(nodes.sent()).toEqual([]);
    const { json } = run.output[0]![0]!;
    expect(json).toMatchObject({
      Action: 'CreateNode',
      Spec: { version: '1.1.0', kind: 'Node' },
      Warnings: [expect.stringContaining('WORKSPACE_NAME')],
    });
    expect(JSON.stringify(json)).not.toContain(secret);
  });
});
