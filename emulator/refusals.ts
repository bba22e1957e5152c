/**
 * What the business says no with. `body`: ErrorCode and ErrorMessage under HTTP 200, as the pages
 * have the form; the codes are the emulator's own. `gateway`: HTTP status, code and message of the
 * gateway's body. Where a recorded reply shows code or message they stand here in its words;
 * 1010019999, the development service's general refusal, stands in for codes that nobody recorded.
 * docs/live-evidence.md says which are which. {…} is filled in from what was asked.
 */
interface RefusalForms {
  body: readonly [code: string, message: string];
  gateway: readonly [status: number, code: string, message: string];
}

const GENERAL = '1010019999';

export const REFUSALS = {
  Parameter: {
    body: ['Invalid.Parameter', '{why}'],
    gateway: [400, 'Invalid{parameter}', 'Specified parameter {parameter} is not valid.'],
  },
  RunParameter: {
    body: ['Invalid.Parameter', '{why}'],
    gateway: [500, 'Invalid.Wkbench.Parameter', 'The specified parameters are invalid.'],
  },
  NoWorkspaceNamed: {
    body: ['Invalid.Parameter', 'Either ProjectId or ProjectIdentifier must be specified.'],
    gateway: [400, '1201111279', '下列参数必须指定其中一个：projectId或者projectIdentifier'],
  },
  WorkspaceNotExist: {
    body: ['Invalid.Tenant.ProjectNotExist', 'The workspace does not exist.'],
    gateway: [400, '1101080008', 'The workspace does not exist.'],
  },
  NoFileNamed: {
    body: ['Invalid.Parameter', 'FileId or NodeId must be specified.'],
    gateway: [400, '1201111279', 'FileId or NodeId must be specified.'],
  },
  FileNotExist: {
    body: ['Invalid.File.NotExist', 'The file does not exist.'],
    gateway: [400, GENERAL, 'The file does not exist.'],
  },
  FileType: {
    body: [
      'Invalid.File.Type',
      'The operation does not support real-time synchronization files. Use {instead}.',
    ],
    gateway: [
      400,
      GENERAL,
      'The operation does not support real-time synchronization files. Use {instead}.',
    ],
  },
  FileDeleted: {
    body: ['Invalid.File.Deleted', 'The file is in the recycle bin.'],
    gateway: [400, GENERAL, 'The file is in the recycle bin.'],
  },
  FileExisted: {
    body: ['Invalid.File.Existed', 'The file name already exists.'],
    gateway: [400, GENERAL, 'The file name already exists.'],
  },
  FolderPath: {
    body: ['Invalid.File.FolderPath', 'Invalid path: {path}'],
    gateway: [400, '1201111431', '不合法的目录路径'],
  },
  NewFolderPath: {
    body: ['Invalid.Folder.Path', 'Invalid path: {path}'],
    gateway: [400, '1201111431', '不合法的目录路径'],
  },
  FolderExisted: {
    body: ['Invalid.Folder.Existed', 'The folder already exists.'],
    gateway: [400, GENERAL, 'The folder already exists.'],
  },
  UnchangedValue: {
    body: ['Invalid.Parameter', 'invalid data: {parameter} is what the file has already.'],
    gateway: [400, GENERAL, 'invalid data'],
  },
  NoInputs: {
    body: ['Invalid.File.InputListEmpty', 'The parent nodes are not configured. Set InputList.'],
    gateway: [400, GENERAL, '输入输出不能为空'],
  },
  UnknownParent: {
    body: ['Invalid.File.Parent', 'The parent node output {output} does not exist.'],
    gateway: [400, GENERAL, '父节点输出名:{output} 不存在，不能提交本节点'],
  },
  BasicMode: {
    body: ['Invalid.File.Submit', 'The workspace is in basic mode. Deploy the file.'],
    gateway: [400, GENERAL, 'The workspace is in basic mode. Deploy the file.'],
  },
  NotCommitted: {
    body: ['Invalid.File.NotCommitted', 'The file has not been committed. Call SubmitFile first.'],
    gateway: [400, GENERAL, 'The file has not been committed. Call SubmitFile first.'],
  },
  Checking: {
    body: ['Invalid.File.Checking', 'The check of the committed file is in progress.'],
    gateway: [400, GENERAL, 'The check of the committed file is in progress.'],
  },
  InDeployment: {
    body: ['Invalid.File.InDeployment', 'A deployment of the file is in progress.'],
    gateway: [400, GENERAL, 'A deployment of the file is in progress.'],
  },
  Deployed: {
    body: ['Invalid.File.Deployed', 'The latest version of the file is deployed already.'],
    gateway: [400, GENERAL, 'The latest version of the file is deployed already.'],
  },
  DeploymentNotExist: {
    body: ['Invalid.Deployment.NotExist', 'The deployment does not exist.'],
    gateway: [400, GENERAL, '发布包{id}不存在'],
  },
  NodeNotExist: {
    body: ['Invalid.Node.NotExist', 'Node {id} does not exist.'],
    gateway: [500, 'Invalid.Wkbench.NodeNotExist', 'The node does not exist.'],
  },
  DagNotExist: {
    body: ['Invalid.Dag.NotExist', 'The DAG does not exist.'],
    gateway: [500, 'Invalid.Wkbench.DagNotExist', 'The DAG does not exist.'],
  },
  InstanceNotExist: {
    body: ['Invalid.Instance.NotExist', 'The instance does not exist.'],
    gateway: [500, 'Invalid.Wkbench.InstanceNotExist', 'The instance does not exist.'],
  },
  InstanceStatus: {
    body: ['Invalid.Instance.Status', 'An instance of status {status} cannot be {wish}.'],
    gateway: [400, GENERAL, '状态必须为 {allowed}'],
  },
} as const satisfies Record<string, RefusalForms>;

export type RefusalName = keyof typeof REFUSALS;

/** What a DISync operation's refusal has for a code in the gateway's form. */
export const DI_SYNC_REFUSAL = { status: 400, code: GENERAL };

/** `text` with each {name} replaced by its value. */
export function filledIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
