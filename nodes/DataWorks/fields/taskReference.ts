import type { ParameterReader } from './parameterReader';
import { taskTypes } from './taskTypeField';

/** A task that exists, by the API's parameter names. Ids as text of their digits. */
export interface TaskReference {
  ProjectId: string;
  FileId: string;
  TaskType: (typeof taskTypes)[number];
}

/** For each task type that an operation does not have: what does it instead. */
export type Instead = Partial<Record<TaskReference['TaskType'], string>>;

/** @throws NodeOperationError for a task type in `instead`, with what does it instead */
export function readTaskType(
  parameters: ParameterReader,
  instead: Instead = {},
): TaskReference['TaskType'] {
  const taskType = parameters.oneOf('taskType', 'Task Type', taskTypes);
  const wayOut = instead[taskType];
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
 * @throws NodeOperationError for a field that cannot be used, or a task type in `instead`
 */
export function readTaskReference(parameters: ParameterReader, instead: Instead): TaskReference {
  return {
    ProjectId: parameters.id('projectId', 'Workspace'),
    TaskType: readTaskType(parameters, instead),
    FileId: parameters.id('fileId', 'Task'),
  };
}
