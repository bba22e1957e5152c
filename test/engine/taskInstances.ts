import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { DATE, PROJECT } from '../emulator/studio/studio-under-test';
import { byId, startStudioNodes, type StudioNodes } from './studioNodes';

/** Nodes with runs, made by the official client. */
export interface TaskInstances extends StudioNodes {
  /** Publishes a node and begins its runs, one after the other; gives the node's id and its task's. */
  addRuns(dates?: { first: string; last: string }): Promise<{ id: string; taskId: string }>;
  /** The ids of all instances, oldest first. */
  ids(): string[];
  /** The state of an instance. */
  status(id: string): Promise<unknown>;
}

export async function startTaskInstances(credential: IDataObject = {}): Promise<TaskInstances> {
  const studio = await startStudioNodes({}, credential);
  return {
    ...studio,
    async addRuns({ first, last } = { first: DATE, last: DATE }) {
      const node = await studio.addNode();
      await studio.official('CreateWorkflowInstances', {
        Name: 'backfill',
        ProjectId: PROJECT,
        Type: 'SupplementData',
        WorkflowId: '1',
        EnvType: 'Prod',
        Periods: JSON.stringify({ BizDates: [{ StartBizDate: first, EndBizDate: last }] }),
        DefaultRunProperties: JSON.stringify({
          Mode: 'ManualSelection',
          Parallelism: 1,
          Analysis: { Enabled: false, Blocked: false },
          RootTaskIds: [Number(node.taskId)],
        }),
      });
      // The creation.
      await studio.clock().advance(1_000);
      return node;
    },
    ids: () => [...studio.server.emulator.state.studio.taskInstances.keys()].map(String),
    async status(Id) {
      const { TaskInstance } = await studio.official('GetTaskInstance', { Id }, 'GET');
      return (TaskInstance as { Status: string }).Status;
    },
  };
}

/** The node's parameters for an operation on a task instance; `changes` replace some. */
export const taskInstanceParameters = (
  operation: string,
  id: string,
  changes: INodeParameters = {},
): INodeParameters => ({
  resource: 'taskInstance',
  operation,
  taskInstanceId: byId(id),
  ...changes,
});

/** What no operation on a task instance takes, and what it says of it. */
export const BAD_TASK_INSTANCES: [string, INodeParameters, RegExp][] = [
  ['no id', { taskInstanceId: byId('={{ "" }}') }, /"Task Instance" is empty/],
  ['an id that is no number', { taskInstanceId: byId('latest') }, /"Task Instance" is "latest"/],
  [
    'an id that has lost digits',
    { taskInstanceId: byId('={{ 9007199254740993 }}') },
    /"Task Instance" is too large for a number/,
  ],
];
