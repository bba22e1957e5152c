import { NodeOperationError } from 'n8n-workflow';

import { readKeys } from '../signature/keys';
import { roleOf } from '../role/role';
import { dataWorksEndpoint, timeZoneOf } from '../endpoints';
import type { Session } from './call';
import { createFormEncoder } from './request';
import { bareNode } from './failureError';
import { createLanes } from './sendQueue';
import { createRetryBudget } from './retry';
import { credentialReader, CREDENTIAL, sender, type Caller } from './sender';

/**
 * What one execution of the node, or one list, needs to call DataWorks.
 * @param together whether several items are worked on at the same time
 * @throws NodeOperationError when the credential is incomplete or its address malformed
 */
export async function openSession(context: Caller, together = false): Promise<Session> {
  const credential = await context.getCredentials(CREDENTIAL);
  const secrets = new Set<string>();
  const hide = (secret: string) => void secrets.add(secret);
  let origin = '';
  let refusal: string | undefined;
  try {
    origin = dataWorksEndpoint(credential);
    const { accessKeySecret, securityToken } = readKeys(credential);
    const externalId = roleOf(credential)?.externalId;
    for (const secret of [accessKeySecret, securityToken, externalId]) if (secret) hide(secret);
  } catch (error) {
    refusal = (error as Error).message;
  }
  if (refusal !== undefined) {
    throw new NodeOperationError(bareNode(context.getNode()), refusal, {
      description: 'Open the credential of this node, correct it and save it.',
      failure: { cause: 'credential-invalid' },
    });
  }
  const signal =
    'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
  const readCredential = credentialReader(context, credential);
  return {
    origin,
    timeZone: timeZoneOf(credential),
    encodeForm: createFormEncoder(),
    send: sender(context, readCredential, signal, hide),
    sendAfterCancel: sender(context, readCredential, undefined, hide),
    signal,
    secrets,
    budget: createRetryBudget(),
    lanes: createLanes(together),
    random: Math.random,
  };
}
