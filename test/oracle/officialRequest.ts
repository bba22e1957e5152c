import OfficialClient, { Config, OpenApiRequest } from '@alicloud/openapi-client';

import { readEcho, startCaptureServer, type WireRequest } from './captureServer';
import { noRuntimeOptions, rpcParams, type RpcAction } from './rpcCall';

/** One call as the official client takes it. */
export interface OfficialInput extends RpcAction {
  query: Record<string, string>;
  /** Form fields. Absent: no body and no content-type. `{}`: an empty body with a content-type. */
  body?: Record<string, string>;
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
  nonce: string;
  /** As in the header x-acs-date, e.g. `2023-10-26T10:22:32Z`. */
  date: string;
}

export interface Oracle {
  /** Where the client sends to, `http://127.0.0.1:<port>`; its host is part of what is signed. */
  endpoint: string;
  /**
   * What the official client (@alicloud/openapi-client, ACS3-HMAC-SHA256, style RPC) puts on the
   * wire for this input. Calls may overlap.
   *
   * Outside what the client can express, so not for a generator:
   * - a lone surrogate: throws a URIError in a query; in a form it throws or is sent garbled;
   * - characters that a header cannot hold (above U+00FF, control characters) in a nonce, date, key
   *   id or token: throws; spaces around one of these are signed trimmed;
   * - null and undefined values (typed away here: a query sends them as empty, a form drops them);
   * - a method in lower case (sent in upper case, signed as given), a path other than `/`;
   * - the body of a GET: hashed and signed with its content-type, but never sent.
   *
   * Sent as given: empty values, an empty query, an empty form, keys in any order, an empty secret.
   * The query goes out in the order given, with `!()*` bare and `'` as %27; the signature is over
   * sorted keys with all five percent-encoded. A form is sent in the order given, with `!'()*` bare
   * and a space as %20, chunked. An empty securityToken is the same as none; with one, the client
   * also sends and signs x-acs-accesskey-id.
   */
  officialRequest(input: OfficialInput): Promise<WireRequest>;
  close(): Promise<void>;
}

/** Starts the local server that the official client is pointed at. */
export async function startOracle(): Promise<Oracle> {
  const server = await startCaptureServer();
  return {
    endpoint: `http://${server.host}`,
    officialRequest: (input) => send(server.host, input),
    close: () => server.close(),
  };
}

async function send(host: string, input: OfficialInput): Promise<WireRequest> {
  const client = new OfficialClient(
    new Config({ endpoint: host, protocol: 'http', credential: staticKeys(input) }),
  );
  const request = new OpenApiRequest({
    query: input.query,
    // The client lets a caller's headers replace its own before it signs.
    headers: { 'x-acs-signature-nonce': input.nonce, 'x-acs-date': input.date },
    ...(input.body && { body: input.body }),
  });
  const reply = await client.callApi(rpcParams(input), request, noRuntimeOptions);
  return readEcho(reply.body);
}

type Credential = NonNullable<Config['credential']>;

/** A credential without a provider name: with one the client adds x-acs-credentials-provider. */
function staticKeys({ accessKeyId, accessKeySecret, securityToken }: OfficialInput): Credential {
  const model = { type: 'access_key', accessKeyId, accessKeySecret, securityToken };
  return { getCredential: () => Promise.resolve(model) } as unknown as Credential;
}
