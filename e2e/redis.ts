import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startChild, logTail } from './child-process';
import { freePort } from './free-port';
import { waitFor } from './wait-for';

/** A server that n8n uses, with the variables by which n8n finds it. */
export interface Service {
  readonly env: Record<string, string>;
  stop(): Promise<void>;
}

/** Starts Debian's Redis on 127.0.0.1, all in memory; its log goes into `folder`. */
export async function startRedis(folder: string): Promise<Service> {
  mkdirSync(folder, { recursive: true });
  const port = String(await freePort());
  const redis = startChild(
    'redis-server',
    ['--bind', '127.0.0.1', '--port', port, '--save', '', '--appendonly', 'no', '--dir', folder],
    { logFile: path.join(folder, 'redis.log') },
  );
  await waitFor(
    'Redis starts',
    30_000,
    () => logTail(redis.logFile).includes('Ready to accept connections'),
    () => logTail(redis.logFile),
  ).catch(async (cause: unknown) => {
    await redis.kill();
    throw cause;
  });
  return {
    env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: port },
    stop: () => redis.stop(),
  };
}
