import fc from 'fast-check';

import type { JsonObject } from '../../../../nodes/alibabaCloud/client/exactJson';
import {
  changedNodeSpec,
  CYCLE_TYPES,
  INSTANCE_MODES,
  newNodeSpec,
  readNodeSpec,
  RECURRENCES,
  RERUN_MODES,
  settingsOf,
  withExtend,
  type NewNode,
  type NodeSettings,
} from '../../../../nodes/DataWorks/script/flowSpec';

const NODE_ID = '5621239821239821239';

/** A node as GetNode gave it (recorded; names changed). */
const recorded = {
  version: '1.1.0',
  kind: 'CycleWorkflow',
  spec: {
    nodes: [
      {
        recurrence: 'Normal',
        id: NODE_ID,
        timeout: 0,
        timeoutUnit: 'HOURS',
        instanceMode: 'T+1',
        rerunMode: 'Allowed',
        rerunTimes: 3,
        rerunInterval: 180000,
        autoParse: false,
        script: {
          language: 'json',
          path: 'sales/sync/orders_daily',
          runtime: { command: 'DI', commandTypeId: 23, cu: '0.25' },
          content: '{"type":"job"}',
          id: '7222222222222222222',
          parameters: [
            {
              artifactType: 'Variable',
              name: 'bizdate',
              scope: 'NodeParameter',
              type: 'System',
              value: '$[yyyymmdd-1]',
              id: '7333333333333333333',
            },
          ],
        },
        trigger: {
          type: 'Scheduler',
          cron: '00 30 01 * * ?',
          startTime: '1970-01-01 00:00:00',
          endTime: '9999-01-01 00:00:00',
          timezone: 'Asia/Shanghai',
          delaySeconds: 0,
          id: '7444444444444444444',
        },
        runtimeResource: { resourceGroup: 'Serverless_res_group_1_2', resourceGroupId: '57214326' },
        name: 'orders_daily',
        owner: '200000000000000000',
        metadata: { owner: { userId: '200000000000000000' }, schedulerNodeId: '700006680527' },
        inputs: {
          nodeOutputs: [{ data: 'demo_root', artifactType: 'NodeOutput', sourceType: 'Manual' }],
        },
        outputs: {
          nodeOutputs: [
            {
              data: NODE_ID,
              artifactType: 'NodeOutput',
              refTableName: 'orders_daily',
              isDefault: true,
            },
          ],
        },
      },
    ],
    flow: [
      {
        nodeId: NODE_ID,
        depends: [
          { output: 'demo_root', type: 'Normal', sourceType: 'Manual' },
          { output: NODE_ID, type: 'CrossCycleDependsOnSelf' },
        ],
      },
    ],
  },
  metadata: { uuid: NODE_ID },
};

const settings: fc.Arbitrary<NodeSettings> = fc.record(
  {
    description: fc.string(),
    owner: fc.stringMatching(/^[1-9]\d{5,17}$/),
    content: fc.string({ minLength: 1 }),
    parameters: fc
      .array(fc.tuple(fc.stringMatching(/^[a-z]\w{0,5}$/), fc.stringMatching(/^\$?[\w[\]-]{0,8}$/)))
      .map((pairs) => pairs.map((pair) => pair.join('=')).join(' ')),
    resourceGroup: fc.stringMatching(/^Serverless_res_group_\d+_\d+$/),
    schedulingCu: fc.constantFrom(0.25, 0.5, 1, 8),
    cron: fc.constant('00 30 01 * * ?'),
    cycleType: fc.constantFrom(...CYCLE_TYPES),
    startTime: fc.constant('2026-01-01 00:00:00'),
    endTime: fc.constant('9999-01-01 00:00:00'),
    timeZone: fc.constantFrom('Asia/Shanghai', 'America/Los_Angeles'),
    recurrence: fc.constantFrom(...RECURRENCES),
    instanceMode: fc.constantFrom(...INSTANCE_MODES),
    rerunMode: fc.constantFrom(...RERUN_MODES),
    rerunTimes: fc.integer({ min: 0, max: 10 }),
    rerunIntervalMs: fc.integer({ min: 0, max: 1_800_000 }),
    timeoutHours: fc.integer({ min: 0, max: 168 }),
    priority: fc.integer({ min: 1, max: 8 }),
    parents: fc.array(fc.stringMatching(/^[a-z]\w{0,8}\.[a-z]\w{0,8}$/), { minLength: 1 }),
    outputs: fc.array(fc.stringMatching(/^[a-z]\w{0,8}\.[a-z]\w{0,8}$/), { minLength: 1 }),
    dependsOnItself: fc.constant(true),
  },
  { requiredKeys: [] },
);

const newNode: fc.Arbitrary<NewNode> = fc
  .tuple(
    settings,
    fc.stringMatching(/^[a-z]\w{0,12}$/),
    fc.constantFrom('', 'sales', 'sales/sync/'),
  )
  .map(([rest, name, folderPath]) => ({ ...rest, name, folderPath }));

