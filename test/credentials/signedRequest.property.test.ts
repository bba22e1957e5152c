import fc from 'fast-check';

import { startOracle, type Oracle } from '../oracle/officialRequest';
import { authenticated, keys, partsOf, type SignedParts } from './authenticated';
import { callInput } from './callInput';
import { requestOptions, requestShape } from './requestShape';

/** Every part of a request that the server sees and that the two sides may not differ in. */
function compared({ method, target, headers, body }: SignedParts) {
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

describe('the signed request', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await startOracle();
  });
  afterAll(() => oracle.close());

  it("equals the official client's for the same input, nonce and date", async () => {
    await fc.assert(
      fc.asyncProperty(callInput, requestShape, async (call, shape) => {
        const { form, ...input } = call;
        const { accessKeyId, accessKeySecret, securityToken = '' } = call;
        const ours = partsOf(
          await authenticated(
            { ...keys, accessKeyId, accessKeySecret, securityToken },
            requestOptions(call, oracle.endpoint, shape),
          ),
        );
        const theirs = await oracle.officialRequest({
          ...input,
          body: form,
          nonce: ours.headers['x-acs-signature-nonce']!,
          date: ours.headers['x-acs-date']!,
        });
        expect(compared(ours)).toEqual(compared(theirs));
      }),
      { numRuns: 1200 },
    );
  }, 60_000);
});
