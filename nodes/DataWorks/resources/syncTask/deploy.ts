import type { INodeProperties } from 'n8n-workflow';

import { deployOptions, readDeployWish } from '../../fields/deployOptions';
import { optionsField } from '../../fields/optionsField';
import { readTaskReference, taskReferenceFields } from '../../fields/taskReference';
import { waitOptions } from '../../fields/waitOptions';
import type { Call, Operation, Result } from '../operation';
import { namedByFileId } from './namedByFileId';
import { deployRealTime } from '../../studios/legacy/deployRealTime';
import { deployTask } from '../../studios/legacy/deployTask';

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
  named: namedByFileId,
  fields: [
    ...taskReferenceFields(),
    optionsField([...deployOptions, ...waitOptions].map(ofBatchTasks)),
  ],

  async execute(call: Call): Promise<Result> {
    const task = readTaskReference(call.parameters);
    if (task.TaskType !== 'DI_OFFLINE') return deployRealTime(call, task);
    const { ProjectId: projectId, FileId: fileId } = task;
    return deployTask(call, { projectId, fileId, ...readDeployWish(call.parameters) });
  },
};
