import fc from 'fast-check';

import { cleanServerText } from '../../../../nodes/alibabaCloud/client/serverText';
import { draws } from '../../../random';

test.each<[unknown, string]>([
  ['plain text', 'plain text'],
  ['  two\r\n\tlines\u0000 ', 'two lines'],
  ['<h1>502</h1><p>Bad&nbsp;Gateway</p>', '502 Bad&nbsp;Gateway'],
  ['a<script>alert(1)</script>b<style>p{}</style>c', 'a b c'],
  ['<<b>script>alert(1)', '< script>alert(1)'],
  ['<img src=x onerror=alert(1)', 'img src=x onerror=alert(1)'],
  [`a <${'x'.repeat(600)}> b`, `a ${'x'.repeat(600)}> b`.slice(0, 499) + '…'],
  ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
  ['right\u202Eto left\u200B', 'right to left'],
  ['half \uD83D of one', 'half of one'],
  ['\uFEFFmark', 'mark'],
  [undefined, ''],
  [null, ''],
  [7, ''],
  [{}, ''],
])('%j becomes %j', (text, cleaned) => expect(cleanServerText(text)).toBe(cleaned));

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 2_000 }),
  fc.string({
    unit: fc.constantFrom(
      '<',
      '>',
      'a',
      '/',
      '!',
      ' ',
      '\n',
      '\u0000',
      '\uD83D\uDE00',
      '\uDE00',
      '"',
    ),
    maxLength: 2_000,
  }),
);

it('makes one line of whole characters, of at most so many, that begins no tag', () => {
  fc.assert(
    fc.property(anything, fc.constantFrom(undefined, 20, 100), (text, longest) => {
      const cleaned = cleanServerText(text, longest);
      expect(cleaned.length).toBeLessThanOrEqual(longest ?? 500);
      expect(cleaned).toBe(cleaned.trim());
      expect(cleaned).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(cleaned).not.toMatch(/<[a-z/!?]/i);
      expect(cleanServerText(cleaned, longest)).toBe(cleaned);
    }),
    draws,
  );
});
