import { NodeOperationError } from 'n8n-workflow';

import { readKeys, textOf } from '../signature/keys';
import { roleOf } from '../role/role';
import { regionOf, serviceEndpoint, timeZoneOf } from '../endpoints';
import type { Product } from '../service';
import type { Session } from './call';
import { createFormEncoder } from './request';
import { bareNode } from './failureError';
import { createSendQueues } from './sendQueue';
import { createRetryBudget } from './retry';
import { credentialReader, CREDENTIAL, sender, type Caller } from './sender';
import { createSigner } from './signingKeys';

/**
 * What one execution of a node, one list or one poll needs to call a service.
 * @param service which one, in whatever version
 * @param together whether several items are worked on at the same time
 * @throws NodeOperationError when the credential is incomplete or its address malformed
 */
export async function openSession(
  context: Caller,
  service: Product,
  together = false,
): Promise<Session> {
  const credential = await context.getCredentials(CREDENTIAL);
  const secrets = new Set<string>();
  const hide = (secret: string) => void secrets.add(secret);
  let origin = '';
  let refusal: string | undefined;
  try {
    origin = serviceEndpoint(service, credential);
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
  const signal = context.getExecutionCancelSignal?.();
  const budget = createRetryBudget();
  const signer = createSigner(context, credentialReader(context, credential), hide);
  return {
    origin,
    region: textOf(credential.endpoint) === '' ? regionOf(credential) : undefined,
    timeZone: timeZoneOf(credential),
    encodeForm: createFormEncoder(),
    send: sender(context, signer, budget, signal),
    sendAfterCancel: sender(context, signer, budget, undefined),
    signal,
    secrets,
    budget,
    sendQueues: createSendQueues(together),
    random: Math.random,
  };
}
