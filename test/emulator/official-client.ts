import { officialClient as clientOf } from '../oracle/officialClient';

/** The keys that a client signs with. */
export interface Keys {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
}

/**
 * Calls through @alicloud/openapi-client (style RPC, ACS3-HMAC-SHA256) to a local port.
 * Resolves with the reply's body, rejects as the client does.
 */
export function officialClient(port: number, keys: Keys) {
  return async (
    action: string,
    sent: { query?: Record<string, string>; body?: Record<string, string> } = {},
    { version = '2020-05-18', method = 'POST' as 'GET' | 'POST' } = {},
  ): Promise<Record<string, unknown>> => {
    const client = clientOf(`http://127.0.0.1:${port}`, keys, version);
    const { body, error } = await client.call(action, { ...sent, method });
    if (error) throw error;
    return body;
  };
}
