import type { INodeParameters } from 'n8n-workflow';

import type { Instance } from '../../emulator/state/scheduler';
import { startBatchTasks, type BatchTasks } from './batchTasks';
import type { FakeClock } from './harness/fakeClock';
import { byId, startStudioNodes, type StudioNodes } from './studioNodes';

export const DATE = '2026-02-26';
export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
export const inChina = (ms: number) => new Date(ms + DAY_MS / 3).toISOString().slice(0, 10);

const forDate: INodeParameters = { runFor: 'range', startBizDate: DATE, endBizDate: DATE };

/** What instances of both kinds of workspace have in the emulator. */
export type AnyInstance = Pick<Instance, 'instanceId' | 'cycleTime' | 'attempts'>;

const copies = <One extends AnyInstance>(all: Map<bigint, One>, count: number) => {
  const [first] = all.values();
  if (!first) throw new Error('There is none to be copied.');
  for (let number = 1; number <= count; number++) {
    const instanceId = first.instanceId + 1_000n + BigInt(number);
    const cycleTime = first.cycleTime + number;
    const attempts = first.attempts.map((one) => ({ ...one }));
    all.set(instanceId, { ...first, instanceId, cycleTime, attempts });
  }
};

/** For so long after a rerun each state of these is that of the attempt before. */
export function hideReruns(
  instances: Iterable<Pick<Instance, 'attempts'>>,
  clock: FakeClock,
  ms: number,
): void {
  for (const one of instances) {
    const { attempts } = one;
    const isHidden = () => attempts.length > 1 && clock.now() - attempts.at(-1)!.startedAt < ms;
    Object.defineProperty(one, 'attempts', {
      get: () => (isHidden() ? attempts.slice(0, -1) : attempts),
    });
  }
}

const range = (last: string): INodeParameters => ({
  failedOf: 'range',
  startBizDate: DATE,
  endBizDate: last,
});

/** What differs between the two kinds of workspace. */
export interface World {
  emulated: BatchTasks | StudioNodes;
  clock(): FakeClock;
  reset(options?: { auto?: boolean }): void;
  /** A deployed task; gives what `run` and the parameters take. */
  addTask(): Promise<string>;
  /** Somebody else starts a run of it. */
  run(task: string, date?: string, last?: string): Promise<void>;
  /** Somebody else runs its first instance again. */
  rerun(): Promise<void>;
  /** Of Wait for Run. */
  parameters(task: string, changes?: INodeParameters): INodeParameters;
  /** Of Rerun Failed: of the backfill with these ids, or of a task from DATE to a date. */
  failedParameters(of: { runIds: unknown } | { task: string; last?: string }): INodeParameters;
  /** All instances in the emulator, the oldest first; they can be changed. */
  instances(): AnyInstance[];
  /** The ids of the runs, one for each date. */
  runIds(): string[];
  /** As many instances more like the first, each scheduled for another time. */
  addCopies(count: number): void;
  /** Does not let the task of an instance be run again. */
  deny(instance: number): void;
  rerunAction: string;
  stopAction: string;
  /** Of Run, for DATE. */
  runParameters(task: string, changes?: INodeParameters): INodeParameters;
  looks(): number;
  lookAction: string;
  startAction: string;
  words: { succeeded: string; failed: string; id: string };
}

