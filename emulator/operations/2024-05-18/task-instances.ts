import {
  taskInstanceEnd,
  taskInstanceStatus,
  type TaskInstance,
} from '../../state/studio/task-instance';
import { objectOf } from '../../state/studio/node';
import type { Call, Operation } from '../operation';
import { runLog } from '../run-log';
import { refused } from './errors';
import { readIds } from './ids';
import { requireMember, studio, studioOf } from './operation';
import { PAGE, pageOf } from './paging';
import { environmentOf } from './task-access';
import { taskSettings } from './task-units';
import { NO_WORKFLOW } from './tasks';

/** Most task instances of a page; the text names no limit, one caller's notes do. */
const MOST = 500;

/** The instance of that id, once it is there. Throws where there is none. */
export function taskInstanceOf(call: Call, id: bigint): TaskInstance {
  requireMember(call);
  const instance = call.state.studio.taskInstances.get(id);
  if (!instance || instance.createdAt > call.now) throw refused('noInstance');
  return instance;
}

/** The members that GetTaskInstance and the list have in common; moments only once they are past. */
function instanceReply(call: Call, instance: TaskInstance) {
  const { task, workflowInstance } = instance;
  const attempt = instance.attempts.at(-1);
  const reached = (at: number | undefined) => (at !== undefined && at <= call.now ? at : undefined);
  const end = taskInstanceEnd(instance, call.now);
  const { Type, Priority, RerunMode, RuntimeResource, Timeout, Trigger } = taskSettings(task.spec);
  return {
    Id: instance.instanceId,
    TaskId: task.taskId,
    TaskName: task.name,
    TaskType: Type,
    Status: taskInstanceStatus(instance, call.now),
    Bizdate: instance.bizdate,
    TriggerTime: instance.cycleTime,
    TriggerType: Trigger.Type,
    TriggerRecurrence: Trigger.Recurrence,
    Owner: task.owner,
    ProjectId: task.projectId,
    ProjectEnv: workflowInstance.environment,
    WorkflowId: NO_WORKFLOW,
    WorkflowInstanceId: workflowInstance.id,
    UnifiedWorkflowInstanceId: workflowInstance.unifiedId,
    WorkflowInstanceType: workflowInstance.type,
    WorkflowName: workflowInstance.name,
    Priority,
    RerunMode,
    RunNumber: instance.attempts.length,
    PeriodNumber: 1,
    BaselineId: 0,
    RuntimeResource,
    Timeout,
    Runtime: {},
    CreateUser: instance.createdBy,
    CreateTime: instance.createdAt,
    ModifyUser: instance.createdBy,
    ModifyTime: end ?? attempt?.startedAt ?? instance.createdAt,
    WaitingTriggerTime: attempt?.startedAt,
    WaitingResourceTime: reached(attempt?.readyAt),
    StartedTime: reached(attempt?.runningAt),
    FinishedTime: end,
  };
}

const getTaskInstance = studio({
  action: 'GetTaskInstance',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: { Id: 'id*' },
  handle(call, { Id }) {
    const instance = taskInstanceOf(call, Id);
    const { content } = objectOf(instance.task.spec['script']);
    return {
      TaskInstance: {
        ...instanceReply(call, instance),
        Script: { Content: content, Parameters: instance.parameters },
        Inputs: { Variables: [] },
        Outputs: {
          TaskOutputs: instance.task.outputs.map((Output) => ({ Output })),
          Variables: [],
        },
        Tags: [],
      },
    };
  },
});

/** Members by which SortBy sorts, e.g. "TriggerTime Desc". */
const SORTABLE = ['TriggerTime', 'StartedTime', 'FinishedTime', 'CreateTime', 'Id'] as const;

type Item = ReturnType<typeof instanceReply>;

