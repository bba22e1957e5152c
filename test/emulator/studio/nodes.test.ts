import { SCRIPT } from '../emulator-under-test';
import { signedRequest } from '../signed-request';
import { flowSpec, PROJECT, studioUnderTest, VERSION } from './studio-under-test';

const parent = (data: string) => ({
  nodeOutputs: [{ artifactType: 'NodeOutput', data, sourceType: 'Manual' }],
});
const named = (id: string) => ({ Id: id, ProjectId: PROJECT });

test.each([
  ['text', /"Id":"\d{19}"/],
  ['number', /"Id":\d{19}\D/],
] as const)('ids are 19 digits, sent exactly as %s', (ids, written) => {
  const { emulator, create } = studioUnderTest({ studio: { ids } });
  create();
  const [id] = emulator.state.studio.nodes.keys();
  expect(id).toBeGreaterThan(2n ** 53n);
  const query = { ProjectId: PROJECT, Id: String(id) };
  const asked = { action: 'GetNode', version: VERSION, method: 'GET', query };
  const reply = emulator.handle(signedRequest(asked));
  const text = reply.kind === 'reply' ? reply.body.toString('utf8') : '';
  expect(text).toMatch(written);
  expect(text).toContain(String(id));
});

test('GetNode gives the Spec as Data Studio writes it, with all ids as text', () => {
  const { create, node, specOf } = studioUnderTest();
  const id: string = create(flowSpec({}, {}, 'Node')).body.Id;
  expect(node(id)).toMatchObject({ Id: id, Name: 'orders_daily', Owner: '2000000000000001' });
  expect(node(id)).not.toHaveProperty('TaskId');
  const { version, kind, spec, metadata } = specOf(id);
  expect({ version, kind }).toEqual({ version: '1.1.0', kind: 'CycleWorkflow' });
  const [one] = spec.nodes;
  expect(one).toMatchObject({
    id,
    name: 'orders_daily',
    recurrence: 'Normal',
    rerunMode: 'Allowed',
    rerunInterval: 180000,
    script: { path: 'demo/sync/orders_daily', content: SCRIPT, runtime: { command: 'DI' } },
    trigger: { cron: '00 30 01 * * ?', timezone: 'Asia/Shanghai' },
    runtimeResource: { resourceGroup: 'Serverless_res_group_demo_1', resourceGroupId: '410001' },
    inputs: parent('demo_studio_root'),
    outputs: { nodeOutputs: [{ data: id, refTableName: 'orders_daily', isDefault: true }] },
    metadata: { uuid: id, project: { projectIdentifier: 'demo_studio', mode: 'SIMPLE' } },
  });
  for (const { id: inner } of [one.script, one.trigger, one.runtimeResource]) {
    expect(inner).toMatch(/^\d{19}$/);
  }
  expect(metadata).toMatchObject({
    uuid: id,
    project: { defaultDiResourceGroupIdentifier: 'Serverless_res_group_demo_1' },
  });
  expect(spec.flow).toEqual([
    {
      nodeId: id,
      depends: [{ type: 'Normal', output: 'demo_studio_root', sourceType: 'Manual' }],
    },
  ]);
});

test('what GetNode gives can be sent back, and unknown members are kept', () => {
  const { create, node, specOf, post } = studioUnderTest();
  const id: string = create(flowSpec({ colour: { of: 'paint' } })).body.Id;
  const before = specOf(id);
  expect(before.spec.nodes[0].colour).toEqual({ of: 'paint' });
  expect(post('UpdateNode', { ...named(id), Spec: node(id).Spec }).body.Success).toBe(true);
  expect(specOf(id)).toEqual(before);
});

test('UpdateNode is incremental: objects by member, lists as a whole', () => {
  const { create, specOf, post } = studioUnderTest();
  const id: string = create().body.Id;
  const Spec = JSON.stringify({
    version: '1.1.0',
    kind: 'Node',
    spec: { nodes: [{ id, trigger: { cron: '00 00 05 * * ?' }, script: { parameters: [] } }] },
  });
  expect(post('UpdateNode', { ...named(id), Spec }).body.Success).toBe(true);
  expect(specOf(id).spec.nodes[0]).toMatchObject({
    name: 'orders_daily',
    trigger: { cron: '00 00 05 * * ?', type: 'Scheduler' },
    script: { content: SCRIPT, parameters: [] },
    inputs: parent('demo_studio_root'),
  });
  const command = { nodes: [{ script: { runtime: { command: 'ODPS_SQL' } } }] };
  const other = JSON.stringify({ kind: 'Node', spec: command });
  expect(post('UpdateNode', { ...named(id), Spec: other }).status).toBe(400);
});

test.each([
  ['both', 200],
  ['node', 400],
] as const)('UpdateNode with kind CycleWorkflow where %s may be sent', (updateKinds, status) => {
  const { create, post } = studioUnderTest({ studio: { updateKinds } });
  const id: string = create().body.Id;
  const { body, ...answer } = post('UpdateNode', { ...named(id), Spec: flowSpec() });
  expect(answer.status).toBe(status);
  if (status === 400) expect(body.Message).toBe('spec kind and request not match');
});

