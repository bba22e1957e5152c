import { grant, type ErrorTable } from '../../../alibabaCloud/errors';
import { dataWorks } from '../dataWorks';
import { dataWorksErrors } from '../dataWorksErrors';

/**
 * What DataWorks' error codes mean in this version. Sources: the API page of CreateDISyncTask and
 * its neighbours; the replies of workspaces with the new Data Studio to calls of this version.
 */
export const errors: ErrorTable = {
  ...dataWorksErrors,
  // Seen too where a call meets a workspace of the other kind, which no reply tells for certain.
  InvalidParameter: {
    means: 'DataWorks did not accept the value of a parameter',
    todo: 'Correct the parameter that DataWorks names (ProjectId is Workspace). If it is right, the workspace may have the new Data Studio: then choose the resource Sync Node or, for runs, Task Instance.',
    cause: 'configuration-invalid',
    refusal: true,
  },
  'Invalid.DI.Parameter': {
    means: 'DataWorks did not accept a parameter',
    todo: 'Check the script with its data sources, the Folder and the Resource Group.',
    cause: 'configuration-invalid',
  },
  'Invalid.DI.Parameter.File.Existed': {
    means: 'A task with this name is already in the folder',
    todo: 'Choose another Task Name, or set the option "If the Name Is Taken" to reuse or update the task that is there.',
    cause: 'configuration-invalid',
  },
  'Forbidden.DI.NoPrivilege': {
    means: 'The AccessKey has no right to do this in the workspace',
    todo: `Check the Workspace. ${dataWorks.membership} In the RAM console, ${grant(dataWorks)}.`,
    cause: 'configuration-invalid',
  },
  'InternalError.DI.Parameter': {
    means: 'Data Integration could not work with a parameter',
    todo: 'Compare the script with that of a task that works; if it is right, contact Alibaba Cloud support with the RequestId.',
    cause: 'configuration-invalid',
  },
  'Forbidden.Not.Server': {
    means: 'The region does not have this operation',
    todo: 'Check the Region in the credential; a workspace of the new Data Studio needs API version 2024-05-18 instead: choose the resource Sync Node or, for runs, Task Instance.',
    cause: 'configuration-invalid',
    refusal: true,
  },
  1201111431: {
    means: 'DataWorks did not find the folder, or the workspace uses the new Data Studio',
    todo: 'Choose the Folder from the list. For a workspace with the new Data Studio choose the resource Sync Node or, for runs, Task Instance.',
    cause: 'configuration-invalid',
    refusal: true,
  },
};

/** What the editor calls the parameters of this version. */
export const labels: Readonly<Record<string, string>> = {
  BizBeginTime: 'From (Time of Day)',
  BizEndTime: 'Until (Time of Day)',
  Bizdate: 'Business Date',
  ClientToken: 'Client Token',
  ConcurrentRuns: 'Dates at the Same Time',
  CronExpress: 'Cron Expression',
  CycleType: 'Cycle',
  EndBizDate: 'Last Business Date',
  FileFolderPath: 'Folder',
  FileId: 'Task',
  FileName: 'Task Name',
  InputList: 'Parent Output Names',
  InstanceId: 'Instance',
  Keyword: 'Keyword',
  NodeId: 'Node ID',
  OutputList: 'Output Names',
  Owner: 'Owner',
  ParaValue: 'Parameters',
  ProjectEnv: 'Environment',
  ProjectId: 'Workspace',
  ResourceGroup: 'Resource Group',
  ResourceGroupIdentifier: 'Resource Group',
  SchedulerType: 'Schedule',
  StartBizDate: 'First Business Date',
  TaskContent: 'Task Content',
  TaskName: 'Task Name',
  TaskParam: 'Task Settings',
  TaskType: 'Task Type',
};
