import type { INodeParameters } from 'n8n-workflow';

import {
  BAD_TASK_INSTANCES,
  startTaskInstances,
  taskInstanceParameters,
  type TaskInstances,
} from '../taskInstances';

describe('Task Instance: Get', () => {
  let runs: TaskInstances;
  let node: { taskId: string };
  beforeAll(async () => {
    runs = await startTaskInstances();
  });
  afterAll(() => runs.close());
  beforeEach(async () => {
    runs.reset();
    node = await runs.addRuns();
  });
  const get = (changes: INodeParameters = {}, id = runs.ids()[0]!) =>
    runs.engine.run({ parameters: taskInstanceParameters('get', id, changes) });

  it('gives what is looked at first, and whether it has ended', async () => {
    await runs.clock().advance(60_000);
    const run = await get();
    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json).toEqual({
      Id: Number(runs.ids()[0]),
      TaskId: Number(node.taskId),
      TaskName: expect.any(String),
      Status: 'Success',
      Bizdate: Date.parse('2026-02-26T00:00:00+08:00'),
      TriggerTime: expect.any(Number),
      StartedTime: expect.any(Number),
      FinishedTime: expect.any(Number),
      RunNumber: 1,
      WorkflowInstanceId: 1000000000001,
      WorkflowInstanceType: 'SupplementData',
      Ended: true,
      Succeeded: true,
    });
  });

  it('gives the reply of the API as it is', async () => {
    const run = await get({ simplify: false });
    const theirs = await runs.official('GetTaskInstance', { Id: runs.ids()[0]! }, 'GET');
    expect(run.output[0]![0]!.json).toEqual({
      ...theirs,
      RequestId: expect.any(String),
      Ended: false,
      Succeeded: false,
    });
    const [ours, official] = runs.requests('GetTaskInstance').map(({ parameters }) => parameters);
    expect(ours).toEqual(official);
  });

  it('tells one that has failed', async () => {
    runs.reset();
    runs.server.emulator.plans.add({ of: 'run', result: 'FAILURE' });
    await runs.addRuns();
    await runs.clock().advance(60_000);
    const run = await get();
    expect(run.output[0]![0]!.json).toMatchObject({
      Status: 'Failure',
      Ended: true,
      Succeeded: false,
    });
  });

  it('gives the words of the API for one that is not there', async () => {
    const run = await get({}, '42');
    expect(run.error?.message).toMatch(/^DataWorks did not give the instance: /);
  });

  it.each(BAD_TASK_INSTANCES)('refuses before sending: %s', async (_, changes, message) => {
    expect((await get(changes)).error?.message).toMatch(message);
    expect(runs.requests('GetTaskInstance')).toEqual([]);
  });
});
