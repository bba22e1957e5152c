import type { INodeParameters } from 'n8n-workflow';

import { startBatchTasks, type BatchTasks } from '../batchTasks';
import { createParameters } from '../emulated';

describe('Sync Task: Delete', () => {
  let tasks: BatchTasks;
  beforeAll(async () => {
    tasks = await startBatchTasks();
  });
  afterAll(() => tasks.close());
  beforeEach(() => tasks.reset());

  const parameters = (fileId: string, changes: INodeParameters = {}): INodeParameters => ({
    resource: 'syncTask',
    operation: 'delete',
    projectId: { __rl: true, mode: 'id', value: '10000' },
    taskType: 'DI_OFFLINE',
    fileId: { __rl: true, mode: 'id', value: fileId },
    ...changes,
  });
  const remove = (fileId: string, changes?: INodeParameters) =>
    tasks.engine.run({ parameters: parameters(fileId, changes) });
  /** Whether it is there, and not in the recycle bin. */
  const isThere = (fileId: string) =>
    tasks.server.emulator.state.files.get(BigInt(fileId))?.deletedStatus === 'NORMAL';
  const inScheduler = () => {
    tasks.server.emulator.settle();
    const { DEV, PROD } = tasks.server.emulator.state.nodes;
    return { DEV: DEV.size, PROD: PROD.size };
  };
  /** What the node called from DeleteFile on. */
  const callsOf = (fileId: string) => {
    const log = tasks.requests();
    const begin = log.findIndex(
      ({ action, parameters }) => action === 'DeleteFile' && parameters.body.FileId === fileId,
    );
    return log.slice(begin).map(({ action }) => action);
  };
  const faults = () => tasks.server.emulator.faults;
  const plans = () => tasks.server.emulator.plans;

  async function addRealTime() {
    const run = await tasks.engine.run({
      parameters: createParameters({
        taskType: 'DI_REALTIME',
        taskName: 'stream',
        taskContent: '{"type":"realtime"}',
      }),
    });
    return String((run.output[0]![0]!.json.Data as { FileId: number }).FileId);
  }

  it('deletes a batch task', async () => {
    const fileId = await tasks.addTask();
    const run = await remove(fileId);

    expect(run.error).toBeUndefined();
    expect(run.output).toEqual([
      [{ json: { deleted: true, FileId: Number(fileId) }, pairedItem: { item: 0 } }],
    ]);
    expect(tasks.requests('DeleteFile')[0]?.parameters).toEqual({
      query: {},
      body: { ProjectId: '10000', FileId: fileId },
    });
    expect(isThere(fileId)).toBe(false);
  });

  it('waits until a deployed task is out of the scheduler, and says what that cost', async () => {
    const fileId = await tasks.addTask();
    await tasks.deploy(fileId);
    const run = await remove(fileId);

    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json).toEqual({
      deleted: true,
      FileId: Number(fileId),
      Calls: 4,
      WaitedSeconds: 10,
    });
    expect(tasks.clock().sleeps).toEqual([5000, 5000]);
    expect(isThere(fileId)).toBe(false);
    expect(inScheduler()).toEqual({ DEV: 0, PROD: 0 });
    expect(callsOf(fileId)).toEqual([
      'DeleteFile',
      'GetDeployment',
      'GetDeployment',
      'GetProject',
      'DeployFile',
      'GetDeployment',
      'GetDeployment',
    ]);
  });

  it('deletes a real-time task', async () => {
    const fileId = await addRealTime();
    const run = await remove(fileId, { taskType: 'DI_REALTIME' });

    expect(run.output[0]![0]!.json).toEqual({ deleted: true, FileId: Number(fileId) });
    expect(tasks.requests('DeleteDISyncTask')[0]?.parameters).toEqual({
      query: { ProjectId: '10000', FileId: fileId, TaskType: 'DI_REALTIME' },
      body: {},
    });
    expect(isThere(fileId)).toBe(false);
  });

  it('does what the official client does', async () => {
    const [byNode, byOfficial] = [await tasks.addTask(), await tasks.addTask()];
    await remove(byNode);
    await tasks.official('DeleteFile', { ProjectId: '10000', FileId: byOfficial });

    const [ours, theirs] = tasks.requests('DeleteFile').map((request) => request.parameters);
    expect(ours).toEqual({ ...theirs, body: { ...theirs!.body, FileId: byNode } });
    expect([byNode, byOfficial].map(isThere)).toEqual([false, false]);
  });

  it('names a FileId above 2^53 exactly', async () => {
    const run = await remove('9007199254740993');
    expect(run.error?.message).toContain(
      'the workspace has no task with the FileId 9007199254740993',
    );
  });

  it.each<[string, INodeParameters, RegExp]>([
    ['no workspace', { projectId: { __rl: true, mode: 'id', value: '=' } }, /"Workspace" is empty/],
    [
      'a task that is no number',
      { fileId: { __rl: true, mode: 'id', value: 'orders' } },
      /"Task" is "orders"/,
    ],
    ['a solution', { taskType: 'DI_SOLUTION' }, /"Task Type" is DI_SOLUTION/],
    ['an odd wait', { options: { waitAtMost: 20_000 } }, /"Wait at Most" is 20000/],
  ])('refuses %s before sending', async (_what, changes, message) => {
    const run = await remove('1000001', changes);

    expect(run.error?.name).toBe('NodeOperationError');
    expect(run.error?.message).toMatch(message);
    expect(run.error?.description).toBeTruthy();
    expect(tasks.requests()).toEqual([]);
  });

  it.each(['DI_OFFLINE', 'DI_REALTIME'])('says that there is no such %s task', async (taskType) => {
    const run = await remove('999', { taskType });

    expect(run.error?.name).toBe('NodeApiError');
    expect(run.error?.message).toMatch(
      /^DataWorks did not delete the task: .*; the workspace has no task with the FileId 999\)?\.$/,
    );
  });

  it('says that a running real-time task must be stopped', async () => {
    const fileId = await addRealTime();
    const { realTime } = tasks.server.emulator.state.files.get(BigInt(fileId))!;
    realTime.status = 'RUN';
    const run = await remove(fileId, { taskType: 'DI_REALTIME' });

    expect(run.error?.message).toContain('(The task is in the state RUN. Stop it first)');
    expect(isThere(fileId)).toBe(true);
  });

  it('says what the API refuses', async () => {
    const fileId = await tasks.addTask();
    faults().add({ kind: 'error', code: 'Forbidden.Access', status: 403, action: 'DeleteFile' });
    const run = await remove(fileId);

    expect(run.error?.message).toMatch(/^DataWorks did not delete the task: The AccessKey may not/);
    expect(isThere(fileId)).toBe(true);
  });

  it('says that the removal from the scheduler has failed, and begins it anew when run again', async () => {
    const fileId = await tasks.addTask();
    await tasks.deploy(fileId);
    plans().add({ of: 'delete', fails: 'deployment', message: 'The node has children.' });
    const run = await remove(fileId);

    expect(run.error?.message).toMatch(
      /^DataWorks did not delete the task: It ended without success \(deployment \d+ failed: The node has children\)\.$/,
    );
    expect(isThere(fileId)).toBe(true);

    const again = await run.retry();
    expect(again.output[0]![0]!.json).toMatchObject({ deleted: true });
    expect(tasks.requests('DeleteFile')).toHaveLength(2);
    expect(isThere(fileId)).toBe(false);
  });

  it('waits for the removal that is under way when run again', async () => {
    const fileId = await tasks.addTask();
    await tasks.deploy(fileId);
    tasks.server.emulator.settings.durations.deployMs = 90_000;
    const run = await remove(fileId, { options: { waitAtMost: 1 } });

    expect(run.error?.message).toMatch(
      /did not delete the task: It did not end in time \(the state is deploying \(deployment \d+\) after 60 s/,
    );
    // The one from production takes as long once more.
    const second = await run.retry();
    expect(second.error?.message).toMatch(/did not delete the task|did not deploy the task/);
    expect(second.error?.description).toMatch(/may still run in production/);
    const again = await second.retry();
    expect(again.output[0]![0]!.json).toMatchObject({ deleted: true });
    expect(tasks.requests('DeleteFile')).toHaveLength(1);
    expect(tasks.requests('DeployFile')).toHaveLength(2);
    expect(inScheduler()).toEqual({ DEV: 0, PROD: 0 });
  });

  it('ends at once when the execution is cancelled, and sends nothing more', async () => {
    tasks.reset({ auto: false });
    const fileId = await tasks.addTask();
    await tasks.deploy(fileId);
    const { result, cancel } = tasks.engine.start({ parameters: parameters(fileId) });
    await tasks.clock().untilSleeping();
    const sent = tasks.requests().length;
    cancel();

    expect((await result).status).toBe('canceled');
    expect(tasks.requests()).toHaveLength(sent);
  });

  describe('counts a task as deleted that this unit of work has deleted', () => {
    it('when n8n runs the item again', async () => {
      const [first, second] = [await tasks.addTask(), await tasks.addTask()];
      faults().add({
        kind: 'error',
        code: 'Forbidden.Access',
        status: 403,
        action: 'DeleteFile',
        after: 1,
      });
      const run = await tasks.engine.run({
        items: [{ id: first }, { id: second }],
        parameters: parameters('={{ $json.id }}', { options: { concurrency: 1 } }),
      });
      expect(run.status).toBe('error');
      const again = await run.retry();

      expect(again.output[0]!.map(({ json }) => json)).toEqual([
        { deleted: true, FileId: Number(first) },
        { deleted: true, FileId: Number(second) },
      ]);
      expect(tasks.requests('DeleteFile')).toHaveLength(3);
    });

    it('when the reply was lost', async () => {
      const fileId = await tasks.addTask();
      faults().add({ kind: 'drop-reply', action: 'DeleteFile' });
      const run = await remove(fileId);

      expect(run.output[0]![0]!.json).toEqual({ deleted: true, FileId: Number(fileId) });
      expect(tasks.requests('DeleteFile')).toHaveLength(1);
    });

    it('when the reply for a deployed task was lost, which is then in the recycle bin', async () => {
      const fileId = await tasks.addTask();
      await tasks.deploy(fileId);
      faults().add({ kind: 'drop-reply', action: 'DeleteFile' });
      const run = await remove(fileId);

      expect(run.output[0]![0]!.json).toMatchObject({ deleted: true, FileId: Number(fileId) });
      expect(tasks.requests('DeleteFile')).toHaveLength(1);
      expect(inScheduler()).toEqual({ DEV: 0, PROD: 0 });
    });

    it('when the reply was lost and no look was possible until n8n ran it again', async () => {
      const fileId = await addRealTime();
      faults().add({ kind: 'drop-reply', action: 'DeleteDISyncTask' });
      faults().add({ kind: 'error', code: 'Forbidden.Access', status: 403, action: 'GetFile' });
      const run = await remove(fileId, { taskType: 'DI_REALTIME' });
      expect(run.error?.message).toMatch(/did not delete the task: The connection broke/);
      const again = await run.retry();

      expect(again.output[0]![0]!.json).toEqual({ deleted: true, FileId: Number(fileId) });
      expect(tasks.requests('DeleteDISyncTask')).toHaveLength(1);
    });
  });

  it('deletes once more when the request was lost', async () => {
    const fileId = await tasks.addTask();
    faults().add({ kind: 'drop-request', action: 'DeleteFile' });
    const run = await remove(fileId);

    expect(run.output[0]![0]!.json).toEqual({ deleted: true, FileId: Number(fileId) });
    expect(tasks.requests('DeleteFile')).toHaveLength(2);
  });
});
