import type { EmulatorOptions } from '../../emulator';
import { REFUSALS, type RefusalName } from '../../emulator/refusals';
import { batchTask, deployedTask } from './batch-life';
import { createCall, emulatorUnderTest, FOLDER, type Answer } from './emulator-under-test';

/** Calls of workspace 10000's file 1000001. */
function fileCalls(options: EmulatorOptions) {
  const task = batchTask(options);
  const file = (action: string, body: Record<string, string> = {}) =>
    task.call({ action, body: { ProjectId: '10000', FileId: '1000001', ...body } });
  return { ...task, file };
}

/** An instance that has succeeded, and calls about runs. */
function runCalls(options: EmulatorOptions) {
  const task = deployedTask(options);
  task.backfill();
  task.emulator.clock.advance(10_000);
  const run = (action: string, body: Record<string, string>) =>
    task.call({ action, body: { ProjectEnv: 'PROD', ...body } });
  return { ...task, run };
}

/** For each refusal, what brings it about. */
const SCENES: Record<RefusalName, (options: EmulatorOptions) => Answer> = {
  Parameter: (o) => fileCalls(o).file('UpdateFile', { RerunMode: 'SOMETIMES' }),
  RunParameter: (o) => {
    const { call, nodeId } = deployedTask(o);
    const body = {
      ProjectEnv: 'PROD',
      Name: 'x',
      RootNodeId: nodeId,
      IncludeNodeIds: nodeId,
      StartBizDate: '2026-02-27',
      EndBizDate: '2026-02-27',
      BizBeginTime: '00:00:00',
      BizEndTime: '23:59:59',
      Parallelism: 'false',
    };
    return call({ action: 'RunCycleDagNodes', body });
  },
  NoWorkspaceNamed: (o) => fileCalls(o).file('DeployFile', { ProjectId: '' }),
  WorkspaceNotExist: (o) => fileCalls(o).file('GetFile', { ProjectId: '4' }),
  NoFileNamed: (o) => fileCalls(o).file('DeployFile', { FileId: '' }),
  FileNotExist: (o) => fileCalls(o).file('DeleteFile', { FileId: '7' }),
  FileType: (o) => {
    const { call, file } = fileCalls(o);
    call(createCall({ TaskName: 'stream', TaskType: 'DI_REALTIME' }));
    return file('SubmitFile', { FileId: '1000002' });
  },
  FileDeleted: (o) => {
    const { file, deployed } = fileCalls(o);
    deployed();
    file('DeleteFile');
    return file('DeleteFile');
  },
  FileExisted: (o) => {
    const body = { FileName: 'orders_daily', FileType: '23', FileFolderPath: FOLDER };
    return fileCalls(o).file('CreateFile', body);
  },
  FolderPath: (o) => fileCalls(o).file('UpdateFile', { FileFolderPath: 'x' }),
  NewFolderPath: (o) => fileCalls(o).file('CreateFolder', { FolderPath: '业务流程/demo/plain' }),
  FolderExisted: (o) => fileCalls(o).file('CreateFolder', { FolderPath: FOLDER }),
  UnchangedValue: (o) => fileCalls(o).file('UpdateFile', { RerunMode: 'ALL_ALLOWED' }),
  NoInputs: (o) => fileCalls(o).file('SubmitFile'),
  UnknownParent: (o) => {
    const { schedule, file } = fileCalls(o);
    schedule({ InputList: 'nobody_out' });
    return file('SubmitFile');
  },
  BasicMode: (o) =>
    fileCalls({ ...o, projectMode: 'basic', basicSubmit: 'refused' }).file('SubmitFile'),
  NotCommitted: (o) => fileCalls(o).file('DeployFile'),
  Checking: (o) => {
    const { schedule, file } = fileCalls(o);
    schedule();
    file('SubmitFile');
    return file('DeployFile');
  },
  InDeployment: (o) => {
    const { submitted, file } = fileCalls(o);
    submitted();
    file('DeployFile');
    return file('DeployFile');
  },
  Deployed: (o) => {
    const { deployed, file } = fileCalls(o);
    deployed();
    return file('DeployFile');
  },
  DeploymentNotExist: (o) => fileCalls(o).file('GetDeployment', { DeploymentId: '12' }),
  NodeNotExist: (o) => runCalls(o).run('GetNode', { NodeId: '8' }),
  DagNotExist: (o) => runCalls(o).run('GetDag', { DagId: '8' }),
  InstanceNotExist: (o) => runCalls(o).run('GetInstance', { InstanceId: '8' }),
  InstanceStatus: (o) => runCalls(o).run('StopInstance', { InstanceId: '310000000000001' }),
};

const ENGLISH = expect.stringMatching(/^[\x20-\x7e]+$/);

