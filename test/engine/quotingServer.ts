import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the server answers; each quotes all that it was sent and told. */
export const ways = {
  'an error message': (quote: string) => ({
    status: 400,
    body: JSON.stringify({ Code: 'Invalid.DI.Parameter', Message: quote, RequestId: 'r' }),
  }),
  'a code and a request id': (quote: string) => ({
    status: 403,
    body: JSON.stringify({ Code: quote, Message: 'No.', RequestId: quote }),
  }),
  'a message under HTTP 200': (quote: string) => ({
    status: 200,
    body: JSON.stringify({
      Success: false,
      RequestId: quote,
      Data: { Status: 'fail', Message: quote },
    }),
  }),
  'a status of its own under HTTP 200': (quote: string) => ({
    status: 200,
    body: JSON.stringify({ Success: true, RequestId: 'r', Data: { Status: quote } }),
  }),
  'a throttled reply': (quote: string) => ({
    status: 429,
    body: JSON.stringify({ Code: 'Throttling.User', Message: quote, RequestId: 'r' }),
  }),
  'a message by Gson': (quote: string) => ({
    status: 400,
    body: JSON.stringify({ Code: 'Invalid', Message: quote, RequestId: 'r' })
      .replaceAll('=', '\\u003d')
      .replaceAll('&', '\\u0026'),
  }),
  'a message by PHP': (quote: string) => ({
    status: 400,
    body: JSON.stringify({ Code: 'Invalid', Message: quote }).replaceAll('/', '\\/'),
  }),
  'a message, percent-encoded twice': (quote: string) => ({
    status: 400,
    body: JSON.stringify({
      Code: 'Invalid',
      Message: encodeURIComponent(encodeURIComponent(quote)).replace(/%25../g, (code) =>
        code.toLowerCase(),
      ),
    }),
  }),
  'a message in short lines': (quote: string) => ({
    status: 400,
    body: JSON.stringify({ Code: 'Invalid', Message: quote.replace(/.{37}/gsu, '$&\n  ') }),
  }),
  'a message that is cut': (quote: string) => ({
    status: 400,
    body: JSON.stringify({ Code: 'Invalid', Message: quote.slice(7, 777) }),
  }),
  // Without the signature where nothing says that it is one.
  'a creation that went well': (quote: string) => ({
    status: 200,
    body: JSON.stringify({
      Success: true,
      RequestId: 'r',
      Data: { FileId: 1, Status: 'success' },
      ErrorMessage: quote.replace(/(?<= )[\da-f]{64}(?= )/g, ''),
    }),
  }),
  'an internal fault': (quote: string) => ({
    status: 500,
    body: JSON.stringify({ Code: 'InternalError.System', Message: quote, RequestId: 'r' }),
  }),
  'a page': (quote: string) => ({
    status: 502,
    body: `<html><h1>Bad</h1><pre>${quote.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)}</pre></html>`,
  }),
  'bare text': (quote: string) => ({ status: 200, body: quote }),
  'JSON that is cut': (quote: string) => ({
    status: 200,
    body: JSON.stringify({ Message: quote }).slice(0, -2),
  }),
  'a redirect': (quote: string) => ({
    status: 302,
    body: '',
    location: `http://127.0.0.1:1/?${encodeURIComponent(quote)}`,
  }),
  'no reply': () => undefined,
} satisfies Record<
  string,
  (quote: string) => { status: number; body: string; location?: string } | undefined
>;

export type Way = keyof typeof ways;

/** A server that quotes requests, in one way at a time. */
export interface QuotingServer {
  url: string;
  /**
   * Sets the way, and what the server knows besides: it comes first, after so many other characters.
   * `roleKeys`: what it answers to AssumeRole instead, as `Credentials`.
   */
  answer(way: Way, knows: string, after: number, roleKeys?: object): void;
  /** The signatures of the requests since the last `answer`. */
  signatures: string[];
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

export async function startQuotingServer(): Promise<QuotingServer> {
  let way: Way = 'no reply';
  let begin = '';
  let credentials: object | undefined;
  const signatures: string[] = [];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const authorization = request.headers.authorization ?? '';
    const signature = /Signature=(\w+)/.exec(authorization)?.[1];
    if (signature !== undefined) signatures.push(signature);
    if (credentials && request.headers['x-acs-action'] === 'AssumeRole') {
      return void response.end(JSON.stringify({ RequestId: 'r', Credentials: credentials }));
    }
    const script = new URLSearchParams(body).get('TaskContent') ?? '';
    const quote = [
      begin,
      authorization,
      signature,
      JSON.stringify(request.headers),
      script,
      body,
      request.url,
    ].join(' ');
    const reply = ways[way](quote);
    if (reply === undefined) return void response.destroy();
    response.setHeader('x-acs-request-id', signature ?? '');
    if ('location' in reply && typeof reply.location === 'string')
      response.setHeader('location', reply.location);
    response.writeHead(reply.status);
    response.end(reply.body);
  }

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    signatures,
    answer(next, knows, after, roleKeys) {
      way = next;
      credentials = roleKeys;
      begin = `${'x'.repeat(after)} ${knows}`;
      signatures.length = 0;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
