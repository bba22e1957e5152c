import fc from 'fast-check';

/** One call, apart from how n8n's request options state it. */
export interface CallInput {
  method: 'GET' | 'POST';
  action: string;
  version: string;
  query: Record<string, string>;
  /** Form fields; absent: no body. */
  form?: Record<string, string>;
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];
const ALPHANUMERIC = [...LETTERS, ...'0123456789'];

const wordOf = (characters: string[], minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });

/** Whole characters only: a lone surrogate cannot be sent as UTF-8. */
const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...ALPHANUMERIC) },
  { weight: 6, arbitrary: fc.constantFrom(...' +*~\'()!/&=?%#;:@$,"\\<>[]{}|^`-_.') },
  { weight: 2, arbitrary: fc.constantFrom('\n', '\r', '\t', '\0', '\u00a0', 'é', 'ß') },
  { weight: 3, arbitrary: fc.constantFrom(...'任务数据同步業務流程テスト작업') },
  { weight: 2, arbitrary: fc.constantFrom('🙂', '👩‍💻', '𝄞', '\u{10ffff}') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
);
const value = fc.string({ unit: character, maxLength: 24 });

/** The client signs names as they are, so only names that encoding leaves alone can be compared. */
const name = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('Tag', 'Tag.1', 'Tag-a', 'Tag_1', 'Tag1', 'Tag~', 'tag'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('constructor', 'toString', 'hasOwnProperty', 'Action', 'Version'),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...LETTERS), wordOf([...ALPHANUMERIC, ...'-_.~'], 0, 12))
      .map(([first, rest]) => first + rest),
  },
);

/** Fields with different names, in any order. */
const fields = (values: fc.Arbitrary<string>) =>
  fc
    .uniqueArray(fc.tuple(name, values), { selector: ([key]) => key, maxLength: 8 })
    .map((pairs) => Object.fromEntries(pairs));

/** 100 kB and more, of characters that encoding triples and of those that it leaves alone. */
const largeValue = fc
  .tuple(value, fc.constantFrom('{"a": "b c"}', '任务', 'x'))
  .map(([start, part]) => start + part.repeat(Math.ceil(100_000 / Buffer.byteLength(part))));

const form = fc.oneof(
  { weight: 40, arbitrary: fields(value) },
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: largeValue.map((TaskContent) => ({ TaskContent })) },
);

const signedCall = {
  action: fc
    .tuple(fc.constantFrom(...LETTERS), wordOf(ALPHANUMERIC, 0, 30))
    .map((parts) => parts.join('')),
  version: fc.constantFrom('2020-05-18', '2024-05-18', '2015-04-01'),
  query: fields(value),
  accessKeyId: wordOf([...ALPHANUMERIC, '.', '-'], 1, 30),
  accessKeySecret: wordOf([...ALPHANUMERIC, ...'+/=!"#%&~'], 1, 40),
};
const token = wordOf([...ALPHANUMERIC, ...'+/='], 1, 300);

/** Calls with and without a token and a body. A GET has none: the client would sign it unsent. */
export const callInput: fc.Arbitrary<CallInput> = fc
  .tuple(
    fc.oneof(fc.record(signedCall), fc.record({ ...signedCall, securityToken: token })),
    fc.oneof(
      { weight: 1, arbitrary: fc.constant({ method: 'GET' as const }) },
      { weight: 1, arbitrary: fc.constant({ method: 'POST' as const }) },
      { weight: 2, arbitrary: fc.record({ method: fc.constant('POST' as const), form }) },
    ),
  )
  .map(([call, sent]) => ({ ...call, ...sent }));
