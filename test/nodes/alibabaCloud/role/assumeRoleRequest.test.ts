import fc from 'fast-check';

import { assumeRoleRequest } from '../../../../nodes/alibabaCloud/role/assumeRole';
import { startOracle, type Oracle } from '../../../oracle/officialRequest';
import { keys, partsOf, temporaryKeys } from '../../../credentials/authenticated';
import { compared } from '../../../credentials/comparedParts';
import { draws } from '../../../random';

describe('the request for keys of a role', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await startOracle();
  });
  afterAll(() => oracle.close());

  it("equals the official client's AssumeRole, part for part", async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
    const role = fc.record({
      arn: text,
      sessionName: text,
      externalId: fc.option(text, { nil: undefined }),
      durationSeconds: fc.integer({ min: 900, max: 43_200 }),
    });
    await fc.assert(
      fc.asyncProperty(role, fc.boolean(), async ({ externalId, ...rest }, chained) => {
        const own = chained ? temporaryKeys : keys;
        const ours = partsOf(
          assumeRoleRequest(
            { ...own, endpoint: oracle.endpoint },
            { ...rest, ...(externalId === undefined ? {} : { externalId }) },
          ),
        );
        const theirs = await oracle.officialRequest({
          ...own,
          method: 'POST',
          action: 'AssumeRole',
          version: '2015-04-01',
          query: {
            DurationSeconds: String(rest.durationSeconds),
            ...(externalId === undefined ? {} : { ExternalId: externalId }),
            RoleArn: rest.arn,
            RoleSessionName: rest.sessionName,
          },
          nonce: ours.headers['x-acs-signature-nonce']!,
          date: ours.headers['x-acs-date']!,
        });
        expect(compared(ours)).toEqual(compared(theirs));
        expect(ours.headers.accept).toBe(theirs.headers.accept);
      }),
      draws,
    );
  });
});
