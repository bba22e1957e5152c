import type { INodeParameters } from 'n8n-workflow';

import { flowSpec } from '../emulator/studio/studio-under-test';
import { apiCall } from './apiCall/apiCalls';
import { dataSourceParameters } from './dataSource/dataSources';
import { newJob, onJob } from './diJobs';
import { createParameters, script } from './emulated';
import { instanceParameters, startInstances, type Instances } from './instances';
import { generationParam, taskParameters } from './realTime';
import { byId, nodeParameters } from './studioNodes';
import { newNode, onNode } from './syncNodes';
import { startTaskInstances, taskInstanceParameters, type TaskInstances } from './taskInstances';

/** An operation, and what it needs to go well. */
export interface OperationCase {
  resource: string;
  operation: string;
  /** The emulator that it runs on; to be reset before. */
  on: Instances | TaskInstances;
  /** Makes what the operation is about; gives the node's parameters. */
  prepare: () => INodeParameters | Promise<INodeParameters>;
}

/** Every operation of the node, each as one run in which all goes well. */
export interface EveryOperation {
  cases: OperationCase[];
  close(): Promise<unknown>;
}

/** As most users have it: then the output has the links that it has. */
const THE_REGION = { endpoint: '', region: 'cn-shanghai' };

export async function startEveryOperation(): Promise<EveryOperation> {
  const world = await startInstances({}, THE_REGION);
  const studio = await startTaskInstances(THE_REGION);

  const batch = (operation: string, fileId: string, changes: INodeParameters = {}) =>
    taskParameters(operation, fileId, { taskType: 'DI_OFFLINE', ...changes });
  const waiting = { wait: true };
  const schedule = { schedule: { inputList: 'demo_workspace_root' } };

  async function deployed(): Promise<string> {
    const fileId = await world.addTask();
    await world.deploy(fileId);
    return fileId;
  }

  /** A real-time task after these operations on it; gives its FileId. */
  async function realTime(...operations: string[]): Promise<string> {
    const created = await world.engine.run({
      parameters: createParameters({
        taskType: 'DI_REALTIME',
        taskContent: JSON.stringify(generationParam),
      }),
    });
    const { FileId } = created.output[0]![0]!.json.Data as { FileId: number };
    for (const operation of operations) {
      const run = await world.engine.run({ parameters: taskParameters(operation, String(FileId)) });
      expect(run.error).toBeUndefined();
    }
    return String(FileId);
  }

  /** A node of the new Data Studio; gives its Id. */
  async function syncNode(): Promise<string> {
    const created = await world.engine.run({ parameters: newNode() });
    expect(created.error).toBeUndefined();
    return String(created.output[0]![0]!.json.Id);
  }

  /** A DI job after these operations on it; gives its Id. */
  async function diJob(...operations: string[]): Promise<string> {
    const created = await world.engine.run({ parameters: newJob() });
    const id = String(created.output[0]![0]!.json.Id);
    for (const operation of operations) {
      const run = await world.engine.run({ parameters: onJob(operation, id) });
      expect(run.error).toBeUndefined();
    }
    return id;
  }

  type Case = [string, string, () => INodeParameters | Promise<INodeParameters>];
  const cases: Case[] = [
    ['syncNode', 'create', () => newNode()],
    ['syncNode', 'delete', async () => onNode('delete', await syncNode())],
    ['syncNode', 'deploy', async () => onNode('deploy', await syncNode())],
    ['syncNode', 'get', async () => onNode('get', await syncNode())],
    [
      'syncNode',
      'getMany',
      async () => onNode('getMany', await syncNode(), { nodeId: undefined as never }),
    ],
    ['syncNode', 'preview', () => newNode({ operation: 'preview' })],
    [
      'syncNode',
      'schedule',
      async () => onNode('schedule', await syncNode(), { schedule: { stop: true } }),
    ],
    [
      'syncNode',
      'update',
      async () => onNode('update', await syncNode(), { taskContent: JSON.stringify(script) }),
    ],
    ['syncTask', 'bringLive', () => createParameters({ operation: 'bringLive', ...schedule })],
    ['syncTask', 'create', () => createParameters()],
    ['syncTask', 'delete', async () => batch('delete', await world.addTask())],
    ['syncTask', 'deploy', async () => batch('deploy', await deployed())],
    [
      'syncTask',
      'generateConfiguration',
      () => ({
        resource: 'syncTask',
        operation: 'generateConfiguration',
        projectId: { __rl: true, mode: 'id', value: '10000' },
        taskType: 'DI_REALTIME',
        generationParam: JSON.stringify(generationParam),
      }),
    ],
    ['syncTask', 'get', async () => batch('get', await deployed())],
    [
      'syncTask',
      'getMany',
      async () => {
        await deployed();
        return {
          resource: 'syncTask',
          operation: 'getMany',
          projectId: { __rl: true, mode: 'id', value: '10000' },
        };
      },
    ],
    ['syncTask', 'getStatus', async () => taskParameters('getStatus', await realTime('deploy'))],
    ['syncTask', 'preview', () => ({ ...createParameters(), operation: 'preview' })],
    ['syncTask', 'run', async () => batch('run', await deployed(), waiting)],
    [
      'syncTask',
      'schedule',
      async () => batch('schedule', await world.addTask(), { taskType: undefined, ...schedule }),
    ],
    ['syncTask', 'start', async () => taskParameters('start', await realTime('deploy'), waiting)],
    [
      'syncTask',
      'stop',
      async () => taskParameters('stop', await realTime('deploy', 'start'), waiting),
    ],
    [
      'syncTask',
      'terminate',
      async () => taskParameters('terminate', await realTime('deploy', 'start'), waiting),
    ],
    [
      'syncTask',
      'update',
      async () => batch('update', await world.addTask(), { taskContent: JSON.stringify(script) }),
    ],
    [
      'apiCall',
      'call',
      // What most actions give: the rest differs from one to the next.
      async () => {
        const ProjectId = '20000';
        const node = { ProjectId, Scene: 'DATAWORKS_PROJECT', Spec: flowSpec() };
        const created = await world.engine.run({
          parameters: apiCall('2024-05-18', 'CreateNode', node),
        });
        const { Id } = created.output[0]![0]!.json;
        return apiCall('2024-05-18', 'DeleteNode', { Id, ProjectId });
      },
    ],
    ['diJob', 'create', () => newJob({ start: true, wait: true })],
    ['diJob', 'preview', () => newJob({ operation: 'preview' })],
    [
      'diJob',
      'getMany',
      async () => onJob('getMany', await diJob(), { diJobId: undefined as never }),
    ],
    ['diJob', 'update', async () => onJob('update', await diJob(), { realtimeCu: 4 })],
    ...['delete', 'get'].map(
      (operation): Case => ['diJob', operation, async () => onJob(operation, await diJob())],
    ),
    ['diJob', 'start', async () => onJob('start', await diJob(), waiting)],
    ...['getLog', 'getMetrics', 'getRunDetails', 'stop'].map(
      (operation): Case => [
        'diJob',
        operation,
        async () => onJob(operation, await diJob('start'), operation === 'stop' ? waiting : {}),
      ],
    ),
    ...['getMany', 'testConnectivity'].map((operation): [string, string, () => INodeParameters] => [
      'dataSource',
      operation,
      () => dataSourceParameters(operation),
    ]),
    [
      'instance',
      'wait',
      async () => ({
        resource: 'instance',
        operation: 'wait',
        projectId: byId('10000'),
        fileId: byId(await world.addRuns()),
        bizDate: '2026-02-28',
      }),
    ],
    [
      'instance',
      'rerunFailed',
      async () => {
        world.server.emulator.plans.add({ of: 'run', result: 'FAILURE' });
        const fileId = byId(await world.addRuns());
        await world.clock().advance(60_000);
        const of = { projectId: byId('10000'), fileId, failedOf: 'range', ...waiting };
        const dates = { startBizDate: '2026-02-28', endBizDate: '2026-02-28' };
        return { resource: 'instance', operation: 'rerunFailed', ...of, ...dates };
      },
    ],
    ...['get', 'getLog', 'getMany', 'rerun', 'setSuccess', 'stop'].map(
      (operation): [string, string, () => Promise<INodeParameters>] => [
        'instance',
        operation,
        async () => {
          if (operation === 'setSuccess') {
            world.server.emulator.plans.add({ of: 'run', result: 'FAILURE' });
          }
          await world.addRuns();
          if (operation !== 'stop') await world.clock().advance(60_000);
          const workspace = { projectId: { __rl: true, mode: 'id', value: '10000' } };
          return instanceParameters(operation, operation === 'getMany' ? workspace : {});
        },
      ],
    ),
  ];

  /** Operations on a task instance, and when it fits them. */
  const instanceCases = {
    get: 'ended',
    getLog: 'ended',
    getMany: 'ended',
    rerun: 'ended',
    resume: 'suspended',
    setSuccess: 'failed',
    stop: 'running',
    suspend: 'waiting',
  } as const;
  const studioCases: Case[] = [
    [
      'syncNode',
      'bringLive',
      () => {
        const date = { runFor: 'range', startBizDate: '2026-02-26', endBizDate: '2026-02-26' };
        return newNode({ operation: 'bringLive', firstRun: true, ...date, ...waiting });
      },
    ],
    [
      'syncNode',
      'run',
      async () => {
        const { id } = await studio.addNode();
        const date = { runFor: 'range', startBizDate: '2026-02-26', endBizDate: '2026-02-26' };
        return nodeParameters('run', id, { ...date, ...waiting });
      },
    ],
    [
      'taskInstance',
      'wait',
      async () => ({
        resource: 'taskInstance',
        operation: 'wait',
        projectId: byId('20000'),
        nodeId: byId((await studio.addRuns()).id),
        bizDate: '2026-02-26',
      }),
    ],
    [
      'taskInstance',
      'rerunFailed',
      async () => {
        studio.server.emulator.plans.add({ of: 'run', result: 'FAILURE' });
        const nodeId = byId((await studio.addRuns()).id);
        await studio.clock().advance(60_000);
        const of = { projectId: byId('20000'), nodeId, failedOf: 'range', ...waiting };
        const dates = { startBizDate: '2026-02-26', endBizDate: '2026-02-26' };
        return { resource: 'taskInstance', operation: 'rerunFailed', ...of, ...dates };
      },
    ],
    ...Object.entries(instanceCases).map(
      ([operation, when]): [string, string, () => Promise<INodeParameters>] => [
        'taskInstance',
        operation,
        async () => {
          if (when === 'failed') studio.server.emulator.plans.add({ of: 'run', result: 'FAILURE' });
          await studio.addRuns({ first: '2026-02-26', last: '2026-02-27' });
          await studio.clock().advance(when === 'ended' || when === 'failed' ? 60_000 : 2_000);
          const [first, second] = studio.ids();
          if (when === 'suspended') {
            await studio.official('SuspendTaskInstances', { Ids: `[${second}]` });
          }
          const id = when === 'suspended' || when === 'waiting' ? second! : first!;
          const list = { projectId: byId('20000'), bizDate: '2026-02-26' };
          return taskInstanceParameters(operation, id, operation === 'getMany' ? list : {});
        },
      ],
    ),
  ];

  const on =
    (emulated: Instances | TaskInstances) =>
    ([resource, operation, prepare]: Case): OperationCase => ({
      resource,
      operation,
      on: emulated,
      prepare,
    });
  return {
    cases: [...cases.map(on(world)), ...studioCases.map(on(studio))],
    close: () => Promise.all([world.close(), studio.close()]),
  };
}
