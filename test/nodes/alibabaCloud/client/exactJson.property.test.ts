import fc from 'fast-check';

import {
  isJsonObject,
  memberTexts,
  parseExact,
  serializeExact,
  type Json,
} from '../../../../nodes/alibabaCloud/client/exactJson';
import { draws } from '../../../random';

/** A number as it is written, and what it is to become. */
class WrittenNumber {
  constructor(
    readonly text: string,
    readonly value: string | number,
  ) {}
}

/** A JSON value whose numbers are written by hand. */
type Written = WrittenNumber | string | boolean | null | Written[] | { [key: string]: Written };

const number = (text: string, value: string | number): Written => new WrittenNumber(text, value);

/** Integers of up to 40 digits: text where they are not safe, as BigInt says. */
const integer = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map((big) => {
  const isSafe = big >= -(2n ** 53n) + 1n && big <= 2n ** 53n - 1n;
  return number(String(big), isSafe ? Number(big) : String(big));
});
/** Around the border of what a number can hold. */
const borderline = fc.bigInt({ min: 2n ** 53n - 5n, max: 2n ** 53n + 5n }).chain((big) =>
  fc.constantFrom(big, -big).map((signed) => {
    const isSafe = big <= 2n ** 53n - 1n;
    return number(String(signed), isSafe ? Number(signed) : String(signed));
  }),
);
/** Decimals and exponents stay what JSON.parse makes of them, however many digits they have. */
const digits = fc.stringMatching(/^[0-9]{1,30}$/);
const decimal = fc
  .tuple(fc.constantFrom('', '-'), fc.constantFrom('0', '7', '12345678901234567890'), digits)
  .map(([sign, whole, fraction]) => `${sign}${whole}.${fraction}`)
  .map((text) => number(text, Number(text)));
const exponent = fc
  .tuple(
    fc.bigInt({ min: 1n, max: 10n ** 20n }),
    fc.constantFrom('e', 'E'),
    fc.constantFrom('', '+', '-'),
    fc.integer({ min: 0, max: 200 }),
  )
  .map(([whole, e, sign, power]) => `${whole}${e}${sign}${power}`)
  .map((text) => number(text, Number(text)));
/** Texts that look like numbers, JSON or escapes of it. */
const tricky = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('"', '\\', '1', '2', ':', ',', '[', '{', '-', '.', 'e', '\n'),
  }),
  fc.bigInt({ min: 10n ** 15n, max: 10n ** 30n }).map((big) => `"id":${big},\\"${big}`),
);

const { value: anyValue } = fc.letrec<{ value: Written }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    integer,
    borderline,
    decimal,
    exponent,
    tricky,
    fc.constantFrom(true, false, null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(tricky, tie('value'), { maxKeys: 4 }) as fc.Arbitrary<Written>,
  ),
}));

const space = fc.constantFrom('', ' ', '\n\t');

