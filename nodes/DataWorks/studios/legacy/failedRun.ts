import { actions } from '../../api/dataworks-2020-05-18';
import type { Action } from '../../../alibabaCloud/service';
import type { Client } from '../../../alibabaCloud/client/call';
import type { JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import type { ProjectEnv } from '../../fields/projectEnvOption';
import { logTail } from '../../../alibabaCloud/client/logText';
import { createRedactor } from '../../../alibabaCloud/client/redact';

/** A run that ended without success, among others perhaps. */
export interface FailedRun {
  projectEnv: ProjectEnv;
  /** The operation that began it: what did not happen, in messages. */
  begunBy: Action;
  /** As the API gives them; at least one. */
  failed: readonly JsonObject[];
  requestId: string;
  /** Calls that were spent on looking. */
  tries: number;
  /** Texts that must not be shown. */
  secrets: readonly string[];
}

const SHOWN = 5;

/** The failure of a run with the end of the log of its first failed instance, where it can be read. */
export async function failedRun(client: Client, run: FailedRun): Promise<Failure> {
  const { projectEnv, begunBy, failed, requestId, tries, secrets } = run;
  const named = failed
    .slice(0, SHOWN)
    .map(({ InstanceId, Status }) => `instance ${String(InstanceId)} is ${String(Status)}`);
  const more = failed.length > SHOWN ? `, and ${failed.length - SHOWN} more` : '';
  const outcome = await client.call(actions.GetInstanceLog, {
    InstanceId: String(failed[0]?.InstanceId),
    ProjectEnv: projectEnv,
  });
  const text = outcome.ok && typeof outcome.body.Data === 'string' ? outcome.body.Data : '';
  const log = logTail(text, createRedactor(secrets));
  return {
    ok: false,
    kind: 'ended badly',
    action: begunBy,
    detail: named.join(', ') + more,
    ...(requestId === '' ? {} : { requestId }),
    httpStatus: 200,
    tries,
    mayHaveActed: true,
    resent: false,
    ...(log === '' ? {} : { log }),
  };
}
