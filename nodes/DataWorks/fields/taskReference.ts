import type { TaskReference } from '../studios/legacy/tasks';
import type { ParameterReader } from './parameterReader';
import { taskTypes } from './taskTypeField';

/** For each task type that an operation does not have: what does it instead. */
export type UnsupportedTaskTypes = Partial<Record<TaskReference['TaskType'], string>>;

/** @throws NodeOperationError for a task type in `unsupported`, with what does it instead */
export function readTaskType(
  parameters: ParameterReader,
  unsupported: UnsupportedTaskTypes = {},
): TaskReference['TaskType'] {
  const taskType = parameters.oneOf('taskType', 'Task Type', taskTypes);
  const wayOut = unsupported[taskType];
  if (wayOut !== undefined) {
    throw parameters.refuse(
      'Task Type',
      `is ${taskType}, which DataWorks does not have this operation for`,
      wayOut,
    );
  }
  return taskType;
}

/**
 * Reads the fields Workspace, Task Type and Task.
 * @throws NodeOperationError for a field that cannot be used, or a task type in `unsupported`
 */
export function readTaskReference(
  parameters: ParameterReader,
  unsupported: UnsupportedTaskTypes,
): TaskReference {
  return {
    ProjectId: parameters.id('projectId', 'Workspace'),
    TaskType: readTaskType(parameters, unsupported),
    FileId: parameters.id('fileId', 'Task'),
  };
}
