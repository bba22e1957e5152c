import { Readable } from 'node:stream';

import fc from 'fast-check';

/** A reply as DataWorks gives it. */
export interface Said {
  status: number;
  text: string;
  headers?: Record<string, string>;
}

/** What no reply may get out: planted in what the server says. */
export const PLANTED = 'pl4nted-Secret_9Qz';

/** Words that say nothing of what was asked for: no success can come of them. */
const TELLS_NOTHING: readonly Said[] = [
  { status: 200, text: '' },
  { status: 200, text: 'null' },
  { status: 200, text: '[]' },
  { status: 200, text: '{}' },
  { status: 200, text: '7' },
  { status: 200, text: '"Success"' },
  { status: 200, text: '{"Success":false}' },
  { status: 200, text: '{"Success":"false","Code":"__proto__","Message":{"a":1}}' },
  { status: 200, text: '{"Code":"Internal.Failure","Message":"no","RequestId":7}' },
  { status: 200, text: `<html><body>Sign in: token=${PLANTED}</body></html>` },
  { status: 200, text: '{"RequestId":"cut off in the middle", "Data": {"Fil' },
  { status: 204, text: '' },
  { status: 302, text: '', headers: { location: 'https://elsewhere.example/' } },
  { status: 400, text: '{"Code":"constructor","Message":"hasOwnProperty","Success":null}' },
  { status: 400, text: `{"Code":"Invalid.X","Message":"bad \\"password\\":\\"${PLANTED}\\""}` },
  { status: 400, text: `{"Code":{"toString":"x"},"Message":["a"],"RequestId":null}` },
  { status: 400, text: '<?xml version="1.0"?><Error><Code>Odd</Code></Error>' },
  { status: 403, text: '{"code":403030,"message":"no","httpStatusCode":403}' },
  { status: 404, text: 'page' },
  { status: 429, text: '{"Code":"Throttling.User","Message":"slow down"}' },
  { status: 429, text: '', headers: { 'retry-after': 'Infinity' } },
  { status: 500, text: `accessKeySecret: ${PLANTED}` },
  { status: 502, text: '<html>bad gateway</html>' },
  { status: 503, text: '\ufeff{"Code":"ServiceUnavailable"}', headers: { 'retry-after': '-1' } },
  { status: 599, text: '\0\0\0' },
];

/** Values that nobody expects, in place of one that is expected. */
const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  '9007199254740993',
  '',
  ' ',
  '={{ $env }}',
  'NaN',
  '99999999999999999999999',
  '__proto__',
  'constructor',
  'toString',
  '2026-13-45 99:00:00',
  '\u202e\ud800<script>alert(1)</script>',
  'x'.repeat(3_000),
  `{"password":"${PLANTED}"}`,
  `password=${PLANTED}`,
  [],
  [null],
  [[[[]]]],
  {},
  { toString: 1, valueOf: 'a', length: -1, then: 'b' },
  { Code: 'Odd', Message: 'odd', Success: false },
];

/** Members that a careless reader takes for its own. */
const ODD_MEMBERS = [
  '"__proto__":{"polluted":true,"Success":true,"isAdmin":1}',
  '"constructor":{"prototype":{"polluted":true}}',
  '"hasOwnProperty":1',
  '"toJSON":"x"',
  '"Success":[]',
  '"ErrorCode":"toString","ErrorMessage":{"a":[]}',
  '"Data":null',
  '"RequestId":{"a":1}',
  `"password":"${PLANTED}"`,
];

/** What becomes of one reply. */
export type Oddity =
  | { kind: 'nothing'; pick: number }
  | { kind: 'value'; place: number; pick: number }
  | { kind: 'missing'; place: number }
  | { kind: 'twice'; place: number }
  | { kind: 'member'; place: number; pick: number }
  | { kind: 'cut'; place: number }
  | { kind: 'broken' };

const place = fc.nat({ max: 400 });

const oddity: fc.Arbitrary<Oddity> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('nothing' as const), pick: fc.nat({ max: 99 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('value' as const),
      place,
      pick: fc.nat({ max: ODD_VALUES.length - 1 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('missing' as const), place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('twice' as const), place }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('member' as const),
      place,
      pick: fc.nat({ max: ODD_MEMBERS.length - 1 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), place }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'broken' as const }) },
);

/** What becomes of the replies of one execution, in the order of the calls. */
export interface OddRun {
  /** Which operation, as a number that is taken modulo their count. */
  operation: number;
  items: number;
  continuesOnFail: boolean;
  /** By call; `undefined`: as it is. Those after the last one are as they are, or all tell nothing. */
  oddities: Array<Oddity | undefined>;
  /** Whether no reply tells anything, so that no success can be told. */
  tellsNothing: boolean;
  seed: number;
}

export const oddRuns: fc.Arbitrary<OddRun> = fc.record({
  operation: fc.nat({ max: 999 }),
  items: fc.integer({ min: 1, max: 3 }),
  continuesOnFail: fc.boolean(),
  oddities: fc.array(fc.option(oddity, { nil: undefined, freq: 3 }), {
    minLength: 1,
    maxLength: 8,
  }),
  tellsNothing: fc.nat({ max: 3 }).map((drawn) => drawn === 0),
  seed: fc.nat(),
});

/** Every list and object in a value, with who holds each of its members. */
function placesIn(value: unknown): Array<[Record<string, unknown>, string]> {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    [value as Record<string, unknown>, name] as [Record<string, unknown>, string],
    ...placesIn(inner),
  ]);
}

/** Adds members to the text of an object, as no JSON library writes them. */
function withMember(text: string, at: number, member: string): string {
  const begins = [...text].flatMap((sign, index) => (sign === '{' ? [index + 1] : []));
  const begin = begins[at % begins.length];
  if (begin === undefined) return text;
  const comma = text[begin] === '}' ? '' : ',';
  return `${text.slice(0, begin)}${member}${comma}${text.slice(begin)}`;
}

/** A reply as an oddity leaves it; `undefined`: the connection breaks. */
export function oddReply(said: Said, oddity: Oddity): Said | undefined {
  switch (oddity.kind) {
    case 'broken':
      return undefined;
    case 'nothing':
      return TELLS_NOTHING[oddity.pick % TELLS_NOTHING.length];
    case 'cut':
      return { ...said, text: said.text.slice(0, oddity.place) };
    case 'member':
      return { ...said, text: withMember(said.text, oddity.place, ODD_MEMBERS[oddity.pick]!) };
    default: {
      const body: unknown = JSON.parse(said.text);
      const places = placesIn(body);
      const [holder, name] = places[oddity.place % places.length] ?? [{}, ''];
      if (oddity.kind === 'value') holder[name] = ODD_VALUES[oddity.pick];
      else if (oddity.kind === 'missing') Reflect.deleteProperty(holder, name);
      else if (Array.isArray(holder)) holder.push(structuredClone(holder[Number(name)]));
      return { ...said, text: JSON.stringify(body) };
    }
  }
}

/** What n8n's helper gives for a reply. */
export const asHelperReply = ({ status, text, headers }: Said) => ({
  statusCode: status,
  headers: { 'content-type': 'application/json', ...headers },
  body: Readable.from([Buffer.from(text)], { objectMode: false }),
});
