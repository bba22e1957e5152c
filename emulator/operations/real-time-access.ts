import { DataIntegrationFailure } from '../errors';
import type { SyncFile } from '../state/sync-file';
import type { Call } from './operation';
import { taskOf } from './task-parameters';

/** The parameters that name a task; all in the query. */
export const TASK = { ProjectId: 'id*', FileId: 'id*', TaskType: 'string*' } as const;

/** Task types that the operations accept. */
export const REAL_TIME = ['DI_REALTIME'];
export const REAL_TIME_OR_SOLUTION = ['DI_REALTIME', 'DI_SOLUTION'];

/** The reply of an operation that only says that it was done. */
export const SUCCESS = { Success: true, Data: { Status: 'success' } };

/** The deployed task that the parameters name. Throws a failure when it is not deployed. */
export function deployedTask(
  call: Call,
  parameters: Parameters<typeof taskOf>[1],
  accepted: readonly string[],
): SyncFile {
  const file = taskOf(call, parameters, accepted);
  if (!file.realTime.deployed) {
    throw new DataIntegrationFailure(`fileId[${file.fileId}] is not deployed`);
  }
  return file;
}
