import { waitFor } from '../wait-for';

/** What a webhook answered: its HTTP status, and its body, read as JSON where it is an object. */
export interface WebhookAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Posts JSON to a production webhook of the n8n at `url`. An activated webhook answers 404 for a
 * moment, so that one is asked again; throws when it stays.
 */
export async function postToWebhook(
  url: string,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<WebhookAnswer> {
  return await waitFor(`the webhook ${path} is there`, 10_000, async () => {
    const reply = await fetch(`${url}/webhook/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const text = await reply.text();
    const isObject = text.startsWith('{');
    return (
      reply.status !== 404 && {
        status: reply.status,
        body: isObject ? (JSON.parse(text) as unknown) : text,
      }
    );
  });
}
