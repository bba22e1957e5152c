import { gzipSync } from 'node:zlib';
import type { Reply } from '../request';

/** A body longer than a client should be willing to read: 11 MB. */
const OVERSIZED_BYTES = 11 * 1024 * 1024;

/** Where the 302 leads: a page of the control API, so that a client that follows it stays local. */
const PORTAL_PATH = '/_emulator/portal';

/** The page that a hotel's network shows instead of the API. */
export const PORTAL_PAGE =
  '<!DOCTYPE html><html><head><title>Welcome</title></head><body><form action="/login">Sign in to use the network</form></body></html>';

function ok(body: string, contentType: string): Reply {
  return {
    kind: 'reply',
    status: 200,
    headers: { 'content-type': contentType },
    body: Buffer.from(body),
  };
}

const JSON_TYPE = 'application/json;charset=utf-8';

/** A front server's page, e.g. "502 Bad Gateway". */
export function htmlReply(status: number, reason: string): Reply {
  const page = `<html>\r\n<head><title>${status} ${reason}</title></head>\r\n<body>\r\n<center><h1>${status} ${reason}</h1></center>\r\n<hr><center>Tengine</center>\r\n</body>\r\n</html>\r\n`;
  return { ...ok(page, 'text/html'), status };
}

/** How an odd reply is made. `from`: the operation's real reply, so the operation was carried out. */
type OddReply = { from: (reply: Reply) => Reply } | { instead: () => Reply };

export const ODD_REPLIES = {
  empty: { instead: () => ok('', JSON_TYPE) },
  null: { instead: () => ok('null', JSON_TYPE) },
  list: { instead: () => ok('[]', JSON_TYPE) },
  string: { instead: () => ok('"ok"', JSON_TYPE) },
  'captive-portal': { instead: () => ok(PORTAL_PAGE, 'text/html; charset=utf-8') },
  redirect: {
    instead: () => ({
      ...ok('', 'text/html'),
      status: 302,
      headers: { 'content-type': 'text/html', location: PORTAL_PATH },
    }),
  },
  'truncated-json': {
    from: (reply) => ({ ...reply, body: reply.body.subarray(0, reply.body.length / 2) }),
  },
  bom: {
    from: (reply) => ({ ...reply, body: Buffer.concat([Buffer.from('\ufeff'), reply.body]) }),
  },
  gzip: {
    from: (reply) => ({
      ...reply,
      headers: { ...reply.headers, 'content-encoding': 'gzip' },
      body: gzipSync(reply.body),
    }),
  },
  oversized: {
    // Space before the JSON, so that only the length is wrong.
    from: (reply) => ({
      ...reply,
      body: Buffer.concat([Buffer.alloc(OVERSIZED_BYTES, ' '), reply.body]),
    }),
  },
} as const satisfies Record<string, OddReply>;

export type OddReplyName = keyof typeof ODD_REPLIES;

/** The odd reply called `name`; `answer` carries the operation out, `acts` asks for that. */
export function oddReply(name: OddReplyName, acts: boolean, answer: () => Reply): Reply {
  const odd: OddReply = ODD_REPLIES[name];
  if ('from' in odd) return odd.from(answer());
  if (acts) answer();
  return odd.instead();
}
