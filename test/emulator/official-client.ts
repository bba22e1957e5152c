import OpenApi, * as models from '@alicloud/openapi-client';
import { RuntimeOptions } from '@alicloud/tea-util';

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
  const client = new OpenApi(
    new models.Config({ ...keys, endpoint: `127.0.0.1:${port}`, protocol: 'HTTP' }),
  );
  return async (
    action: string,
    sent: { query?: Record<string, string>; body?: Record<string, string> } = {},
    { version = '2020-05-18', method = 'POST' } = {},
  ): Promise<Record<string, unknown>> => {
    const params = new models.Params({
      action,
      version,
      method,
      protocol: 'HTTP',
      pathname: '/',
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    });
    const reply = await client.callApi(
      params,
      new models.OpenApiRequest(sent),
      new RuntimeOptions({}),
    );
    return reply['body'] as Record<string, unknown>;
  };
}
