// `npm start`: a real n8n with this package in it, and an example that has run; see usage.
import path from 'node:path';
import execa from 'execa';
import getPort from 'get-port';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { startEmulator } from '../emulator';
import { dataWorksNode, credentialType, exampleNames, readExample } from './examples';
import { installPackage } from './install-package';
import { startN8n } from './n8n';
import { retarget } from './real-target';
import {
  failureOf,
  N8nApi,
  outputOf,
  type StoredCredential,
  type StoredWorkflow,
  type WorkflowFile,
} from './rest';
import { takeForSoleUse } from './sole-use';
import { readOptions, usage, type StartOptions } from './start-options';

/** The account of a throw-away n8n that answers on this machine only. */
const account = { email: 'owner@example.com', password: 'DataWorks-1' };
const example = 'create-a-sync-task.json';
/** In the emulator's workspace with the new Data Studio. */
const studioExample = 'create-many-sync-nodes.json';

const started = Date.now();
const progress = (step: string): void => {
  console.log(`[${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s] ${step}`);
};

/** Whether all is done, and only Ctrl-C is waited for. */
let stays = false;

/** What to undo at the end, last first. */
const undo: Array<() => unknown> = [];

async function main(options: StartOptions, interrupted: Promise<string>): Promise<void> {
  undo.push(await takeForSoleUse(options.folder));
  await installN8n();
  await installPackage(options.folder, progress);

  let data = options.real?.credential;
  if (data === undefined) {
    const port = await getPort({ host: '127.0.0.1', port: getPort.makeRange(7001, 7101) });
    const emulator = await startEmulator({ port, waitsForDueTime: false });
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
  undo.push(() => n8n.process.stop());

  let address = n8n.url;
  try {
    const api = await N8nApi.signIn(n8n.url, account);
    const credential = await storeCredential(api, data, options);
    const { shown, proofs } = await importExamples(api, credential, options);
    address = `${n8n.url}/workflow/${shown.id}`;
    for (const proof of proofs) {
      progress(`"${proof.name}" runs …`);
      console.log(
        `\nThe output of "${dataWorksNode(proof).name}":\n${JSON.stringify(await runApart(api, proof), null, 2)}\n`,
      );
    }
  } catch (cause) {
    // What is wrong can be put right in the editor.
    if (options.once) throw cause;
    console.error(`\n${(cause as Error).message}\n`);
  }
  if (options.once) return;
  console.log(`n8n       ${address}
sign in   ${account.email}  ${account.password}   (a throw-away account on this machine)
n8n's log ${n8n.process.logFile}`);
  if (options.real) console.log(`The AccessKey is kept, encrypted, in ${options.folder}.`);
  console.log('Ctrl-C ends it all.');
  stays = true;
  const ended = await Promise.race([interrupted, n8n.process.ended.then(() => undefined)]);
  if (ended === undefined) throw new Error(`n8n has ended, see ${n8n.process.logFile}`);
}

/** The credential of the examples. One of the emulator that the user has pointed elsewhere stays as it is. */
async function storeCredential(
  api: N8nApi,
  data: ICredentialDataDecryptedObject,
  { real }: StartOptions,
): Promise<StoredCredential> {
  if (real !== undefined) return await api.storeCredential('Alibaba Cloud', credentialType, data);
  const name = 'DataWorks emulator';
  const known = await api.credentialData(name, credentialType);
  const isOurs = known === undefined || /^http:\/\/127\.0\.0\.1:\d+$/.test(String(known.endpoint));
  return await api.storeCredential(isOurs ? name : `${name} (npm start)`, credentialType, data);
}

/**
 * Stores the examples that this n8n does not have yet: what the user has made of one stays as it is.
 * Gives the one to show, and the workflows to run, which are of the examples' files.
 */
async function importExamples(
  api: N8nApi,
  credential: StoredCredential,
  { real }: StartOptions,
): Promise<{ shown: StoredWorkflow; proofs: WorkflowFile[] }> {
  const imported = async (workflow: WorkflowFile) =>
    (await api.findWorkflow(workflow.name)) ?? (await api.createWorkflow(workflow));
  for (const name of exampleNames()) await imported(readExample(name, credential));
  const file = readExample(example, credential);
  if (real === undefined) {
    return { shown: await imported(file), proofs: [file, readExample(studioExample, credential)] };
  }
  const proof = await retarget(file, real.target, api, progress);
  return { shown: await imported(proof), proofs: [proof] };
}

/**
 * Runs a workflow in a copy of its own, which is then deleted: what its DataWorks node gave.
 * Throws when it did not succeed.
 */
async function runApart(api: N8nApi, workflow: WorkflowFile): Promise<IDataObject[]> {
  const { name } = dataWorksNode(workflow);
  const copy = await api.createWorkflow({ ...workflow, name: `${workflow.name} (npm start)` });
  try {
    const execution = await api.finished(await api.run(copy, name), 120_000);
    const [failure, output] = [failureOf(execution), outputOf(execution, name)];
    if (failure !== '' || output.length === 0) {
      throw new Error(`"${workflow.name}" did not make a task.\n${failure}`);
    }
    return output;
  } finally {
    await api.deleteWorkflow(copy);
  }
}

/** Installs n8n itself, which only the first start has to. */
async function installN8n(): Promise<void> {
  const { exitCode } = await execa(process.execPath, [path.join(__dirname, 'install.mjs')], {
    stdio: 'inherit',
    reject: false,
  });
  if (exitCode !== 0) throw new Error('n8n could not be installed, see above');
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
