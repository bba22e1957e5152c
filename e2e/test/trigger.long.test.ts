import path from 'node:path';
import type { ChildProcess } from '../child-process';
import { waitFor } from '../wait-for';
import { startQueue, type Queue } from './queue';
import { startTestbed, type Testbed } from './testbed';
import { anotherLook, ended, publishTrigger, startedWith, untilStarted } from './triggered';

/** The trigger in an old n8n, and where workers run the executions. */

/**
 * One look after the other: nothing, an end, nothing; then ends over a crash and after it.
 * @param crash kills n8n, calls `meanwhile` and starts n8n again
 */
async function eachEndOnce(first: Testbed, crash: (meanwhile: () => void) => Promise<Testbed>) {
  let bed = first;
  ended(bed, 'before', 'SUCCESS', 60_000);
  const workflow = await publishTrigger(bed);
  const expected: unknown[] = [];
  const isTold = async (end: object) => {
    expected.push([expect.objectContaining(end)]);
    expect(await untilStarted(bed, workflow, expected.length)).toEqual(expected);
  };
  const noMore = async () => {
    await anotherLook(bed);
    expect(await startedWith(bed, workflow)).toEqual(expected);
  };
  await noMore();
  await isTold(ended(bed, 'first', 'FAILURE'));
  await noMore();
  let meanwhile = {};
  bed = await crash(() => (meanwhile = ended(bed, 'meanwhile', 'SUCCESS')));
  await isTold(meanwhile);
  await isTold(ended(bed, 'last', 'SUCCESS'));
  await noMore();
  return workflow;
}

test('the oldest n8n of major version 2: each end is told once', async () => {
  const folder = path.join(__dirname, '..', 'oldest');
  let bed = await startTestbed('trigger-oldest', { N8N_DISABLED_MODULES: 'insights' }, folder);
  try {
    await eachEndOnce(bed, async (meanwhile) => {
      await bed.n8n.process.kill();
      meanwhile();
      bed = await bed.startAgain();
      return bed;
    });
  } finally {
    await bed.stop();
  }
});

describe('queue mode', () => {
  let queue: Queue;
  let bed: Testbed;
  let worker: ChildProcess;
  beforeAll(async () => {
    queue = await startQueue('trigger-queue');
    bed = await startTestbed('trigger-queue', queue.env);
    worker = await queue.addWorker(bed);
  }, 300_000);
  afterAll(async () => {
    await bed?.stop();
    await queue?.stop();
  });

  test('each end is told once, also over a crash of all n8n', async () => {
    const workflow = await eachEndOnce(bed, async (meanwhile) => {
      await bed.n8n.process.kill();
      await worker.kill();
      meanwhile();
      bed = await bed.startAgain();
      worker = await queue.addWorker(bed);
      return bed;
    });
    await bed.api.deactivate(workflow);
  });

  test('an end that is told while no worker is there waits for one, also over a crash', async () => {
    const workflow = await publishTrigger(bed);
    await worker.kill();
    const end = ended(bed, 'unattended', 'FAILURE');
    await waitFor('it is in the queue', 100_000, async () => {
      const all = await bed.api.executions(workflow);
      return all.length > 0;
    });
    await anotherLook(bed);
    await bed.n8n.process.kill();
    bed = await bed.startAgain();
    worker = await queue.addWorker(bed);
    const expected = [[expect.objectContaining(end)]];
    expect(await untilStarted(bed, workflow, 1)).toEqual(expected);
    await anotherLook(bed);
    expect(await startedWith(bed, workflow)).toEqual(expected);
  });
});
