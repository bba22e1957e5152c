import { officialClient } from '../../oracle/officialClient';
import { script } from '../emulated';
import { newNode, onNode, startSyncNodes, type SyncNodes } from '../syncNodes';

const VERSION = '2024-05-18';
/** Actions that 2024-05-18 takes as GET, with all parameters in the query. */
const GETS = ['GetProject', 'ListNodes', 'GetNode', 'GetPipelineRun', 'ListNodeDependencies'];

describe('what Sync Node sends', () => {
  let nodes: SyncNodes;
  beforeAll(async () => {
    nodes = await startSyncNodes();
  });
  afterAll(() => nodes.close());
  beforeEach(() => nodes.reset());

  it('is, for each action, what the official client sends for the same parameters', async () => {
    const id = await nodes.addNode({ parents: 'demo_studio_root', cu: 1 });
    await nodes.run(
      onNode('update', id, { taskContent: JSON.stringify({ ...script, setting: {} }) }),
    );
    await nodes.deploy(id);
    await nodes.run(onNode('delete', id));
    await nodes.run(newNode({ options: { workflowId: '8500000000000000001' } }));

    const ours = new Map(nodes.requests().map((entry) => [entry.action!, entry]));
    expect([...ours.keys()].sort()).toEqual(
      [
        ...GETS,
        'CreateNode',
        'UpdateNode',
        'CreatePipelineRun',
        'ExecPipelineRunStage',
        'DeleteNode',
      ].sort(),
    );
    const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
    const official = officialClient(nodes.server.url, keys, VERSION);
    for (const [action, { method, version, parameters }] of ours) {
      expect({ action, version, method }).toEqual({
        action,
        version: VERSION,
        method: GETS.includes(action) ? 'GET' : 'POST',
      });
      nodes.forget();
      const { query, body } = parameters;
      await official.call(action, {
        method: method as 'GET' | 'POST',
        query,
        ...(Object.keys(body).length === 0 ? {} : { body }),
      });
      const [theirs] = nodes.requests(action);
      expect(theirs!.parameters).toEqual(parameters);
    }
  });
});
