import { credentialType } from '../examples';
import { failureOf, outputOf, type StoredCredential, type StoredWorkflow } from '../rest';
import { startTestbed, testKey, type Testbed } from './testbed';
import { chain, createTask, listWorkspaces, manualTrigger } from './workflow-builder';

const roleArn = 'acs:ram::1000000000000001:role/dataworks';

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed('role');
});
afterAll(() => bed.stop());
beforeEach(() => bed.emulator.emulator.reset());

/** A credential that takes on a role; n8n holds keys as long as it runs, so each session is its own. */
const dataWith = (session: string, changes: Record<string, string> = {}) => ({
  ...testKey,
  region: 'cn-shanghai',
  network: 'public',
  endpoint: bed.emulator.url,
  assumeRole: true,
  roleArn,
  roleSessionName: session,
  ...changes,
});
const store = (session: string, changes = {}) =>
  bed.api.storeCredential(session, credentialType, dataWith(session, changes));
const calls = (action: string) =>
  bed.emulator.emulator.log.filter((entry) => entry.action === action);

async function runByHand(workflow: StoredWorkflow) {
  const last = workflow.nodes.at(-1)?.name ?? '';
  return await bed.api.finished(await bed.api.run(workflow, last));
}

/** When n8n last wrote the credential, and the data that it holds, secrets blanked by n8n. */
const stored = ({ id }: StoredCredential) =>
  bed.api.call<{ updatedAt: string; data: Record<string, unknown> }>(
    'GET',
    `/rest/credentials/${id}?includeData=true`,
  );

describe('The test of a credential with a role', () => {
  test('passes when STS gives keys that work', async () => {
    const credential = await store('passes');
    expect(await bed.api.testCredential(credential, dataWith('passes'))).toMatchObject({
      status: 'OK',
    });
    expect(calls('GetCallerIdentity').map(({ accessKeyId }) => accessKeyId)).toEqual([
      expect.stringMatching(/^STS\./),
    ]);
  });

  test.each([
    ['none', { roleArn: `${roleArn}-none` }, 'There is no RAM role with this ARN'],
    [
      'wrong-external-id',
      { roleArn: `${roleArn}-partner`, externalId: 'partner-4712' },
      'compare the External ID',
    ],
    ['broken', { accessKeySecret: 'test\nsecret' }, 'The AccessKey Secret in the Alibaba Cloud'],
  ])('says what to do: %s', async (session, changes, message) => {
    const credential = await store(session, changes);
    expect(await bed.api.testCredential(credential, dataWith(session, changes))).toMatchObject({
      status: 'Error',
      message: expect.stringContaining(message),
    });
    expect(calls('GetCallerIdentity')).toEqual([]);
  });
});

describe('A credential with a role', () => {
  test('serves the node, and n8n stores nothing anew', async () => {
    const credential = await store('node');
    const before = await stored(credential);
    const workflow = await bed.api.createWorkflow(
      chain('Role', manualTrigger(), createTask(credential, 'by_role')),
    );
    const execution = await runByHand(workflow);
    expect(failureOf(execution)).toBe('');
    expect(calls('AssumeRole')).toHaveLength(1);
    expect(calls('CreateDISyncTask').map(({ accessKeyId }) => accessKeyId)).toEqual([
      expect.stringMatching(/^STS\./),
    ]);
    expect(await stored(credential)).toEqual(before);
  });

  test('serves the lists of the editor', async () => {
    const credential = await store('lists');
    const choices = await bed.api.choices(
      createTask(credential, 'unused'),
      'projectId',
      'listWorkspaces',
    );
    expect(choices.map(({ value }) => value)).toEqual(['10000', '10001', '20000']);
    expect(calls('AssumeRole')).toHaveLength(1);
  });

  test('serves the HTTP Request node, and n8n stores nothing anew', async () => {
    const credential = await store('http-request');
    const before = await stored(credential);
    const workflow = await bed.api.createWorkflow(
      chain('Request', manualTrigger(), listWorkspaces(credential, bed.emulator.url)),
    );
    const execution = await runByHand(workflow);
    expect(failureOf(execution)).toBe('');
    expect(outputOf(execution, 'List workspaces')).toEqual([
      expect.objectContaining({ PageResult: expect.objectContaining({ TotalCount: 3 }) }),
    ]);
    expect(calls('ListProjects').map(({ accessKeyId }) => accessKeyId)).toEqual([
      expect.stringMatching(/^STS\./),
    ]);
    expect(await stored(credential)).toEqual(before);
  });

  test('says in the HTTP Request node why there are no keys', async () => {
    const credential = await store('http-refused', { roleArn: `${roleArn}-none` });
    const workflow = await bed.api.createWorkflow(
      chain('Refused', manualTrigger(), listWorkspaces(credential, bed.emulator.url)),
    );
    const execution = await runByHand(workflow);
    expect(failureOf(execution)).toContain('There is no RAM role with this ARN');
    expect(calls('ListProjects')).toEqual([]);
  });
});
