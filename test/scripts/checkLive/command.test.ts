import execa from 'execa';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { startEmulator, type RunningEmulator } from '../../../emulator';
import { FOLDER, KEYS } from './world';

const MAIN = resolve(__dirname, '../../../scripts/check-live/main.ts');
const work = mkdtempSync(join(tmpdir(), 'check-live-'));
afterAll(() => rmSync(work, { recursive: true }));

let server: RunningEmulator;
beforeEach(async () => {
  server = await startEmulator({ durations: { checkMs: 20, deployMs: 20 } });
});
afterEach(() => server.close());

const ENVIRONMENT = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: KEYS.accessKeyId,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: KEYS.accessKeySecret,
};

/** The command; `env` undefined: without keys. */
const command = (
  args: string[],
  { env = ENVIRONMENT, input }: { env?: Record<string, string>; input?: string } = {},
) =>
  execa(process.execPath, ['--import', 'tsx', MAIN, ...args], {
    env: { ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABA_CLOUD_ACCESS_KEY_SECRET: '', ...env },
    reject: false,
    ...(input === undefined ? {} : { input }),
  });

const place = () => ['--region', 'cn-shanghai', '--endpoint', server.url];
const report = join(work, 'report.md');
const usual = () => ['--project-id', '10000', ...place(), '--report', report];
const actions = () => server.emulator.log.map(({ action }) => action);

it('prints the table and writes the report, in which no name, id or secret is', async () => {
  const { stdout, exitCode } = await command(usual());
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/\| What \| Expected \| Seen \|/);
  expect(stdout).toMatch(/No difference\. Calls: \d\./);
  const written = readFileSync(report, 'utf8');
  for (const secret of ['testid', 'testsecret', '10000', 'demo', server.url]) {
    expect(written).not.toContain(secret);
  }
});

it.each<[string, () => string[], Parameters<typeof command>[1], RegExp]>([
  ['no workspace', () => place(), {}, /--project-id is not a number\.\s+Usage/],
  ['no region', () => ['--project-id', '10000'], {}, /--region is missing/],
  ['an unknown option', () => [...usual(), '--wirte'], {}, /wirte[^]*Usage/],
  ['no keys', usual, { env: {} }, /Set ALIBABA_CLOUD_ACCESS_KEY_ID in the environment/],
  ['--write without a folder', () => [...usual(), '--write'], {}, /--write needs --folder/],
  ['an http address elsewhere', () => [...usual(), '--endpoint', 'http://dw.example'], {}, /http/],
])('refuses %s before anything is sent', async (_, args, options, says) => {
  const { stderr, exitCode } = await command(args(), options);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(says);
  expect(stderr).not.toMatch(/testsecret|\n {4}at /);
  expect(actions()).toEqual([]);
});

it.each([
  ['another text', 'yes\n'],
  ['nothing', ''],
])('writes nothing where %s is typed', async (_, input) => {
  const { stderr, exitCode } = await command([...usual(), '--write', '--folder', FOLDER], {
    input,
  });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('Nothing was written: not confirmed.');
  expect(actions()).not.toContain('CreateDISyncTask');
});

describe('Ctrl-C in the middle of --write', () => {
  /** Starts to write; sends Ctrl-C as soon as so many requests of an action have arrived. */
  async function interrupted(action: string, times = 1) {
    const child = command([...usual(), '--write', '--folder', FOLDER], {
      input: 'write in 10000\n',
    });
    const arrived = () => actions().filter((one) => one === action).length >= times;
    const watch = setInterval(() => {
      if (!arrived()) return;
      clearInterval(watch);
      child.kill('SIGINT');
    }, 5);
    const { stderr, exitCode } = await child;
    clearInterval(watch);
    server.emulator.settle();
    return { stderr, exitCode };
  }
  const left = () =>
    [...server.emulator.state.files.values()].filter(
      ({ deletedStatus }) => deletedStatus === 'NORMAL',
    );

  it.each([
    ['while the task is created', 'CreateDISyncTask'],
    ['while it is updated', 'UpdateFile'],
    ['while it is submitted', 'SubmitFile', 2],
    ['while its submission is looked at', 'GetDeployment', 2],
  ] as [string, string, number?][])('%s cleans up', async (_, action, times = 1) => {
    // The reply comes later, so that the signal is there first.
    server.emulator.faults.add({ kind: 'delay', action, ms: 300, times });
    const { stderr, exitCode } = await interrupted(action, times);
    expect(stderr).toContain('cleaning up');
    expect(exitCode).toBe(130);
    expect(actions()).toContain('DeleteFile');
    expect(left()).toEqual([]);
    const { DEV, PROD } = server.emulator.state.nodes;
    expect([DEV.size, PROD.size]).toEqual([0, 0]);
  });

  it('leaves nothing either where the reply to the creation never comes', async () => {
    server.emulator.faults.add({ kind: 'drop-reply', action: 'CreateDISyncTask' });
    const { exitCode } = await interrupted('CreateDISyncTask');
    expect(exitCode).toBe(130);
    expect(left()).toEqual([]);
  });
});
