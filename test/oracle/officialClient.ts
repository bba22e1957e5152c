import OfficialClient, { Config, OpenApiRequest } from '@alicloud/openapi-client';

import { noRuntimeOptions, rpcParams, type RuntimeOptions } from './rpcCall';

/** What the official client throws for a reply of 400 and above; of other failures only `message` and `name` are there. */
export interface OfficialError extends Error {
  /** The API's error code, e.g. `InvalidAccessKeyId.NotFound`. */
  code?: string;
  /** The HTTP status. */
  statusCode?: number;
  /** The reply's own fields. */
  data?: Record<string, unknown>;
}

export type OfficialReply =
  | { body: Record<string, unknown>; statusCode: number; error?: undefined }
  | { body?: undefined; error: OfficialError };

export interface OfficialCall {
  query?: Record<string, string>;
  /** Form fields. */
  body?: Record<string, string>;
  /** Replaces the client's own headers before it signs: a nonce to replay, a clock that is off. */
  headers?: Record<string, string>;
  method?: 'GET' | 'POST';
  /** Its options for one call; none unless given. Time limits are in ms. */
  runtime?: Partial<
    Pick<RuntimeOptions, 'autoretry' | 'maxAttempts' | 'readTimeout' | 'connectTimeout'>
  >;
}

/**
 * The official client as its users set it up, with a fresh nonce and date per call.
 * `endpoint` is an address such as `http://127.0.0.1:7001`. `call` never rejects: it gives the
 * parsed reply (whose numbers above 2^53 the client has rounded) or what the client threw.
 */
export function officialClient(
  endpoint: string,
  keys: { accessKeyId: string; accessKeySecret: string; securityToken?: string },
  version = '2020-05-18',
) {
  const { host, protocol } = new URL(endpoint);
  const client = new OfficialClient(
    new Config({ ...keys, endpoint: host, protocol: protocol.replace(':', '') }),
  );
  return {
    async call(
      action: string,
      { method = 'POST', runtime, ...request }: OfficialCall = {},
    ): Promise<OfficialReply> {
      try {
        const reply = await client.callApi(
          rpcParams({ action, version, method }),
          new OpenApiRequest(request),
          (runtime as RuntimeOptions | undefined) ?? noRuntimeOptions,
        );
        return { body: reply.body, statusCode: reply.statusCode };
      } catch (error) {
        return { error: error as OfficialError };
      }
    },
  };
}