test.each<[string, string, RegExp]>([
  ['no JSON', '{', /Spec JSON parse failed/],
  ['no node', JSON.stringify({ kind: 'Node', spec: {} }), /Spec JSON parse failed/],
  ['another kind', flowSpec({}, {}, 'Table'), /spec kind and request not match/],
  ['no command', flowSpec({ script: { path: 'orders_daily' } }), /script.runtime.command is empty/],
  [
    'a path that ends otherwise',
    flowSpec({ script: { path: 'demo/x', runtime: { command: 'DI' } } }),
    /Script path must end with node name/,
  ],
  [
    'a source type that does not exist',
    flowSpec({ inputs: { nodeOutputs: [{ data: 'x', sourceType: 'Normal' }] } }),
    /Enum not found. Enum: SourceType Value:Normal/,
  ],
  ['a rerun mode of tasks', flowSpec({ rerunMode: 'AllAllowed' }), /Enum: RerunMode/],
  ['a trigger without cron', flowSpec({ trigger: { type: 'Scheduler' } }), /trigger.cron/],
  [
    'a resource group that does not exist',
    flowSpec({ runtimeResource: { resourceGroup: '123' } }),
    /资源组不存在/,
  ],
  [
    'a script in the old form',
    flowSpec({
      script: { runtime: { command: 'DI' }, content: JSON.stringify({ job: { content: [] } }) },
    }),
    /not a job with a reader and a writer/,
  ],
])('CreateNode refuses %s', (_what, spec, message) => {
  const { create, emulator } = studioUnderTest();
  const { status, body } = create(spec);
  expect(status).toBe(400);
  expect(body.Code).toMatch(/^\d+$/);
  expect(body.Message).toMatch(message);
  expect(emulator.state.studio.nodes.size).toBe(0);
});

test.each([
  ['made', [200, 2]],
  ['refused', [400, 1]],
] as const)('a name that the folder has is %s', (duplicateNames, [status, count]) => {
  const { create, emulator } = studioUnderTest({ studio: { duplicateNames } });
  create();
  expect(create().status).toBe(status);
  expect(emulator.state.studio.nodes.size).toBe(count);
  const elsewhere = flowSpec({ script: { path: 'orders_daily', runtime: { command: 'DI' } } });
  expect(create(elsewhere).status).toBe(200);
});

test.each([
  ['made', 200],
  ['refused', 400],
] as const)('a folder that is not there is %s', (missingFolders, status) => {
  const { create } = studioUnderTest({ studio: { missingFolders } });
  const spec = flowSpec({ script: { path: 'new/deep/orders_daily', runtime: { command: 'DI' } } });
  const { body, ...answer } = create(spec);
  expect(answer.status).toBe(status);
  if (status === 400) expect(body.Message).toBe('目录层级校验未通过');
});

test('in a workflow the path is ignored, GetNode gives the whole workflow', () => {
  const { create, specOf, ask } = studioUnderTest();
  const { WorkflowDefinitions } = ask('ListWorkflowDefinitions', { ProjectId: PROJECT }).body
    .PagingInfo;
  const { Id: ContainerId, Name } = WorkflowDefinitions[0];
  const id: string = create(flowSpec(), { ContainerId }).body.Id;
  const { spec, metadata } = specOf(id);
  expect(spec.workflows[0]).toMatchObject({ id: ContainerId, name: Name, nodes: [{ id }] });
  expect(spec.workflows[0].nodes[0].script.path).toBe(`${Name}/orders_daily`);
  expect(spec.workflows[0].nodes[0].metadata.container).toEqual({
    type: 'Flow',
    uuid: ContainerId,
  });
  expect(metadata.uuid).toBe(id);
  const refused = create(flowSpec(), { ContainerId: '7' });
  expect(refused.body.Message).toBe('内部节点的容器对象: 未找到 7');
});

