import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startEmulator, type RunningEmulator } from '../../../emulator';
import { durations, placeOf, runCommand, usualOf } from './runCommand';
import { FOLDER } from './world';

const work = mkdtempSync(join(tmpdir(), 'check-live-'));
afterAll(() => rmSync(work, { recursive: true }));

let server: RunningEmulator;
beforeEach(async () => {
  server = await startEmulator({ durations });
});
afterEach(() => server.close());

const place = () => placeOf(server);
const report = join(work, 'report.md');
const usual = () => usualOf(server, report);
const actions = () => server.emulator.log.map(({ action }) => action);

it('prints the table and writes the report, in which no name, id or secret is', async () => {
  const { stdout, exitCode } = await runCommand(usual());
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/\| What \| Expected \| Seen \|/);
  expect(stdout).toMatch(/No difference\. Calls: \d\./);
  const written = readFileSync(report, 'utf8');
  for (const secret of ['testid', 'testsecret', '10000', 'demo', server.url]) {
    expect(written).not.toContain(secret);
  }
});

it.each<[string, () => string[], Parameters<typeof runCommand>[1], RegExp]>([
  ['no workspace', () => place(), {}, /--project-id is not a number\.\s+Usage/],
  ['no region', () => ['--project-id', '10000'], {}, /--region is missing/],
  ['an unknown option', () => [...usual(), '--wirte'], {}, /wirte[^]*Usage/],
  ['no keys', usual, { env: {} }, /Set ALIBABA_CLOUD_ACCESS_KEY_ID in the environment/],
  ['--write without a folder', () => [...usual(), '--write'], {}, /--write needs --folder/],
  ['an http address elsewhere', () => [...usual(), '--endpoint', 'http://dw.example'], {}, /http/],
])('refuses %s before anything is sent', async (_, args, options, says) => {
  const { stderr, exitCode } = await runCommand(args(), options);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(says);
  expect(stderr).not.toMatch(/testsecret|\n {4}at /);
  expect(actions()).toEqual([]);
});

it.each([
  ['another text', 'yes\n'],
  ['nothing', ''],
])('writes nothing where %s is typed', async (_, input) => {
  const { stderr, exitCode } = await runCommand([...usual(), '--write', '--folder', FOLDER], {
    input,
  });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('Nothing was written: not confirmed.');
  expect(actions()).not.toContain('CreateDISyncTask');
});
