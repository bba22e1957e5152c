import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { loadOutputSchema } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/DataWorks/resources';
import { table } from '../../scripts/markdown';
import { flowSpec } from '../emulator/studio/studio-under-test';
import { apiCall } from './apiCall/apiCalls';
import { dataSourceParameters } from './dataSource/dataSources';
import { newJob, onJob } from './diJobs';
import { createParameters, script } from './emulated';
import { packageRoot } from './harness/builtPackage';
import { instanceParameters, startInstances, type Instances } from './instances';
import { schemaOf } from './outputSchema';
import { generationParam, taskParameters } from './realTime';
import { byId, nodeParameters } from './studioNodes';
import { startTaskInstances, taskInstanceParameters, type TaskInstances } from './taskInstances';
import { newNode, onNode } from './syncNodes';

const NODE = 'nodes/DataWorks';
/** Set it to write the files anew after an output has changed. */
const isUpdate = process.env.UPDATE_SCHEMAS === '1';

/** What stands before the table of calls. */
const CALLS = `# Calls of each operation

Written by a test from one run of each operation on the emulator in which all goes well, with the parameters of the output previews. "…" marks a call that is repeated by a wait or page by page. *Least* counts such a call once, *This run* as often as it was sent; a wait goes on at the pace that README's "What a wait costs" names. Lost replies, throttling and names that are taken cost more, at most four tries a call. GetProject is asked at most once per execution. *Before* is the same run on the version before the second kind of workspace came (commit b7bed48).
`;

/** How many calls the same runs took at commit b7bed48, by its own test of output previews. */
const BEFORE: Readonly<Record<string, number>> = {
  'instance get': 1,
  'instance getLog': 1,
  'instance getMany': 1,
  'instance rerun': 2,
  'instance setSuccess': 1,
  'instance stop': 1,
  'syncTask bringLive': 10,
  'syncTask create': 1,
  'syncTask delete': 1,
  'syncTask deploy': 6,
  'syncTask generateConfiguration': 3,
  'syncTask get': 1,
  'syncTask getMany': 1,
  'syncTask getStatus': 1,
  'syncTask preview': 0,
  'syncTask run': 6,
  'syncTask schedule': 3,
  'syncTask start': 3,
  'syncTask stop': 3,
  'syncTask terminate': 1,
  'syncTask update': 1,
};

interface CallsMade {
  shown: string;
  least: number;
  all: number;
}

/** Each action in the order of its first call; how often, where it changes something. */
function callsMade(calls: readonly { action?: string | undefined }[]): CallsMade {
  const counts = new Map<string, number>();
  for (const { action = '' } of calls) counts.set(action, (counts.get(action) ?? 0) + 1);
  const isRead = (action: string) => /^(Get|List|Query)/.test(action);
  const shown = [...counts].map(([action, count]) => {
    if (count === 1) return action;
    return isRead(action) ? `${action} …` : `${action} × ${count}`;
  });
  const least = [...counts].reduce((sum, [action, count]) => sum + (isRead(action) ? 1 : count), 0);
  return { shown: shown.join(', ') || 'none', least, all: calls.length };
}

describe('the previews of outputs in the editor', () => {
  /** The calls that each operation took, by resource and operation. */
  const made = new Map<string, CallsMade>();

  let world: Instances;
  let studio: TaskInstances;

  beforeAll(async () => {
    world = await startInstances();
    studio = await startTaskInstances();
  });
  afterAll(() => Promise.all([world.close(), studio.close()]));

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
  const studioCases: typeof cases = [
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

  it('is there for every operation', () => {
    expect(
      [...cases, ...studioCases].map(([resource, operation]) => `${resource}.${operation}`).sort(),
    ).toEqual(
      resources
        .flatMap(({ value, operations }) => operations.map((one) => `${value}.${one.value}`))
        .sort(),
    );
  });

  async function expectPreview(
    { engine, requests }: Instances | TaskInstances,
    [resource, operation, prepare]: (typeof cases)[number],
  ): Promise<void> {
    const parameters = await prepare();
    const before = requests().length;
    const run = await engine.run({ parameters });
    expect(run.error).toBeUndefined();
    made.set(`${resource} ${operation}`, callsMade(requests().slice(before)));
    const given = { ...schemaOf(run.output[0]![0]!.json), version: 1 };

    const path = join(NODE, '__schema__/v1.0.0', resource, `${operation}.json`);
    const file = join(packageRoot, path);
    if (isUpdate) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(given, null, 2)}\n`);
    }
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(given);
    // As n8n finds it for the node's version 1.
    const nodeDir = join(packageRoot, 'dist', NODE);
    expect(loadOutputSchema({ nodeDir, version: 1, resource, operation })).toEqual(given);
  }

  it.each(cases)('shows what %s %s gives', async (...one) => {
    world.reset();
    await expectPreview(world, one);
  });

  it.each(studioCases)('shows what %s %s gives', async (...one) => {
    studio.reset();
    await expectPreview(studio, one);
  });

  it('and docs/calls.md has the calls that each took (UPDATE_DOCS=1)', () => {
    const rows = resources.flatMap(({ name, value, operations }) =>
      operations.map((one) => {
        const { shown, least, all } = made.get(`${value} ${one.value}`)!;
        const before = BEFORE[`${value} ${one.value}`] ?? '–';
        const calls = value === 'apiCall' ? 'the action itself' : shown;
        return [name, one.name, calls, ...[least, all, before].map(String)];
      }),
    );
    const head = ['Resource', 'Operation', 'Calls', 'Least', 'This run', 'Before'];
    const text = `${CALLS}\n${table(head, rows)}\n`;
    const file = join(packageRoot, 'docs/calls.md');
    if (process.env.UPDATE_DOCS === '1') writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});
