import { objectOf } from '../../state/studio/node';
import type { Task } from '../../state/studio/task';
import type { Call, Operation } from '../operation';
import { readIds } from './ids';
import { requireMember, studio, studioOf } from './operation';
import { PAGE, pageOf } from './paging';
import { environmentOf, taskOf } from './task-access';
import { scriptParameters, taskSettings } from './task-units';

/** WorkflowId of a task in no workflow. Source: recorded replies. */
export const NO_WORKFLOW = 1n;

/** The members that GetTask and the lists have in common. */
function taskReply(task: Task) {
  return {
    Id: task.taskId,
    Name: task.name,
    Owner: task.owner,
    ProjectId: task.projectId,
    ProjectEnv: task.environment,
    EnvType: task.environment,
    WorkflowId: NO_WORKFLOW,
    CreateTime: task.createdAt,
    CreateUser: task.owner,
    ModifyTime: task.modifiedAt,
    ModifyUser: task.modifiedBy,
    BaselineId: 0,
    ...taskSettings(task.spec),
  };
}

const getTask = studio({
  action: 'GetTask',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: { Id: 'id*', ProjectEnv: 'string' },
  handle(call, { Id, ProjectEnv }) {
    const task = taskOf(call, Id, ProjectEnv);
    const among = [...call.state.studio.tasks[task.environment].values()];
    return {
      Task: {
        ...taskReply(task),
        Dependencies: task.depends.map(({ type, output }) => ({
          Type: type,
          UpstreamOutput: output,
          UpstreamTaskId: among.find(({ outputs }) => outputs.includes(output))?.taskId.toString(),
        })),
        Inputs: { Variables: [] },
        Outputs: { TaskOutputs: task.outputs.map((Output) => ({ Output })), Variables: [] },
        Script: {
          Content: objectOf(task.spec['script'])['content'],
          Parameters: scriptParameters(task.spec),
        },
        Tags: [],
      },
    };
  },
});

const listTasks = studio({
  action: 'ListTasks',
  access: 'read',
  failure: 'none',
  body: {
    ProjectId: 'id*',
    Ids: 'string',
    Name: 'string',
    Owner: 'string',
    ProjectEnv: 'string',
    RuntimeResource: 'string',
    SortBy: 'string',
    TaskType: 'string',
    TriggerRecurrence: 'string',
    TriggerType: 'string',
    WorkflowId: 'id',
    ...PAGE,
  },
  handle(call, parameters) {
    const { projectId } = studioOf(call, parameters.ProjectId);
    const { Name = '', Owner, TaskType, RuntimeResource, WorkflowId } = parameters;
    const { TriggerRecurrence, TriggerType } = parameters;
    const ids = readIds('Ids', parameters.Ids);
    const tasks = call.state.studio.tasks[environmentOf(parameters.ProjectEnv)];
    const found = [...tasks.values()].filter((task) => {
      const settings = taskSettings(task.spec);
      return (
        task.projectId === projectId &&
        task.name.includes(Name) &&
        (!ids || ids.includes(task.taskId)) &&
        (Owner === undefined || task.owner === Owner) &&
        (TaskType === undefined || settings.Type === TaskType) &&
        (WorkflowId === undefined || WorkflowId === NO_WORKFLOW) &&
        (TriggerRecurrence === undefined || settings.Trigger.Recurrence === TriggerRecurrence) &&
        (TriggerType === undefined || settings.Trigger.Type === TriggerType) &&
        (RuntimeResource === undefined ||
          settings.RuntimeResource.ResourceGroupId.includes(RuntimeResource))
      );
    });
    const { items, paging } = pageOf(call, found, parameters, {
      createdAt: ({ createdAt }) => createdAt,
    });
    const Tasks = items.map((task) => ({
      ...taskReply(task),
      ScriptParameters: scriptParameters(task.spec),
    }));
    return { PagingInfo: { Tasks, ...paging } };
  },
});

/** The tasks on which `task` depends, or that depend on it. */
function neighbours(call: Call, task: Task, which: 'upstream' | 'downstream'): Task[] {
  const all = [...call.state.studio.tasks[task.environment].values()];
  const dependsOn = (child: Task, parent: Task) =>
    child.depends.some(({ output }) => parent.outputs.includes(output));
  return all.filter((other) =>
    which === 'upstream' ? dependsOn(task, other) : dependsOn(other, task),
  );
}

function neighbourList(action: string, which: 'upstream' | 'downstream') {
  const member = which === 'upstream' ? 'UpstreamTasks' : 'DownstreamTasks';
  return studio({
    action,
    verb: 'GET',
    access: 'read',
    failure: 'none',
    query: { Id: 'id*', ProjectEnv: 'string', ...PAGE },
    handle(call, parameters) {
      const task = taskOf(call, parameters.Id, parameters.ProjectEnv);
      const { items, paging } = pageOf(call, neighbours(call, task, which), parameters);
      const replies = items.map(taskReply);
      const related = replies.map((Task) => ({ DependencyType: 'Normal', Task }));
      return { PagingInfo: { Tasks: replies, [member]: related, ...paging } };
    },
  });
}

const deleteTask = studio({
  action: 'DeleteTask',
  access: 'write',
  failure: 'success',
  query: { Id: 'id*', ProjectEnv: 'string' },
  handle(call, { Id, ProjectEnv }) {
    requireMember(call);
    const task = taskOf(call, Id, ProjectEnv);
    call.state.studio.tasks[task.environment].delete(Id);
    const draft = call.state.studio.nodes.get(task.nodeId);
    if (task.environment === 'Prod' && draft) draft.taskId = undefined;
    return { Success: true };
  },
});

/** Published nodes. */
export const tasks: Operation[] = [
  getTask,
  listTasks,
  neighbourList('ListUpstreamTasks', 'upstream'),
  neighbourList('ListDownstreamTasks', 'downstream'),
  deleteTask,
];
