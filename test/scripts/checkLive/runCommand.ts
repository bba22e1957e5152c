import execa from 'execa';
import { resolve } from 'node:path';

import type { RunningEmulator } from '../../../emulator';
import { KEYS } from './world';

const MAIN = resolve(__dirname, '../../../scripts/check-live/main.ts');

const ENVIRONMENT = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: KEYS.accessKeyId,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: KEYS.accessKeySecret,
};

/** How long what `--write` waits for takes, in the emulator. */
export const durations = { checkMs: 20, deployMs: 20 };

/** The command, in a process of its own; `env` undefined: without keys. */
export const runCommand = (
  args: string[],
  { env = ENVIRONMENT, input }: { env?: Record<string, string>; input?: string } = {},
) =>
  execa(process.execPath, ['--import', 'tsx', MAIN, ...args], {
    env: { ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABA_CLOUD_ACCESS_KEY_SECRET: '', ...env },
    reject: false,
    ...(input === undefined ? {} : { input }),
  });

/** Where the emulator is. */
export const placeOf = ({ url }: RunningEmulator) => ['--region', 'cn-shanghai', '--endpoint', url];

/** What a usual command is given; the report goes to a file. */
export const usualOf = (server: RunningEmulator, report: string) => [
  '--project-id',
  '10000',
  ...placeOf(server),
  '--report',
  report,
];
