import type { ChildProcess } from '../child-process';
import { failureOf, outputOf } from '../rest';
import { waitFor } from '../wait-for';
import { fireParked, parked, requests } from './parked';
import { startQueue, type Queue } from './queue';
import { startTestbed, type Testbed } from './testbed';

/** Parked waits where workers run the executions. */

const name = 'park-queue';
const LIMIT_MS = 400_000;
const workers: ChildProcess[] = [];
let queue: Queue;
let bed: Testbed;

beforeAll(async () => {
  queue = await startQueue(name);
  bed = await startTestbed(name, queue.env);
});
afterAll(async () => {
  await bed?.stop();
  await queue?.stop();
});
beforeEach(() => bed.emulator.emulator.reset());

async function addWorker(): Promise<ChildProcess> {
  const worker = await queue.addWorker(bed);
  workers.push(worker);
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
