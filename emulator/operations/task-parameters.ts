import { RESOURCE_GROUPS } from '../defaults';
import { apiError, DataIntegrationFailure, type ApiError } from '../errors';
import { TASK_TYPES, type SyncFile, type TaskType } from '../state/sync-file';
import type { Call } from './operation';
import { jsonObject } from './script-rules';
import { diWorkspace } from './workspace-access';

/** Invalid.DI.Parameter with a reason. */
export function invalid(reason: string): ApiError {
  return apiError('Invalid.DI.Parameter', `The parameter is invalid. ${reason}`);
}

/** `text` as a task type, one of `accepted`. Throws Invalid.DI.Parameter. */
export function taskTypeOf(text: string, accepted: readonly string[] = TASK_TYPES): TaskType {
  if (!accepted.includes(text)) throw invalid(`TaskType ${text} is not supported.`);
  return text as TaskType;
}

/** TaskParam as an object with its documented keys checked. Throws Invalid.DI.Parameter. */
export function readTaskParam(text: string): Record<string, unknown> {
  const taskParam = jsonObject('TaskParam', text);
  const { FileFolderPath, ResourceGroup, Cu } = taskParam;
  if (FileFolderPath !== undefined && typeof FileFolderPath !== 'string') {
    throw invalid('FileFolderPath is not a string.');
  }
  const isDiGroup = (identifier: unknown) =>
    RESOURCE_GROUPS.some((group) => group.type === 4 && group.identifier === identifier);
  if (ResourceGroup !== undefined && !isDiGroup(ResourceGroup)) {
    throw invalid('ResourceGroup is not the identifier of a Data Integration resource group.');
  }
  if (Cu !== undefined && !(Number(Cu) > 0 && Number.isInteger(Number(Cu) * 2))) {
    throw invalid('Cu is not a multiple of 0.5.');
  }
  return taskParam;
}

/**
 * The task that ProjectId, FileId and TaskType name; only `accepted` types. Throws
 * Forbidden.DI.NoPrivilege, Invalid.DI.Parameter, or the failure "fileId[…] is invalid".
 */
export function taskOf(
  call: Call,
  named: { ProjectId: bigint; FileId: bigint; TaskType: string },
  accepted: readonly string[] = TASK_TYPES,
): SyncFile {
  diWorkspace(call, named.ProjectId);
  const taskType = taskTypeOf(named.TaskType, accepted);
  const file = call.state.files.get(named.FileId);
  if (
    file?.projectId !== named.ProjectId ||
    file.taskType !== taskType ||
    file.deletedStatus === 'RECYCLE_BIN'
  ) {
    throw new DataIntegrationFailure(`fileId[${named.FileId}] is invalid`);
  }
  return file;
}