function sorted(call: Call, items: Item[], wish: string | undefined): Item[] {
  const [name = 'Id', direction = 'Desc'] = (wish ?? '').split(/\s+/).filter(Boolean);
  const key = SORTABLE.find((one) => one === name);
  if (!key) throw refused('parameter', 'SortBy is not valid.');
  const sign = direction.toLowerCase() === 'asc' ? 1 : -1;
  const isFirst = sign < 0 && call.settings.studio.unfinished === 'first';
  const valueOf = (item: Item) => Number(item[key] ?? (isFirst ? Number.MAX_SAFE_INTEGER : 0));
  return items.sort((a, b) => sign * (valueOf(a) - valueOf(b)));
}

const listTaskInstances = studio({
  action: 'ListTaskInstances',
  access: 'read',
  failure: 'none',
  body: {
    Bizdate: 'num*',
    ProjectId: 'id*',
    Filter: 'string',
    Id: 'id',
    Ids: 'string',
    Owner: 'string',
    ProjectEnv: 'string',
    RuntimeResource: 'string',
    SortBy: 'string',
    Status: 'string',
    TaskId: 'id',
    TaskIds: 'string',
    TaskName: 'string',
    TaskType: 'string',
    TriggerRecurrence: 'string',
    TriggerType: 'string',
    UnifiedWorkflowInstanceId: 'id',
    WorkflowId: 'id',
    WorkflowInstanceId: 'id',
    WorkflowInstanceType: 'string',
    ...PAGE,
  },
  handle(call, parameters) {
    const { projectId } = studioOf(call, parameters.ProjectId);
    const environment = environmentOf(parameters.ProjectEnv);
    const { TaskName = '', RuntimeResource = '' } = parameters;
    const ids = readIds('Ids', parameters.Ids);
    const taskIds = readIds('TaskIds', parameters.TaskIds);
    const equal = [
      'Id',
      'Owner',
      'Status',
      'TaskId',
      'TaskType',
      'TriggerRecurrence',
      'TriggerType',
      'UnifiedWorkflowInstanceId',
      'WorkflowId',
      'WorkflowInstanceId',
      'WorkflowInstanceType',
    ] as const;
    const found = [...call.state.studio.taskInstances.values()]
      .filter(
        ({ bizdate, createdAt, task, workflowInstance }) =>
          bizdate === parameters.Bizdate &&
          task.projectId === projectId &&
          workflowInstance.environment === environment &&
          createdAt <= call.now,
      )
      .map((instance) => instanceReply(call, instance))
      .filter(
        (item) =>
          equal.every(
            (name) => parameters[name] === undefined || item[name] === parameters[name],
          ) &&
          item.TaskName.includes(TaskName) &&
          item.RuntimeResource.ResourceGroupId.includes(RuntimeResource) &&
          (!ids || ids.includes(item.Id)) &&
          (!taskIds || taskIds.includes(item.TaskId)),
      );
    const { items, paging } = pageOf(call, sorted(call, found, parameters.SortBy), parameters, {
      createdAt: ({ CreateTime }) => CreateTime,
      most: MOST,
    });
    return { PagingInfo: { TaskInstances: items, ...paging } };
  },
});

const getTaskInstanceLog = studio({
  action: 'GetTaskInstanceLog',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: { Id: 'id*', RunNumber: 'num' },
  handle(call, { Id, RunNumber }) {
    const instance = taskInstanceOf(call, Id);
    const { attempts, task, instanceId, bizdate, parameters } = instance;
    const attempt = attempts[(RunNumber ?? attempts.length) - 1];
    if (!attempt && RunNumber !== undefined) throw refused('parameter', 'RunNumber is not valid.');
    const node = { name: task.name, nodeId: task.taskId };
    const logged = { instanceId, bizdate, parameters, node };
    return { TaskInstanceLog: attempt ? runLog(logged, attempt, call.now) : '' };
  },
});

/** Reading and finding runs. */
export const taskInstances: Operation[] = [getTaskInstance, listTaskInstances, getTaskInstanceLog];
