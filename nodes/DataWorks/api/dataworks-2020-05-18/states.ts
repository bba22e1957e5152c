import { table } from '../../../alibabaCloud/table';
import type { Stage } from '../stage';

export type { Stage } from '../stage';

/** GetDeployment: Data.Deployment.Status. */
export const deploymentStages = table<Stage>({
  0: 'under way',
  1: 'succeeded',
  2: 'failed',
});

/** GetDeployment: Data.Deployment.CheckingStatus. Empty: there is no check, or it has passed. */
export const checkingStages = table<Stage>({
  7: 'failed',
  8: 'under way',
});

/** GetFile: Data.File.DeletedStatus of a file that is there; others are in the recycle bin or gone. */
export const NOT_DELETED = 'NORMAL';

/** What a real-time task does, for someone who starts or stops it. */
export type RunState = 'starting' | 'running' | 'stopping' | 'stopped';

/** GetDISyncInstanceInfo: Data.Status of a DI_REALTIME task. */
export const realTimeStates = table<RunState>({
  WAIT: 'starting',
  RUN: 'running',
  KILLING: 'stopping',
  PAUSE: 'stopped',
  NORUN: 'stopped',
});

/**
 * GetDISyncInstanceInfo: Data.SolutionInfo.Status of a solution, and that of its steps. Only `run`
 * and `success` are documented, by example.
 */
export const solutionStages = table<Stage>({
  run: 'under way',
  success: 'succeeded',
  fail: 'failed',
});

/**
 * GetInstance, ListInstances: Status of an instance, as the editor shows it (A–Z), and what it means.
 * One that waits begins only after another.
 */
export const instanceStatuses: ReadonlyArray<{
  status: string;
  label: string;
  stage: Stage | 'waiting';
}> = [
  { status: 'CHECKING', label: 'Checking', stage: 'under way' },
  { status: 'CHECKING_CONDITION', label: 'Checking the Condition', stage: 'under way' },
  { status: 'FAILURE', label: 'Failed', stage: 'failed' },
  { status: 'NOT_RUN', label: 'Not Run', stage: 'waiting' },
  { status: 'RUNNING', label: 'Running', stage: 'under way' },
  { status: 'SUCCESS', label: 'Succeeded', stage: 'succeeded' },
  { status: 'WAIT_TIME', label: 'Waiting for Its Time', stage: 'under way' },
  { status: 'WAIT_RESOURCE', label: 'Waiting for Resources', stage: 'under way' },
];

/** The same by Status. */
export const instanceStages = table<Stage | 'waiting'>(
  Object.fromEntries(instanceStatuses.map(({ status, stage }) => [status, stage])),
);

/**
 * ListFileVersions: Status of a version, on its way to the development environment. Whether one that
 * is COMMITTED has passed its check, GetFile's CommitStatus tells.
 */
export const submissionStages = table<Stage>({
  COMMITTING: 'under way',
  COMMITTED: 'under way',
  CHECK_OK: 'succeeded',
  PACKAGED: 'succeeded',
  DEPLOYING: 'succeeded',
  DEPLOYED: 'succeeded',
  CANCELED: 'failed',
  CANCELLED: 'failed',
});

/** GetFile: Data.File.CommitStatus of a file whose last change is submitted. */
export const COMMITTED = 1;

/** ListFileVersions: Status of a version, on its way from there to production; others are not. */
export const productionStages = table<Stage>({
  PACKAGED: 'under way',
  DEPLOYING: 'under way',
  DEPLOYED: 'succeeded',
});

/** ListInstances: what OrderBy can be, as the editor shows it (A–Z). */
export const instanceOrders = [
  { order: 'CREATE_TIME_DESC', label: 'Created, Newest First' },
  { order: 'INSTANCE_ID_DESC', label: 'ID, Newest First' },
] as const;
