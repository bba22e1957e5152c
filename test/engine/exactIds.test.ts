import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startBatchTasks, type BatchTasks } from './batchTasks';
import { createParameters } from './emulated';
import { instanceId } from './instances';

/** Ids of 19 digits, which a number cannot hold, all the way from a task to the log of its run. */
describe('ids of 19 digits', () => {
  let tasks: BatchTasks;
  beforeAll(async () => {
    tasks = await startBatchTasks({ largeIds: true });
  });
  afterAll(() => tasks.close());
  beforeEach(() => tasks.reset());

  const run = async (parameters: INodeParameters) => {
    const result = await tasks.engine.run({ parameters });
    expect(result.error).toBeUndefined();
    return result.output[0]!.map(({ json }) => json);
  };
  const live = () =>
    run(
      createParameters({
        operation: 'bringLive',
        schedule: { inputList: 'demo_workspace_root' },
        firstRun: true,
        runFor: 'range',
        startBizDate: '2026-02-27',
        endBizDate: '2026-02-28',
        wait: true,
      }),
    );

  it('stay as they are from the task to the runs', async () => {
    const [json] = await live();
    const FileId = '9100000000001000001';
    expect(json).toMatchObject({
      Data: { FileId },
      Create: { Data: { FileId } },
      Deploy: {
        FileId,
        Submission: { DeploymentId: '9100000000003000001' },
        Deployment: { DeploymentId: '9100000000003000002', DeployedItems: [{ FileId }] },
      },
      Run: {
        Data: ['9100300000000000001', '9100300000000000002'],
        NodeId: '9100000007000000001',
        Instances: [
          { InstanceId: '9100310000000000001', DagId: '9100300000000000001', Status: 'SUCCESS' },
          { InstanceId: '9100310000000000002', DagId: '9100300000000000002', Status: 'SUCCESS' },
        ],
      },
    });
  });

  it('lead from a run to its log and its rerun', async () => {
    const [json] = await live();
    const [, last] = (json!.Run as IDataObject).Instances as IDataObject[];
    const instance = { resource: 'instance', instanceId: instanceId(String(last!.InstanceId)) };

    const [got] = await run({ ...instance, operation: 'get' });
    expect(got).toMatchObject({ InstanceId: '9100310000000000002', NodeId: '9100000007000000001' });
    const [log] = await run({ ...instance, operation: 'getLog' });
    expect(log!.Data).toContain('TASK_ID=9100310000000000002');
    const [rerun] = await run({ ...instance, operation: 'rerun', wait: true });
    expect(rerun).toMatchObject({ Instance: { InstanceId: '9100310000000000002' } });

    const listed = await run({
      resource: 'instance',
      operation: 'getMany',
      projectId: { __rl: true, mode: 'id', value: '10000' },
      filters: { dagId: '9100300000000000002' },
    });
    expect(listed.map(({ InstanceId }) => InstanceId)).toEqual(['9100310000000000002']);
  });
});
