import type { INodeProperties } from 'n8n-workflow';

import { clock } from '../../../alibabaCloud/client/clock';
import { CHINA } from '../../../alibabaCloud/endpoints';
import { deployOptions, readReleaseRequest } from '../../fields/deployOptions';
import { optionsField } from '../../fields/optionsField';
import { readTaskReference, taskReferenceFields } from '../../fields/taskReference';
import { waitOptions } from '../../fields/waitOptions';
import { whileWaitingOption } from '../../fields/whileWaitingOption';
import type { Call, Operation, Result } from '../operation';
import { firstInstance, partOfSchedule } from '../../firstInstance';
import { releaseRepeatably, releaseTask } from '../../flows/release';
import { realTimeRelease } from '../../studios/legacy/realTime';
import { fileRelease } from '../../studios/legacy/release';

const ofBatchTasks = (option: INodeProperties): INodeProperties => ({
  ...option,
  displayOptions: { show: { '/taskType': ['DI_OFFLINE'] } },
});

/** SubmitFile and DeployFile, or DeployDISyncTask: puts a task into operation. */
export const deploy: Operation = {
  name: 'Deploy',
  value: 'deploy',
  action: 'Deploy sync task',
  description:
    'Put a task into operation: a batch task is submitted, checked and deployed to production',
  named: { by: 'FileId' },
  links: true,
  fields: [
    ...taskReferenceFields(),
    optionsField([...deployOptions, ...waitOptions, whileWaitingOption].map(ofBatchTasks)),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client, journal, timeZone = CHINA, hint } = call;
    const task = readTaskReference(parameters);
    if (task.TaskType !== 'DI_OFFLINE') {
      return releaseRepeatably(call, realTimeRelease(client, task));
    }
    const file = { projectId: task.ProjectId, fileId: task.FileId };
    const request = readReleaseRequest(parameters);
    const release = fileRelease(client, journal, file, request);
    const released = await releaseTask(call, release, request.limits);
    if (released.ok && request.to === 'PROD') {
      hint(firstInstance(partOfSchedule(timeZone, {}), clock.now()));
    }
    return released;
  },
};
