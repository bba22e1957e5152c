import getPort from 'get-port';
import { startChild } from './child-process';
import { newLog, whenItSays, type Service } from './service';

/** Starts Debian's Redis on 127.0.0.1, all in memory; its log goes into `folder`. */
export async function startRedis(folder: string): Promise<Service> {
  const logFile = newLog(folder, 'redis.log');
  const port = String(await getPort({ host: '127.0.0.1' }));
  const redis = startChild(
    'redis-server',
    ['--bind', '127.0.0.1', '--port', port, '--save', '', '--appendonly', 'no', '--dir', folder],
    { logFile },
  );
  await whenItSays(redis, 'Ready to accept connections');
  return {
    env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: port },
    stop: () => redis.stop(),
  };
}
