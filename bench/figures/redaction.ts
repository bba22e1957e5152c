import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createRedactor } from '../../nodes/alibabaCloud/client/redact';
import { packageRoot } from '../../test/engine/harness/builtPackage';
import { drawTexts, textOf, type HostileText } from '../hostileTexts';
import type { Figure, Part, Value } from '../figure';
import { progress } from '../progress';

const MEGABYTE = 1_000_000;
const BYTES = 10 * MEGABYTE;
/** In ms of processor time for each MB of text. */
const ALLOWED = 60;
/** How many texts are drawn, by which seed, and how many of the slowest are measured on their own. */
const DRAWN = Number(process.env.TEXTS ?? 2_000);
const SEED = Number(process.env.SEED ?? 1);
const SLOWEST = 8;

const token = 'CAISqwF1q6Ft5B2yfSjIr5fGFtjF/Lx+8Y2dTm3vkWU8c/1mpqPoqjz2IHpPf3JpBe0b='.repeat(8);
const secrets = [
  token,
  ...Array.from({ length: 2_000 }, (_, at) => `secret-${(at * 7_919).toString(36)}-${at}`),
];

const line =
  '2026-02-28 00:23:00.123 INFO  Read 1000 records, 0 errors, 12.5 MB/s, task 17 of 32\n';
const confLine = 'INFO conf {"username":"u","password":"p"}\n';
const step =
  '{"stepType":"mysql","parameter":{"password":"x1","column":["a","b"]},"name":"Reader"},';
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/** A text of a kind, and what stands around it. */
interface Case extends HostileText {
  of: string;
  work: string;
  end?: string;
}

/** What servers say and people write, whole and cut. */
const ordinary: readonly Case[] = [
  {
    of: 'reply: files with their scripts',
    work: 'reply',
    begin: '{"RequestId":"r","Success":true,"Data":{"Files":[',
    piece: `{"FileId":1234567890123456789,"Content":"${inJson(step)}"},`,
    end: '{}]}}',
  },
  {
    of: 'reply: the same, cut',
    work: 'reply',
    begin: '{"RequestId":"r","Success":true,"Data":{"Files":[',
    piece: `{"FileId":1234567890123456789,"Content":"${inJson(step)}"},`,
  },
  { of: 'script', work: 'script', begin: '{"steps":[', piece: step, end: '{}]}' },
  { of: 'script: the same, cut', work: 'script', begin: '{"steps":[', piece: step },
  { of: 'log', work: 'log', begin: '', piece: `${line}${line}${line}${confLine}` },
  { of: 'log: its end for a message', work: 'log for a message', begin: '', piece: line },
  {
    of: 'refusal that quotes a script',
    work: 'refusal',
    begin: '{"Code":"Invalid","RequestId":"r","Message":"',
    piece: inJson(step),
    end: '"}',
  },
  {
    of: 'refusal: the same, cut',
    work: 'refusal',
    begin: '{"Code":"Invalid","RequestId":"r","Message":"',
    piece: inJson(step),
  },
  ...['<script', '<style>', '<', ' \u0000'].map((piece) => ({
    of: `refusal: ${JSON.stringify(piece)} again and again`,
    work: 'refusal',
    begin: '{"Code":"Invalid","RequestId":"r","Message":"',
    piece: inJson(piece),
    end: '"}',
  })),
];

/** Texts that were found to be slow once. */
const hostile: readonly (string | HostileText)[] = [
  'a',
  '\n',
  '<secretname>',
  'password',
  'password="',
  'password="\n',
  'password=a,a',
  'password:["',
  '<password>',
  '{"name":"password","x":"y","x":"y",',
  '"name":"password",',
  '\\n,"name":"password",)>',
  'name="token"\t',
  'p.a.s.s.',
  '密码\u00ad',
  '&amp;',
  '&#;;;;;;',
  '\\',
  '\\u005c',
  '%25',
  'a://u:',
  '<script',
  'a0',
  'a0\n',
  '-----BEGIN PRIVATE KEY-----',
  'conf {\\"username\\":\\"u\\",\\"password\\":\\"p\\"} ',
  token.slice(0, 9),
  `${token} `,
  { begin: 'password,a=', piece: ' ' },
  { begin: 'password ', piece: '"' },
];

