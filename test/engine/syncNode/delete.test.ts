import { onNode, startSyncNodes, type SyncNodes } from '../syncNodes';

describe('Sync Node: Delete', () => {
  let nodes: SyncNodes;
  let id: string;
  beforeAll(async () => {
    nodes = await startSyncNodes();
  });
  afterAll(() => nodes.close());
  beforeEach(async () => {
    nodes.reset();
    id = await nodes.addNode();
    nodes.forget();
  });

  const remove = () => nodes.run(onNode('delete', id));
  const emulator = () => nodes.server.emulator;
  const studio = () => emulator().state.studio;

  it('deletes a draft with two calls', async () => {
    const run = await remove();
    expect(run.error).toBeUndefined();
    expect(run.output).toEqual([[{ json: { deleted: true, Id: id }, pairedItem: { item: 0 } }]]);
    expect(nodes.sent()).toEqual(['GetNode', 'DeleteNode']);
    expect(studio().nodes.size).toBe(0);
  });

  it.each(['basic', 'standard'] as const)(
    'takes a published node offline first (%s)',
    async (mode) => {
      nodes.reset({ mode });
      id = await nodes.addNode();
      await nodes.deploy(id);
      nodes.forget();
      const run = await remove();
      expect(run.error).toBeUndefined();
      expect(run.output[0]![0]!.json).toEqual({
        deleted: true,
        Id: id,
        Calls: expect.any(Number),
        WaitedSeconds: expect.any(Number),
      });
      expect(nodes.requests('CreatePipelineRun')[0]!.parameters.body.Type).toBe('Offline');
      expect([studio().nodes.size, studio().tasks.Prod.size, studio().tasks.Dev.size]).toEqual([
        0, 0, 0,
      ]);
    },
  );

  it('keeps a node that cannot be taken offline, and says why', async () => {
    await nodes.deploy(id);
    const child = await nodes.addNode({ nodeName: 'child', parents: 'demo_studio.orders_daily' });
    await nodes.deploy(child);
    nodes.forget();
    const run = await remove();
    expect(run.error?.message).toMatch(
      /did not take the node offline.*the task child depends on it/,
    );
    expect(nodes.requests('DeleteNode')).toEqual([]);
    expect(nodes.requests('CreatePipelineRun')).toHaveLength(1);
  });

  it('counts a deletion whose reply was lost', async () => {
    emulator().faults.add({ kind: 'drop-reply', action: 'DeleteNode' });
    const run = await remove();
    expect(run.error).toBeUndefined();
    expect(nodes.requests('DeleteNode')).toHaveLength(1);
  });

  it('says that there is no such node', async () => {
    await remove();
    const run = await remove();
    expect(run.error?.message).toContain(`the workspace has no node with the Id ${id}`);
  });
});
