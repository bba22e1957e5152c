import { NodeOperationError } from 'n8n-workflow';

import { dataWorksEndpoint } from '../api/endpoints';
import type { Session } from './client';
import { bareNode } from './failureError';
import { createLanes } from './lane';
import { createRetryBudget } from './retry';
import { credentialReader, CREDENTIAL, sender, type Caller } from './sender';

/**
 * What one execution of the node, or one list, needs to call DataWorks.
 * @throws NodeOperationError when the credential is incomplete or its address malformed
 */
export async function openSession(context: Caller): Promise<Session> {
  const credential = await context.getCredentials(CREDENTIAL);
  const location = credential as Parameters<typeof dataWorksEndpoint>[0];
  let origin = '';
  let refusal: string | undefined;
  try {
    origin = dataWorksEndpoint(location);
  } catch (error) {
    refusal = (error as Error).message;
  }
  for (const [name, value] of [
    ['AccessKey ID', credential.accessKeyId],
    ['AccessKey Secret', credential.accessKeySecret],
  ] as const) {
    if (typeof value !== 'string' || value.trim() === '') {
      refusal ??= `The ${name} in the Alibaba Cloud credential is empty.`;
    }
  }
  if (refusal !== undefined) {
    throw new NodeOperationError(bareNode(context.getNode()), refusal, {
      description: 'Open the credential of this node, correct it and save it.',
      failure: { cause: 'credential-invalid' },
    });
  }
  // As they are sent: without the space that was copied along.
  const secrets = [credential.accessKeySecret, credential.securityToken].map((secret) =>
    typeof secret === 'string' ? secret.trim() : '',
  );
  const signal =
    'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
  const readCredential = credentialReader(context, credential);
  return {
    origin,
    send: sender(context, readCredential, signal),
    sendAfterCancel: sender(context, readCredential, undefined),
    signal,
    secrets: secrets.filter((secret) => secret !== ''),
    budget: createRetryBudget(),
    lanes: createLanes(),
    random: Math.random,
  };
}
