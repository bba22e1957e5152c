import type { NodeConfiguration } from './node-configuration';

/** Development or production. */
export type Environment = 'DEV' | 'PROD';

/** A node in the scheduler: a version of a file in an environment. Times in ms since 1970. */
export interface SchedulerNode {
  nodeId: bigint;
  environment: Environment;
  projectId: bigint;
  fileId: bigint;
  fileType: number;
  fileVersion: number;
  name: string;
  owner: string;
  configuration: NodeConfiguration;
  createTime: number;
  deployDate: number;
}

/** One attempt at running an instance. Times in ms since 1970. */
export interface Attempt {
  startedAt: number;
  /** End of WAIT_TIME. */
  readyAt: number;
  /** End of WAIT_RESOURCE. */
  runningAt: number;
  /** End of RUNNING where the run is checked afterwards. */
  checkingAt?: number;
  endsAt: number;
  result: 'SUCCESS' | 'FAILURE';
  /** What the log ends with. */
  log: string | undefined;
  /** When a stop takes effect. */
  stoppedAt?: number;
}

/** One node's run for one business date. */
export interface Instance {
  instanceId: bigint;
  dagId: bigint;
  /** What began it; a backfill unless given. */
  dagType?: string;
  node: SchedulerNode;
  /** Midnight in China of the business date, and the time for which it is scheduled (ms). */
  bizdate: number;
  cycleTime: number;
  createdBy: string;
  createTime: number;
  parameters: string;
  /** A dry run succeeds at once. */
  dryRun: boolean;
  attempts: Attempt[];
  /** When it was set to successful by hand. */
  forcedAt?: number;
}

/** A backfill's DAG for one business date. */
export interface Dag {
  dagId: bigint;
  environment: Environment;
  projectId: bigint;
  name: string;
  bizdate: number;
  createdBy: string;
  createTime: number;
  instances: Instance[];
  /** The DAG that must succeed first. */
  follows: Dag | undefined;
  /** Whether instances of a future time wait for it. */
  waitsForTime: boolean;
  startedAt: number | undefined;
}

export type InstanceStatus =
  | 'NOT_RUN'
  | 'WAIT_TIME'
  | 'WAIT_RESOURCE'
  | 'RUNNING'
  | 'CHECKING'
  | 'FAILURE'
  | 'SUCCESS';

/** What tells the state of a run, whichever API made it. */
export type Runs = Pick<Instance, 'attempts' | 'forcedAt'>;

/** Stops `attempt` at `at` (ms): until then it goes on, but no longer comes to an end of its own. */
export function stopAttempt(attempt: Attempt, at: number): void {
  attempt.stoppedAt ??= at;
  attempt.endsAt = Math.max(attempt.endsAt, attempt.stoppedAt);
}

/** The state of `instance` at `now` (ms). */
export function instanceStatus(instance: Runs, now: number): InstanceStatus {
  if (instance.forcedAt !== undefined) return 'SUCCESS';
  const attempt = instance.attempts.at(-1);
  if (!attempt) return 'NOT_RUN';
  if (now >= (attempt.stoppedAt ?? Infinity)) return 'FAILURE';
  if (now < attempt.readyAt) return 'WAIT_TIME';
  if (now < attempt.runningAt) return 'WAIT_RESOURCE';
  if (now < (attempt.checkingAt ?? attempt.endsAt)) return 'RUNNING';
  if (now < attempt.endsAt) return 'CHECKING';
  return attempt.result;
}

/** When `instance` came to its end (ms), if it has by `now`. */
export function finishedAt(instance: Runs, now: number): number | undefined {
  const status = instanceStatus(instance, now);
  if (status !== 'SUCCESS' && status !== 'FAILURE') return undefined;
  const attempt = instance.attempts.at(-1);
  return instance.forcedAt ?? attempt?.stoppedAt ?? attempt?.endsAt;
}

/** The state of `dag` at `now` (ms). */
export function dagStatus(dag: Dag, now: number): 'CREATED' | 'RUNNING' | 'FAILURE' | 'SUCCESS' {
  const statuses = dag.instances.map((instance) => instanceStatus(instance, now));
  if (dag.startedAt === undefined) return 'CREATED';
  if (statuses.some((status) => status !== 'SUCCESS' && status !== 'FAILURE')) return 'RUNNING';
  return statuses.includes('FAILURE') ? 'FAILURE' : 'SUCCESS';
}

/** When `dag` came to its end (ms), if it has by `now`. */
export function dagFinishedAt(dag: Dag, now: number): number | undefined {
  const ends = dag.instances.map((instance) => finishedAt(instance, now));
  return ends.every((end) => end !== undefined) ? Math.max(...ends) : undefined;
}
