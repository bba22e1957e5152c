import { Readable } from 'node:stream';
import type {
  ICredentialDataDecryptedObject,
  ICredentialsDecrypted,
  IHttpRequestOptions,
} from 'n8n-workflow';

import { authenticate } from '../../credentials/authenticate';
import { createClient } from '../../nodes/alibabaCloud/client/call';
import { clock } from '../../nodes/alibabaCloud/client/clock';
import type { Outcome } from '../../nodes/alibabaCloud/client/outcome';
import type { Caller } from '../../nodes/alibabaCloud/client/sender';
import { openSession } from '../../nodes/alibabaCloud/client/session';
import type { Action, ActionParameters } from '../../nodes/alibabaCloud/service';
import { dataWorks } from '../../nodes/DataWorks/api/dataWorks';
import { isThrottled, seenOf, type Seen } from './replies';

/** One call: what the package makes of it, and what came. */
export interface Call {
  outcome: Outcome;
  /** `undefined` where no reply came. */
  seen: Seen | undefined;
}

/** The account's DataWorks, by the package's own client, with a number of calls that is not exceeded. */
export interface Live {
  /**
   * Calls an action once; once more when there were too many calls and another one is left.
   * `undefined` when no call is left.
   */
  call<A extends Action>(action: A, parameters: ActionParameters<A>): Promise<Call | undefined>;
  /** The same without the second time. */
  callOnce: Live['call'];
  /** How many calls may still be made. */
  left(): number;
  /** How many were made. */
  made(): number;
  /** Allows so many more. */
  allow(more: number): void;
  /** Sees every reply. */
  onReply: (seen: Seen, action: Action) => void;
}

export interface Access {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
  region: string;
  regionId: string;
  /** An address in place of the region's: the emulator's. */
  endpoint?: string;
}

const LIMITS = { tryMs: 30_000, callMs: 60_000 };
const THROTTLED_PAUSE_MS = 1_100;

/** n8n's part in a call: the credential signs it, and it is sent. */
function callerWith(data: ICredentialDataDecryptedObject): Caller {
  return {
    getNode: () => ({ name: 'check:live', type: 'check:live', parameters: {} }),
    getCredentials: async () => data,
    helpers: {
      async httpRequestWithAuthentication(
        this: { getExecutionCancelSignal(): AbortSignal },
        _type: string,
        request: IHttpRequestOptions,
        { credentialsDecrypted }: { credentialsDecrypted: ICredentialsDecrypted },
      ) {
        const signed = await authenticate(credentialsDecrypted.data ?? {}, request);
        return send(signed, this.getExecutionCancelSignal());
      },
    },
    getExecutionCancelSignal: () => undefined,
  } as unknown as Caller;
}

async function send({ url, method, headers, body }: IHttpRequestOptions, signal: AbortSignal) {
  // `fetch` writes the host itself, which is the signed one.
  const sent = Object.entries(headers as Record<string, string>).filter(
    ([name]) => name !== 'host',
  );
  const reply = await fetch(url, {
    method: method ?? 'GET',
    headers: Object.fromEntries(sent),
    redirect: 'manual',
    signal,
    ...(body === undefined ? {} : { body: body as string }),
  });
  const received: Record<string, string> = {};
  reply.headers.forEach((value, name) => (received[name] = value));
  return {
    statusCode: reply.status,
    headers: received,
    body: reply.body === null ? '' : Readable.fromWeb(reply.body as never),
  };
}

/**
 * Opens the way to DataWorks.
 * @throws NodeOperationError for keys, a region or an endpoint that cannot be used
 */
export async function openLive(access: Access, calls: number): Promise<Live> {
  const session = await openSession(callerWith({ network: 'public', ...access }), dataWorks);
  // What fails is a finding: nothing is sent again by itself.
  session.budget.left = -Infinity;
  let limit = calls;
  let made = 0;

  async function once<A extends Action>(
    action: A,
    parameters: ActionParameters<A>,
  ): Promise<Call | undefined> {
    if (made >= limit) return undefined;
    made += 1;
    let seen: Seen | undefined;
    const client = createClient(
      {
        ...session,
        async send(request) {
          const raw = await session.send(request);
          seen = seenOf(raw);
          live.onReply(seen, action);
          return raw;
        },
      },
      LIMITS,
    );
    const outcome = await client.call(action, parameters);
    return { outcome, seen };
  }

  const live: Live = {
    callOnce: once,
    left: () => limit - made,
    made: () => made,
    allow: (more) => (limit = made + more),
    onReply: () => {},
    async call(action, parameters) {
      const first = await once(action, parameters);
      if (!first?.seen || !isThrottled(first.seen) || made >= limit) return first;
      const asked = first.outcome.ok ? undefined : first.outcome.retryAfterMs;
      await clock.sleep(Math.max(asked ?? 0, THROTTLED_PAUSE_MS));
      return once(action, parameters);
    },
  };
  return live;
}
