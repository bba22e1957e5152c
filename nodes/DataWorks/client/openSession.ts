import {
  NodeOperationError,
  type ICredentialDataDecryptedObject,
  type IExecuteFunctions,
  type ILoadOptionsFunctions,
} from 'n8n-workflow';

import { dataWorksEndpoint } from '../api/endpoints';
import type { Session } from './client';
import { clock } from './clock';
import { bareNode } from './failureError';
import { createLanes } from './lane';
import { readBody } from './readBody';
import { createRetryBudget } from './retry';

const CREDENTIAL = 'alibabaCloudApi';
/** How long a connection may take, in ms. */
const CONNECT_MS = 5_000;
/** How long a call may take whose own limit is not given, in ms. */
const LONGEST_CALL_MS = 300_000;

/** How long the keys are used that were read: a wait of hours may outlive temporary ones. In ms. */
const KEYS_MS = 60_000;

/** Where the package calls DataWorks from: a run of the node, or a list in the editor. */
type Caller = IExecuteFunctions | ILoadOptionsFunctions;

interface HelperReply {
  statusCode: number;
  headers: Record<string, unknown>;
  body: unknown;
}

/**
 * The caller with another cancel signal: the one that ends every call of its helper.
 * @param signal `undefined`: nothing does
 */
const cancelledBy = (context: Caller, signal: AbortSignal | undefined) =>
  Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as Caller;

/** What goes off with any of two signals, until it is released. */
function either(signals: ReadonlyArray<AbortSignal | undefined>) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  for (const signal of signals) {
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
  }
  const release = () => signals.forEach((signal) => signal?.removeEventListener('abort', abort));
  return { signal: controller.signal, release };
}

/**
 * The credential, read and decrypted once a minute instead of for every call.
 * @param data as it was just read
 */
function credentialReader(context: Caller, data: ICredentialDataDecryptedObject) {
  let readAt = clock.now();
  let credential = { id: '', name: CREDENTIAL, type: CREDENTIAL, data };
  return async () => {
    if (clock.now() - readAt >= KEYS_MS) {
      credential = { ...credential, data: await context.getCredentials(CREDENTIAL) };
      readAt = clock.now();
    }
    return credential;
  };
}

/** n8n's helper as the way to send: signed by the credential, through n8n's proxies and guards. */
function sender(
  context: Caller,
  readCredential: ReturnType<typeof credentialReader>,
  cancel: AbortSignal | undefined,
): Session['send'] {
  return async ({ timeout = LONGEST_CALL_MS, ...request }) => {
    // The time limit of n8n's client is only for a silent connection, and not for the body.
    const over = either([cancel, AbortSignal.timeout(Math.ceil(timeout))]);
    const caller = cancelledBy(context, over.signal);
    try {
      const options = {
        ...request,
        timeout: timeout + CONNECT_MS,
        // A stream, because n8n's client reads a body of any length, and rounds the large numbers of
        // JSON that it parses itself.
        encoding: 'stream',
        returnFullResponse: true,
        // The reply's own code says more than a thrown status, and a 401 must not be sent twice.
        ignoreHttpStatusErrors: true,
        disableFollowRedirect: true,
        // A socket's time limit while it connects; once it is connected, the request's own holds.
        agentOptions: { timeout: CONNECT_MS },
      } as const;
      const reply = (await context.helpers.httpRequestWithAuthentication.call(
        caller,
        CREDENTIAL,
        options,
        { credentialsDecrypted: await readCredential() },
      )) as HelperReply;
      return {
        status: reply.statusCode,
        headers: reply.headers,
        ...(await readBody(reply.body)),
      };
    } finally {
      over.release();
    }
  };
}

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
