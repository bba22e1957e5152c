import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { startEmulator, type RunningEmulator } from '../../emulator';
import { credentialType } from '../examples';
import { installPackage } from '../install-package';
import { startN8n, type N8n } from '../n8n';
import { workFolder } from '../paths';
import { N8nApi, type StoredCredential } from '../rest';

/** The account that owns every n8n of the tests. */
export const account = { email: 'owner@example.com', password: 'DataWorks-1' };

/** The keys that the emulator knows. */
export const testKey = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };

/** A new n8n with the package in it, an emulator, and a credential for it. */
export interface Testbed {
  readonly userFolder: string;
  readonly emulator: RunningEmulator;
  readonly n8n: N8n;
  readonly api: N8nApi;
  readonly credential: StoredCredential;
  /** Starts n8n again on the same data after it was killed: another n8n, signed in. */
  startAgain(): Promise<Testbed>;
  stop(): Promise<void>;
}

/** A new user folder of n8n, with the package installed in it from its tarball. */
async function newUserFolder(name: string, installation?: string): Promise<string> {
  const installed = path.join(workFolder, 'tests', 'package');
  await installPackage(installed, () => undefined);
  const userFolder = path.join(workFolder, 'tests', name);
  rmSync(userFolder, { recursive: true, force: true });
  mkdirSync(userFolder, { recursive: true });
  cpSync(path.join(installed, '.n8n'), path.join(userFolder, '.n8n'), { recursive: true });
  if (installation) {
    // Else the package meets the n8n-workflow of the folder above, which is the newest.
    symlinkSync(
      path.join(installation, 'node_modules', 'n8n-workflow'),
      path.join(userFolder, '.n8n', 'nodes', 'node_modules', 'n8n-workflow'),
    );
  }
  return userFolder;
}

/** Starts a testbed whose data is in a folder of this name; `env` is for n8n. */
export async function startTestbed(
  name: string,
  env: Record<string, string> = {},
  installation?: string,
): Promise<Testbed> {
  const userFolder = await newUserFolder(name, installation);
  const emulator = await startEmulator({ waitsForDueTime: false });
  return await withN8n({ userFolder, env, emulator, ...(installation && { installation }) });
}

async function withN8n(given: {
  userFolder: string;
  env: Record<string, string>;
  emulator: RunningEmulator;
  installation?: string;
}): Promise<Testbed> {
  const { emulator } = given;
  let n8n: N8n | undefined;
  const stop = async () => {
    await n8n?.process.stop();
    await emulator.close();
  };
  try {
    n8n = await startN8n(given);
    const api = await N8nApi.signIn(n8n.url, account);
    const credential = await api.storeCredential('Emulator', credentialType, {
      ...testKey,
      region: 'cn-shanghai',
      endpoint: emulator.url,
    });
    const { userFolder } = given;
    return { userFolder, emulator, n8n, api, credential, startAgain: () => withN8n(given), stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/** Deployments, runs and starts end as soon as they are asked for, where a test is not about waiting. */
export function nothingTakesTime({ emulator }: Testbed): void {
  const { durations } = emulator.emulator.settings;
  for (const name of Object.keys(durations) as Array<keyof typeof durations>) durations[name] = 0;
}
