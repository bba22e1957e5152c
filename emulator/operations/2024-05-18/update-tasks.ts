import { objectOf, objectsOf } from '../../state/studio/node';
import type { Task } from '../../state/studio/task';
import type { Call, Operation } from '../operation';
import { StudioRefusal, refused } from './errors';
import { checkNode } from './flow-spec';
import { exactParse, readId } from './ids';
import { merged } from './nodes';
import { studio } from './operation';
import { taskOf } from './task-access';
import { specChange } from './task-units';

/** Longest RerunInterval of UpdateTask, in ms. */
const MAX_INTERVAL_MS = 1_800_000;

/** Changes the task and the node from which it comes: the change is written back as a saved version. */
function change(call: Call, task: Task, patch: Record<string, unknown>): void {
  const spec = merged(task.spec, patch);
  checkNode({ ...spec, script: { ...objectOf(spec['script']), path: undefined } });
  task.spec = spec;
  task.name = String(spec['name'] ?? task.name);
  task.owner = String(patch['owner'] ?? task.owner);
  task.modifiedAt = call.now;
  task.modifiedBy = call.caller.identity.userId;
  const draft = call.state.studio.nodes.get(task.nodeId);
  if (!draft) return;
  draft.spec = merged(draft.spec, patch);
  draft.name = task.name;
  draft.path = [...draft.path.split('/').slice(0, -1), task.name].join('/');
  draft.owner = task.owner;
  draft.modifiedAt = call.now;
}

const updateTask = studio({
  action: 'UpdateTask',
  access: 'write',
  failure: 'success',
  body: {
    Id: 'id*',
    ClientUniqueCode: 'string',
    DataSource: 'json',
    Dependencies: 'json',
    Description: 'string',
    EnvType: 'string',
    Inputs: 'json',
    InstanceMode: 'string',
    Name: 'string',
    Outputs: 'json',
    Owner: 'string',
    RerunInterval: 'num',
    RerunMode: 'string',
    RerunTimes: 'num',
    RuntimeResource: 'json',
    Script: 'json',
    Tags: 'json',
    Timeout: 'num',
    Trigger: 'json',
  },
  handle(call, parameters) {
    const task = taskOf(call, parameters.Id, parameters.EnvType);
    if ((parameters.RerunInterval ?? 0) > MAX_INTERVAL_MS) {
      throw refused('parameter', 'RerunInterval is not valid.');
    }
    change(call, task, specChange(parameters, 'ms'));
    if (parameters.Dependencies !== undefined) {
      task.depends = objectsOf(parameters.Dependencies).map((one) => ({
        type: String(one['Type'] ?? 'Normal'),
        output: String(one['UpstreamOutput'] ?? ''),
      }));
      const draft = call.state.studio.nodes.get(task.nodeId);
      if (draft) draft.depends = task.depends;
    }
    return { Success: true };
  },
});

const batchUpdateTasks = studio({
  action: 'BatchUpdateTasks',
  access: 'write',
  failure: 'none',
  body: { Comment: 'string', Tasks: 'string' },
  handle(call, { Tasks = '[]' }) {
    const SuccessInfo: Record<string, unknown> = {};
    for (const wish of objectsOf(exactParse('Tasks', Tasks))) {
      const id = String(wish['Id']);
      try {
        const task = taskOf(call, readId(id), wish['EnvType'] as string | undefined);
        change(call, task, specChange(wish, 's'));
        SuccessInfo[id] = { Success: true };
      } catch (failure) {
        if (!(failure instanceof StudioRefusal)) throw failure;
        SuccessInfo[id] = { Success: false, Message: failure.message };
      }
    }
    return { SuccessInfo };
  },
});

/** Changing published nodes. */
export const updateTasks: Operation[] = [updateTask, batchUpdateTasks];
