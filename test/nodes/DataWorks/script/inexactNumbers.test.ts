import fc from 'fast-check';

import { hasInexactNumber } from '../../../../nodes/DataWorks/script/inexactNumbers';
import { draws } from '../../../random';

describe('hasInexactNumber', () => {
  it.each<[string, boolean]>([
    ['{"a":9007199254740991}', false],
    ['{"a":9007199254740993}', true],
    ['{"a":-1234567890123456789}', true],
    ['{"a":"1234567890123456789"}', false],
    ['{"a":"\\"1234567890123456789"}', false],
    ['{"1234567890123456789":[1]}', false],
    ['[0.1,1.50,100,1e5,-0.000001]', false],
    ['[0.12345678901234567891]', true],
    ['[1e400]', true],
    ['[12345678901234567.25]', true],
    ['1234567890123456789', true],
    ['', false],
  ])('of %s is %p', (text, expected) => {
    expect(hasInexactNumber(text)).toBe(expected);
  });

  it('holds for no JSON that n8n itself has written, but for its rounded integers', () => {
    const json = fc
      .jsonValue({ maxDepth: 4, noUnicodeString: false })
      .filter(
        (value) => !/[\d.]{16}|e\+/.test(JSON.stringify(value).replace(/"(?:[^"\\]|\\.)*"/g, '')),
      );
    fc.assert(
      fc.property(json, (value) => !hasInexactNumber(JSON.stringify(value))),
      draws,
    );
  });
});
