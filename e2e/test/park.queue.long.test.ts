import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { ChildProcess } from '../child-process';
import { startWorker } from '../n8n';
import { workFolder } from '../paths';
import { startPostgres } from '../postgres';
import { startRedis } from '../redis';
import { failureOf, outputOf } from '../rest';
import { waitFor } from '../wait-for';
import { fireParked, parked, requests } from './parked';
import { startTestbed, type Testbed } from './testbed';

/** Parked waits where workers run the executions. */

const name = 'park-queue';
const LIMIT_MS = 400_000;
const workers: ChildProcess[] = [];
/** What to end, last first. */
const atEnd: Array<() => Promise<void>> = [];
let bed: Testbed;
let env: Record<string, string>;

beforeAll(async () => {
  const logs = path.join(workFolder, 'tests', `${name}-services`);
  const redis = await startRedis(logs);
  atEnd.push(redis.stop);
  const postgres = await startPostgres(logs);
  atEnd.push(postgres.stop);
  env = {
    ...redis.env,
    ...postgres.env,
    EXECUTIONS_MODE: 'queue',
    // How soon the queue notices that a worker is gone: 30 s and 60 s by default.
    QUEUE_WORKER_LOCK_DURATION: '4000',
    QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
    QUEUE_WORKER_STALLED_INTERVAL: '2000',
  };
  bed = await startTestbed(name, env);
  atEnd.push(() => bed.stop());
});
afterAll(async () => {
  for (const end of atEnd.reverse()) await end();
});
beforeEach(() => bed.emulator.emulator.reset());

async function addWorker(): Promise<ChildProcess> {
  const logFile = path.join(bed.userFolder, `worker-${randomUUID()}.log`);
  const worker = await startWorker({ userFolder: bed.userFolder, env, logFile });
  workers.push(worker);
  atEnd.push(() => worker.stop());
  return worker;
}

test('the worker is killed while the wait is parked: another one gives the right output, once', async () => {
  const first = await addWorker();
  const workflow = await fireParked(bed, { count: 2, takesMs: 60_000 });
  const { parent } = await parked(bed, workflow);
  await first.kill();
  await addWorker();
  const execution = await bed.api.finished(parent, LIMIT_MS);
  expect(failureOf(execution)).toBe('');
  expect(outputOf(execution, 'Good')).toHaveLength(2);
  expect(requests(bed, 'RunCycleDagNodes')).toHaveLength(2);
});

test('the worker is killed during a look: the execution fails', async () => {
  const workflow = await fireParked(bed, { count: 1, takesMs: 60_000 });
  const { parent } = await parked(bed, workflow);
  const { faults } = bed.emulator.emulator;
  faults.add({ kind: 'delay', ms: 100_000, action: 'ListInstances', times: 1 });
  await waitFor('a look', 200_000, () => requests(bed, 'ListInstances').length > 0);
  for (const worker of workers) await worker.kill();
  await addWorker();
  const execution = await bed.api.finished(parent, LIMIT_MS);
  // In n8n's own words: it takes an execution from a worker that is gone no second time.
  expect(execution.status).toBe('error');
  expect(outputOf(execution, 'Good')).toEqual([]);
  expect(requests(bed, 'RunCycleDagNodes')).toHaveLength(1);
});
