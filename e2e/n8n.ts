import { readFileSync } from 'node:fs';
import path from 'node:path';
import getPort from 'get-port';
import { startChild, logTail, type ChildProcess } from './child-process';
import { waitFor } from './wait-for';

/** A real n8n that answers on 127.0.0.1. */
export interface N8n {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly process: ChildProcess;
}

export interface N8nOptions {
  /** Holds n8n's database, settings and community packages (in .n8n). */
  readonly userFolder: string;
  /** Tried first; the next free one is taken when it is in use. Any by default. */
  readonly port?: number;
  /** Further variables, of n8n's documentation. */
  readonly env?: Record<string, string>;
  /** The folder that holds its node_modules; the newest n8n by default. */
  readonly installation?: string;
  /** Where it logs to; `n8n.log` in the user folder by default. */
  readonly logFile?: string;
}

/** The Node binary that e2e/install.mjs found or installed for n8n. */
export function nodeForN8n(installation = __dirname): string {
  const ready = path.join(installation, 'node_modules', '.n8n-ready.json');
  return (JSON.parse(readFileSync(ready, 'utf8')) as { node: string }).node;
}

/** Off is all that would call n8n's own servers, or show its news in the editor. */
const quiet = {
  N8N_DIAGNOSTICS_ENABLED: 'false',
  N8N_DISABLED_MODULES: 'mcp-registry',
  N8N_DYNAMIC_BANNERS_ENABLED: 'false',
  N8N_HIRING_BANNER_ENABLED: 'false',
  N8N_PERSONALIZATION_ENABLED: 'false',
  N8N_PYTHON_ENABLED: 'false',
  N8N_TEMPLATES_ENABLED: 'false',
  N8N_VERIFIED_PACKAGES_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
};

/** A free port of 127.0.0.1: `preferred` or one of the hundred above it, or any. */
const portOf = (preferred?: number): Promise<number> =>
  getPort({
    host: '127.0.0.1',
    ...(preferred && { port: getPort.makeRange(preferred, preferred + 100) }),
  });

/** Starts one n8n command; each process needs a port of its own for its task runners. */
async function startCommand(args: readonly string[], options: N8nOptions): Promise<ChildProcess> {
  const { installation } = options;
  const script = path.join(installation ?? __dirname, 'node_modules', 'n8n', 'bin', 'n8n');
  return startChild(nodeForN8n(installation), [script, ...args], {
    cwd: options.userFolder,
    logFile: options.logFile ?? path.join(options.userFolder, 'n8n.log'),
    env: {
      N8N_USER_FOLDER: options.userFolder,
      N8N_LISTEN_ADDRESS: '127.0.0.1',
      N8N_SECURE_COOKIE: 'false',
      N8N_RUNNERS_BROKER_PORT: String(await portOf()),
      ...quiet,
      ...options.env,
    },
  });
}

/** Waits until an n8n process answers 200 at each address; ends it and throws when it does not. */
async function whenReady(child: ChildProcess, urls: readonly string[]): Promise<void> {
  try {
    await waitFor('n8n starts', 120_000, async () => {
      if (child.hasEnded()) throw new Error('n8n ended while it started');
      const answers = await Promise.all(urls.map((url) => fetch(url).catch(() => undefined)));
      return answers.every((answer) => answer?.status === 200);
    });
  } catch (cause) {
    await child.kill();
    throw new Error(`${(cause as Error).message}\n${logTail(child.logFile)}`, { cause });
  }
}

/** Starts `n8n start` and waits until its editor's API answers. */
export async function startN8n(options: N8nOptions): Promise<N8n> {
  const port = await portOf(options.port);
  const url = `http://127.0.0.1:${port}`;
  const child = await startCommand(['start'], {
    ...options,
    env: { N8N_PORT: String(port), N8N_EDITOR_BASE_URL: url, ...options.env },
  });
  await whenReady(child, [`${url}/healthz/readiness`, `${url}/rest/settings`]);
  return { url, process: child };
}

/** Starts `n8n worker` (queue mode; the queue's address is in `env`) and waits until it is ready. */
export async function startWorker(options: N8nOptions): Promise<ChildProcess> {
  const port = await portOf(options.port);
  const child = await startCommand(['worker', '--concurrency=5'], {
    ...options,
    env: {
      QUEUE_HEALTH_CHECK_ACTIVE: 'true',
      QUEUE_HEALTH_CHECK_PORT: String(port),
      ...options.env,
    },
  });
  await whenReady(child, [`http://127.0.0.1:${port}/healthz/readiness`]);
  return child;
}
