import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { EmulatorOptions } from '../../emulator';

import { startBatchTasks, type BatchTasks } from './batchTasks';

/** Batch tasks with runs, made by the official client. */
export interface Instances extends BatchTasks {
  /** Creates and deploys a task and begins its runs, one after the other; gives the task's FileId. */
  addRuns(dates?: { first: string; last: string; together?: boolean }): Promise<string>;
  /** The state of each instance, oldest first. */
  /** The oldest first. */
  statuses(): Promise<string[]>;
}

/** The first instance of an emulator. */
export const FIRST = '310000000000001';
/** How long an instance takes to stop, at most. */
export const STOPS_WITHIN_MS = 10_000;
const DATE = '2026-02-28';

export async function startInstances(
  options: EmulatorOptions = {},
  credential: IDataObject = {},
): Promise<Instances> {
  const tasks = await startBatchTasks(options, credential);
  return {
    ...tasks,
    async addRuns({ first, last, together = false } = { first: DATE, last: DATE }) {
      const FileId = await tasks.addTask();
      await tasks.deploy(FileId);
      const { Data } = await tasks.official('GetFile', { ProjectId: '10000', FileId });
      const NodeId = String((Data as { File: { NodeId: number } }).File.NodeId);
      await tasks.official('RunCycleDagNodes', {
        ProjectEnv: 'PROD',
        Name: 'backfill',
        RootNodeId: NodeId,
        IncludeNodeIds: NodeId,
        StartBizDate: `${first} 00:00:00`,
        EndBizDate: `${last} 00:00:00`,
        BizBeginTime: '00:00:00',
        BizEndTime: '23:59:59',
        Parallelism: String(together),
      });
      return FileId;
    },
    async statuses() {
      const { Data } = await tasks.official('ListInstances', {
        ProjectId: '10000',
        ProjectEnv: 'PROD',
        PageSize: '100',
      });
      const { Instances: all } = Data as { Instances: { Status: string }[] };
      return all.map(({ Status }) => Status).reverse();
    },
  };
}

/** The node's parameters for an operation on an instance; `changes` replace some. */
export function instanceParameters(
  operation: string,
  changes: INodeParameters = {},
): INodeParameters {
  return { resource: 'instance', operation, instanceId: instanceId(FIRST), ...changes };
}

/** The field Instance, by ID. */
export const instanceId = (value: string) => ({ __rl: true, mode: 'id', value });

/** What no operation on an instance takes, and what it says of it. */
export const BAD_INSTANCES: [string, INodeParameters, RegExp][] = [
  ['no id', { instanceId: instanceId('={{ "" }}') }, /"Instance" is empty/],
  ['an id that is no number', { instanceId: instanceId('latest') }, /"Instance" is "latest"/],
  [
    'an id that has lost digits',
    { instanceId: instanceId('={{ 9007199254740993 }}') },
    /"Instance" is too large for a number/,
  ],
  [
    'an unknown environment',
    { options: { projectEnv: '={{ "TEST" }}' } },
    /"Environment" is "TEST"/,
  ],
];