describe('ListNodes', () => {
  test('finds by part of a name and other marks, pages counted in text, without content', () => {
    const { create, ask } = studioUnderTest();
    create();
    create(flowSpec({ name: 'customers', recurrence: 'Pause', rerunMode: 'Denied' }));
    const names = (query: Record<string, string>) =>
      ask('ListNodes', { ProjectId: PROJECT, ...query }).body.PagingInfo.Nodes.map(
        ({ Name }: { Name: string }) => Name,
      );
    expect(names({})).toEqual(['orders_daily', 'customers']);
    expect(names({ Name: 'orders' })).toEqual(['orders_daily']);
    expect(names({ Recurrence: 'Pause' })).toEqual(['customers']);
    expect(names({ RerunMode: 'Denied' })).toEqual(['customers']);
    expect(names({ ContainerId: '8500000000000000001' })).toEqual([]);
    for (const Scene of ['DATAWORKS_PROJECT', 'DataworksProject']) {
      expect(names({ Scene })).toHaveLength(2);
    }
    const { PagingInfo } = ask('ListNodes', { ProjectId: PROJECT, PageSize: '10' }).body;
    expect(PagingInfo).toMatchObject({ PageNumber: '1', PageSize: '10', TotalCount: '2' });
    const [first] = PagingInfo.Nodes;
    expect(first).toMatchObject({
      Script: { Path: 'demo/sync/orders_daily', Runtime: { Command: 'DI' } },
      Trigger: { Cron: '00 30 01 * * ?' },
      Outputs: { NodeOutputs: [{ Data: first.Id }] },
    });
    expect(JSON.stringify(first)).not.toContain('stepType');
  });

  test('shows a new node late where that is asked for; by its id it is there at once', () => {
    const { create, ask, later, node } = studioUnderTest({ studio: { lateVisibilityMs: 5000 } });
    const id: string = create().body.Id;
    const count = () => ask('ListNodes', { ProjectId: PROJECT }).body.PagingInfo.TotalCount;
    expect([node(id).Id, count()]).toEqual([id, '0']);
    later(5000);
    expect(count()).toBe('1');
  });
});

describe('dependencies', () => {
  const parentsOf = (under: ReturnType<typeof studioUnderTest>, id: string) => {
    const { PagingInfo } = under.ask('ListNodeDependencies', named(id)).body;
    expect(PagingInfo.TotalCount).toBe(String(PagingInfo.Nodes.length));
    return PagingInfo.Nodes.map(({ Name }: { Name: string }) => Name);
  };

  test.each([
    ['inputs alone', (id: string) => flowSpec({ name: 'child', inputs: parent(id) })],
    [
      'flow without a nodeId',
      (id: string) =>
        flowSpec({ name: 'child' }, { flow: [{ depends: [{ type: 'Normal', output: id }] }] }),
    ],
    [
      'dependencies with the name as nodeId',
      (id: string) =>
        flowSpec(
          { name: 'child' },
          { dependencies: [{ nodeId: 'child', depends: [{ type: 'Normal', output: id }] }] },
        ),
    ],
  ])('are read from %s', (_what, spec) => {
    const under = studioUnderTest();
    const first: string = under.create().body.Id;
    expect(parentsOf(under, under.create(spec(first)).body.Id)).toEqual(['orders_daily']);
  });

  test.each([
    ['kept', true, true],
    ['lost-without-id', true, false],
    ['lost', false, false],
  ] as const)('are %s, and UpdateNode repairs them', (dependencies, withId, withoutId) => {
    const under = studioUnderTest({ studio: { dependencies } });
    const first: string = under.create().body.Id;
    const child = (id: string | undefined) =>
      flowSpec({ name: `child_${id}`, id, inputs: parent(first) });
    const found = [child('a'), child(undefined)].map(
      (spec) => parentsOf(under, under.create(spec).body.Id).length === 1,
    );
    expect(found).toEqual([withId, withoutId]);
    const id: string = under.create(child('b')).body.Id;
    under.post('UpdateNode', { ...named(id), Spec: flowSpec({ id, inputs: parent(first) }) });
    expect(parentsOf(under, id)).toEqual(['orders_daily']);
  });

  test.each([
    ['left-out', []],
    ['listed', ['demo_studio_root']],
  ] as const)('the root is %s', (rootParent, expected) => {
    const under = studioUnderTest({ studio: { rootParent } });
    expect(parentsOf(under, under.create().body.Id)).toEqual(expected);
  });
});

test('MoveNode, RenameNode and DeleteNode', () => {
  const { create, specOf, post, ask } = studioUnderTest();
  const id: string = create().body.Id;
  const path = () => specOf(id).spec.nodes[0].script.path;
  expect(post('MoveNode', { ...named(id), Path: 'root/demo' }).body.Success).toBe(true);
  expect(path()).toBe('demo/orders_daily');
  expect(post('RenameNode', { ...named(id), Name: 'orders' }).body.Success).toBe(true);
  expect(path()).toBe('demo/orders');
  expect(specOf(id).spec.nodes[0].name).toBe('orders');
  expect(post('DeleteNode', named(id)).body.Success).toBe(true);
  expect(ask('GetNode', named(id)).status).toBe(400);
});

test.each([
  ['http-error', 400, undefined],
  ['success-false', 200, false],
] as const)('a refusal where the reply has Success: %s', (refusals, status, Success) => {
  const { post, ask, emulator } = studioUnderTest({ studio: { refusals } });
  const { body, ...answer } = post('DeleteNode', named('1'));
  expect([answer.status, body.Success]).toEqual([status, Success]);
  expect(emulator.log.at(-1)).toMatchObject({ acted: false, code: expect.any(String) });
  // These replies have no Success, so they are refused by HTTP either way.
  expect(ask('GetNode', named('1')).status).toBe(400);
});
