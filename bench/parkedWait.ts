import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { BatchTasks } from '../test/engine/batchTasks';
import { createAdditionalData } from '../test/engine/harness/additionalData';
import { loadBuiltPackage } from '../test/engine/harness/builtPackage';
import { SingleCredentialHelper } from '../test/engine/harness/credentialsHelper';
import { asStored } from '../test/engine/harness/execution';
import { createNodeTypes, nodeTypeName } from '../test/engine/harness/nodeTypes';
import { createParking } from '../test/engine/harness/parking';
import { buildWorkflow, toItems, triggerName } from '../test/engine/harness/workflow';
import { settledBytes } from './heap';
import { tasksToRun, waitingRun, type Way } from '../test/engine/waitingRuns';

const WEEK_MS = 7 * 24 * 3_600_000;

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Until n8n keeps the wait: in files, of which nothing stays in memory. */
async function parkInFiles(tasks: BatchTasks, items: IDataObject[], folder: string): Promise<void> {
  const builtPackage = await loadBuiltPackage();
  const credentialsHelper = new SingleCredentialHelper(builtPackage.credential, {
    accessKeyId: 'testid',
    accessKeySecret: 'testsecret',
    endpoint: tasks.server.url,
  });
  const workflow = buildWorkflow({
    nodeTypes: createNodeTypes(builtPackage),
    nodeType: nodeTypeName(builtPackage),
    parameters: waitingRun('park'),
    settings: {},
    after: [],
    workflowId: 'workflow-1',
    nodeId: 'node-1',
  });
  const parking = createParking(workflow, credentialsHelper);
  const additionalData = createAdditionalData({
    credentialsHelper,
    executionId: '1',
    workflowId: workflow.id,
    hooks: new ExecutionLifecycleHooks('trigger', '1', asStored(workflow)),
    ...parking.additions,
  });
  let isOver = false;
  const running = new WorkflowExecute(additionalData, 'trigger')
    .run({
      workflow,
      startNode: workflow.getNode(triggerName)!,
      pinData: { [triggerName]: toItems(items) },
    })
    .finally(() => (isOver = true));
  while (!isOver) await tasks.clock().advanceToNext();
  const { data, waitTill } = await running;
  if (!waitTill) throw new Error('Nothing was parked.');
  writeFileSync(join(folder, 'waits.json'), JSON.stringify(data));
  writeFileSync(join(folder, 'looks.json'), parking.stored());
}

/** Until all runs are begun and waited for; gives what ends the execution. */
async function hold(tasks: BatchTasks, items: IDataObject[]): Promise<() => Promise<unknown>> {
  const parameters = waitingRun('hold');
  const options = { ...(parameters.options as INodeParameters), stopWhenCancelled: false };
  const { result, cancel } = tasks.engine.start({
    items,
    parameters: { ...parameters, options },
  });
  while (tasks.requests('RunCycleDagNodes').length < items.length) {
    await tasks.clock().advanceToNext();
  }
  for (let n = 0; n < 100; n++) await turn();
  return () => {
    cancel();
    return result;
  };
}

/** The bytes on the heap while so many items wait, above those before. */
export async function weigh(
  tasks: BatchTasks,
  way: Way,
  count: number,
  pending: () => number,
): Promise<{ bytes: number; pending: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'parked-'));
  try {
    tasks.reset({ auto: false });
    const before = await settledBytes();
    const items = tasksToRun(tasks, new Array<number>(count).fill(WEEK_MS));
    const end = way === 'hold' ? await hold(tasks, items) : undefined;
    if (way === 'park') await parkInFiles(tasks, items, folder);
    items.length = 0;
    // The emulator is in this process, too: what it knows does not count.
    tasks.server.emulator.reset();
    const taken = { bytes: (await settledBytes()) - before, pending: pending() };
    await end?.();
    return taken;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
