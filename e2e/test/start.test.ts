import { rmSync } from 'node:fs';
import path from 'node:path';
import execa from 'execa';
import { startEmulator } from '../../emulator';
import { signalGroup } from '../child-process';
import { credentialType, dataWorksNode } from '../examples';
import { root, workFolder } from '../paths';
import { N8nApi, type StoredCredential, type StoredWorkflow } from '../rest';
import { waitFor } from '../wait-for';
import { account } from './testbed';
import { node } from './workflow-builder';

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
  const child = execa('npm', ['start', '--', '--work-folder', folder, ...args], {
    cwd: root,
    env: { NODE_ENV: '', ...env },
    detached: true,
    all: true,
    reject: false,
  });
  const signal = (name: NodeJS.Signals) => signalGroup(child.pid!, name);
  atEnd.push(async () => {
    if (child.exitCode === null && child.signalCode === null) signal('SIGTERM');
    await child;
  });
  let output = '';
  child.all!.on('data', (text) => (output += text));
  return {
    printed: () => output,
    async endsWith(code) {
      const { exitCode } = await child;
      if (exitCode !== code) throw new Error(`It ended with ${exitCode}:\n${output}`);
    },
    async interruptedBy(name) {
      signal(name);
      // The exit code is npm's own: the signal meets npm and its shell as well.
      await child;
      expect(output).toContain(`${name}: all that was started is ended`);
    },
  };
}

/** Waits until it is up: the editor's address. */
async function comesUp({ printed }: Started): Promise<string> {
  await waitFor("the editor's address", 120_000, () => printed().includes('Ctrl-C ends'), printed);
  const [address = ''] = /http:\S+\/workflow\/\w+/.exec(printed()) ?? [];
  expect((await fetch(address)).status).toBe(200);
  return address;
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

test('npm start -- --once prints a FileId and the Id of a sync node, and ends with 0', async () => {
  const started = npmStart(['--once']);
  await started.endsWith(0);
  expect(Number(fileIdIn(started.printed()))).toBeGreaterThan(0);
  expect(started.printed()).toMatch(/"Id": "\d{19}"/);
  expect(await leftovers()).toEqual([]);
});

test('npm start stays until Ctrl-C, and then leaves no process', async () => {
  const started = npmStart([]);
  await comesUp(started);
  expect((await leftovers()).length).toBeGreaterThan(0);
  await started.interruptedBy('SIGINT');
  expect(await leftovers()).toEqual([]);
});

test('npm start keeps what its user has left unfinished, and comes up all the same', async () => {
  const before = npmStart([]);
  const id = (await comesUp(before)).split('/').at(-1) ?? '';
  const signIn = (address: string) => N8nApi.signIn(new URL(address).origin, account);
  const api = await signIn(await comesUp(before));
  const read = async (from: N8nApi) =>
    await from.call<StoredWorkflow>('GET', `/rest/workflows/${id}`);
  const example = await read(api);
  // A node that is just put there and connected: it has neither its parameters nor a credential.
  const { name: task, type } = dataWorksNode(example);
  const unfinished = node('Unfinished', type, 1, { resource: 'syncTask', operation: 'create' });
  const edited = await api.saveWorkflow({
    ...example,
    nodes: [...example.nodes, unfinished],
    connections: {
      ...example.connections,
      [task]: { main: [[{ node: unfinished.name, type: 'main', index: 0 }]] },
    },
  });
  const credentials = await api.call<StoredCredential[]>('GET', '/rest/credentials');
  const data = {
    accessKeyId: 'my-own',
    accessKeySecret: 'key',
    region: 'cn-beijing',
    endpoint: '',
  };
  await api.storeCredential(credentials[0]!.name, credentialType, data);
  const workflows = await api.call<StoredWorkflow[]>('GET', '/rest/workflows');
  await before.interruptedBy('SIGINT');

  const after = npmStart([]);
  const address = await comesUp(after);
  expect(Number(fileIdIn(after.printed()))).toBeGreaterThan(0);
  const again = await signIn(address);
  expect(address.split('/').at(-1)).toBe(id);
  expect(await read(again)).toMatchObject({ nodes: edited.nodes, connections: edited.connections });
  expect(await again.credentialData(credentials[0]!.name, credentialType)).toMatchObject({
    accessKeyId: 'my-own',
    endpoint: '',
  });
  const stored = await again.call<StoredWorkflow[]>('GET', '/rest/workflows');
  expect(stored.map(({ name }) => name)).toEqual(workflows.map(({ name }) => name));
  await after.interruptedBy('SIGINT');
  await npmStart(['--once']).endsWith(0);
});

test('npm start comes up to the editor when its example fails', async () => {
  const service = await startEmulator();
  atEnd.push(service.close);
  const started = npmStart(
    [
      ...['--real', '--project-id', '10000', '--region', 'cn-beijing', '--folder', 'demo'],
      ...['--resource-group', 'none', '--endpoint', service.url],
    ],
    { ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'wrong' },
  );
  await comesUp(started);
  expect(started.printed()).toContain('did not make a task');
  await started.interruptedBy('SIGINT');
});

test('a second start on the same folder says that it is in use', async () => {
  const first = npmStart([]);
  await comesUp(first);
  const second = npmStart(['--once']);
  await second.endsWith(1);
  expect(second.printed()).toContain('is in use by an earlier start');
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
