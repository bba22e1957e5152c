import type { StudioNode } from './node';

export type StageStatus = 'Init' | 'Running' | 'Success' | 'Fail' | 'Termination' | 'Cancel';
export type StageType = 'Build' | 'Check' | 'Deploy' | 'Offline';

/** One stage of a pipeline run. Times in ms since 1970. */
export interface Stage {
  code: string;
  name: string;
  type: StageType;
  step: number;
  status: StageStatus;
  /** Why it failed, or what it waits for. */
  message: string;
  /** Whether it begins by itself when the stages before it have succeeded. */
  isAutomatic: boolean;
  /** When it ends; undefined before it begins, and while it waits for a person. */
  endsAt?: number | undefined;
  /** Why it is to fail. */
  fails?: string | undefined;
  /** The environment that it changes. */
  environment?: 'Dev' | 'Prod';
}

/** A publication, or taking offline. Times in ms since 1970. */
export interface PipelineRun {
  id: string;
  projectId: bigint;
  type: 'Online' | 'Offline';
  /** The node or workflow that was named. */
  objectId: bigint;
  description: string;
  createdBy: string;
  createdAt: number;
  modifiedAt: number;
  stages: Stage[];
  /** What it publishes, as it stood when the run was made. */
  nodes: StudioNode[];
  /** How it was ended before its end. */
  abolished?: 'Termination' | 'Cancel';
}

/** The state of `run` as a whole. */
export function pipelineStatus(run: PipelineRun): StageStatus {
  if (run.abolished) return run.abolished;
  const statuses = run.stages.map(({ status }) => status);
  if (statuses.includes('Fail')) return 'Fail';
  return statuses.every((status) => status === 'Success') ? 'Success' : 'Running';
}

/** The first stage that has not succeeded, if any. */
export function nextStage(run: PipelineRun): Stage | undefined {
  return run.stages.find(({ status }) => status !== 'Success');
}
