import { parseArgs } from 'node:util';
import { asBehaviours } from './behaviours';
import { ACCESS_KEYS, WORKSPACES } from './defaults';
import { EDITIONS, type Edition } from './gateway/quota';
import { startEmulator } from './server';

const USAGE = `Usage: npm run emulator -- [--port 7001] [--edition ${Object.keys(EDITIONS).join('|')}] [--set behaviour=value …]`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '7001' },
      edition: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(USAGE);
  if (values.edition !== undefined && !(values.edition in EDITIONS)) throw new Error(USAGE);

  const behaviours = asBehaviours(
    Object.fromEntries(values.set.map((one) => one.split('=', 2) as [string, string])),
  );

  const running = await startEmulator({
    port,
    quota: values.edition as Edition,
    ...behaviours,
  });
  const [key] = ACCESS_KEYS;
  console.log(`DataWorks emulator at ${running.url}`);
  console.log(`  AccessKey  ${key!.id} / ${key!.secret}`);
  for (const { projectId, name } of WORKSPACES) console.log(`  Workspace  ${projectId} ${name}`);
  console.log(
    `  Control    ${running.url}/_emulator/log, state, clock, faults, plans, approvals, durations, behaviours, studio, quota, reset`,
  );
  console.log('Ctrl-C ends it.');

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void running.close());
  }
}

main().catch((failure: unknown) => {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exitCode = 1;
});
