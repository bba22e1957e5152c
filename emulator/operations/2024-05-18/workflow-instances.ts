import { settleTaskInstances } from '../../progress/task-instances';
import { stopAttempt } from '../../state/scheduler';
import {
  taskInstanceStatus,
  workflowInstanceEnd,
  workflowInstanceStatus,
  type WorkflowInstance,
} from '../../state/studio/task-instance';
import type { Call, Operation } from '../operation';
import { refused } from './errors';
import { readIds } from './ids';
import { requireMember, studio, studioOf } from './operation';
import { PAGE, pageOf } from './paging';
import { stopsAt } from './stops-at';
import { resultsById } from './results-by-id';
import { environmentOf } from './task-access';
import { NO_WORKFLOW } from './tasks';

function workflowReply(call: Call, workflow: WorkflowInstance) {
  const end = workflowInstanceEnd(workflow, call.now);
  return {
    Id: workflow.id,
    UnifiedWorkflowInstanceId: workflow.unifiedId,
    Name: workflow.name,
    Type: workflow.type,
    Status: workflowInstanceStatus(workflow, call.now),
    BizDate: workflow.bizdate,
    ProjectId: workflow.projectId,
    EnvType: workflow.environment,
    WorkflowId: NO_WORKFLOW,
    Owner: workflow.createdBy,
    CreateUser: workflow.createdBy,
    CreateTime: workflow.createdAt,
    ModifyUser: workflow.createdBy,
    ModifyTime: end ?? workflow.startedAt ?? workflow.createdAt,
    StartedTime: workflow.startedAt,
    FinishedTime: end,
    Tags: [],
  };
}

/** The workflow instance of that id, once it is there. */
function existing(call: Call, id: bigint): WorkflowInstance | undefined {
  const workflow = call.state.studio.workflowInstances.get(id);
  return workflow && workflow.createdAt <= call.now ? workflow : undefined;
}

const getWorkflowInstance = studio({
  action: 'GetWorkflowInstance',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: { Id: 'id*' },
  handle(call, { Id }) {
    requireMember(call);
    const workflow = existing(call, Id);
    if (!workflow) throw refused('noInstance');
    return { WorkflowInstance: workflowReply(call, workflow) };
  },
});

const listWorkflowInstances = studio({
  action: 'ListWorkflowInstances',
  access: 'read',
  failure: 'none',
  body: {
    BizDate: 'num*',
    ProjectId: 'id*',
    EnvType: 'string',
    Filter: 'string',
    Ids: 'string',
    Name: 'string',
    Owner: 'string',
    SortBy: 'string',
    Tags: 'json',
    Type: 'string',
    UnifiedWorkflowInstanceId: 'id',
    WorkflowId: 'id',
    ...PAGE,
  },
  handle(call, parameters) {
    const { projectId } = studioOf(call, parameters.ProjectId);
    const { BizDate, Name = '', Owner, Type, UnifiedWorkflowInstanceId, WorkflowId } = parameters;
    const environment = environmentOf(parameters.EnvType);
    const ids = readIds('Ids', parameters.Ids);
    const found = [...call.state.studio.workflowInstances.values()].filter(
      (one) =>
        one.projectId === projectId &&
        one.environment === environment &&
        one.bizdate === BizDate &&
        one.name.includes(Name) &&
        (!ids || ids.includes(one.id)) &&
        (Owner === undefined || one.createdBy === Owner) &&
        (Type === undefined || one.type === Type) &&
        (WorkflowId === undefined || WorkflowId === NO_WORKFLOW) &&
        (UnifiedWorkflowInstanceId === undefined || one.unifiedId === UnifiedWorkflowInstanceId) &&
        one.createdAt <= call.now,
    );
    const { items, paging } = pageOf(call, found, parameters, {
      createdAt: ({ createdAt }) => createdAt,
    });
    const WorkflowInstances = items.map((one) => workflowReply(call, one));
    return { PagingInfo: { WorkflowInstances, ...paging } };
  },
});

const startWorkflowInstances = studio({
  action: 'StartWorkflowInstances',
  access: 'write',
  failure: 'none',
  body: { Ids: 'string*', Comment: 'string' },
  handle(call, { Ids }) {
    return resultsById(call, Ids, (id) => {
      const workflow = existing(call, id);
      if (!workflow) throw refused('noInstance');
      workflow.releasedAt ??= call.now;
      settleTaskInstances(call, call.now);
      const { follows, startedAt } = workflow;
      if (startedAt === undefined && follows) {
        const parent = `wait for parent workflowInstance[${follows.id}] to finish`;
        throw refused('state', `Because of parallelism config, ${parent}`);
      }
    });
  },
});

const stopWorkflowInstances = studio({
  action: 'StopWorkflowInstances',
  access: 'write',
  failure: 'none',
  body: { Ids: 'string*', Comment: 'string' },
  handle(call, { Ids }) {
    return resultsById(call, Ids, (id) => {
      const workflow = existing(call, id);
      if (!workflow) throw refused('noInstance');
      const status = workflowInstanceStatus(workflow, call.now);
      if (status === 'Success' || status === 'Failure') {
        throw refused('state', `A workflow instance of status ${status} cannot be stopped.`);
      }
      workflow.stoppedAt = call.now;
      for (const instance of workflow.taskInstances) {
        const state = taskInstanceStatus(instance, call.now);
        const attempt = instance.attempts.at(-1);
        if (attempt && state !== 'Success' && state !== 'Failure')
          stopAttempt(attempt, stopsAt(call));
      }
    });
  },
});

/** A backfill's dates: reading, starting and stopping them. */
export const workflowInstances: Operation[] = [
  getWorkflowInstance,
  listWorkflowInstances,
  startWorkflowInstances,
  stopWorkflowInstances,
];
