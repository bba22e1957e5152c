import type { Action, ActionParameters } from '../../alibabaCloud/service';
import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { createClient } from '../../alibabaCloud/client/call';
import type { JsonObject } from '../../alibabaCloud/client/exactJson';
import { failureError } from '../../alibabaCloud/client/failureError';
import { cleanFailure } from '../../alibabaCloud/client/cleanFailure';
import { growingRedactor, redactTexts } from '../../alibabaCloud/client/redact';
import { CHINA } from '../../alibabaCloud/endpoints';
import { openSession } from '../../alibabaCloud/client/session';
import { dataWorks } from '../api/dataWorks';

/** Limits of a list in the editor, in ms: someone is waiting. */
const LIMITS = { tryMs: 20_000, callMs: 60_000 };

/** Calls one operation and gives its reply's body. */
export interface ListCall {
  /** @throws NodeApiError that says why there is no reply */
  <A extends Action>(action: A, parameters: ActionParameters<A>): Promise<JsonObject>;
  /** Where the business dates of the region are counted, IANA. */
  timeZone: string;
  /** The same, but `undefined` where DataWorks refuses: what is asked about is not there. */
  ifThere<A extends Action>(
    action: A,
    parameters: ActionParameters<A>,
  ): Promise<JsonObject | undefined>;
}

/**
 * Opens the way to DataWorks for one list.
 * @throws NodeOperationError for an incomplete credential
 */
export async function openList(context: ILoadOptionsFunctions): Promise<ListCall> {
  const session = await openSession(context, dataWorks);
  const client = createClient(session, LIMITS);
  const withoutKeys = growingRedactor(() => [...session.secrets], false);
  const shown = (body: JsonObject) => redactTexts(body, withoutKeys);
  const call: ListCall = async (action, parameters) => {
    const outcome = await client.call(action, parameters);
    if (outcome.ok) return shown(outcome.body);
    throw failureError(context.getNode(), cleanFailure(outcome, client.redact), 0);
  };
  call.timeZone = session.timeZone ?? CHINA;
  call.ifThere = async (action, parameters) => {
    const outcome = await client.call(action, parameters);
    if (outcome.ok) return shown(outcome.body);
    if (outcome.kind === 'refused') return undefined;
    throw failureError(context.getNode(), cleanFailure(outcome, client.redact), 0);
  };
  return call;
}
