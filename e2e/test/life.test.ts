import type { INode } from 'n8n-workflow';
import { startEmulator, type EmulatorOptions, type RunningEmulator } from '../../emulator';
import { credentialType, nodeType } from '../examples';
import { failureOf, outputOf, type StoredCredential } from '../rest';
import { startTestbed, testKey, type Testbed } from './testbed';
import { chain, createTask, manualTrigger, node, sampleScript } from './workflow-builder';

/**
 * The life of a task in a real n8n, against an emulator that refuses by the gateway's form in every
 * operation, in both modes of a workspace.
 */
const GATEWAY: EmulatorOptions = {
  refusals: 'gateway',
  diSyncRefusals: 'gateway',
  waitsForDueTime: false,
  durations: { checkMs: 300, deployMs: 300, waitResourceMs: 100, runMs: 500, creationMs: 100 },
};

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed('life');
});
afterAll(() => bed?.stop());

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

describe.each(['standard', 'basic'] as const)('in %s mode', (projectMode) => {
  let emulator: RunningEmulator;
  let credential: StoredCredential;
  beforeAll(async () => {
    emulator = await startEmulator({ ...GATEWAY, projectMode });
    credential = await bed.api.storeCredential(`Emulator, ${projectMode}`, credentialType, {
      ...testKey,
      region: 'cn-shanghai',
      endpoint: emulator.url,
    });
  });
  afterAll(() => emulator?.close());
  beforeEach(() => emulator.emulator.reset());

  const onTask = (
    name: string,
    operation: string,
    parameters: INode['parameters'] = {},
    fileId = '={{ $("Create a sync task").item.json.Data.FileId }}',
  ): INode =>
    node(
      name,
      nodeType,
      1,
      {
        resource: 'syncTask',
        operation,
        projectId: locator('10000'),
        taskType: 'DI_OFFLINE',
        fileId: locator(fileId),
        ...parameters,
      },
      { credentials: { [credentialType]: { id: credential.id, name: credential.name } } },
    );

  const runThrough = async (title: string, ...nodes: INode[]) => {
    const workflow = await bed.api.createWorkflow(
      chain(`${title}, ${projectMode}`, manualTrigger(), ...nodes),
    );
    return bed.api.finished(await bed.api.run(workflow, nodes.at(-1)!.name), 120_000);
  };
  const inProduction = () => {
    emulator.emulator.settle();
    return emulator.emulator.state.nodes.PROD.size;
  };

  test('a task is created, scheduled, deployed, run, updated, deployed again and deleted', async () => {
    const changed = { ...sampleScript, setting: { errorLimit: { record: '7' } } };
    const execution = await runThrough(
      'Life',
      createTask(credential, 'orders_daily'),
      onTask('Schedule', 'schedule', {
        schedule: { inputList: 'demo_workspace_root', cronExpress: '00 30 02 * * ?' },
      }),
      onTask('Deploy', 'deploy'),
      onTask('Run', 'run', { runFor: 'yesterday', wait: true }),
      onTask('Update', 'update', {
        taskContentInput: 'json',
        taskContent: JSON.stringify(changed),
      }),
      onTask('Deploy again', 'deploy'),
      onTask('Delete', 'delete'),
    );

    expect(failureOf(execution)).toBe('');
    const outcome = (name: string) => outputOf(execution, name)[0]?.Outcome;
    expect(outcome('Create a sync task')).toBe('created');
    expect(outcome('Schedule')).toBe('updated');
    expect(outcome('Deploy')).toBe('deployed');
    expect(outputOf(execution, 'Run')[0]).toMatchObject({
      Outcome: 'started',
      Instances: [expect.objectContaining({ Status: 'SUCCESS' })],
    });
    expect(outcome('Update')).toBe('updated');
    expect(outcome('Deploy again')).toBe('deployed');
    expect(outputOf(execution, 'Delete')[0]).toMatchObject({ deleted: true });

    const { log, state } = emulator.emulator;
    const sent = (action: string) => log.filter((one) => one.action === action).length;
    expect(log.filter(({ status }) => status !== 200)).toEqual([]);
    expect(sent('SubmitFile')).toBe(projectMode === 'standard' ? 2 : 0);
    // In standard mode the deletion is deployed, too.
    expect(sent('DeployFile')).toBe(projectMode === 'standard' ? 3 : 2);
    expect(inProduction()).toBe(0);
    const [file] = state.files.values();
    expect(JSON.parse(file!.content)).toMatchObject({
      ...changed,
      extend: { resourceGroup: 'S_res_group_demo_1' },
    });
  });

  test('what DataWorks refuses stands in the message, in its own words', async () => {
    const execution = await runThrough(
      'Refused',
      createTask(credential, 'orders_refused'),
      onTask('Deploy', 'deploy'),
    );
    expect(failureOf(execution)).toContain('输入输出不能为空');
    expect(inProduction()).toBe(0);
  });

  test('a task that is not there is not run', async () => {
    const execution = await runThrough('Missing', onTask('Run', 'run', { wait: false }, '999'));
    expect(failureOf(execution)).toContain('The file does not exist in the workspace');
    expect(emulator.emulator.state.dags.size).toBe(0);
  });
});
