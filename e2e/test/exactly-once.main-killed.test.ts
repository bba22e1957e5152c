import { randomUUID } from 'node:crypto';
import type { NodeParameterValueType } from 'n8n-workflow';
import { failureOf, outputOf } from '../rest';
import { waitFor } from '../wait-for';
import { startTestbed, type Testbed } from './testbed';
import { postToWebhook } from './webhook';
import { chain, createTask, webhook } from './workflow-builder';

/** The ways to name a unit of work so that it survives a killed process, and none. */
const protections: Record<string, Record<string, NodeParameterValueType>> = {
  'with a Client Token of the user': { clientToken: '={{ $json.body.requestKey }}' },
  'with "If the Name Is Taken: Reuse"': { ifExists: 'reuse' },
  'with neither': {},
};

let bed: Testbed;
/** By protection: its task's name, and the execution that was cut off. */
const cutOff = new Map<string, { taskName: string; executionId: string }>();

beforeAll(async () => {
  bed = await startTestbed('exactly-once-main-killed');
  const { emulator } = bed.emulator;
  const kinds = Object.entries(protections);
  // The server acts at once; its reply comes long after n8n is gone.
  emulator.faults.add({
    kind: 'delay',
    ms: 170_000,
    action: 'CreateDISyncTask',
    times: kinds.length,
  });
  for (const [index, [kind, options]] of kinds.entries()) {
    const path = randomUUID();
    const taskName = `task_${index}`;
    const task = createTask(bed.credential, taskName, { ...options, requestTimeout: 160 });
    const workflow = await bed.api.createWorkflow(chain(kind, webhook(path, 'onReceived'), task));
    await bed.api.activate(workflow);
    await postToWebhook(bed.n8n.url, path, { requestKey: `order-${index}` });
    const execution = await waitFor('the server has acted', 30_000, async () => {
      const acted = [...emulator.state.files.values()].some(({ name }) => name === taskName);
      return acted && (await bed.api.executions(workflow))[0];
    });
    expect(execution.status).toBe('running');
    cutOff.set(kind, { taskName, executionId: execution.id });
  }
  await bed.n8n.process.kill();
  bed = await bed.startAgain();
});
afterAll(() => bed?.stop());

const filesNamed = (taskName: string) =>
  [...bed.emulator.emulator.state.files.values()].filter(({ name }) => name === taskName);

describe('n8n is killed between the act of the server and its reply; "Retry execution" then', () => {
  const rows = [
    ['with a Client Token of the user', 'created'],
    ['with "If the Name Is Taken: Reuse"', 'reused'],
  ] as const;
  test.each(rows)('%s gives the FileId of the one task', async (kind, outcome) => {
    const { taskName, executionId } = cutOff.get(kind)!;
    expect((await bed.api.finished(executionId)).status).toBe('crashed');
    const execution = await bed.api.finished(await bed.api.retry(executionId, false));
    expect(failureOf(execution)).toBe('');
    const [file, ...more] = filesNamed(taskName);
    expect(more).toEqual([]);
    expect(outputOf(execution, 'Create a sync task')).toEqual([
      expect.objectContaining({
        Data: expect.objectContaining({ FileId: Number(file?.fileId) }),
        Outcome: outcome,
      }),
    ]);
  });

  test('with neither makes no second task, and its failure names the FileId', async () => {
    const { taskName, executionId } = cutOff.get('with neither')!;
    const execution = await bed.api.finished(await bed.api.retry(executionId, false));
    expect(execution.status).toBe('error');
    const [file, ...more] = filesNamed(taskName);
    expect(more).toEqual([]);
    expect(failureOf(execution)).toContain(`FileId is ${file?.fileId}`);
  });
});
