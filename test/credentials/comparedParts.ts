import type { SignedParts } from './authenticated';

/** Every part of a request that the server sees and that the two sides may not differ in. */
export function compared({ method, target, headers, body }: SignedParts) {
  const url = new URL(target, `http://${headers.host}`);
  const signed = Object.entries(headers).filter(
    ([name]) => name.startsWith('x-acs-') || name === 'host' || name === 'content-type',
  );
  return {
    method,
    path: url.pathname,
    parameters: [...url.searchParams].sort(),
    headers: Object.fromEntries(signed),
    authorization: headers.authorization,
    body: body.toString('base64'),
  };
}
