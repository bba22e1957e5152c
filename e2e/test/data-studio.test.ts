import type { INode } from 'n8n-workflow';
import { credentialType, nodeType } from '../examples';
import { failureOf, outputOf } from '../rest';
import { startTestbed, type Testbed } from './testbed';
import { chain, manualTrigger, node, sampleScript } from './workflow-builder';

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed('data-studio');
});
afterAll(() => bed?.stop());
beforeEach(() => bed.emulator.emulator.reset());

const locator = (mode: string, value: string) => ({ __rl: true, mode, value });

/** An operation on a node of the workspace with the new Data Studio. */
function onNode(name: string, operation: string, parameters: INode['parameters']): INode {
  const { id, name: credential } = bed.credential;
  return node(
    name,
    nodeType,
    1,
    { resource: 'syncNode', operation, projectId: locator('id', '20000'), ...parameters },
    { credentials: { [credentialType]: { id, name: credential } } },
  );
}

const byId = { nodeId: locator('id', '={{ $("Create").item.json.Id }}') };

test('a sync node is created, deployed and run for yesterday, each step reading the one before', async () => {
  const create = onNode('Create', 'create', {
    nodeName: 'orders_daily',
    folderPath: locator('path', 'demo/sync'),
    taskContentInput: 'json',
    taskContent: JSON.stringify(sampleScript),
    resourceGroup: locator('id', 'Serverless_res_group_demo_1'),
  });
  const deploy = onNode('Deploy', 'deploy', byId);
  const run = onNode('Run', 'run', { ...byId, runFor: 'yesterday', wait: true });
  const workflow = await bed.api.createWorkflow(
    chain('Data Studio', manualTrigger(), create, deploy, run),
  );
  const execution = await bed.api.finished(await bed.api.run(workflow, 'Run'));
  expect(failureOf(execution)).toBe('');
  const [created] = outputOf(execution, 'Create');
  expect(created).toMatchObject({ Success: true, Outcome: 'created' });
  expect(created?.Id).toMatch(/^\d{19}$/);
  expect(outputOf(execution, 'Deploy')).toEqual([expect.objectContaining({ Outcome: 'deployed' })]);
  const [ran] = outputOf(execution, 'Run');
  expect(ran).toMatchObject({
    Outcome: 'started',
    Instances: [expect.objectContaining({ Status: 'Success' })],
  });
});

test('a lost reply makes no second node', async () => {
  bed.emulator.emulator.faults.add({ kind: 'drop-reply', action: 'CreateNode' });
  const create = onNode('Create', 'create', {
    nodeName: 'orders_lost',
    folderPath: locator('path', ''),
    taskContentInput: 'json',
    taskContent: JSON.stringify(sampleScript),
    resourceGroup: locator('id', 'Serverless_res_group_demo_1'),
  });
  const workflow = await bed.api.createWorkflow(chain('Lost', manualTrigger(), create));
  const execution = await bed.api.finished(await bed.api.run(workflow, 'Create'));
  expect(failureOf(execution)).toBe('');
  const sent = bed.emulator.emulator.log.filter(({ action }) => action === 'CreateNode');
  expect(sent).toHaveLength(1);
  expect(outputOf(execution, 'Create')).toHaveLength(1);
});
