import {
  idIn,
  type Json,
  type JsonObject,
  numberIn,
  textIn,
} from '../alibabaCloud/client/exactJson';
import { endedBadly, noted } from '../alibabaCloud/client/failure';
import { logTail } from '../alibabaCloud/client/logText';
import type { Failure } from '../alibabaCloud/client/outcome';
import { createRedactor } from '../alibabaCloud/client/redact';
import { cleanServerText } from '../alibabaCloud/client/serverText';
import type { Action } from '../alibabaCloud/service';
import type { SeenInstance, SeenRun } from './flows/ports';
import type { Listed } from './once/pages';
import { causeIn } from './runLog/cause';
import { statisticsOf } from './runLog/statistics';

/** The statuses and how many instances have each, e.g. "2 RUNNING, 1 NOT_RUN". */
export function countByStatus(instances: readonly JsonObject[]): string {
  const counts = new Map<string, number>();
  for (const { Status } of instances) {
    const status = cleanServerText(textIn(Status));
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return [...counts].map(([status, count]) => `${count} ${status}`).join(', ');
}

/** What instances of one kind of workspace are known by. */
interface InstanceNames {
  id: string;
  /** Whose run it is. */
  task: string;
  /** The time that it is scheduled for. */
  time: string;
  /** What tells an attempt from the one before it. */
  attempt: readonly string[];
  stageOf(instance: JsonObject): SeenInstance['stage'];
}

/** What a look says of an instance. */
export const lookAt = (
  { attempt, stageOf }: InstanceNames,
  instance: JsonObject,
  { requestId, tries }: Pick<SeenInstance, 'requestId' | 'tries'>,
): SeenInstance => ({
  ok: true,
  instance,
  stage: stageOf(instance),
  attempt: attempt.map((name) => textIn(instance[name])),
  now: cleanServerText(textIn(instance.Status)),
  requestId,
  tries,
});

/** Of several instances of a task for one time the newest counts, the one with the highest id. */
function newestOf({ id, task, time }: InstanceNames, listed: readonly JsonObject[]): JsonObject[] {
  const newest = new Map<string, JsonObject>();
  for (const one of listed) {
    const key = `${textIn(one[task])} ${textIn(one[time])}`;
    const other = newest.get(key);
    if (!other || BigInt(idIn(one[id]) ?? 0) > BigInt(idIn(other[id]) ?? 0)) newest.set(key, one);
  }
  return [...newest.values()];
}

/** What a list, newest first, says of its instances, the oldest first; of several for one time the newest. */
export const lookAtAll = (names: InstanceNames, listed: Listed | Failure) =>
  listed.ok
    ? {
        ...listed,
        seen: newestOf(names, listed.entries.reverse()).map((one) => lookAt(names, one, listed)),
      }
    : listed;

/** What the instances of a task for a date are together; `undefined` where there are none yet. */
export function seenIn(
  names: InstanceNames,
  listed: readonly JsonObject[],
  requestId: string,
): SeenRun | undefined {
  const instances = newestOf(names, listed);
  if (instances.length === 0) return undefined;
  const stages = new Set(instances.map((one) => names.stageOf(one)));
  const ended = stages.has('failed') ? 'failed' : 'succeeded';
  // Where one has failed, those that wait for it never begin.
  const isUnderWay = stages.has('under way') || (stages.has('waiting') && ended !== 'failed');
  const now = countByStatus(instances);
  return { ok: true, stage: isUnderWay ? 'under way' : ended, now, instances, requestId, tries: 0 };
}

/** Instances of a run that ended without success. */
export interface FailedInstances {
  /** The operation that began it: what did not happen, in messages. */
  begunBy: Action;
  /** At least one. */
  failed: readonly { id: Json | undefined; status: Json | undefined }[];
  /** The log of the first, where it could be read. */
  log: Json | undefined;
  requestId: string;
  /** Calls that were spent on looking. */
  tries: number;
  /** Texts that must not be shown. */
  secrets: readonly string[];
}

const SHOWN = 5;

/** The failure of a run, with the cause that its log names, what to do, and the end of the log. */
export function runFailure(run: FailedInstances): Failure {
  const { begunBy, failed, requestId, tries, secrets } = run;
  const named = failed
    .slice(0, SHOWN)
    .map(
      ({ id, status }) =>
        `instance ${cleanServerText(textIn(id))} is ${cleanServerText(textIn(status))}`,
    );
  const more = failed.length > SHOWN ? `, and ${failed.length - SHOWN} more` : '';
  const text = typeof run.log === 'string' ? run.log : '';
  const log = logTail(text, createRedactor(secrets));
  const failure = endedBadly(begunBy, named.join(', ') + more, {
    tries,
    body: { RequestId: requestId },
  });
  const why = causeIn(text);
  return {
    ...(why ? { ...noted(failure, why.cause), before: why.todo } : failure),
    ...(log === '' ? {} : { log }),
  };
}

/** What a stage means in the output: by the API alone one has to know the words. */
export const endOf = (stage: string) => ({
  Ended: stage === 'succeeded' || stage === 'failed',
  Succeeded: stage === 'succeeded',
});

/** TaskType of 2020-05-18: they succeed without running. Source: GetInstance's page. */
const DRY = ['SKIP', 'SKIP_UNCHOOSE', 'SKIP_CYCLE', 'CONDITION_UNCHOOSE', 'REALTIME_DEPRECATED'];

/** In which way an instance succeeds without running, in DataWorks' word; `undefined` for others. */
function dryRunOf({ TaskType, TriggerRecurrence }: JsonObject): string | undefined {
  // Its page writes NORMAL(0).
  const type = textIn(TaskType).replace(/\(.*/, '');
  return TriggerRecurrence === 'Skip' ? 'Skip' : DRY.find((one) => one === type);
}

/**
 * What an instance that has ended moved: `Statistics`, with `Moved` where it is known, or nothing.
 * @param readLog the instance's log; `undefined` where it cannot be read. Not asked for a dry run
 */
export async function withMoved(
  instance: JsonObject,
  readLog: () => Promise<Json | undefined>,
): Promise<JsonObject> {
  const DryRun = dryRunOf(instance);
  if (DryRun !== undefined) return { Statistics: { Moved: false, DryRun } };
  const log = await readLog();
  const read = typeof log === 'string' ? statisticsOf(log) : undefined;
  if (!read) return {};
  const { RowsRead, RowsFailed } = read;
  const isCounted = RowsRead !== undefined && RowsFailed !== undefined;
  const Moved = numberIn(RowsRead) > numberIn(RowsFailed);
  return { Statistics: { ...(isCounted ? { Moved } : {}), ...read } };
}

/** A log that is given, with what it says that the run moved. */
export function withStatistics(log: string): JsonObject {
  const Statistics = statisticsOf(log);
  return Statistics ? { Statistics: { ...Statistics } } : {};
}
