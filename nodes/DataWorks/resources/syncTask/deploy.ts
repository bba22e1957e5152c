import type { INodeProperties } from 'n8n-workflow';

import { deployOptions, readDeployWish } from '../../parameters/deployOptions';
import { optionsField } from '../../parameters/optionsField';
import { taskField } from '../../parameters/taskField';
import { readTaskReference } from '../../parameters/taskReference';
import { taskTypeField } from '../../parameters/taskTypeField';
import { waitOptions } from '../../parameters/waitOptions';
import { workspaceField } from '../../parameters/workspaceField';
import type { Call, Operation, Result } from '../operation';
import { deployRealTime } from './deployRealTime';
import { deployTask } from './deployTask';

const ofBatchTasks = (option: INodeProperties): INodeProperties => ({
  ...option,
  displayOptions: { show: { '/taskType': ['DI_OFFLINE'] } },
});

/** SubmitFile and DeployFile, or DeployDISyncTask: puts a task into operation. */
export const deploy: Operation = {
  name: 'Deploy',
  value: 'deploy',
  action: 'Deploy a sync task',
  description:
    'Put a task into operation: a batch task is submitted, checked and deployed to production',
  fields: [
    workspaceField,
    taskTypeField,
    taskField,
    optionsField([...deployOptions, ...waitOptions].map(ofBatchTasks)),
  ],

  async execute(call: Call): Promise<Result> {
    const task = readTaskReference(call.parameters, {});
    if (task.TaskType !== 'DI_OFFLINE') return deployRealTime(call, task);
    const { ProjectId: projectId, FileId: fileId } = task;
    return deployTask(call, { projectId, fileId, ...readDeployWish(call.parameters) });
  },
};
