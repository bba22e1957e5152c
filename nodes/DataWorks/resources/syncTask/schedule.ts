import { deployNotice } from '../../fields/deployNotice';
import { readSchedule, scheduleFields } from '../../fields/scheduleFields';
import { taskField } from '../../fields/taskField';
import { workspaceField } from '../../fields/workspaceField';
import type { Call, Operation, Result } from '../operation';
import { actions } from '../../api/dataworks-2020-05-18';
import { unfit } from '../../../alibabaCloud/client/failure';
import { makeChange } from '../../flows/updateTask';
import { fileChange } from '../../studios/legacy/fileProperties';
import { noBatchTask, readFile } from '../../studios/legacy/files';

/** UpdateFile: sets when and how a batch task runs. */
export const schedule: Operation = {
  name: 'Schedule',
  value: 'schedule',
  action: 'Schedule sync task',
  description:
    'Set when and how a batch task runs: cron, dependencies, parameters, reruns, owner, pause. It takes effect when the task is deployed.',
  isDraft: true,
  fields: [workspaceField, taskField, deployNotice, ...scheduleFields],

  async execute(call: Call): Promise<Result> {
    const { parameters, context, client, journal, hint } = call;
    const projectId = parameters.id('projectId', 'Workspace');
    const fileId = parameters.id('fileId', 'Task');
    const changes = readSchedule(parameters, context.getTimezone());
    if (Object.keys(changes).length === 0) {
      throw parameters.refuse('Schedule', 'has no property', 'Add at least one property to set.');
    }
    const read = await readFile(client, projectId, fileId);
    if (!read.ok) return read;
    const problem = noBatchTask(read.file);
    if (problem !== undefined) {
      const todo = 'Only batch tasks have a schedule. A real-time task runs from Start to Stop.';
      return unfit(actions.UpdateFile, { field: 'Task', problem, todo });
    }
    const changed = await makeChange(
      call,
      fileChange(client, { projectId, fileId, changes, journal }, read),
    );
    if (!changed.ok) return changed;
    const { FileName: name, FileId = fileId } = read.file;
    const inputs = read.configuration.InputList;
    if (!changes.InputList && !(Array.isArray(inputs) && inputs.length > 0)) {
      hint(
        `The task ${String(name)} depends on no other node yet. To deploy it, set Parent Output Names.`,
      );
    }
    return { ok: true, body: { ...changed.body, Data: { FileId }, Outcome: changed.Outcome } };
  },
};
