import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { NodeParameterValueType } from 'n8n-workflow';
import type { ChildProcess } from '../child-process';
import { outputOf, failureOf, type StoredWorkflow } from '../rest';
import { waitFor } from '../wait-for';
import { startQueue, type Queue } from './queue';
import { startTestbed, type Testbed } from './testbed';
import { postToWebhook } from './webhook';
import { chain, createTask, webhook } from './workflow-builder';

const name = 'exactly-once-worker-killed';
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
beforeEach(async () => {
  bed.emulator.emulator.reset();
  // One that a test killed is replaced.
  while (workers.length < 2) workers.push(await queue.addWorker(bed));
}, 300_000);

/** The worker that said it works on this execution. */
function workerOf(executionId: string): ChildProcess {
  const said = `started execution ${executionId} `;
  const busy = workers.filter(({ logFile }) => readFileSync(logFile, 'utf8').includes(said));
  expect(busy).toHaveLength(1);
  return busy[0]!;
}

const files = () => [...bed.emulator.emulator.state.files.values()];

/** Stores and activates a workflow that a POST to its path fires; the task's options are `options`. */
async function storeWorkflow(
  path: string,
  options: Record<string, NodeParameterValueType>,
): Promise<StoredWorkflow> {
  const task = createTask(bed.credential, 'queued_task', { ...options, requestTimeout: 160 });
  const workflow = await bed.api.createWorkflow(chain(path, webhook(path, 'onReceived'), task));
  await bed.api.activate(workflow);
  return workflow;
}

/** Fires the workflow: the id of the new execution. */
async function fire(workflow: StoredWorkflow, path: string): Promise<string> {
  const before = (await bed.api.executions(workflow)).map(({ id }) => id);
  await postToWebhook(bed.n8n.url, path, { requestKey: `key of ${path}`.replaceAll(' ', '-') });
  const execution = await waitFor('the execution is there', 10_000, async () =>
    (await bed.api.executions(workflow)).find(({ id }) => !before.includes(id)),
  );
  return execution.id;
}

const rows: Array<[string, Record<string, NodeParameterValueType>, string]> = [
  ['a Client Token of the user', { clientToken: '={{ $json.body.requestKey }}' }, 'created'],
  ['"If the Name Is Taken: Reuse"', { ifExists: 'reuse' }, 'reused'],
];
test.each(rows)(
  'with %s, a worker is killed after the server acted, and the workflow fired again: one task and its FileId',
  async (_, options, outcome) => {
    bed.emulator.emulator.faults.add({ kind: 'delay', ms: 170_000, action: 'CreateDISyncTask' });
    const path = randomUUID();
    const workflow = await storeWorkflow(path, options);
    const lost = await fire(workflow, path);
    await waitFor('the server has acted', 30_000, () => files().length > 0);
    const worker = workerOf(lost);
    await worker.kill();
    workers.splice(workers.indexOf(worker), 1);

    const execution = await bed.api.finished(await fire(workflow, path));
    const calls = bed.emulator.emulator.log.length;
    expect(failureOf(execution)).toBe('');
    expect(workers).toContain(workerOf(execution.id));
    const [file, ...more] = files();
    expect(more).toEqual([]);
    expect(outputOf(execution, 'Create a sync task')).toEqual([
      expect.objectContaining({
        Data: expect.objectContaining({ FileId: Number(file?.fileId) }),
        Outcome: outcome,
      }),
    ]);

    // n8n ends the lost execution, and runs it on no other worker, nor does "Retry execution".
    expect((await bed.api.finished(lost, 150_000)).status).toBe('error');
    const retried = await bed.api.finished(await bed.api.retry(lost, false));
    expect(retried.status).toBe('error');
    expect(bed.emulator.emulator.log).toHaveLength(calls);
    expect(files()).toHaveLength(1);
  },
  300_000,
);
