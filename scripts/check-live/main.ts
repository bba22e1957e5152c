// What the live DataWorks answers, beside docs/live-evidence.md: npm run check:live (docs/check-live.md).
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';

import { checkLive, READ_CALLS } from './check';
import { findingsTable, reportOf } from './report';
import { WRITE_CALLS } from './write';

const USAGE = `Usage: npm run check:live -- --project-id 12345 --region cn-shanghai [options]

  --project-id   the workspace's id
  --region       its region's id
  --endpoint     an address in place of the region's, e.g. http://127.0.0.1:7001 for the emulator
  --throttling   only sends ${READ_CALLS} reads at the same time, to see how one too many is refused
  --write        goes on in a workspace in standard mode: makes one paused task, updates it, submits it
                 to development and deletes it; asks before (at most ${WRITE_CALLS} calls more)
  --folder       where, e.g. 业务流程/<flow>/folderDi
  --report       the file for the report (check-live.md)

Keys: ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and, for temporary ones,
ALIBABA_CLOUD_SECURITY_TOKEN in the environment. Without --write nothing is changed, by at most
${READ_CALLS} calls, which count towards the account's quota.`;

/** What the person at the keyboard has to know; its message is all that is shown. */
class Wrong extends Error {}

const OPTIONS = {
  'project-id': { type: 'string' },
  region: { type: 'string' },
  endpoint: { type: 'string' },
  throttling: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  folder: { type: 'string' },
  report: { type: 'string', default: 'check-live.md' },
  help: { type: 'boolean', default: false },
} as const;

function readOptions() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    throw new Wrong(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function fromEnvironment(name: string, isNeeded = true): string {
  const value = process.env[name]?.trim() ?? '';
  if (value === '' && isNeeded) throw new Wrong(`Set ${name} in the environment.`);
  return value;
}

/** Lets the person type what is asked; an end of the input is a no. */
async function isTyped(question: string, words: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  try {
    const typed = await Promise.race([lines.question(question).catch(() => ''), closed]);
    return typed.trim() === words;
  } finally {
    lines.close();
  }
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) return console.log(USAGE);
  const { region, endpoint, folder, write, throttling, report } = options;
  const projectId = options['project-id'] ?? '';
  if (!/^\d+$/.test(projectId)) throw new Wrong(`--project-id is not a number.\n\n${USAGE}`);
  if (!region) throw new Wrong(`--region is missing.\n\n${USAGE}`);
  if (write && !folder) throw new Wrong('--write needs --folder: where the task is to be made.');
  if (write && throttling) throw new Wrong('--write and --throttling are separate runs.');
  const access = {
    accessKeyId: fromEnvironment('ALIBABA_CLOUD_ACCESS_KEY_ID'),
    accessKeySecret: fromEnvironment('ALIBABA_CLOUD_ACCESS_KEY_SECRET'),
    securityToken: fromEnvironment('ALIBABA_CLOUD_SECURITY_TOKEN', false),
    region: 'other',
    regionId: region,
    ...(endpoint === undefined ? {} : { endpoint }),
  };

  const stop = new AbortController();
  let isWriting = false;
  process.on('SIGINT', () => {
    if (!isWriting) process.exit(130);
    if (stop.signal.aborted) {
      console.error(
        'Ended before it was cleaned up: look for a task n8n_check_live_… in the folder.',
      );
      process.exit(130);
    }
    stop.abort();
    console.error('Ctrl-C: cleaning up; once more ends at once.');
  });

  const result = await checkLive({
    access,
    projectId,
    throttling,
    folder: write ? folder : undefined,
    stop: stop.signal,
    say: (words) => console.log(words),
    async confirm() {
      const words = `write in ${projectId}`;
      console.log(
        `\nNow one paused task n8n_check_live_… is made in ${folder}, updated, submitted to development and deleted. Nothing reaches production.`,
      );
      isWriting = await isTyped(`Type "${words}" to go on: `, words);
      return isWriting;
    },
  });

  console.log(`\n${findingsTable(result.findings)}\n`);
  const { version } = JSON.parse(
    readFileSync(path.join(__dirname, '../../package.json'), 'utf8'),
  ) as { version: string };
  writeFileSync(report, reportOf(result.findings, { ...result, version, at: new Date() }));
  const differences = result.findings.filter(({ differs }) => differs).length;
  console.log(
    `${differences === 0 ? 'No difference' : `Differences: ${differences}`}. Calls: ${result.calls}. The report is in ${report}: no names, ids or secrets; paste it into an issue.`,
  );
  if (result.problem !== undefined) {
    console.error(result.problem);
    process.exitCode = 1;
  }
  if (stop.signal.aborted) process.exitCode = 130;
}

main().catch((error: unknown) => {
  // Messages of the package's own name fields, never keys; others stand with their place.
  const isExpected = error instanceof Wrong || (error as Error).name === 'NodeOperationError';
  console.error(isExpected ? (error as Error).message : error);
  process.exitCode = 1;
});
