/**
 * A request that cannot be signed, so that it is not sent; `message` says why and what to do. n8n
 * wraps it, and up to n8n-core 2.33 without its cause: `description` is what stays of it then.
 */
export class UnsignableRequest extends Error {
  static readonly DESCRIPTION = 'Nothing was sent to Alibaba Cloud.';
  readonly description = UnsignableRequest.DESCRIPTION;
}
