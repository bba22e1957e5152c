import type { INodeParameters } from 'n8n-workflow';

import { newNode, startSyncNodes, type SyncNodes } from '../syncNodes';

describe('the lists of Sync Node', () => {
  let nodes: SyncNodes;
  beforeAll(async () => {
    nodes = await startSyncNodes();
  });
  afterAll(() => nodes.close());
  beforeEach(() => nodes.reset());

  const look = (method: string, filter?: string, changes: INodeParameters = {}) =>
    nodes.engine.listSearch(method, { parameters: newNode(changes), filter });
  const folder = (value: string): INodeParameters => ({
    folderPath: { __rl: true, mode: 'path', value },
  });

  it('shows nodes by their path, with the exact Id as value', async () => {
    const id = await nodes.addNode();
    await nodes.addNode({ nodeName: 'customers', ...folder('') });

    expect((await look('listNodes')).results).toEqual(
      expect.arrayContaining([
        { name: `demo/sync/orders_daily (${id})`, value: id },
        { name: expect.stringMatching(/^customers \(\d{19}\)$/), value: expect.any(String) },
      ]),
    );
    const found = await look('listNodes', 'cust');
    expect(found.results.map(({ name }) => name)).toEqual([expect.stringMatching(/^customers/)]);
  });

  it('says why there is no node', async () => {
    await expect(look('listNodes')).rejects.toThrow(/has no batch synchronization node/);
  });

  it('shows the folders in which nodes stand, with those above them', async () => {
    await nodes.addNode();
    await nodes.addNode({ nodeName: 'deep', ...folder('sales/raw/day') });
    const { results } = await look('listStudioFolders');
    expect(results.map(({ value }) => value)).toEqual([
      'demo',
      'demo/sync',
      'sales',
      'sales/raw',
      'sales/raw/day',
    ]);
  });

  it('shows the resource groups that are bound to the workspace', async () => {
    const { results } = await look('listStudioResourceGroups');
    expect(results.map(({ value }) => value)).toEqual([
      'Serverless_res_group_demo_1',
      'Serverless_res_group_demo_2',
    ]);
    const found = await look('listStudioResourceGroups', 'another');
    expect(found.results.map(({ name }) => name)).toEqual([
      'Serverless of another network (serverless)',
    ]);
    const other = await look('listStudioResourceGroups', undefined, {
      projectId: { __rl: true, mode: 'id', value: '10000' },
    });
    expect(other.results.map(({ name }) => name)).toEqual(['Demo Data Integration (exclusive)']);
  });

  it('says that a right is missing', async () => {
    nodes.reset({ denied: { testid: ['ListNodes'] } });
    await expect(look('listNodes')).rejects.toThrow(/has no right to do this/);
  });

  it('asks for a workspace first', async () => {
    await expect(
      look('listStudioResourceGroups', undefined, {
        projectId: { __rl: true, mode: 'list', value: '' },
      }),
    ).rejects.toThrow(/Choose a workspace first/);
  });
});
