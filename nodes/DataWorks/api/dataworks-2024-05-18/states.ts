import { table } from '../../../alibabaCloud/table';
import type { Stage } from '../stage';

/**
 * GetTaskInstance, ListTaskInstances: Status of an instance, as the editor shows it (A–Z), and what it
 * means. One that waits begins only after another, or is suspended: that has no status of its own.
 * Lists can be filtered by some of them alone.
 */
export const instanceStatuses: ReadonlyArray<{
  status: string;
  label: string;
  stage: Stage | 'waiting';
  isFilter: boolean;
}> = [
  { status: 'Checking', label: 'Checking', stage: 'under way', isFilter: false },
  {
    status: 'CheckingCondition',
    label: 'Checking the Condition',
    stage: 'under way',
    isFilter: false,
  },
  { status: 'Failure', label: 'Failed', stage: 'failed', isFilter: true },
  { status: 'NotRun', label: 'Not Run', stage: 'waiting', isFilter: true },
  { status: 'Running', label: 'Running', stage: 'under way', isFilter: true },
  { status: 'Success', label: 'Succeeded', stage: 'succeeded', isFilter: true },
  { status: 'WaitTime', label: 'Waiting for Its Time', stage: 'under way', isFilter: true },
  { status: 'WaitResource', label: 'Waiting for Resources', stage: 'under way', isFilter: true },
];

/** The same by Status. */
export const instanceStages = table<Stage | 'waiting'>(
  Object.fromEntries(instanceStatuses.map(({ status, stage }) => [status, stage])),
);

/** GetCreateWorkflowInstancesResult: Result.Status. */
export const creationStages = table<Stage>({
  Creating: 'under way',
  Created: 'succeeded',
  CreateFailure: 'failed',
});

/** WorkflowInstanceType: what began a run, as the editor shows it (A–Z). */
export const runTypes = [
  { type: 'SupplementData', label: 'Backfill' },
  { type: 'Manual', label: 'Manual' },
  { type: 'ManualWorkflow', label: 'Manual Workflow' },
  { type: 'Normal', label: 'Schedule' },
  { type: 'SmokeTest', label: 'Smoke Test' },
  { type: 'TriggerWorkflow', label: 'Triggered Workflow' },
] as const;

/** The type of run that Sync Node: Run begins. */
export const BACKFILL = 'SupplementData';

/** ListTaskInstances: what SortBy can name, as the editor shows it (A–Z). */
export const instanceOrders = [
  { by: 'CreateTime', label: 'Created' },
  { by: 'FinishedTime', label: 'Ended' },
  { by: 'Id', label: 'ID' },
  { by: 'TriggerTime', label: 'Scheduled Time' },
  { by: 'StartedTime', label: 'Started' },
] as const;
