import type { INodeParameters } from 'n8n-workflow';

import type { Misbehaviour } from '../../../emulator/faults/fault';
import { newNode, onNode, startSyncNodes, type SyncNodes } from '../syncNodes';

/** What can go wrong with one request on the way. */
const wrongs: Misbehaviour[] = [
  { kind: 'drop-request' },
  { kind: 'drop-reply' },
  { kind: 'cut' },
  { kind: 'throttle' },
  { kind: 'html', status: 502 },
  { kind: 'html', status: 504, acts: true },
  { kind: 'odd-reply', reply: 'empty', acts: true },
];

describe('Sync Node when a request goes wrong', () => {
  let nodes: SyncNodes;
  beforeAll(async () => {
    nodes = await startSyncNodes();
  });
  afterAll(() => nodes.close());

  const studio = () => nodes.server.emulator.state.studio;
  const successes: Array<[string, () => Promise<INodeParameters>, string[]]> = [
    [
      'create',
      async () => newNode({ parents: 'demo_studio_root' }),
      ['GetProject', 'ListNodes', 'CreateNode', 'ListNodeDependencies'],
    ],
    [
      'deploy',
      async () => onNode('deploy', await nodes.addNode()),
      ['CreatePipelineRun', 'GetPipelineRun', 'ExecPipelineRunStage'],
    ],
    [
      'update',
      async () =>
        onNode('update', await nodes.addNode(), { taskContentInput: 'keep', settings: { cu: 3 } }),
      ['GetNode', 'UpdateNode'],
    ],
    [
      'delete',
      async () => {
        const id = await nodes.addNode();
        await nodes.deploy(id);
        return onNode('delete', id);
      },
      ['GetNode', 'CreatePipelineRun', 'GetPipelineRun', 'ExecPipelineRunStage', 'DeleteNode'],
    ],
  ];
  const cases = successes.flatMap(([operation, prepare, actions]) =>
    actions.flatMap((action) =>
      wrongs.map((wrong) => ({ operation, prepare, action, wrong, name: JSON.stringify(wrong) })),
    ),
  );

  it.each(cases)('$operation: $action, $name', async ({ operation, prepare, action, wrong }) => {
    nodes.reset({ lateVisibilityMs: 8_000 });
    const parameters = await prepare();
    await nodes.clock().advance(60_000);
    nodes.forget();
    const runsBefore = studio().pipelineRuns.size;
    nodes.server.emulator.faults.add({ ...wrong, action });
    const run = await nodes.run(parameters);

    expect(run.error).toBeUndefined();
    expect(studio().nodes.size).toBe(operation === 'delete' ? 0 : 1);
    expect(studio().tasks.Prod.size).toBe(operation === 'deploy' ? 1 : 0);
    const releases = operation === 'deploy' || operation === 'delete' ? 1 : 0;
    expect(studio().pipelineRuns.size - runsBefore).toBe(releases);
  });
});