/** Compiles the code into a folder, a file for each module: the package holds it bundled. */
function compile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'compiled-'));
  const compiler = [require.resolve('typescript/bin/tsc'), '--project', 'tsconfig.json'];
  execFileSync(process.execPath, [...compiler, '--outDir', folder], { cwd: packageRoot });
  return folder;
}

function cpuMs(folder: string, one: Pick<Case, 'work' | 'begin' | 'piece' | 'end'>): number {
  const input = JSON.stringify({ end: '', ...one, bytes: BYTES, secrets });
  const script = [join(__dirname, '../timeOfText.cjs'), folder];
  return Number(execFileSync(process.execPath, script, { input, encoding: 'utf8' }));
}

const shown = ({ begin, piece }: HostileText) =>
  `${begin === '' ? '' : `${JSON.stringify(begin.slice(0, 40))}, then `}${JSON.stringify(piece.slice(0, 60))} again and again`;

/** The slowest of many drawn texts, told from the others in one process. */
function slowest(): HostileText[] {
  const redact = createRedactor(secrets);
  const timed = drawTexts(DRAWN, SEED).map((one) => {
    const text = textOf(one, MEGABYTE / 4);
    const times = [1, 2].map(() => {
      const start = process.cpuUsage();
      redact(text);
      return process.cpuUsage(start).user;
    });
    return { one, time: Math.min(...times) };
  });
  timed.sort((a, b) => b.time - a.time);
  return timed.slice(0, SLOWEST).map(({ one }) => one);
}

/** What reading, redacting and cutting take, for ordinary texts and for such as are made to be slow. */
export function measure(): Part {
  const folder = compile();
  const perMegabyte = (one: Case): Value => {
    progress(one.of);
    return { of: one.of, value: cpuMs(folder, one) / (BYTES / MEGABYTE), unit: 'ms/MB' };
  };
  const usual = ordinary.map(perMegabyte);
  const named = hostile.map((one) => (typeof one === 'string' ? { begin: '', piece: one } : one));
  const all = [...named, ...slowest()]
    .map((text) => ({
      text,
      figure: perMegabyte({ ...text, of: `hostile: ${shown(text)}`, work: 'redact' }),
    }))
    .sort((a, b) => b.figure.value - a.figure.value);
  const { text: worst } = all[0]!;
  const kinds = (['reply', 'script', 'log', 'refusal'] as const).map((work) => {
    const quoted = { begin: inJson(worst.begin), piece: inJson(worst.piece) };
    const inReply = {
      begin: `{"RequestId":"r","Success":true,"Code":"C","Message":"${quoted.begin}`,
      piece: quoted.piece,
      end: '"}',
    };
    const text = work === 'reply' || work === 'refusal' ? inReply : worst;
    return perMegabyte({ ...text, of: `${work}, hostile: ${shown(worst)}`, work });
  });
  rmSync(folder, { recursive: true });
  const hard = all.map(({ figure }) => figure);
  const measured = [...usual, ...kinds, ...hard.slice(0, 12)];
  const reached = [...usual, ...kinds, ...hard].every(({ value }) => value <= ALLOWED);
  const figures: Figure[] = [
    {
      name: 'Reading and redacting a text of 10 MB',
      measured,
      beside: [],
      limit: 'one look at each character, some 2 ms/MB',
      toReach: `≤ ${ALLOWED} ms/MB whatever the text, and the number of secrets`,
      reached,
      how: `Processor time of the compiled code with ${secrets.length} known secrets, for texts of 10 MB, each alone in a process, the best of 3 rounds; ${named.length} texts that are made to be slow and the ${SLOWEST} slowest of ${DRAWN} that seed ${SEED} draws, of which the 12 slowest are shown.`,
    },
  ];
  return { figures };
}
