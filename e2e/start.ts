// `npm start`: a real n8n with this package in it, and an example that has run; see usage.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { startEmulator } from '../emulator';
import { dataWorksNode, credentialType, exampleNames, readExample } from './examples';
import { freePort } from './free-port';
import { installPackage } from './install-package';
import { startN8n } from './n8n';
import { retarget } from './real-target';
import { failureOf, N8nApi, outputOf, type StoredCredential, type StoredWorkflow } from './rest';
import { takeForSoleUse } from './sole-use';
import { readOptions, usage, type StartOptions } from './start-options';

/** The account of a throw-away n8n that answers on this machine only. */
const account = { email: 'owner@example.com', password: 'DataWorks-1' };
const example = 'create-a-sync-task.json';

const started = Date.now();
const progress = (step: string): void => {
  console.log(`[${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s] ${step}`);
};

/** Whether all is done, and only Ctrl-C is waited for. */
let stays = false;

/** What to undo at the end, last first. */
const undo: Array<() => unknown> = [];

async function main(options: StartOptions, interrupted: Promise<string>): Promise<void> {
  const use = takeForSoleUse(options.folder);
  undo.push(use.free);
  await installN8n();
  installPackage(options.folder, progress);

  let data = options.real?.credential;
  if (data === undefined) {
    const emulator = await startEmulator({ port: await freePort(7001) });
    undo.push(emulator.close);
    progress(`A local DataWorks (the emulator) answers at ${emulator.url}`);
    data = {
      accessKeyId: 'testid',
      accessKeySecret: 'testsecret',
      region: 'cn-shanghai',
      endpoint: emulator.url,
    };
  }

  progress('n8n starts …');
  const env = options.real?.proxy ?? {};
  const n8n = await startN8n({ userFolder: options.folder, port: 5678, env });
  use.note(n8n.process.pid);
  undo.push(() => n8n.process.stop());
  const api = await N8nApi.signIn(n8n.url, account);
  const label = options.real ? 'Alibaba Cloud' : 'DataWorks emulator';
  const credential = await api.storeCredential(label, credentialType, data);
  const shown = await importExamples(api, credential, options);
  progress(`"${shown.name}" runs …`);
  const { name: node } = dataWorksNode(shown);
  const lastNode = shown.nodes.at(-1)?.name ?? node;
  const execution = await api.finished(await api.run(shown, lastNode), 120_000);
  const failure = failureOf(execution);
  if (failure !== '') throw new Error(`"${shown.name}" did not make a task.\n${failure}`);

  console.log(
    `\nThe output of "${node}":\n${JSON.stringify(outputOf(execution, node), null, 2)}\n`,
  );
  if (options.once) return;
  console.log(`n8n       ${n8n.url}/workflow/${shown.id}
sign in   ${account.email}  ${account.password}   (a throw-away account on this machine)
n8n's log ${n8n.process.logFile}`);
  if (options.real) console.log(`The AccessKey is kept, encrypted, in ${options.folder}.`);
  console.log('Ctrl-C ends it all.');
  stays = true;
  const ended = await Promise.race([interrupted, n8n.process.ended.then(() => undefined)]);
  if (ended === undefined) throw new Error(`n8n has ended, see ${n8n.process.logFile}`);
}

/** Stores the examples that this n8n does not have yet, and gives the one to run. */
async function importExamples(
  api: N8nApi,
  credential: StoredCredential,
  { real }: StartOptions,
): Promise<StoredWorkflow> {
  let shown: StoredWorkflow | undefined;
  for (const name of exampleNames()) {
    const workflow = readExample(name, credential);
    const stored = (await api.findWorkflow(workflow.name)) ?? (await api.createWorkflow(workflow));
    if (name === example) shown = stored;
  }
  if (real !== undefined) {
    const workflow = readExample(example, credential);
    shown = await api.createWorkflow(await retarget(workflow, real.target, api, progress));
  }
  if (shown === undefined) throw new Error(`examples/${example} is missing`);
  return shown;
}

/** Installs n8n itself, which only the first start has to. */
async function installN8n(): Promise<void> {
  const child = spawn(process.execPath, [path.join(__dirname, 'install.mjs')], {
    stdio: 'inherit',
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error('n8n could not be installed, see above');
}

async function end(exitCode: number): Promise<never> {
  for (const step of undo.splice(0).reverse()) {
    await Promise.resolve(step()).catch((cause: unknown) => console.error(cause));
  }
  process.exit(exitCode);
}

const interrupted = new Promise<string>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, resolve);
});

let options: StartOptions;
try {
  options = readOptions(process.argv.slice(2), process.env);
} catch (cause) {
  console.error(`${(cause as Error).message}\n\n${usage}`);
  process.exit(2);
}

void Promise.race([
  main(options, interrupted).then(() => 0),
  interrupted.then((signal) => {
    progress(`${signal}: all that was started is ended …`);
    return stays ? 0 : 130;
  }),
]).then(end, async (cause: unknown) => {
  console.error(`\n${cause instanceof Error ? cause.message : String(cause)}`);
  await end(1);
});
