import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { startEmulator } from '../../emulator';
import { root, workFolder } from '../paths';
import { waitFor } from '../wait-for';

const folder = path.join(workFolder, 'tests', 'start');
beforeAll(() => rmSync(folder, { recursive: true, force: true }));

const atEnd: Array<() => unknown> = [];
afterEach(async () => {
  for (const step of atEnd.splice(0)) await step();
});

interface Started {
  /** What it printed so far, both streams. */
  printed(): string;
  /** Its exit code; throws with what it printed when that is another. */
  endsWith(code: number): Promise<void>;
  /** Sends a signal as a terminal does, and waits until nothing of it prints any more. */
  interruptedBy(signal: NodeJS.Signals): Promise<void>;
}

/** Types `npm start` as in a terminal: a process group of its own, which gets the signals. */
function npmStart(args: readonly string[], env: Record<string, string> = {}): Started {
  const child = spawn('npm', ['start', '--', '--work-folder', folder, ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: '', ...env },
    detached: true,
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const signal = (name: NodeJS.Signals) => process.kill(-(child.pid ?? 0), name);
  atEnd.push(async () => {
    if (child.exitCode === null && child.signalCode === null) signal('SIGTERM');
    await ended;
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  return {
    printed: () => output,
    async endsWith(code) {
      const actual = await ended;
      if (actual !== code) throw new Error(`It ended with ${actual}:\n${output}`);
    },
    async interruptedBy(name) {
      signal(name);
      // The exit code is npm's own: the signal meets npm and its shell as well.
      await ended;
      expect(output).toContain(`${name}: all that was started is ended`);
    },
  };
}

const fileIdIn = (output: string) => /"FileId": (\d+)/.exec(output)?.[1];

/** Ids of the processes whose command line names this folder of n8n, from Linux's /proc. */
async function leftovers(): Promise<string[]> {
  const { readdir, readFile } = await import('node:fs/promises');
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      return environment.includes(`N8N_USER_FOLDER=${folder}\0`) ? [pid] : [];
    }),
  );
  return found.flat();
}

test('npm start -- --once prints the output with its FileId and ends with 0', async () => {
  const started = npmStart(['--once']);
  await started.endsWith(0);
  expect(Number(fileIdIn(started.printed()))).toBeGreaterThan(0);
  expect(await leftovers()).toEqual([]);
});

test('npm start stays until Ctrl-C, and then leaves no process', async () => {
  const started = npmStart([]);
  await waitFor(
    "the editor's address",
    120_000,
    () => started.printed().includes('Ctrl-C ends'),
    started.printed,
  );
  expect((await leftovers()).length).toBeGreaterThan(0);
  const [address = ''] = /http:\S+\/workflow\/\w+/.exec(started.printed()) ?? [];
  expect((await fetch(address)).status).toBe(200);
  await started.interruptedBy('SIGINT');
  expect(await leftovers()).toEqual([]);
});

test('a second start on the same folder says that it is in use', async () => {
  const first = npmStart([]);
  await waitFor(
    "the editor's address",
    120_000,
    () => first.printed().includes('Ctrl-C ends'),
    first.printed,
  );
  const second = npmStart(['--once']);
  await second.endsWith(1);
  expect(second.printed()).toContain('is in use by process');
  await first.interruptedBy('SIGTERM');
  expect(await leftovers()).toEqual([]);
});

test('--real takes the key from the environment and creates the task in the named workspace', async () => {
  const service = await startEmulator();
  atEnd.push(service.close);
  const started = npmStart(
    [
      ...['--once', '--real', '--project-id', '10000', '--region', 'cn-beijing'],
      ...['--task-name', 'real_task', '--endpoint', service.url],
    ],
    { ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret' },
  );
  await started.endsWith(0);
  const [file] = service.emulator.state.files.values();
  expect(file).toMatchObject({ name: 'real_task', projectId: 10000n });
  expect(fileIdIn(started.printed())).toBe(String(file?.fileId));
  expect(started.printed()).not.toContain('testsecret');
});

test('--real without a workspace says what is missing', async () => {
  const started = npmStart(['--real']);
  await started.endsWith(2);
  expect(started.printed()).toContain('--real needs --project-id');
});
