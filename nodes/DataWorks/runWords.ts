import { type Json, type JsonObject, textIn } from '../alibabaCloud/client/exactJson';
import { endedBadly } from '../alibabaCloud/client/failure';
import { logTail } from '../alibabaCloud/client/logText';
import type { Failure } from '../alibabaCloud/client/outcome';
import { createRedactor } from '../alibabaCloud/client/redact';
import { cleanServerText } from '../alibabaCloud/client/serverText';
import type { Action } from '../alibabaCloud/service';

/** The statuses and how many instances have each, e.g. "2 RUNNING, 1 NOT_RUN". */
export function countByStatus(instances: readonly JsonObject[]): string {
  const counts = new Map<string, number>();
  for (const { Status } of instances) {
    const status = cleanServerText(textIn(Status));
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return [...counts].map(([status, count]) => `${count} ${status}`).join(', ');
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

/** The failure of a run, with the end of its log. */
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
  return { ...failure, ...(log === '' ? {} : { log }) };
}
