import type { INodeProperties } from 'n8n-workflow';

import {
  factsOf,
  taskTypes,
  type LimitedOperation,
  type TaskType,
} from '../api/dataworks-2020-05-18/taskTypes';
import type { TaskReference } from '../studios/legacy/tasks';
import type { ParameterReader } from './parameterReader';
import { taskField } from './taskField';
import { taskTypeField } from './taskTypeField';
import { workspaceField } from './workspaceField';

/**
 * The fields Workspace, Task Type and Task.
 * @param operation where not every type has it
 */
export const taskReferenceFields = (operation?: LimitedOperation): INodeProperties[] => [
  workspaceField,
  taskTypeField(operation),
  taskField,
];

/** @throws NodeOperationError for a task type that the operation does not have, with what does it */
export function readTaskType(parameters: ParameterReader, operation?: LimitedOperation): TaskType {
  const types = taskTypes.map(({ type }) => type);
  const taskType = parameters.oneOf('taskType', 'Task Type', types);
  const wayOut = operation && factsOf(taskType)?.instead[operation];
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
 * @throws NodeOperationError for a field that cannot be used, or a type without the operation
 */
export function readTaskReference(
  parameters: ParameterReader,
  operation?: LimitedOperation,
): TaskReference {
  return {
    ProjectId: parameters.id('projectId', 'Workspace'),
    TaskType: readTaskType(parameters, operation),
    FileId: parameters.id('fileId', 'Task'),
  };
}
