/** What is used of it here; the package has no types of its own. */
declare module '@alicloud/pop-core' {
  export default class RpcClient {
    constructor(config: {
      accessKeyId: string;
      accessKeySecret: string;
      endpoint: string;
      apiVersion: string;
    });
    request(
      action: string,
      parameters: Record<string, string>,
      options?: { method?: 'GET' | 'POST' },
    ): Promise<Record<string, unknown>>;
  }
}
