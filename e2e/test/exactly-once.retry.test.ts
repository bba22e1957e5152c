import { randomUUID } from 'node:crypto';
import { failureOf, outputOf, type Execution, type StoredWorkflow } from '../rest';
import { waitFor } from '../wait-for';
import { startTestbed, type Testbed } from './testbed';
import { postToWebhook } from './webhook';
import { chain, createTask, node, webhook } from './workflow-builder';

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed('exactly-once-retry');
});
afterAll(() => bed?.stop());
beforeEach(() => bed.emulator.emulator.reset());

const create = 'Create a sync task';
const names = ['first', 'second', 'third'];

/** How often the node itself sends one call, at most. */
const tries = 4;

/**
 * The second item's task is made, but no reply about it arrives, nor any to the question whether it
 * is there: more than the node can mend by itself.
 */
function loseTheSecondTask(): void {
  const { faults } = bed.emulator.emulator;
  faults.add({ kind: 'drop-reply', action: 'CreateDISyncTask', after: 1, times: tries });
  faults.add({ kind: 'html', status: 502, action: 'ListFiles', times: tries });
}

/** A workflow that makes a task for each name in the webhook's body, one after the other. */
async function storeWorkflow(more: { retryOnFail?: boolean } = {}): Promise<StoredWorkflow> {
  return await bed.api.createWorkflow(
    chain(
      'Three tasks',
      webhook(randomUUID(), 'onReceived'),
      node('Split', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.names', options: {} }),
      createTask(
        bed.credential,
        "={{ $json['body.names'] }}",
        { concurrency: 1 },
        { maxTries: 2, waitBetweenTries: 1, ...more },
      ),
    ),
  );
}

/** Fires the workflow by its webhook and waits for the end of the execution. */
async function fire(workflow: StoredWorkflow): Promise<Execution> {
  await bed.api.activate(workflow);
  await postToWebhook(bed.n8n.url, String(workflow.nodes[0]?.parameters.path), { names });
  const [first] = await waitFor('the execution is there', 10_000, async () => {
    const executions = await bed.api.executions(workflow);
    return executions.length > 0 && executions;
  });
  await bed.api.deactivate(workflow);
  return await bed.api.finished(first!.id);
}

/** The calls that asked for this task. */
const creations = (name: string) =>
  bed.emulator.emulator.log.filter(
    ({ action, parameters }) =>
      action === 'CreateDISyncTask' && JSON.stringify(parameters).includes(`"${name}"`),
  );

/** Three tasks, one for each name, and the execution gave their FileIds in order. */
function expectOneTaskEach(execution: Execution): void {
  expect(failureOf(execution)).toBe('');
  const files = [...bed.emulator.emulator.state.files.values()];
  expect(files.map(({ name }) => name).sort()).toEqual([...names].sort());
  expect(outputOf(execution, create).map(({ Data }) => Data)).toEqual(
    names.map((name) =>
      expect.objectContaining({
        FileId: Number(files.find((file) => file.name === name)?.fileId),
      }),
    ),
  );
}

test('Retry On Fail after a lost reply: one task for each item', async () => {
  loseTheSecondTask();
  const execution = await fire(await storeWorkflow({ retryOnFail: true }));
  expectOneTaskEach(execution);
  expect(creations('first')).toHaveLength(1);
  expect(creations('second')).toHaveLength(tries + 1);
});

test.each([
  ['as the workflow is saved now', true],
  ['as it was when it failed', false],
])('"Retry execution" %s: one task for each item', async (_, loadWorkflow) => {
  loseTheSecondTask();
  const failed = await fire(await storeWorkflow());
  expect(failed.status).toBe('error');
  expect(creations('second')).toHaveLength(tries);
  const execution = await bed.api.finished(await bed.api.retry(failed.id, loadWorkflow));
  expect(execution.mode).toBe('retry');
  expectOneTaskEach(execution);
  expect(creations('first')).toHaveLength(1);
});
