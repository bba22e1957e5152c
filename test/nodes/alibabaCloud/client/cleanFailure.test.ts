import fc from 'fast-check';

import { actions } from '../../../../nodes/DataWorks/api/dataworks-2020-05-18';
import { cleanFailure } from '../../../../nodes/alibabaCloud/client/cleanFailure';
import { describeFailure } from '../../../../nodes/alibabaCloud/client/describeFailure';
import type { Failure } from '../../../../nodes/alibabaCloud/client/outcome';
import { createRedactor } from '../../../../nodes/alibabaCloud/client/redact';
import { draws } from '../../../random';

const token = 'CAISqwF1q6Ft5B2yfSjIr5fGFtjFLx8Y2dTm3vkWU8c';
const redact = createRedactor([token]);

const failure = (text: string): Failure => ({
  ok: false,
  kind: 'ended badly',
  action: actions.DeployFile,
  detail: `deployment 1 failed: ${text}`,
  code: text,
  requestId: text,
  before: `The task was created. ${text}`,
  log: `first\n${text}`,
  tries: 1,
  mayHaveActed: true,
  resent: false,
});

it('leaves of what a server said words alone', () => {
  const said = `<img src=x onerror=alert(1)>\u202e token ${token} ${'x'.repeat(2_000)}`;
  const { message, todo, facts } = describeFailure(cleanFailure(failure(said), redact));
  for (const text of [message, todo, facts]) {
    expect(text).not.toMatch(/<img|\u202e/);
    expect(text).not.toContain(token.slice(3, 9));
    expect(text.length).toBeLessThan(2_000);
  }
  expect(message).toContain('deployment 1 failed:');
});

it('makes every text of a failure fit, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), (text) => {
      const clean = cleanFailure(failure(`${text}${token}${text}`), redact);
      const { detail, code = '', requestId = '', before = '', log = '' } = clean;
      for (const one of [detail, code, requestId, before, ...log.split('\n')]) {
        expect(one).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|<[a-z/!?]/iu);
        expect(one).not.toContain(token.slice(0, 6));
      }
      expect([detail.length <= 500, code.length <= 100, requestId.length <= 100]).toEqual([
        true,
        true,
        true,
      ]);
      expect(before.length).toBeLessThanOrEqual(1_000);
      expect(cleanFailure(clean, redact)).toEqual(clean);
    }),
    { ...draws, numRuns: 300 },
  );
});