/** What each looks like: ErrorCode under HTTP 200; status, code and message of the gateway. */
const FORMS: [RefusalName, string, number, string, unknown][] = [
  [
    'Parameter',
    'Invalid.Parameter',
    400,
    'InvalidRerunMode',
    'Specified parameter RerunMode is not valid.',
  ],
  [
    'RunParameter',
    'Invalid.Parameter',
    500,
    'Invalid.Wkbench.Parameter',
    'The specified parameters are invalid.',
  ],
  [
    'NoWorkspaceNamed',
    'Invalid.Parameter',
    400,
    '1201111279',
    '下列参数必须指定其中一个：projectId或者projectIdentifier',
  ],
  ['WorkspaceNotExist', 'Invalid.Tenant.ProjectNotExist', 400, '1101080008', ENGLISH],
  ['NoFileNamed', 'Invalid.Parameter', 400, '1201111279', ENGLISH],
  ['FileNotExist', 'Invalid.File.NotExist', 400, '1010019999', ENGLISH],
  ['FileType', 'Invalid.File.Type', 400, '1010019999', ENGLISH],
  ['FileDeleted', 'Invalid.File.Deleted', 400, '1010019999', ENGLISH],
  ['FileExisted', 'Invalid.File.Existed', 400, '1010019999', ENGLISH],
  ['FolderPath', 'Invalid.File.FolderPath', 400, '1201111431', '不合法的目录路径'],
  ['NewFolderPath', 'Invalid.Folder.Path', 400, '1201111431', '不合法的目录路径'],
  ['FolderExisted', 'Invalid.Folder.Existed', 400, '1010019999', ENGLISH],
  ['UnchangedValue', 'Invalid.Parameter', 400, '1010019999', 'invalid data'],
  ['NoInputs', 'Invalid.File.InputListEmpty', 400, '1010019999', '输入输出不能为空'],
  [
    'UnknownParent',
    'Invalid.File.Parent',
    400,
    '1010019999',
    '父节点输出名:nobody_out 不存在，不能提交本节点',
  ],
  ['BasicMode', 'Invalid.File.Submit', 400, '1010019999', ENGLISH],
  ['NotCommitted', 'Invalid.File.NotCommitted', 400, '1010019999', ENGLISH],
  ['Checking', 'Invalid.File.Checking', 400, '1010019999', ENGLISH],
  ['InDeployment', 'Invalid.File.InDeployment', 400, '1010019999', ENGLISH],
  ['Deployed', 'Invalid.File.Deployed', 400, '1010019999', ENGLISH],
  ['DeploymentNotExist', 'Invalid.Deployment.NotExist', 400, '1010019999', '发布包12不存在'],
  ['NodeNotExist', 'Invalid.Node.NotExist', 500, 'Invalid.Wkbench.NodeNotExist', ENGLISH],
  ['DagNotExist', 'Invalid.Dag.NotExist', 500, 'Invalid.Wkbench.DagNotExist', ENGLISH],
  [
    'InstanceNotExist',
    'Invalid.Instance.NotExist',
    500,
    'Invalid.Wkbench.InstanceNotExist',
    ENGLISH,
  ],
  [
    'InstanceStatus',
    'Invalid.Instance.Status',
    400,
    '1010019999',
    '状态必须为 WAIT_RESOURCE|WAIT_TIME|RUNNING|CHECKING',
  ],
];

test('the table below has every refusal', () => {
  expect(FORMS.map(([name]) => name)).toEqual(Object.keys(REFUSALS));
});

test.each(FORMS)('%s goes out as %s or as %i %s', (name, errorCode, status, Code, Message) => {
  const inBody = SCENES[name]({ refusals: 'body' });
  expect(inBody).toMatchObject({
    status: 200,
    body: {
      Success: false,
      ErrorCode: errorCode,
      ErrorMessage: expect.stringMatching(/\w/),
      HttpStatusCode: 200,
    },
  });
  const { body, ...rest } = SCENES[name]({ refusals: 'gateway' });
  expect(rest.status).toBe(status);
  expect(body).toEqual({
    RequestId: expect.any(String),
    HostId: '127.0.0.1',
    Code,
    Message,
    Recommend: expect.any(String),
  });
});

test('the gateway is the default, and the log has its code', () => {
  const { call, emulator } = emulatorUnderTest();
  const body = { ProjectId: '10000', FileId: '7' };
  expect(call({ action: 'SubmitFile', body }).status).toBe(400);
  expect(emulator.log.at(-1)).toMatchObject({ status: 400, code: '1010019999', acted: false });
});

describe('a DISync operation refuses', () => {
  const start = { ProjectId: '10000', FileId: '1000001', TaskType: 'DI_REALTIME' };
  const refused = (options: EmulatorOptions) => {
    const { call } = emulatorUnderTest(options);
    call(createCall({ TaskType: 'DI_REALTIME' }));
    return call({ action: 'StartDISyncInstance', query: start });
  };

  test('under HTTP 200, whatever the file operations do', () => {
    for (const refusals of ['gateway', 'body'] as const) {
      expect(refused({ refusals })).toMatchObject({
        status: 200,
        body: {
          Success: false,
          Data: { Status: 'fail', Message: 'fileId[1000001] is not deployed' },
        },
      });
    }
  });

  test('by the gateway where that is chosen', () => {
    expect(refused({ diSyncRefusals: 'gateway' })).toMatchObject({
      status: 400,
      body: { Code: '1010019999', Message: 'fileId[1000001] is not deployed' },
    });
  });
});

test.each([
  ['CreateDISyncTask', { query: { ProjectId: 'x', TaskType: 'DI_OFFLINE' } }, 'ProjectId'],
  ['GetFile', { body: { ProjectId: '10000', FileId: 'one' } }, 'FileId'],
  ['ListFiles', { body: { ProjectId: '10000', PageSize: 'ten' } }, 'PageSize'],
])('%s names a parameter of another type in its code', (action, sent, name) => {
  expect(emulatorUnderTest().call({ action, ...sent } as never)).toMatchObject({
    status: 400,
    body: { Code: `Invalid${name}`, Message: `Specified parameter ${name} is not valid.` },
  });
});

test.each(['ResourceNotAuthorized.Api', '1101080166'] as const)(
  'a user without a role gets %s',
  (notMember) => {
    const keys = { keyId: 'testid-norole', secret: 'testsecret-norole' };
    const body = { ProjectId: '10000', FileId: '1000001' };
    expect(
      emulatorUnderTest({ notMember }).call({ action: 'GetFile', body, ...keys }),
    ).toMatchObject({ status: 403, body: { Code: notMember } });
  },
);
