import { batchTask } from './batch-life';
import { createCall } from './emulator-under-test';

/** What GetDeployment says in short: Status and CheckingStatus. */
const short = (reply: { Data: { Deployment: { Status: number; CheckingStatus?: number } } }) => {
  const { Status, CheckingStatus } = reply.Data.Deployment;
  return [Status, CheckingStatus];
};

describe('a submission', () => {
  test('is checked, then ready, then successful', () => {
    const { file, schedule, deployment, emulator } = batchTask();
    schedule();
    const id = file('SubmitFile', { Comment: 'first' }).Data;
    expect(deployment(id).Data).toMatchObject({
      Deployment: { Status: 0, CheckingStatus: 8, FromEnvironment: 0, ToEnvironment: 1 },
      DeployedItems: [{ FileId: 1000001, FileVersion: 1, Status: 0 }],
    });
    emulator.clock.advance(99);
    expect(short(deployment(id))).toEqual([0, 8]);
    emulator.clock.advance(1);
    expect(short(deployment(id))).toEqual([0, undefined]);
    emulator.clock.advance(199);
    expect(short(deployment(id))).toEqual([0, undefined]);
    expect(file('GetFile').Data.File.NodeId).toBeUndefined();
    emulator.clock.advance(1);
    expect(deployment(id).Data).toMatchObject({
      Deployment: { Status: 1, ErrorMessage: '' },
      DeployedItems: [{ Status: 1 }],
    });
    expect(file('GetFile').Data.File).toMatchObject({
      NodeId: 7000000001,
      CommitStatus: 1,
      CurrentVersion: 1,
    });
  });

  test('needs inputs', () => {
    const { file } = batchTask();
    expect(file('SubmitFile')).toMatchObject({
      Success: false,
      ErrorCode: 'Invalid.File.InputListEmpty',
      HttpStatusCode: 200,
    });
  });

  test('fails its check when an input is put out by nobody', () => {
    const { file, schedule, deployment, emulator } = batchTask({ unknownParent: 'inCheck' });
    schedule({ InputList: 'nobody_out' });
    const id = file('SubmitFile').Data;
    emulator.clock.advance(10_000);
    expect(deployment(id).Data).toMatchObject({
      Deployment: {
        Status: 0,
        CheckingStatus: 7,
        ErrorMessage: 'The parent node output nobody_out does not exist.',
      },
      DeployedItems: [{ Status: 2 }],
    });
    expect(file('GetFile').Data.File).toMatchObject({ CommitStatus: 0, CurrentVersion: 0 });
    expect(file('DeployFile').ErrorCode).toBe('Invalid.File.NotCommitted');
  });

  test('takes the output of a task that was not submitted, where the check looks', () => {
    const { file, schedule, deployment, call, emulator } = batchTask({ unknownParent: 'inCheck' });
    call(createCall({ TaskName: 'parent' }));
    schedule({ InputList: 'demo_workspace.1000002_out' });
    const id = file('SubmitFile').Data;
    emulator.clock.advance(300);
    expect(short(deployment(id))).toEqual([1, undefined]);
  });

  test('fails as planned, in its check or after it, and can be repeated', () => {
    const { file, schedule, deployment, emulator } = batchTask();
    schedule();
    emulator.plans.add({ of: 'submit', fails: 'check', message: 'not today' });
    emulator.plans.add({ of: 'submit', fails: 'deployment', after: 1 });
    const outcomes = [1, 2, 3].map(() => {
      const id = file('SubmitFile').Data;
      emulator.clock.advance(300);
      return [...short(deployment(id)), deployment(id).Data.Deployment.ErrorMessage];
    });
    expect(outcomes).toEqual([
      [0, 7, 'not today'],
      [2, undefined, 'The deployment failed.'],
      [1, undefined, ''],
    ]);
    expect(file('GetFile').Data.File.CurrentVersion).toBe(3);
  });

  test('is refused while one is checked', () => {
    const { file, schedule } = batchTask();
    schedule();
    file('SubmitFile');
    expect(file('SubmitFile').ErrorCode).toBe('Invalid.File.InDeployment');
  });
});

