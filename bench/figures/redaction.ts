import { createRedactor } from '../../nodes/alibabaCloud/client/redact';
import { logTail } from '../../nodes/alibabaCloud/client/logText';
import { cleanServerText } from '../../nodes/alibabaCloud/client/serverText';
import type { Figure, Part } from '../figure';
import { median } from 'simple-statistics';

const MEGABYTE = 1_000_000;
const LENGTHS = [1, 10];
const ROUNDS = 5;
/** In ms of processor time for each MB of text. */
const ALLOWED = 60;

const token = 'CAISqwF1q6Ft5B2yfSjIr5fGFtjF/Lx+8Y2dTm3vkWU8c/1mpqPoqjz2IHpPf3JpBe0b='.repeat(8);
const line =
  '2026-02-28 00:23:00.123 INFO  Read 1000 records, 0 errors, 12.5 MB/s, task 17 of 32\n';
const script = JSON.stringify({ steps: [{ parameter: { password: 'x1', column: ['a', 'b'] } }] });

/** Texts by what they are made of; the hostile ones are made to be slow. */
const pieces: Readonly<Record<string, string>> = {
  'a log': line,
  'a log full of secrets': `${line}INFO conf {"username":"u","password":"p"}\n`,
  'scripts in JSON': script,
  'JSON in JSON in JSON': JSON.stringify(JSON.stringify(script)).slice(1, -1),
  'one long word': 'a',
  'escaped secrets': 'conf {\\"username\\":\\"u\\",\\"password\\":\\"p\\"} ',
  'names in angle brackets': '<secretname>',
  'names without values': 'password',
  'quotes that do not end': 'password="',
  'lines with quotes that do not end': 'password="\n',
  'lists that do not end': 'password:["',
  'XML that does not end': '<password>',
  'pairs without a value': '{"name":"password","x":"y","x":"y",',
  'commas after a name': 'password=a,a',
  references: '&amp;',
  'ends of references': '&#;;;;;;',
  backslashes: '\\',
  'escaped digits': '\\u005c',
  'percent signs': '%25',
  'beginnings of addresses': 'a://u:',
  'beginnings of tags': '<script',
  'hexadecimal digits': 'a0',
  'beginnings of keys': '-----BEGIN PRIVATE KEY-----',
  'parts of a secret': token.slice(0, 9),
  'whole secrets': `${token} `,
};

const manySecrets = [
  token,
  ...Array.from({ length: 2_000 }, (_, at) => `secret-${(at * 7_919).toString(36)}-${at}`),
];

function cpuMs(work: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const begin = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1_000;
  });
  return median(times);
}

/** What redaction takes, for ordinary texts and for those that are made to be slow. */
export function measure(): Part {
  const redact = createRedactor(manySecrets);
  const all = Object.entries(pieces).flatMap(([name, piece]) =>
    LENGTHS.map((megabytes) => {
      const text = piece.repeat(Math.ceil((megabytes * MEGABYTE) / piece.length));
      return { name: `${name}, ${megabytes} MB`, ms: cpuMs(() => redact(text)) / megabytes };
    }),
  );
  all.sort((one, other) => other.ms - one.ms);
  const log = line.repeat(Math.ceil((10 * MEGABYTE) / line.length));
  const cut = [
    { of: 'the end of a log of 10 MB for a message', value: cpuMs(() => logTail(log, redact)) },
    {
      of: 'a refusal of 10 MB for a message',
      value: cpuMs(() => cleanServerText(log, undefined, redact)),
    },
  ];
  const worst = all[0]?.ms ?? 0;
  const figures: Figure[] = [
    {
      name: 'Redaction of a text',
      measured: all.map(({ name, ms }) => ({ of: name, value: ms, unit: 'ms/MB' })),
      beside: cut.map((one) => ({ ...one, unit: 'ms' })),
      limit: 'one look at each character, some 2 ms/MB',
      toReach: `≤ ${ALLOWED} ms/MB whatever the text, and the number of secrets`,
      reached: worst <= ALLOWED,
      how: `Processor time of the redactor with ${manySecrets.length} known secrets, the median of ${ROUNDS} rounds; texts of 1 and 10 MB, ordinary ones and such that are made to be slow.`,
    },
  ];
  return { figures };
}
