import type { Environment } from './scheduler';

/**
 * What a deployment carries out: submit to development, deploy to production, delete, and bring a
 * deletion to production.
 */
export type DeploymentKind = 'submit' | 'deploy' | 'delete' | 'deploy-deletion';

/** Environments by number: 0 none (the editor), 1 development, 2 production. */
export type EnvironmentNumber = 0 | 1 | 2;

/** A package on its way to an environment. Times in ms since 1970. */
export interface Deployment {
  deploymentId: bigint;
  projectId: bigint;
  fileId: bigint;
  fileName: string;
  kind: DeploymentKind;
  from: EnvironmentNumber;
  to: EnvironmentNumber;
  /** The environments that a deletion takes the node out of, and whether the file goes too. */
  withdrawsFrom: Environment[];
  forgetsFile: boolean;
  /** The version that goes; 0 for a deletion. */
  fileVersion: number;
  createdBy: string;
  createdAt: number;
  /** When its check ends; equal to createdAt when there is none. */
  checkedAt: number;
  finishedAt: number;
  /** Where and why it is to fail. */
  failure: { at: 'check' | 'deployment'; message: string } | undefined;
}

export type DeploymentStage = 'checking' | 'check-failed' | 'ready' | 'success' | 'failed';

/** Where `deployment` is at `now` (ms). */
export function stageOf(deployment: Deployment, now: number): DeploymentStage {
  if (now < deployment.checkedAt) return 'checking';
  if (deployment.failure?.at === 'check') return 'check-failed';
  if (now < deployment.finishedAt) return 'ready';
  return deployment.failure ? 'failed' : 'success';
}

/**
 * Deployment.Status (0 ready, 1 success, 2 failed) and CheckingStatus (7 check failed, 8 checking,
 * absent otherwise) of each stage. Source: GetDeployment. A failed check leaves Status at 0.
 */
export const STAGE_STATUS: Record<DeploymentStage, { Status: number; CheckingStatus?: number }> = {
  checking: { Status: 0, CheckingStatus: 8 },
  'check-failed': { Status: 0, CheckingStatus: 7 },
  ready: { Status: 0 },
  success: { Status: 1 },
  failed: { Status: 2 },
};
