import fc from 'fast-check';

import { createRedactor } from '../../../../nodes/alibabaCloud/client/redact';
import { draws } from '../../../random';

const secret = fc.string({ unit: 'grapheme', minLength: 4, maxLength: 40 });
const words = fc.string({ unit: 'grapheme', maxLength: 30 });

/** Ways in which a server can quote a text, written apart from the code. */
const ways: Record<string, (text: string) => string> = {
  bare: (text) => text,
  'in JSON': (text) => JSON.stringify({ text }),
  'in JSON text in JSON': (text) => JSON.stringify(JSON.stringify({ text })),
  'in a form': (text) => new URLSearchParams({ text: text }).toString(),
  'in a form, spaces as %20': (text) => `text=${encodeURIComponent(text)}`,
  'as JSON text in a form': (text) => `text=${encodeURIComponent(JSON.stringify({ text }))}`,
  'in HTML': (text) =>
    text.replace(
      /[&<>"']/g,
      (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[mark] ?? '&#39;',
    ),
  'in HTML, by numbers': (text) =>
    text.replace(/[^\p{L}\p{N}]/gu, (mark) => `&#${mark.codePointAt(0)};`),
  'in HTML, by hexadecimal numbers': (text) =>
    text.replace(/[^\p{L}\p{N}]/gu, (mark) => `&#x${mark.codePointAt(0)?.toString(16)};`),
};

test.each(Object.entries(ways))('finds a secret %s', (_name, way) => {
  fc.assert(
    fc.property(secret, words, words, (hidden, before, after) => {
      // URLSearchParams writes ~ as %7E, as nobody else does.
      fc.pre(!/\p{Cs}/u.test(hidden) && !/[~!'()*]/.test(hidden));
      const shown = createRedactor([hidden])(`${before}|${way(hidden)}|${after}`);
      const kept = `${before}|${way('')}|${after}`;
      fc.pre(!kept.includes(way(hidden)) && !kept.includes(hidden));
      expect(shown).not.toContain(hidden);
      expect(shown).toContain('***');
    }),
    draws,
  );
});

it.each([100, 3_000, 30_000])('finds a secret of %i parts', (parts) => {
  const key = `-----BEGIN KEY-----\n${Array.from({ length: parts }, (_, at) => `${at}+/`).join('')}`;
  expect(createRedactor([key])(`a ${JSON.stringify(key)} z`)).toBe('a "***" z');
  expect(createRedactor([key])(`a ${encodeURIComponent(key)} z`)).toBe('a *** z');
  const page = key.replace(/[^a-z0-9]/gi, (mark) => `&#${mark.charCodeAt(0)};`);
  expect(createRedactor([key])(`&amp;a ${page} z&#x110000;`)).toBe('&amp;a *** z&#x110000;');
});

it('finds a secret in a signed query', () => {
  expect(
    createRedactor(["it's (a) secret!*"])('TaskContent=it%27s%20%28a%29%20secret%21%2A&x'),
  ).toBe('TaskContent=***&x');
});

it('leaves other text alone', () => {
  fc.assert(
    fc.property(words, (text) => {
      fc.pre(!text.includes('hidden') && !/Signature=|Credential=/.test(text));
      expect(createRedactor(['hidden', 'abc', ''])(text)).toBe(text);
    }),
    draws,
  );
});

it('takes out longer secrets before those in them', () => {
  expect(createRedactor(['pass', 'passport'])('a passport, a pass')).toBe('a ***, a ***');
});

it('takes out signatures and hashes', () => {
  const hash = 'A0'.repeat(32);
  const header = `ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x,Signature=${hash}`;
  expect(createRedactor([])(`Wrong: ${header}; expected ${hash}.`)).toBe(
    'Wrong: ACS3-HMAC-SHA256 Credential=***,SignedHeaders=host;x,Signature=***; expected ***.',
  );
  expect(createRedactor([])(`${hash}0`)).toBe(`${hash}0`);
});
