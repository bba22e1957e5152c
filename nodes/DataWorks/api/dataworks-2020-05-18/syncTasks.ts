import type { ActionData } from '../../../alibabaCloud/service';

/** Operations on Data Integration tasks and their real-time runs. Source: dataworks-public-20200518 v10.1.0. */
export const syncTasks = {
  CreateDISyncTask: {
    does: 'create the task',
    method: 'POST',
    effect: 'token',
    query: {
      ProjectId: 'id',
      TaskType: 'text',
      ClientToken: 'text',
      TaskName: 'text',
      TaskParam: 'text',
    },
    form: { TaskContent: 'text' },
    accepted: 'success and status',
  },
  UpdateDISyncTask: {
    does: 'update the task',
    method: 'POST',
    effect: 'write',
    query: {
      FileId: 'id',
      ProjectId: 'id',
      TaskType: 'text',
      TaskContent: 'text',
      TaskParam: 'text',
    },
    accepted: 'success and status',
  },
  GetDISyncTask: {
    does: 'give the task',
    method: 'POST',
    effect: 'read',
    query: { FileId: 'id', ProjectId: 'id', TaskType: 'text' },
    accepted: 'success and status',
  },
  DeleteDISyncTask: {
    does: 'delete the task',
    method: 'POST',
    effect: 'write',
    query: { FileId: 'id', ProjectId: 'id', TaskType: 'text' },
    accepted: 'success and status',
  },
  DeployDISyncTask: {
    does: 'deploy the task',
    method: 'POST',
    effect: 'write',
    query: { FileId: 'id', ProjectId: 'id', TaskType: 'text' },
    accepted: 'success and status',
  },
  StartDISyncInstance: {
    does: 'start the task',
    method: 'POST',
    effect: 'write',
    query: { FileId: 'id', ProjectId: 'id', TaskType: 'text', StartParam: 'text' },
    accepted: 'success and status',
  },
  StopDISyncInstance: {
    does: 'stop the task',
    method: 'POST',
    effect: 'write',
    query: { FileId: 'id', ProjectId: 'id', TaskType: 'text' },
    accepted: 'success and status',
  },
  TerminateDISyncInstance: {
    does: 'terminate the task',
    method: 'POST',
    effect: 'write',
    query: { FileId: 'id', ProjectId: 'id', TaskType: 'text' },
    accepted: 'success and status',
  },
  GetDISyncInstanceInfo: {
    does: 'give the state of the task',
    method: 'POST',
    effect: 'read',
    query: { FileId: 'id', ProjectId: 'id', TaskType: 'text' },
    accepted: 'success',
  },
  GenerateDISyncTaskConfigForCreating: {
    does: 'generate the configuration',
    method: 'POST',
    effect: 'token',
    query: { ProjectId: 'id', TaskParam: 'text', TaskType: 'text', ClientToken: 'text' },
    accepted: 'success and status',
  },
  GenerateDISyncTaskConfigForUpdating: {
    does: 'generate the configuration',
    method: 'POST',
    effect: 'token',
    query: {
      ProjectId: 'id',
      TaskId: 'id',
      TaskParam: 'text',
      TaskType: 'text',
      ClientToken: 'text',
    },
    accepted: 'success and status',
  },
  QueryDISyncTaskConfigProcessResult: {
    does: 'give the generated configuration',
    method: 'POST',
    effect: 'read',
    query: { AsyncProcessId: 'id', ProjectId: 'id', TaskType: 'text' },
    // The status of a generation that is under way is not documented.
    accepted: 'success',
  },
} as const satisfies Record<string, ActionData>;
