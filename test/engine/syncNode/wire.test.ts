import type { LogEntry } from '../../../emulator/request-log';
import { officialClient } from '../../oracle/officialClient';
import { script } from '../emulated';
import { newNode, onNode, startSyncNodes, type SyncNodes } from '../syncNodes';

const VERSION = '2024-05-18';
/** Actions that 2024-05-18 takes as GET, with all parameters in the query. */
const GETS = [
  'GetProject',
  'ListNodes',
  'GetNode',
  'GetPipelineRun',
  'ListNodeDependencies',
  'ListPipelineRuns',
  'GetCreateWorkflowInstancesResult',
];

describe('what Sync Node sends', () => {
  let nodes: SyncNodes;
  beforeAll(async () => {
    nodes = await startSyncNodes();
  });
  afterAll(() => nodes.close());
  beforeEach(() => nodes.reset());

  /** Sends each call again by the official client, and compares what arrived. */
  async function expectOfficial(ours: ReadonlyMap<string, LogEntry>): Promise<void> {
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
  }

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
        ...GETS.slice(0, 5),
        'CreateNode',
        'UpdateNode',
        'CreatePipelineRun',
        'ExecPipelineRunStage',
        'DeleteNode',
      ].sort(),
    );
    await expectOfficial(ours);
  });

  it('is so too for what it looks for and stops', async () => {
    const { faults, plans } = nodes.server.emulator;
    const id = await nodes.addNode();
    plans.add({ of: 'stage', stage: 'BUILD_PACKAGE', does: 'wait' });
    await nodes.run(onNode('deploy', id, { options: { waitAtMost: 1 } }));
    await nodes.run(onNode('deploy', id, { options: { ifReleasing: 'end' } }));
    faults.add({ kind: 'drop-reply', action: 'CreateWorkflowInstances' });
    nodes.server.emulator.settings.durations.runMs = 3_600_000;
    const started = nodes.engine.start({
      parameters: onNode('run', id, {
        runFor: 'yesterday',
        wait: true,
        options: { stopWhenCancelled: true },
      }),
    });
    while (nodes.requests('ListTaskInstances').length === 0) await nodes.clock().advance(1_000);
    started.cancel();
    await started.result;

    const sent = new Map(nodes.requests().map((entry) => [entry.action!, entry]));
    const looked = [
      'ListPipelineRuns',
      'AbolishPipelineRun',
      'CreateWorkflowInstances',
      'ListWorkflowInstances',
      'ListTaskInstances',
      'StopWorkflowInstances',
    ];
    expect([...sent.keys()]).toEqual(expect.arrayContaining(looked));
    await expectOfficial(new Map(looked.map((action) => [action, sent.get(action)!])));
  });
});
