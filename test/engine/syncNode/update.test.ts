import type { INodeParameters } from 'n8n-workflow';

import { script } from '../emulated';
import { onNode, startSyncNodes, type SyncNodes } from '../syncNodes';

describe('Sync Node: Update and Schedule', () => {
  let nodes: SyncNodes;
  let id: string;
  beforeAll(async () => {
    nodes = await startSyncNodes();
  });
  afterAll(() => nodes.close());
  const begin = async (...studio: Parameters<SyncNodes['reset']>) => {
    nodes.reset(...studio);
    id = await nodes.addNode({
      cu: 2,
      schedule: { paraValue: 'bizdate=$bizdate', priority: 3 },
    });
    nodes.forget();
  };
  beforeEach(() => begin());

  const update = (changes: INodeParameters = {}) => nodes.run(onNode('update', id, changes));
  const schedule = (changes: INodeParameters) =>
    nodes.run(onNode('schedule', id, { schedule: changes }));
  const node = () => nodes.server.emulator.state.studio.nodes.get(BigInt(id))!;
  const content = () => JSON.parse((node().spec.script as { content: string }).content);
  const other = {
    ...script,
    setting: { ...script.setting, speed: { concurrent: 4, throttle: false } },
  };

  it('puts another script on the node with two calls, and keeps all else', async () => {
    const before = structuredClone(node().spec);
    const extend = content().extend;
    const run = await update({ taskContent: JSON.stringify(other) });

    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json).toEqual({
      Success: true,
      RequestId: expect.any(String),
      Id: id,
      Outcome: 'updated',
    });
    expect(nodes.sent()).toEqual(['GetNode', 'UpdateNode']);
    expect(content()).toEqual({ ...other, extend });
    expect(node().spec).toMatchObject({
      trigger: before.trigger,
      priority: 3,
      runtimeResource: before.runtimeResource,
    });
    expect(node().depends).toEqual([expect.objectContaining({ output: 'demo_studio_root' })]);
  });

  it('sends a Spec of kind Node, which is taken where others are refused', async () => {
    await begin({ updateKinds: 'node' });
    const run = await update({ taskContent: JSON.stringify(other) });
    expect(run.error).toBeUndefined();
  });

  it('changes settings alone, in both places where the resource group stands', async () => {
    const run = await update({
      taskContentInput: 'keep',
      settings: {
        resourceGroup: { __rl: true, mode: 'id', value: 'Serverless_res_group_demo_2' },
        cu: 4,
        description: 'new',
      },
    });
    expect(run.error).toBeUndefined();
    expect(node().spec).toMatchObject({
      description: 'new',
      runtimeResource: { resourceGroup: 'Serverless_res_group_demo_2' },
    });
    expect(content()).toMatchObject({
      steps: script.steps,
      extend: { resourceGroup: 'Serverless_res_group_demo_2', cu: 4 },
    });
  });

  it('writes nothing that is there already', async () => {
    const run = await update({ taskContentInput: 'keep', settings: { cu: 2 } });
    expect(run.output[0]![0]!.json.Outcome).toBe('unchanged');
    expect(nodes.sent()).toEqual(['GetNode']);
  });

  it('looks whether a change whose reply was lost is there', async () => {
    nodes.server.emulator.faults.add({ kind: 'drop-reply', action: 'UpdateNode' });
    const run = await update({ taskContent: JSON.stringify(other) });
    expect(run.output[0]![0]!.json.Outcome).toBe('updated');
    expect(nodes.requests('UpdateNode')).toHaveLength(1);
  });

  it('names a missing script and missing settings', async () => {
    const run = await update({ taskContentInput: 'keep' });
    expect(run.error?.message).toMatch(/"Settings" has no setting/);
    expect(nodes.sent()).toEqual([]);
  });

  it('sets a schedule and keeps the script', async () => {
    const before = content();
    const run = await schedule({
      cronExpress: '00 00/30 * * * ?',
      inputList: 'demo_studio_root,demo_studio.raw',
      stop: true,
      endEffectDate: '2027-01-01T00:00:00+08:00',
    });
    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json).toMatchObject({ Success: true, Id: id, Outcome: 'updated' });
    expect(node().spec).toMatchObject({
      recurrence: 'Pause',
      priority: 3,
      trigger: { cron: '00 00/30 * * * ?', cycleType: 'NotDaily', endTime: '2027-01-01 00:00:00' },
    });
    expect(node().depends.map(({ output }) => output)).toEqual([
      'demo_studio_root',
      'demo_studio.raw',
    ]);
    expect(content()).toEqual(before);
  });

  it('gives other outputs and keeps the one that every node has', async () => {
    await schedule({ outputList: 'demo_studio.a,demo_studio.b' });
    const run = await nodes.run(onNode('get', id));
    expect(run.output[0]![0]!.json.Outputs).toEqual(['demo_studio.a', 'demo_studio.b', id]);
  });

  it('takes a pause back', async () => {
    await schedule({ stop: true });
    await schedule({ stop: false });
    expect(node().spec.recurrence).toBe('Normal');
  });

  it.each<[string, INodeParameters, RegExp]>([
    ['nothing', {}, /"Schedule" has no property/],
    ['an odd timeout', { timeout: '={{ -1 }}' }, /"Run Timeout \(Hours\)" is -1/],
    ['an odd mode', { instanceMode: '={{ "now" }}' }, /"New Instances" is "now"/],
    ['too many reruns', { autoRerunTimes: '={{ 11 }}' }, /"Automatic Reruns" is 11/],
  ])('refuses a schedule with %s before sending', async (_what, changes, message) => {
    const run = await schedule(changes);
    expect(run.error?.message).toMatch(message);
    expect(nodes.sent()).toEqual([]);
  });
});
