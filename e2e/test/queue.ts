import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { ChildProcess } from '../child-process';
import { startWorker } from '../n8n';
import { workFolder } from '../paths';
import { startPostgres } from '../postgres';
import { startRedis } from '../redis';
import type { Testbed } from './testbed';

/** What an n8n needs whose executions run in workers. */
export interface Queue {
  /** n8n's variables, for its main process and its workers. */
  readonly env: Record<string, string>;
  /** Starts a worker for the n8n of a testbed. */
  addWorker(bed: Testbed): Promise<ChildProcess>;
  /** Ends the workers and the servers. */
  stop(): Promise<void>;
}

/** Starts Redis and PostgreSQL; their logs are in a folder of this name. */
export async function startQueue(name: string): Promise<Queue> {
  const logs = path.join(workFolder, 'tests', `${name}-services`);
  /** What to end, last first. */
  const atEnd: Array<() => Promise<void>> = [];
  const stop = async () => {
    for (const end of atEnd.splice(0).reverse()) await end();
  };
  const begun: Record<string, string> = {};
  try {
    for (const start of [startRedis, startPostgres]) {
      const service = await start(logs);
      atEnd.push(service.stop);
      Object.assign(begun, service.env);
    }
  } catch (cause) {
    await stop();
    throw cause;
  }
  const env = {
    ...begun,
    EXECUTIONS_MODE: 'queue',
    // How soon the queue notices that a worker is gone: 30 s and 60 s by default.
    QUEUE_WORKER_LOCK_DURATION: '4000',
    QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
    QUEUE_WORKER_STALLED_INTERVAL: '2000',
  };
  return {
    env,
    async addWorker({ userFolder }) {
      const logFile = path.join(userFolder, `worker-${randomUUID()}.log`);
      const worker = await startWorker({ userFolder, env, logFile });
      atEnd.push(() => worker.stop());
      return worker;
    },
    stop,
  };
}
