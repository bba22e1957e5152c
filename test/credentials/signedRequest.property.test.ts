import fc from 'fast-check';

import { startOracle, type Oracle } from '../oracle/officialRequest';
import { authenticated, keys, partsOf } from './authenticated';
import { callInput } from './callInput';
import { compared } from './comparedParts';
import { requestOptions, requestShape } from './requestShape';
import { draws } from '../random';

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
            { ...keys, accessKeyId, accessKeySecret, securityToken, endpoint: oracle.endpoint },
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
      draws,
    );
  }, 60_000);
});