async function legacy(): Promise<World> {
  const tasks = await startBatchTasks();
  const nodeIds = new Map<string, string>();
  return {
    emulated: tasks,
    clock: () => tasks.clock(),
    reset: (options) => tasks.reset(options),
    async addTask() {
      const FileId = await tasks.addTask();
      await tasks.deploy(FileId);
      const { Data } = await tasks.official('GetFile', { ProjectId: '10000', FileId });
      nodeIds.set(FileId, String((Data as { File: { NodeId: number } }).File.NodeId));
      return FileId;
    },
    async run(task, date = DATE, last = date) {
      await tasks.official('RunCycleDagNodes', {
        ProjectEnv: 'PROD',
        Name: 'theirs',
        RootNodeId: nodeIds.get(task)!,
        IncludeNodeIds: nodeIds.get(task)!,
        StartBizDate: `${date} 00:00:00`,
        EndBizDate: `${last} 00:00:00`,
        BizBeginTime: '00:00:00',
        BizEndTime: '23:59:59',
        Parallelism: 'false',
      });
    },
    async rerun() {
      const [InstanceId] = [...tasks.server.emulator.state.instances.keys()].map(String);
      await tasks.official('RestartInstance', { InstanceId: InstanceId!, ProjectEnv: 'PROD' });
    },
    parameters: (task, changes) => ({
      resource: 'instance',
      operation: 'wait',
      projectId: byId('10000'),
      fileId: byId(task),
      bizDate: DATE,
      ...changes,
    }),
    runParameters: (task, changes) => ({
      resource: 'syncTask',
      operation: 'run',
      projectId: byId('10000'),
      taskType: 'DI_OFFLINE',
      fileId: byId(task),
      ...forDate,
      ...changes,
    }),
    failedParameters: (of) => ({
      resource: 'instance',
      operation: 'rerunFailed',
      projectId: byId('10000'),
      ...('task' in of
        ? { fileId: byId(of.task), ...range(of.last ?? DATE) }
        : { failedOf: 'backfill', runIds: of.runIds as string }),
    }),
    instances: () => [...tasks.server.emulator.state.instances.values()],
    runIds: () => [
      ...new Set([...tasks.server.emulator.state.instances.values()].map((one) => `${one.dagId}`)),
    ],
    addCopies: (count) => copies(tasks.server.emulator.state.instances, count),
    deny(index) {
      const one = [...tasks.server.emulator.state.instances.values()][index]!;
      one.node = { ...one.node, configuration: { ...one.node.configuration } };
      one.node.configuration.RerunMode = 'ALL_DENIED';
    },
    rerunAction: 'RestartInstance',
    stopAction: 'StopInstance',
    looks: () => tasks.requests('ListInstances').length,
    startAction: 'RunCycleDagNodes',
    lookAction: 'ListInstances',
    words: { succeeded: 'SUCCESS', failed: 'FAILURE', id: 'InstanceId' },
  };
}

async function dataStudio(): Promise<World> {
  const studio = await startStudioNodes();
  const taskIds = new Map<string, string>();
  return {
    emulated: studio,
    clock: () => studio.clock(),
    reset: (options) => studio.reset(options),
    async addTask() {
      const { id, taskId } = await studio.addNode();
      taskIds.set(id, taskId);
      return id;
    },
    async run(task, date = DATE, last = date) {
      await studio.official('CreateWorkflowInstances', {
        Name: 'theirs',
        ProjectId: '20000',
        Type: 'SupplementData',
        WorkflowId: '1',
        EnvType: 'Prod',
        Periods: JSON.stringify({ BizDates: [{ StartBizDate: date, EndBizDate: last }] }),
        DefaultRunProperties: JSON.stringify({
          Mode: 'ManualSelection',
          Parallelism: 1,
          Analysis: { Enabled: false, Blocked: false },
          RootTaskIds: [Number(taskIds.get(task))],
        }),
      });
    },
    async rerun() {
      const [id] = [...studio.server.emulator.state.studio.taskInstances.keys()];
      await studio.official('RerunTaskInstances', { Ids: `[${id}]` });
    },
    parameters: (task, changes) => ({
      resource: 'taskInstance',
      operation: 'wait',
      projectId: byId('20000'),
      nodeId: byId(task),
      bizDate: DATE,
      ...changes,
    }),
    runParameters: (task, changes) => ({
      resource: 'syncNode',
      operation: 'run',
      projectId: byId('20000'),
      nodeId: byId(task),
      ...forDate,
      ...changes,
    }),
    failedParameters: (of) => ({
      resource: 'taskInstance',
      operation: 'rerunFailed',
      projectId: byId('20000'),
      ...('task' in of
        ? { nodeId: byId(of.task), ...range(of.last ?? DATE) }
        : { failedOf: 'backfill', runIds: of.runIds as string }),
    }),
    instances: () => [...studio.server.emulator.state.studio.taskInstances.values()],
    runIds: () => [
      ...new Set(
        [...studio.server.emulator.state.studio.taskInstances.values()].map(
          (one) => `${one.workflowInstance.id}`,
        ),
      ),
    ],
    addCopies: (count) => copies(studio.server.emulator.state.studio.taskInstances, count),
    deny(index) {
      const one = [...studio.server.emulator.state.studio.taskInstances.values()][index]!;
      one.task = { ...one.task, spec: { ...one.task.spec, rerunMode: 'Denied' } };
    },
    rerunAction: 'RerunTaskInstances',
    stopAction: 'StopTaskInstances',
    looks: () => studio.requests('ListTaskInstances').length,
    startAction: 'CreateWorkflowInstances',
    lookAction: 'ListTaskInstances',
    words: { succeeded: 'Success', failed: 'Failure', id: 'Id' },
  };
}

/** Both kinds of workspace, where somebody else starts runs too. */
export const worlds: [string, () => Promise<World>][] = [
  ['legacy DataStudio', legacy],
  ['the new Data Studio', dataStudio],
];
