import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { logTail, type ChildProcess } from './child-process';
import { waitFor } from './wait-for';

/** A server that n8n uses, with the variables by which n8n finds it. */
export interface Service {
  readonly env: Record<string, string>;
  stop(): Promise<void>;
}

/** A file in `folder` for a server's log; an earlier one, which says that it is ready, is deleted. */
export function newLog(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  rmSync(file, { force: true });
  return file;
}

/** Waits until a server's log says that it is ready; ends it and throws with the log when it does not. */
export async function whenItSays(server: ChildProcess, ready: string): Promise<void> {
  const log = () => logTail(server.logFile);
  try {
    await waitFor(
      `"${ready}" in ${server.logFile}`,
      30_000,
      () => {
        if (server.hasEnded()) throw new Error(`It ended while it started\n${log()}`);
        return log().includes(ready);
      },
      log,
    );
  } catch (cause) {
    await server.kill();
    throw cause;
  }
}
