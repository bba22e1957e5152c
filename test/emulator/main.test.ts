import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const MAIN = path.resolve(__dirname, '../../emulator/main.ts');

/** Starts the command line; `ready` resolves with what it has printed once `mark` is in it. */
function emulatorProcess(...options: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...options]);
  let printed = '';
  const ready = (mark: string) =>
    new Promise<string>((resolve, reject) => {
      const take = (chunk: Buffer) => {
        printed += chunk.toString();
        if (printed.includes(mark)) resolve(printed);
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      child.on('exit', () => reject(new Error(`It ended: ${printed}`)));
    });
  return { child, ready };
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'the command serves at the printed address until %s',
  async (signal) => {
    const { child, ready } = emulatorProcess('--port', '0');
    const printed = await ready('Ctrl-C');
    expect(printed).toContain('testid / testsecret');
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)!;
    expect((await fetch(`${url}/_emulator/clock`)).status).toBe(200);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  },
  20_000,
);

test('behaviours can be set', async () => {
  const { child, ready } = emulatorProcess('--port', '0', '--set', 'projectMode=basic');
  const printed = await ready('Ctrl-C');
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)!;
  const { workspaces } = (await (await fetch(`${url}/_emulator/state`)).json()) as {
    workspaces: { mode: string }[];
  };
  expect(workspaces[0]!.mode).toBe('basic');
  child.kill();
  await once(child, 'exit');
}, 20_000);

test.each([
  ['refusals=loud', 'refusals is one of gateway, body.'],
  ['mood=good', 'Unknown behaviour "mood".'],
])(
  'a wrong behaviour ends the command: %s',
  async (behaviour, message) => {
    const { child, ready } = emulatorProcess('--set', behaviour);
    const ended = once(child, 'exit');
    expect(await ready('\n')).toContain(message);
    expect(await ended).toEqual([1, null]);
  },
  20_000,
);

test('a wrong option ends the command with a hint and exit code 1', async () => {
  const { child, ready } = emulatorProcess('--port', 'high');
  const ended = once(child, 'exit');
  expect(await ready('Usage')).toContain('--port 7001');
  expect(await ended).toEqual([1, null]);
}, 20_000);