function write(value: Written, gap: string): string {
  if (value instanceof WrittenNumber) return value.text;
  if (Array.isArray(value)) return `[${gap}${value.map((one) => write(one, gap)).join(`${gap},`)}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([key, one]) => `${JSON.stringify(key)}${gap}:${gap}${write(one, gap)}`,
    );
    return `{${members.join(',')}${gap}}`;
  }
  return JSON.stringify(value);
}

function read(value: Written): Json {
  if (value instanceof WrittenNumber) return value.value;
  if (Array.isArray(value)) return value.map(read);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, read(one)]));
  }
  return value;
}

it('keeps every integer exact, and all else as JSON.parse has it', () => {
  fc.assert(
    fc.property(anyValue, space, (value, gap) => {
      expect(parseExact(write(value, gap))).toEqual(read(value));
    }),
    draws,
  );
});

/** The plain reference: decimals as JSON.stringify writes them. */
function plain(one: Written): Written {
  if (one instanceof WrittenNumber) {
    return typeof one.value === 'string' ? one : number(JSON.stringify(one.value), one.value);
  }
  if (Array.isArray(one)) return one.map(plain);
  if (typeof one !== 'object' || one === null) return one;
  return Object.fromEntries(Object.entries(one).map(([key, each]) => [key, plain(each)]));
}

it('writes every integer again as it was, wherever the value was changed elsewhere', () => {
  fc.assert(
    fc.property(anyValue, space, (value, gap) => {
      const text = write({ kept: value, changed: '1' }, gap);
      const parsed = parseExact(text) as { [key: string]: Json };
      parsed.changed = ['12345678901234567890'];
      const again = serializeExact(parsed, text);
      const expected = { kept: plain(value), changed: ['12345678901234567890'] };
      expect(again).toBe(write(expected as unknown as Written, ''));
    }),
    draws,
  );
});

it('takes an object apart with every integer as it was', () => {
  const members = fc.dictionary(tricky, anyValue, { maxKeys: 5 });
  fc.assert(
    fc.property(members, space, (value, gap) => {
      const texts = Object.entries(value).map(([name, one]) => [name, write(plain(one), '')]);
      expect(memberTexts(write(value, gap))).toEqual(Object.fromEntries(texts));
    }),
    draws,
  );
});

it('takes no text for an integer, however it is written', () => {
  const escaped = '{"a":"\\u0069nteger 0: 12345678901234567890","b":12345678901234567890}';
  expect(memberTexts(escaped)).toEqual({
    a: '"integer 0: 12345678901234567890"',
    b: '12345678901234567890',
  });
});

it('writes a text of digits as text, though an integer of the same digits is there', () => {
  const text = '{"a":12345678901234567890,"b":"12345678901234567890","__proto__":1}';
  expect(serializeExact(parseExact(text), text)).toBe(text);
  expect(serializeExact({ b: '12345678901234567890', a: 'x' }, text)).toBe(
    '{"b":"12345678901234567890","a":"x"}',
  );
});

/** Texts that cost a pattern that goes back time in the square of their length. */
const hostile: Array<[string, (length: number) => string]> = [
  [
    'a string of escaped quotes without its end',
    (n) => `{"a":"${'\\"'.repeat(n / 2)}1234567890123456`,
  ],
  ['backslashes', (n) => `"1234567890123456${'\\'.repeat(n)}"`],
  ['digits', (n) => '9'.repeat(n)],
  ['signs and digits', (n) => `[${'-1234567890123456789,'.repeat(n / 21)}1]`],
  [
    'JSON in JSON, cut',
    (n) =>
      JSON.stringify({ a: JSON.stringify({ b: '"'.repeat(n / 4), c: 1234567890123456 }) }).slice(
        0,
        -3,
      ),
  ],
  ['short strings', (n) => `[${'"",'.repeat(n / 3)}12345678901234567890]`],
  ['brackets', (n) => `12345678901234567890${'['.repeat(n)}`],
];

it.each(hostile)('takes its time in proportion to the length: %s', (_what, make) => {
  /** Counts what is done instead of how long it takes: characters looked at by the scanner. */
  const looked = (length: number) => {
    const text = make(length);
    const { indexOf } = String.prototype;
    let characters = 0;
    const spy = jest.spyOn(String.prototype, 'indexOf').mockImplementation(function (
      this: string,
      search: string,
      from = 0,
    ) {
      const at = indexOf.call(this, search, from);
      characters += (at < 0 ? this.length : at) - from + 1;
      return at;
    });
    try {
      parseExact(text);
    } catch (error) {
      expect(error).toBeInstanceOf(SyntaxError);
    } finally {
      spy.mockRestore();
    }
    return characters;
  };
  expect(looked(400_000)).toBeLessThanOrEqual(2.5 * looked(200_000) + 100);
});

it('throws what JSON.parse throws for text that is no JSON', () => {
  const broken = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom('"', '\\', '9', ':', ',', '{', '}', '[', ']', '-', '.') }),
    fc
      .bigInt({ min: 10n ** 18n })
      .chain((big) => fc.constantFrom(`{"a":${big}`, `0${big}`, `${big}x`, `+${big}`)),
  );
  fc.assert(
    fc.property(broken, (text) => {
      const isJson = (parse: (text: string) => unknown) => {
        try {
          parse(text);
          return true;
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
          return false;
        }
      };
      expect(isJson(parseExact)).toBe(isJson(JSON.parse));
    }),
    draws,
  );
});

test.each<[unknown, boolean]>([
  [{}, true],
  [[], false],
  [null, false],
  ['{}', false],
  [undefined, false],
])('%j is a JSON object: %p', (value, expected) => expect(isJsonObject(value)).toBe(expected));
