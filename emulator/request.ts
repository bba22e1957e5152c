import type { IncomingHttpHeaders } from 'node:http';

/** A request as it arrived: `url` is the target (path and query), header names are lower-case. */
export interface EmulatorRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A reply, and how it is sent. */
export interface Reply {
  kind: 'reply';
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  /** Real milliseconds from the request's arrival until it is sent; default none. */
  delayMs?: number;
  /** Only the head and half of the body are sent; then the connection hangs or is closed. */
  halfSent?: 'stall' | 'cut';
}

/** The connection ends without a reply. `acted`: the operation was carried out nonetheless. */
export interface Dropped {
  kind: 'dropped';
  how: 'close' | 'reset';
  acted: boolean;
}

/** What becomes of a request. */
export type Outcome = Reply | Dropped;

/** The request's path and its query parameters, decoded as the gateway does: "+" is a space. */
export function splitTarget(url: string): { path: string; query: [string, string][] } {
  const mark = url.indexOf('?');
  if (mark < 0) return { path: url, query: [] };
  return { path: url.slice(0, mark), query: [...new URLSearchParams(url.slice(mark + 1))] };
}

/** A header's value, trimmed; repeated headers are joined by ",". Undefined when absent. */
export function header(request: EmulatorRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value?.trim();
}
