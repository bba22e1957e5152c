import { deployNotice } from '../../fields/deployNotice';
import { readSchedule, scheduleFields } from '../../fields/scheduleFields';
import { taskField } from '../../fields/taskField';
import { workspaceField } from '../../fields/workspaceField';
import type { Call, Operation, Result } from '../operation';
import { changeFile } from '../../studios/legacy/changeFile';
import { BATCH_FILE_TYPE, readFile } from '../../studios/legacy/readFile';

/** UpdateFile: sets when and how a batch task runs. */
export const schedule: Operation = {
  name: 'Schedule',
  value: 'schedule',
  action: 'Schedule a sync task',
  description:
    'Set when and how a batch task runs: cron, dependencies, parameters, reruns, owner, pause. It takes effect when the task is deployed.',
  fields: [workspaceField, taskField, deployNotice, ...scheduleFields],

  async execute({ parameters, context, client, hint }: Call): Promise<Result> {
    const projectId = parameters.id('projectId', 'Workspace');
    const fileId = parameters.id('fileId', 'Task');
    const changes = readSchedule(parameters, context.getTimezone());
    if (Object.keys(changes).length === 0) {
      throw parameters.refuse('Schedule', 'has no property', 'Add at least one property to set.');
    }
    const read = await readFile(client, projectId, fileId);
    if (!read.ok) return read;
    const { FileType: fileType, FileName: name } = read.file;
    if (Number(fileType) !== BATCH_FILE_TYPE) {
      throw parameters.refuse(
        'Task',
        `is ${String(name)}, which is no batch task (FileType ${String(fileType)})`,
        'Only batch tasks have a schedule. A real-time task runs from Start to Stop.',
      );
    }
    const result = await changeFile(client, { projectId, fileId, changes }, read);
    if (!result.ok) return result;
    const inputs = read.configuration.InputList;
    if (!changes.InputList && !(Array.isArray(inputs) && inputs.length > 0)) {
      hint(
        `The task ${String(name)} depends on no other node yet. To deploy it, set Parent Output Names.`,
      );
    }
    if (result.unlistedGroup !== undefined) {
      hint(
        `The resource group ${result.unlistedGroup} of the task ${String(name)} is in no list, so it was not sent along. To be sure that it stays, set Resource Group.`,
      );
    }
    return { ok: true, body: result.body };
  },
};