describe('a deployment', () => {
  test('comes after the check of the submission, not before', () => {
    const { file, schedule, emulator } = batchTask();
    expect(file('DeployFile').ErrorCode).toBe('Invalid.File.NotCommitted');
    schedule();
    file('SubmitFile');
    expect(file('DeployFile').ErrorCode).toBe('Invalid.File.Checking');
    emulator.clock.advance(100);
    expect(file('DeployFile')).toMatchObject({ Success: true, Data: 3000002 });
    expect(file('DeployFile').ErrorCode).toBe('Invalid.File.InDeployment');
  });

  test('brings the node to production', () => {
    const { file, deployment, submitted, emulator, call } = batchTask();
    submitted();
    const NodeId = String(file('GetFile').Data.File.NodeId);
    const node = (ProjectEnv: string) =>
      call({ action: 'GetNode', body: { NodeId, ProjectEnv } }).body;
    expect(node('DEV').Success).toBe(true);
    expect(node('PROD').ErrorCode).toBe('Invalid.Node.NotExist');
    const { Data: id } = file('DeployFile', { FileId: '', NodeId });
    emulator.clock.advance(300);
    expect(deployment(id).Data.Deployment).toMatchObject({
      Status: 1,
      FromEnvironment: 1,
      ToEnvironment: 2,
    });
    expect(node('PROD').Data).toMatchObject({ NodeName: 'orders_daily', FileVersion: 1 });
    expect(file('DeployFile').ErrorCode).toBe('Invalid.File.Deployed');
  });

  test('fails as planned and can be repeated', () => {
    const { file, deployment, submitted, emulator } = batchTask();
    submitted();
    emulator.plans.add({ of: 'deploy', fails: 'check' });
    emulator.plans.add({ of: 'deploy', fails: 'deployment', after: 1 });
    const outcomes = [1, 2, 3].map(() => {
      const { Data: id } = file('DeployFile');
      emulator.clock.advance(300);
      return short(deployment(id));
    });
    expect(outcomes).toEqual([
      [0, 7],
      [2, undefined],
      [1, undefined],
    ]);
  });

  test('takes what was submitted, not what was edited since', () => {
    const { file, deployed, call } = batchTask();
    const NodeId = deployed();
    file('UpdateFile', { ParaValue: 'later=1' });
    expect(file('GetFile').Data.File.CommitStatus).toBe(0);
    const body = { NodeId, ProjectEnv: 'PROD' };
    expect(call({ action: 'GetNode', body }).body.Data.ParamValues).toBe('bizdate=$bizdate');
  });

  test('is found in its own workspace only', () => {
    const { call, submitted } = batchTask();
    const DeploymentId = String(submitted());
    const body = { ProjectId: '10001', DeploymentId };
    expect(call({ action: 'GetDeployment', body }).body.ErrorCode).toBe(
      'Invalid.Deployment.NotExist',
    );
  });
});

test('ListFileVersions gives the versions, newest first', () => {
  const { file, deployed, emulator } = batchTask();
  deployed();
  file('UpdateFile', { ParaValue: 'a=1' });
  file('SubmitFile', { Comment: 'second' });
  emulator.clock.advance(300);
  expect(file('ListFileVersions').Data).toMatchObject({
    TotalCount: 2,
    FileVersions: [
      { FileVersion: 2, Status: 'CHECK_OK', ChangeType: 'UPDATE', Comment: 'second' },
      { FileVersion: 1, Status: 'DEPLOYED', ChangeType: 'CREATE', IsCurrentProd: true },
    ],
  });
});

describe('DeleteFile of a deployed file', () => {
  test('takes its time, and the node goes with the file', () => {
    const { file, deployed, deployment, emulator } = batchTask({
      deletion: 'atOnce',
      deletedFile: 'gone',
      missingFile: 'refusal',
    });
    deployed();
    const { DeploymentId } = file('DeleteFile');
    expect(file('GetFile').Data.File.DeletedStatus).toBe('RECYCLE_BIN');
    expect(file('ListFiles', { FileId: '' }).Data.TotalCount).toBe(0);
    expect(file('DeleteFile').ErrorCode).toBe('Invalid.File.Deleted');
    expect(short(deployment(DeploymentId))).toEqual([0, undefined]);
    emulator.clock.advance(200);
    expect(short(deployment(DeploymentId))).toEqual([1, undefined]);
    expect(file('GetFile').ErrorCode).toBe('Invalid.File.NotExist');
    expect(emulator.state.nodes.PROD.size + emulator.state.nodes.DEV.size).toBe(0);
  });

  test('can fail, and the file is back', () => {
    const { file, deployed, emulator } = batchTask();
    deployed();
    emulator.plans.add({ of: 'delete', fails: 'deployment' });
    file('DeleteFile');
    emulator.clock.advance(200);
    expect(file('GetFile').Data.File.DeletedStatus).toBe('NORMAL');
    expect(file('ListFiles', { FileId: '' }).Data.TotalCount).toBe(1);
  });
});

test.each(['SubmitFile', 'DeployFile', 'DeleteFile', 'UpdateFile'])(
  '%s refuses a real-time task',
  (action) => {
    const { call } = batchTask();
    call(createCall({ TaskName: 'stream', TaskType: 'DI_REALTIME' }));
    const body = { ProjectId: '10000', FileId: '1000002' };
    expect(call({ action, body }).body).toMatchObject({
      Success: false,
      ErrorCode: 'Invalid.File.Type',
      ErrorMessage: expect.stringContaining('DISyncTask'),
    });
  },
);
