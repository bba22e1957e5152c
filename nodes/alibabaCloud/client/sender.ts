import type {
  IAllExecuteFunctions,
  ICredentialDataDecryptedObject,
  ICredentialsDecrypted,
  IHttpRequestOptions,
  INode,
  RequestHelperFunctions,
} from 'n8n-workflow';

import type { Session } from './call';
import { clock } from './clock';
import { rawReply, rawReplySettings } from './rawReply';
import { takeCost, type RetryBudget } from './retry';
import { isExpired, type Signer, type SigningKeys } from './signingKeys';
import { createCallTimeouts } from './callTimeouts';

export const CREDENTIAL = 'alibabaCloudAccessKeyApi';
/** How long a connection may take, in ms. */
const CONNECT_MS = 5_000;
/** How long a call may take whose own limit is not given, in ms. */
const LONGEST_CALL_MS = 300_000;
/** How long the keys are used that were read: a wait of hours may outlive temporary ones. In ms. */
const KEYS_MS = 60_000;

/** What a call needs of n8n: a run of the node, a list in the editor and a poll of a trigger give it. */
export interface Caller {
  getNode(): INode;
  getCredentials(type: string): Promise<ICredentialDataDecryptedObject>;
  helpers: Pick<RequestHelperFunctions, 'httpRequest' | 'httpRequestWithAuthentication'>;
  /** n8n's signal that the execution was cancelled; a list and a poll have none. */
  getExecutionCancelSignal?(): AbortSignal | undefined;
}

/**
 * The credential, read and decrypted once a minute instead of for every call.
 * @param data as it was just read
 */
export function credentialReader(
  context: Caller,
  data: ICredentialDataDecryptedObject,
): () => Promise<ICredentialsDecrypted> {
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

/** The caller with another cancel signal: the one that ends a call of its helper. */
const cancelledBy = (context: Caller, signal: AbortSignal) =>
  Object.create(context, {
    getExecutionCancelSignal: { value: () => signal },
  }) as IAllExecuteFunctions;

/**
 * n8n's helper as the way to send: signed by the credential, through n8n's proxies and guards.
 * @param budget pays for new keys in place of refused ones
 * @param cancel ends every call; `undefined`: nothing does
 */
export function sender(
  context: Caller,
  signer: Signer,
  budget: RetryBudget,
  cancel: AbortSignal | undefined,
): Session['send'] {
  const callTimeouts = createCallTimeouts(cancel);
  /** Whether new keys, too, were refused as expired: then asking for more is of no use. */
  let areFutile = false;
  /** The keys for whose replacement the budget paid. */
  const paidFor = new Set<unknown>();

  function mayReplace({ credential: { data } }: SigningKeys): boolean {
    if (areFutile) return false;
    // However many calls were under way with them, keys are replaced once.
    if (!paidFor.has(data?.accessKeyId) && !takeCost(budget)) return false;
    paidFor.add(data?.accessKeyId);
    return true;
  }

  const sendOnce = (
    request: IHttpRequestOptions,
    signal: AbortSignal,
    credentialsDecrypted: ICredentialsDecrypted,
  ) =>
    rawReply(
      context.helpers.httpRequestWithAuthentication.call(
        cancelledBy(context, signal),
        CREDENTIAL,
        request,
        { credentialsDecrypted },
      ),
    );

  return async ({ timeout = LONGEST_CALL_MS, ...rest }) => {
    const request = {
      ...rest,
      ...rawReplySettings,
      // A socket's time limit while it connects; once it is connected, the request's own holds.
      agentOptions: { timeout: CONNECT_MS },
      timeout: timeout + CONNECT_MS,
    };
    // The time limit of n8n's client is only for a silent connection, and not for the body.
    return callTimeouts.run(timeout, async (signal) => {
      const keys = await signer(signal);
      const reply = await sendOnce(request, signal, keys.credential);
      if (!keys.drop) return reply;
      if (!isExpired(reply)) {
        areFutile = false;
        return reply;
      }
      if (!mayReplace(keys)) return reply;
      // Refused before anything was done, so sending it again does nothing twice.
      keys.drop();
      const second = await sendOnce(request, signal, (await signer(signal)).credential);
      areFutile = isExpired(second);
      return second;
    });
  };
}
