import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../studioNodes';
import { startTaskInstances, type TaskInstances } from '../taskInstances';

describe('Task Instance: Get Many', () => {
  let runs: TaskInstances;
  let node: { id: string; taskId: string };
  let other: { id: string; taskId: string };
  beforeAll(async () => {
    runs = await startTaskInstances();
  });
  afterAll(() => runs.close());
  beforeEach(async () => {
    runs.reset();
    runs.server.emulator.plans.add({ of: 'run', result: 'FAILURE' });
    node = await runs.addRuns();
    other = await runs.addRuns();
    await runs.clock().advance(60_000);
  });

  const getMany = (changes: INodeParameters = {}) =>
    runs.engine.run({
      parameters: {
        resource: 'taskInstance',
        operation: 'getMany',
        projectId: byId('20000'),
        bizDate: '2026-02-26',
        ...changes,
      },
    });
  const tasksOf = async (changes: INodeParameters) => {
    const run = await getMany(changes);
    expect(run.error).toBeUndefined();
    return run.output[0]!.map(({ json }) => String(json.TaskId));
  };
  const lists = () => runs.requests('ListTaskInstances').map((entry) => entry.parameters.body);

  it('gives one item for each instance of the business date', async () => {
    const run = await getMany();
    expect(run.error).toBeUndefined();
    expect(run.output[0]!.map(({ json }) => json)).toEqual([
      expect.objectContaining({ TaskId: Number(other.taskId), Ended: true, Succeeded: true }),
      expect.objectContaining({ TaskId: Number(node.taskId), Ended: true, Succeeded: false }),
    ]);
    expect(run.output[0]![0]!.json).not.toHaveProperty('Timeout');
  });

  it('gives all fields', async () => {
    const run = await getMany({ simplify: false });
    expect(run.output[0]![0]!.json).toHaveProperty('Timeout');
  });

  it('makes the same call as the official client', async () => {
    await getMany({
      filters: {
        status: 'Failure',
        taskId: node.taskId,
        runType: 'SupplementData',
        taskName: 'orders',
        workflowInstanceId: '1000000000001',
      },
      options: { sortBy: 'TriggerTime', sortDirection: 'Asc' },
    });
    await runs.official('ListTaskInstances', {
      ProjectId: '20000',
      ProjectEnv: 'Prod',
      Bizdate: String(Date.parse('2026-02-26T00:00:00+08:00')),
      TaskId: node.taskId,
      TaskName: 'orders',
      WorkflowInstanceId: '1000000000001',
      Status: 'Failure',
      WorkflowInstanceType: 'SupplementData',
      SortBy: 'TriggerTime Asc',
      PageNumber: '1',
      PageSize: '50',
    });
    const [ours, theirs] = lists();
    expect(ours).toEqual(theirs);
  });

  it.each<[string, () => INodeParameters, () => string[]]>([
    ['the status', () => ({ filters: { status: 'Failure' } }), () => [node.taskId]],
    ['the task', () => ({ filters: { taskId: other.taskId } }), () => [other.taskId]],
    ['the node of Data Studio', () => ({ filters: { nodeId: node.id } }), () => [node.taskId]],
    ['the type of run', () => ({ filters: { runType: 'Normal' } }), () => []],
    ['another date', () => ({ bizDate: '2026-02-25' }), () => []],
    ['another environment', () => ({ options: { projectEnv: 'DEV' } }), () => []],
    ['another time zone', () => ({ options: { schedulingTimeZone: 'UTC+0' } }), () => []],
    ['the order', () => ({ options: { sortDirection: 'Asc' } }), () => [node.taskId, other.taskId]],
    ['the limit', () => ({ limit: 1 }), () => [other.taskId]],
    ['all', () => ({ returnAll: true }), () => [other.taskId, node.taskId]],
  ])('goes by %s', async (_, changes, expected) => {
    expect(await tasksOf(changes())).toEqual(expected());
  });

  it('asks for no page below 10, which some lists refuse', async () => {
    Object.assign(runs.server.emulator.settings.studio, { smallPages: 'refused-by-all' });
    expect(await tasksOf({ limit: 1 })).toHaveLength(1);
  });

  it.each<[string, INodeParameters, RegExp]>([
    ['no date', { bizDate: '={{ "" }}' }, /"Business Date" is empty/],
    ['a date that is none', { bizDate: '={{ "2026-02-30" }}' }, /"Business Date" is no date/],
    ['a task that is none', { filters: { taskId: 'x' } }, /"Task ID" is "x"/],
    ['a status that is none', { filters: { status: '={{ "OK" }}' } }, /"Status" is "OK"/],
    ['a type that is none', { filters: { runType: '={{ "X" }}' } }, /"Type of Run" is "X"/],
    ['an order that is none', { options: { sortBy: '={{ "Name" }}' } }, /"Sort By" is "Name"/],
    [
      'no time zone',
      { options: { schedulingTimeZone: 'Mars' } },
      /"Scheduling Time Zone" is "Mars"/,
    ],
    ['no workspace', { projectId: byId('={{ "" }}') }, /"Workspace" is empty/],
  ])('refuses before sending: %s', async (_, changes, message) => {
    expect((await getMany(changes)).error?.message).toMatch(message);
    expect(lists()).toEqual([]);
  });
});
