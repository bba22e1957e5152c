import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { INode } from 'n8n-workflow';
import { fillWorkspace, numbered } from '../../test/engine/fillWorkspace';
import { failureOf, outputOf, type StoredWorkflow } from '../rest';
import { waitFor } from '../wait-for';
import { startTestbed, type Testbed } from './testbed';
import { postToWebhook } from './webhook';
import { chain, dataWorks, node, webhook } from './workflow-builder';

/** Waits that n8n keeps, by its own Wait node: its pauses are a minute, so this takes long. */

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed('park');
});
afterAll(() => bed?.stop());
beforeEach(() => bed.emulator.emulator.reset());

const emulator = () => bed.emulator.emulator;
const locator = (value: string) => ({ __rl: true, mode: 'id', value });
const RUN = 'Run';
const LONG_MS = 3_600_000;

interface Given {
  count: number;
  runMs: number;
  options?: Record<string, boolean>;
  onError?: INode['onError'];
}

/** Webhook → a list of ids → Run, parked → a node behind each of its outputs. */
async function begin({ count, runMs, options = {}, onError }: Given) {
  emulator().settings.durations.runMs = runMs;
  const ids = fillWorkspace(bed.emulator).addDeployed(numbered(count));
  const path = randomUUID();
  const list = node('List', 'n8n-nodes-base.code', 2, {
    jsCode: `return ${JSON.stringify(ids.map((id) => ({ json: { id } })))};`,
  });
  const run = dataWorks(
    bed.credential,
    RUN,
    {
      resource: 'syncTask',
      operation: 'run',
      projectId: locator('10000'),
      taskType: 'DI_OFFLINE',
      fileId: locator('={{ $json.id }}'),
      runFor: 'range',
      startBizDate: '2026-02-28',
      endBizDate: '2026-02-28',
      wait: true,
      options: { ...options, whileWaiting: 'park' },
    },
    onError ? { onError } : {},
  );
  const good = node('Good', 'n8n-nodes-base.noOp', 1, {});
  const bad = node('Bad', 'n8n-nodes-base.noOp', 1, {});
  const file = chain(path, webhook(path, 'onReceived'), list, run, good);
  file.nodes.push(bad);
  if (onError === 'continueErrorOutput') {
    file.connections[RUN]!.main!.push([{ node: 'Bad', type: 'main', index: 0 }]);
  }
  const workflow = await bed.api.createWorkflow(file);
  await bed.api.activate(workflow);
  await postToWebhook(bed.n8n.url, path, {});
  const [parent, child] = await parked(workflow, 2);
  return { workflow, parent: parent!, child: child!, ids };
}

/** The executions of the workflow, oldest first, once so many wait and none runs. */
async function parked(workflow: StoredWorkflow, count: number): Promise<string[]> {
  return await waitFor('all is parked', 60_000, async () => {
    const all = await bed.api.executions(workflow);
    const wait = all.filter(({ status }) => status === 'waiting');
    return wait.length === count && all.length === count && wait.map(({ id }) => id).reverse();
  });
}

const runs = () => emulator().log.filter(({ action }) => action === 'RunCycleDagNodes');
test('20 items: one child, none running while parked, one output each', async () => {
  const { workflow, parent } = await begin({ count: 20, runMs: 90_000 });
  expect(runs()).toHaveLength(20);
  const execution = await bed.api.finished(parent, 400_000);
  expect(failureOf(execution)).toBe('');
  const output = outputOf(execution, 'Good');
  expect(output).toHaveLength(20);
  expect(output.every(({ Outcome }) => Outcome === 'started')).toBe(true);
  const items = execution.data.resultData.runData[RUN]!.at(-1)!.data!.main![0]!;
  expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
    items.map((_, item) => expect.objectContaining({ item })),
  );
  expect(runs()).toHaveLength(20);
  expect(await bed.api.executions(workflow)).toHaveLength(2);
});

test('n8n is killed while parked: right output, once', async () => {
  const { parent } = await begin({ count: 2, runMs: 60_000 });
  await bed.n8n.process.kill();
  bed = await bed.startAgain();
  const execution = await bed.api.finished(parent, 400_000);
  expect(failureOf(execution)).toBe('');
  expect(outputOf(execution, 'Good')).toHaveLength(2);
  expect(runs()).toHaveLength(2);
});

test('n8n is killed during a look', async () => {
  const { workflow, parent } = await begin({ count: 1, runMs: 60_000 });
  emulator().faults.add({ kind: 'delay', ms: 100_000, action: 'ListInstances' });
  await waitFor('a look', 300_000, () =>
    emulator().log.some(({ action }) => action === 'ListInstances'),
  );
  await bed.n8n.process.kill();
  bed = await bed.startAgain();
  await new Promise((r) => setTimeout(r, 130_000));
  console.log(await bed.api.executions(workflow));
  const { parse } = await import('flatted');
  const one = await bed.api.call<{ data: string }>('GET', `/rest/executions/${parent}`);
  const data = parse(one.data) as { resultData: unknown };
  console.log(JSON.stringify(data.resultData).slice(0, 3000));
});

test.each([true, false])('the parent is cancelled; stopped: %s', async (stopWhenCancelled) => {
  const { parent, child } = await begin({
    count: 2,
    runMs: LONG_MS,
    options: { stopWhenCancelled },
  });
  await bed.api.call('POST', `/rest/executions/${parent}/stop`);
  const ended = await bed.api.finished(child, 300_000);
  expect(ended.status).toBe('error');
  expect((await bed.api.finished(parent)).status).toBe('canceled');
  const stops = emulator().log.filter(({ action }) => action === 'StopInstance');
  expect(stops).toHaveLength(stopWhenCancelled ? 2 : 0);
});

describe('a run fails', () => {
  const failOne = async (onError?: INode['onError']) => {
    emulator().plans.add({ of: 'run', result: 'FAILURE', log: 'ERROR connect failed' });
    const begun = await begin({ count: 3, runMs: 40_000, ...(onError && { onError }) });
    return { ...begun, execution: await bed.api.finished(begun.parent, 400_000) };
  };

  test('On Error: Stop Workflow', async () => {
    const { execution, workflow } = await failOne();
    expect(execution.status).toBe('error');
    console.log(failureOf(execution));
    expect(outputOf(execution, 'Good')).toEqual([]);
    const retried = await bed.api.retry(execution.id, false);
    await new Promise((r) => setTimeout(r, 5_000));
    console.log(retried, await bed.api.executions(workflow), runs().length);
  });

  test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
    'On Error: %s',
    async (onError) => {
      const { execution } = await failOne(onError);
      expect(failureOf(execution)).toBe('');
      const good = outputOf(execution, 'Good');
      const bad = outputOf(execution, 'Bad');
      console.log(JSON.stringify([good, bad]).slice(0, 4000));
      expect(good).toHaveLength(onError === 'continueErrorOutput' ? 2 : 3);
      expect(bad).toHaveLength(onError === 'continueErrorOutput' ? 1 : 0);
    },
  );
});
void readFileSync;