describe('the Spec of a new node', () => {
  it('is the one that the documentation shows', () => {
    const spec = newNodeSpec({
      name: 'orders_daily',
      folderPath: 'sales/sync',
      content: '{"type":"job"}',
      resourceGroup: 'Serverless_res_group_1_2',
      schedulingCu: 0.25,
      cron: '00 30 01 * * ?',
      cycleType: 'Daily',
      parents: ['demo_root'],
      outputs: ['demo.orders_daily'],
      parameters: 'bizdate=$[yyyymmdd-1] region=cn',
      rerunIntervalMs: 180000,
    });
    expect(spec).toEqual({
      version: '1.1.0',
      kind: 'Node',
      spec: {
        nodes: [
          {
            id: 'orders_daily',
            name: 'orders_daily',
            rerunInterval: 180000,
            autoParse: false,
            script: {
              path: 'sales/sync/orders_daily',
              language: 'json',
              runtime: { command: 'DI', commandTypeId: 23, cu: '0.25' },
              content: '{"type":"job"}',
              parameters: [
                {
                  artifactType: 'Variable',
                  name: 'bizdate',
                  scope: 'NodeParameter',
                  type: 'System',
                  value: '$[yyyymmdd-1]',
                },
                {
                  artifactType: 'Variable',
                  name: 'region',
                  scope: 'NodeParameter',
                  type: 'Constant',
                  value: 'cn',
                },
              ],
            },
            trigger: { type: 'Scheduler', cron: '00 30 01 * * ?', cycleType: 'Daily' },
            runtimeResource: { resourceGroup: 'Serverless_res_group_1_2' },
            inputs: {
              nodeOutputs: [
                { artifactType: 'NodeOutput', data: 'demo_root', sourceType: 'Manual' },
              ],
            },
            outputs: {
              nodeOutputs: [
                { artifactType: 'NodeOutput', data: 'demo.orders_daily', sourceType: 'Manual' },
              ],
            },
          },
        ],
        flow: [
          {
            nodeId: 'orders_daily',
            depends: [{ type: 'Normal', output: 'demo_root', sourceType: 'Manual' }],
          },
        ],
      },
    });
  });

  it('read again, gives the settings it was made from', () => {
    fc.assert(
      fc.property(newNode, ({ name, folderPath, ...given }) => {
        const text = JSON.stringify(newNodeSpec({ name, folderPath, ...given }));
        expect(settingsOf(readNodeSpec(text, name)!)).toEqual(given);
      }),
    );
  });

  it.each([
    ['', 'a', 'a'],
    ['/', 'a', 'a'],
    ['sales/sync/', 'a', 'sales/sync/a'],
  ])('stands in the folder %j as %j: %s', (folderPath, name, path) => {
    const { spec } = newNodeSpec({ name, folderPath }) as { spec: { nodes: JsonObject[] } };
    expect(spec.nodes[0]!.script).toMatchObject({ path });
  });
});

describe('the Spec that GetNode gives', () => {
  const text = JSON.stringify(recorded);

  it('is read with its ids exact', () => {
    const read = readNodeSpec(text, NODE_ID)!;
    expect(read).toMatchObject({ id: NODE_ID, taskId: '700006680527', workflowId: undefined });
    expect(settingsOf(read)).toMatchObject({
      cron: '00 30 01 * * ?',
      parents: ['demo_root'],
      parameters: 'bizdate=$[yyyymmdd-1]',
      rerunIntervalMs: 180000,
      schedulingCu: 0.25,
      timeoutHours: 0,
      dependsOnItself: true,
    });
  });

  it('of a workflow has the node among the others', () => {
    const [node] = recorded.spec.nodes;
    const other = { ...node, id: '999', name: 'other' };
    const workflow = {
      id: '111',
      name: 'flow',
      nodes: [other, node],
      dependencies: recorded.spec.flow,
    };
    const whole = { ...recorded, spec: { workflows: [workflow] } };
    expect(readNodeSpec(JSON.stringify(whole), NODE_ID)).toMatchObject({
      workflowId: '111',
      node: { name: 'orders_daily' },
      depends: recorded.spec.flow[0]!.depends,
    });
    expect(readNodeSpec(JSON.stringify(whole), '222')).toBeUndefined();
  });

  it.each(['', '{', '[]', '{"spec":[]}', '{"spec":{"nodes":[null]}}'])('%j has no node', (odd) => {
    expect(readNodeSpec(odd, NODE_ID)).toBeUndefined();
  });

  it('with changed settings keeps every other key', () => {
    fc.assert(
      fc.property(settings, (changes) => {
        const read = readNodeSpec(text, NODE_ID)!;
        const changed = readNodeSpec(JSON.stringify(changedNodeSpec(read, changes)), NODE_ID)!;
        // The output that every node has by itself stays: others may depend on it.
        const outputs = changes.outputs && { outputs: [...changes.outputs, NODE_ID] };
        expect(settingsOf(changed)).toEqual({ ...settingsOf(read), ...changes, ...outputs });
        const { id, metadata, autoParse, timeout } = changed.node;
        const before = recorded.spec.nodes[0]!;
        expect({ id, metadata, autoParse }).toEqual({
          id: NODE_ID,
          metadata: before.metadata,
          autoParse: before.autoParse,
        });
        expect(timeout).toBe(changes.timeoutHours ?? before.timeout);
      }),
    );
  });

  it('without changes says what it said', () => {
    const read = readNodeSpec(text, NODE_ID)!;
    const { spec } = changedNodeSpec(read, {}) as { spec: JsonObject };
    expect(spec).toEqual(recorded.spec);
  });
});

describe('what DataWorks writes beside the script', () => {
  it('names what runs it', () => {
    expect(withExtend({ type: 'job' }, { resourceGroup: 'g', cu: 0.5 })).toEqual({
      type: 'job',
      extend: { mode: 'code', formatType: 'datax', __new__: true, resourceGroup: 'g', cu: 0.5 },
    });
  });

  it('keeps what the script has', () => {
    const extend = { mode: 'wizard', resourceGroup: 'old', oneStopPageNum: 2 };
    expect(withExtend({ extend }, { resourceGroup: 'g' })).toEqual({
      extend: { ...extend, formatType: 'datax', __new__: true, resourceGroup: 'g' },
    });
  });
});
