import type { JsonObject } from './node';

export type DIJobStatus = 'Initialized' | 'Running' | 'Stopping' | 'Stop' | 'Finished' | 'Failed';

/** A DI job: a whole database, or a table in real time. Times in ms since 1970. */
export interface DIJob {
  id: bigint;
  projectId: bigint;
  name: string;
  jobType: string;
  migrationType: string;
  sourceType: string;
  destinationType: string;
  owner: string;
  description: string;
  /** Whether it was made from a FileSpec. */
  isFromFile: boolean;
  /** Settings, mappings and rules by the API's names. */
  settings: JsonObject;
  createdAt: number;
  startedAt: number | undefined;
  stoppedAt: number | undefined;
  /** How a start that was planned to fail does. */
  failure: string | undefined;
}

/** An alarm rule of a DI job, its settings by the API's names. */
export interface DIAlarmRule {
  id: bigint;
  jobId: bigint;
  settings: JsonObject;
}

/** The migrations that come to an end by themselves. */
const ENDING = new Set(['Full', 'OfflineIncremental', 'FullAndOfflineIncremental']);

/** The state of `job` at `now` (ms), where starting takes `startMs`, stopping `stopMs`. */
export function diJobStatus(
  job: DIJob,
  now: number,
  { startMs, stopMs }: { startMs: number; stopMs: number },
): DIJobStatus {
  if (job.stoppedAt !== undefined) return now < job.stoppedAt + stopMs ? 'Stopping' : 'Stop';
  if (job.startedAt === undefined) return 'Initialized';
  if (now < job.startedAt + startMs) return 'Running';
  if (job.failure !== undefined) return 'Failed';
  return ENDING.has(job.migrationType) ? 'Finished' : 'Running';
}
