import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A server in a process of its own. */
export interface Server {
  /** Such as `http://127.0.0.1:40123`. */
  url: string;
  close(): void;
}

/** Starts one of the files beside this one, which sends its address to its parent. */
async function start(file: string): Promise<Server> {
  const child = fork(join(__dirname, file), { execArgv: ['--import', 'tsx'], stdio: 'inherit' });
  const [url] = (await once(child, 'message')) as [string];
  return { url, close: () => child.disconnect() };
}

/** A server that only answers. */
export const startAnswering = (): Promise<Server> => start('answeringProcess.ts');

/** What arrived at the emulator. */
export interface Arrival {
  action: string;
  code?: string;
  status?: number;
}

/** The emulator, and its control API. */
export interface EmulatorServer extends Server {
  control<Answer>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Answer>;
  /** Back to the start. */
  reset(): Promise<unknown>;
  /** What arrived since the start, oldest first. */
  arrivals(): Promise<Arrival[]>;
}

export async function startEmulatorServer(): Promise<EmulatorServer> {
  const server = await start('emulatorProcess.ts');
  const control: EmulatorServer['control'] = async (method, path, body) => {
    const reply = await fetch(`${server.url}/_emulator/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!reply.ok) throw new Error(`${method} ${path}: ${await reply.text()}`);
    return reply.json();
  };
  return {
    ...server,
    control,
    reset: () => control('POST', 'reset'),
    arrivals: () => control('GET', 'log'),
  };
}
