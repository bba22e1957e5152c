import path from 'node:path';
import { failureOf, outputOf } from '../rest';
import { startTestbed, testKey, type Testbed } from './testbed';
import { ended, publishTrigger, untilStarted } from './triggered';
import { chain, createTask, manualTrigger, setFields } from './workflow-builder';

let bed: Testbed;
beforeAll(async () => {
  // The newest n8n's list of disabled modules names one that this n8n does not have.
  bed = await startTestbed(
    'oldest',
    { N8N_DISABLED_MODULES: 'insights' },
    path.join(__dirname, '..', 'oldest'),
  );
});
afterAll(() => bed?.stop());

test('the oldest n8n of major version 2 creates a task, whose FileId the next node reads', async () => {
  const settings = await bed.api.call<{ versionCli: string }>('GET', '/rest/settings');
  expect(settings.versionCli).toBe('2.0.3');

  const workflow = await bed.api.createWorkflow(
    chain(
      'Oldest',
      manualTrigger(),
      createTask(bed.credential, 'in_the_oldest'),
      setFields('Read', { fileId: '={{ $json.Data.FileId }}' }),
    ),
  );
  const execution = await bed.api.finished(await bed.api.run(workflow, 'Read'));
  expect(failureOf(execution)).toBe('');
  const [file, ...more] = [...bed.emulator.emulator.state.files.values()];
  expect(more).toEqual([]);
  expect(outputOf(execution, 'Read')).toEqual([{ fileId: String(file?.fileId) }]);
});

test('a failure says what happened and what to do', async () => {
  const workflow = await bed.api.createWorkflow(
    chain('Taken', manualTrigger(), createTask(bed.credential, 'in_the_oldest')),
  );
  const last = 'Create a sync task';
  const execution = await bed.api.finished(await bed.api.run(workflow, last));
  expect(failureOf(execution)).toMatch(/already in the folder[\s\S]*"If the Name Is Taken"/);
});

const filesNamed = (name: string) =>
  [...bed.emulator.emulator.state.files.values()].filter((file) => file.name === name);

test('a lost reply is no lost task', async () => {
  bed.emulator.emulator.faults.add({ kind: 'drop-reply', action: 'CreateDISyncTask' });
  const last = 'Create a sync task';
  const workflow = await bed.api.createWorkflow(
    chain('Lost reply', manualTrigger(), createTask(bed.credential, 'reply_lost')),
  );
  const execution = await bed.api.finished(await bed.api.run(workflow, last));
  expect(failureOf(execution)).toBe('');
  const [file, ...more] = filesNamed('reply_lost');
  expect(more).toEqual([]);
  expect(outputOf(execution, last)).toEqual([
    expect.objectContaining({ Data: expect.objectContaining({ FileId: Number(file?.fileId) }) }),
  ]);
});

test('Retry On Fail makes nothing twice', async () => {
  const { faults } = bed.emulator.emulator;
  faults.add({ kind: 'drop-reply', action: 'CreateDISyncTask', times: 4 });
  faults.add({ kind: 'html', status: 502, action: 'ListFiles', times: 4 });
  const more = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
  const workflow = await bed.api.createWorkflow(
    chain('Retried', manualTrigger(), createTask(bed.credential, 'retried', {}, more)),
  );
  const execution = await bed.api.finished(await bed.api.run(workflow, 'Create a sync task'));
  expect(failureOf(execution)).toBe('');
  expect(filesNamed('retried')).toHaveLength(1);
});

test('a failure leaves by the error output', async () => {
  const more = { onError: 'continueErrorOutput' } as const;
  const last = 'Create a sync task';
  const workflow = await bed.api.createWorkflow(
    chain('Error output', manualTrigger(), createTask(bed.credential, 'in_the_oldest', {}, more)),
  );
  const execution = await bed.api.finished(await bed.api.run(workflow, last));
  expect(execution.status).toBe('success');
  expect(outputOf(execution, last)).toEqual([]);
});

test('the credential is tested, and a list is filled', async () => {
  const data = { ...testKey, region: 'cn-shanghai', endpoint: bed.emulator.url };
  expect(await bed.api.testCredential(bed.credential, data)).toMatchObject({ status: 'OK' });
  const wrong = { ...data, accessKeySecret: 'wrong' };
  expect(await bed.api.testCredential(bed.credential, wrong)).toMatchObject({ status: 'Error' });
  const workspaces = await bed.api.choices(
    createTask(bed.credential, 'any'),
    'projectId',
    'listWorkspaces',
  );
  expect(workspaces.map(({ value }) => String(value))).toEqual(['10000', '10001', '20000']);
});

test('the trigger starts a workflow once for each end', async () => {
  const workflow = await publishTrigger(bed);
  const first = [expect.objectContaining(ended(bed, 'first', 'FAILURE'))];
  expect(await untilStarted(bed, workflow, 1)).toEqual([first]);
  const second = [expect.objectContaining(ended(bed, 'second', 'SUCCESS'))];
  expect(await untilStarted(bed, workflow, 2)).toEqual([first, second]);
});
