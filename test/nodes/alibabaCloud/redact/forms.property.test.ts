import fc from 'fast-check';

import { createRedactor } from '../../../../nodes/alibabaCloud/client/redact';
import { decode } from '../../../../nodes/alibabaCloud/redact/decode';
import { draws } from '../../../random';
import { namedSecret, namings, quotings, secretName } from './forms';

/** Parts that help to guess a long secret, in characters. */
const PART = 6;

/** Every part of a secret that stands in a text, as it is or quoted. */
function partsIn(shown: string, secret: string): string[] {
  const texts = [shown, decode(shown).text];
  const parts = Array.from({ length: Math.max(1, secret.length - PART + 1) }, (_, at) =>
    secret.slice(at, at + PART),
  );
  return parts.filter((part) => texts.some((text) => text.includes(part)));
}

describe.each(Object.entries(namings))('a secret that is named, %s', (_how, naming) => {
  it.each(Object.entries(quotings))('and quoted %s', (_way, quote) => {
    fc.assert(
      fc.property(secretName, namedSecret, (name, secret) => {
        const shown = createRedactor([])(quote(naming(name, secret)));
        expect(partsIn(shown, secret)).toEqual([]);
        expect(shown).toContain('***');
        expect(createRedactor([])(shown)).toBe(shown);
      }),
      { numRuns: 40, seed: draws.seed },
    );
  });
});

describe('a secret that is known', () => {
  const password = fc
    .tuple(
      fc.stringMatching(/^[A-Z][a-z][0-9]$/),
      fc.string({
        unit: fc.constantFrom(...'"\\/+=&%<>\'~!()*#?:;,.-_$Zz9 '),
        minLength: 9,
        maxLength: 20,
      }),
      fc.stringMatching(/^[A-Z][0-9][a-z]{2}$/),
    )
    .map((parts) => parts.join(''));
  const token = fc.stringMatching(/^[A-Za-z0-9+/=]{40,200}$/);
  const secret = fc.oneof(password, token);
  const words = fc.constantFrom('', 'token ', '"', '>', '(', ': ', '{"a":"', '<b>', 'x=', '. ');
  /** A word or a number is found in any text; such a part tells nothing. */
  const isPlain = (part: string) => /^(?:[A-Za-z]?[a-z]+|\d+)$/.test(part);
  /** What space, line breaks and the like leave of a secret. */
  const signs = (text: string) => text.replace(/[\s+\\]/g, '');

  it.each(Object.entries(quotings))('is not shown where it is quoted %s', (_way, quote) => {
    fc.assert(
      fc.property(secret, words, words, (hidden, before, after) => {
        const shown = createRedactor([hidden])(`${before}${quote(hidden)}${after}`);
        expect(partsIn(shown, hidden)).toEqual([]);
        expect(shown).toContain('***');
      }),
      { numRuns: 200, seed: draws.seed },
    );
  });

  it.each(Object.entries(quotings))('is not shown where it is cut and quoted %s', (_way, quote) => {
    fc.assert(
      fc.property(
        secret,
        words,
        words,
        fc.nat(),
        fc.nat(),
        (hidden, before, after, from, length) => {
          // Of shorter ones parts are not looked for.
          fc.pre(signs(hidden).length >= 12);
          const begin = from % (hidden.length - 8);
          const part = hidden.slice(begin, begin + 8 + (length % hidden.length));
          const shown = createRedactor([hidden], false)(`${before}${quote(part)}${after}`);
          const left = partsIn(signs(decode(shown).text), signs(part));
          expect(left.filter((one) => one.length === PART && !isPlain(one))).toEqual([]);
        },
      ),
      { numRuns: 200, seed: draws.seed },
    );
  });

  it.each(['\n', '\r\n    ', '\u200b', '\u2028', '\ufeff', '\u00ad'])(
    'is not shown where it is split by %j',
    (split) => {
      fc.assert(
        fc.property(
          secret,
          fc.nat(),
          fc.constantFrom(...Object.values(quotings)),
          (hidden, at, quote) => {
            const place = at % hidden.length;
            const torn = quote(hidden.slice(0, place)) + split + quote(hidden.slice(place));
            const shown = createRedactor([hidden])(`a ${torn} z`);
            expect(partsIn(shown, hidden)).toEqual([]);
          },
        ),
        { numRuns: 200, seed: draws.seed },
      );
    },
  );

  it('is found among many', () => {
    fc.assert(
      fc.property(fc.uniqueArray(secret, { minLength: 5, maxLength: 60 }), (all) => {
        const shown = createRedactor(all)(all.join(' | '));
        for (const hidden of all) expect(partsIn(shown, hidden)).toEqual([]);
      }),
      { numRuns: 50, seed: draws.seed },
    );
  });
});

it('leaves other text as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      fc.pre(!/[=:"'<-]/.test(text) && !text.includes('hidden'));
      expect(createRedactor(['hidden-hidden-hidden'])(text)).toBe(text);
    }),
    { seed: draws.seed },
  );
});
