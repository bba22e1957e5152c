import { randomUUID } from 'node:crypto';
import { failureOf, outputOf, type StoredWorkflow } from '../rest';
import { waitFor } from '../wait-for';
import { startTestbed, testKey, type Testbed } from './testbed';
import { postToWebhook } from './webhook';
import {
  chain,
  createTask,
  listWorkspaces,
  manualTrigger,
  node,
  setFields,
  webhook,
} from './workflow-builder';

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed('workflows');
});
afterAll(() => bed.stop());
beforeEach(() => bed.emulator.emulator.reset());

const filesNamed = (name: string) =>
  [...bed.emulator.emulator.state.files.values()].filter((file) => file.name === name);

/** Runs a workflow by hand up to its last node. */
async function runByHand(workflow: StoredWorkflow) {
  const last = workflow.nodes.at(-1)?.name ?? '';
  return await bed.api.finished(await bed.api.run(workflow, last));
}

describe('A task is created', () => {
  const read = () => setFields('Read', { fileId: '={{ $json.Data.FileId }}' });

  test('by a manual run, whose next node reads the FileId', async () => {
    const workflow = await bed.api.createWorkflow(
      chain('Manual', manualTrigger(), createTask(bed.credential, 'by_hand'), read()),
    );
    const execution = await runByHand(workflow);
    expect(failureOf(execution)).toBe('');
    const [file] = filesNamed('by_hand');
    expect(outputOf(execution, 'Create a sync task')).toEqual([
      expect.objectContaining({
        Success: true,
        RequestId: expect.any(String),
        Data: expect.objectContaining({ FileId: Number(file?.fileId), Status: 'success' }),
      }),
    ]);
    expect(outputOf(execution, 'Read')).toEqual([{ fileId: String(file?.fileId) }]);
  });

  test('by a webhook, which answers with the FileId', async () => {
    const path = randomUUID();
    const create = createTask(bed.credential, '={{ $json.body.name }}');
    const workflow = await bed.api.createWorkflow(
      chain('Webhook', webhook(path, 'lastNode'), create, read()),
    );
    await bed.api.activate(workflow);
    const answer = await postToWebhook(bed.n8n.url, path, { name: 'by_webhook' });
    await bed.api.deactivate(workflow);
    const [file, ...more] = filesNamed('by_webhook');
    expect(more).toEqual([]);
    expect(answer).toEqual({ status: 200, body: { fileId: String(file?.fileId) } });
  });

  test('by a schedule', async () => {
    const schedule = node('Schedule', 'n8n-nodes-base.scheduleTrigger', 1.2, {
      rule: { interval: [{ field: 'seconds', secondsInterval: 1 }] },
    });
    const workflow = await bed.api.createWorkflow(
      chain('Schedule', schedule, createTask(bed.credential, 'task_{{ $execution.id }}'), read()),
    );
    await bed.api.activate(workflow);
    const execution = await waitFor('a scheduled run', 30_000, async () => {
      const [first] = await bed.api.executions(workflow);
      return first && (await bed.api.finished(first.id));
    });
    await bed.api.deactivate(workflow);
    expect(failureOf(execution)).toBe('');
    expect(execution.mode).toBe('trigger');
    const [{ fileId } = {}] = outputOf(execution, 'Read');
    expect([...bed.emulator.emulator.state.files.keys()].map(String)).toContain(fileId);
  });
});

describe('The credential', () => {
  const test_ = (data: Record<string, string>) =>
    bed.api.testCredential(bed.credential, {
      region: 'cn-shanghai',
      network: 'public',
      endpoint: bed.emulator.url,
      ...data,
    });

  test('tests well with a right key', async () => {
    expect(await test_(testKey)).toMatchObject({ status: 'OK' });
  });

  test.each([
    ['a wrong key', { ...testKey, accessKeyId: 'nobody' }],
    ['a wrong secret', { ...testKey, accessKeySecret: 'wrong' }],
    [
      'an expired token',
      {
        accessKeyId: 'STS.testid-expired',
        accessKeySecret: 'testsecret-sts-expired',
        securityToken: 'test-security-token-expired',
      },
    ],
  ])('does not with %s', async (_, data) => {
    const answer = await test_(data);
    expect(answer.status).toBe('Error');
  });

  test('serves the HTTP Request node for any API', async () => {
    const request = listWorkspaces(bed.credential, bed.emulator.url);
    const workflow = await bed.api.createWorkflow(chain('Request', manualTrigger(), request));
    const execution = await runByHand(workflow);
    expect(failureOf(execution)).toBe('');
    expect(outputOf(execution, 'List workspaces')).toEqual([
      expect.objectContaining({ PageResult: expect.objectContaining({ TotalCount: 3 }) }),
    ]);
  });
});
