import { actions } from '../../api/dataworks-2020-05-18';
import {
  isJsonObject,
  parseExact,
  type Json,
  type JsonObject,
} from '../../../alibabaCloud/client/exactJson';
import type { PlannedCall } from '../../../alibabaCloud/client/plannedCall';
import type { Call, Operation, Result } from '../operation';
import { creationOf } from '../../studios/legacy/tasks';
import { newGeneration, newTask, newTaskFields, readNewTask } from '../../fields/newTask';

/** The first request that Create would send: for a script to be generated, the one for that. */
function firstRequest(call: Call): { request: PlannedCall; script: Json } {
  const { client } = call;
  const { script, ...wish } = readNewTask(call);
  if ('generation' in script) {
    const { projectId, taskType, taskParam, clientToken } = newGeneration(
      call,
      wish,
      script.generation,
    );
    const request = client.plan(actions.GenerateDISyncTaskConfigForCreating, {
      ProjectId: projectId,
      TaskType: taskType,
      TaskParam: taskParam,
      ClientToken: clientToken,
    });
    return { request, script: parseExact(taskParam) };
  }
  const { text: taskContent, secrets } = script.content;
  const task = newTask(call, wish, { taskContent, secrets });
  const request = client.plan(actions.CreateDISyncTask, creationOf(task));
  return { request, script: parseExact(taskContent) };
}

/** Shows what Create would send. */
export const preview: Operation = {
  name: 'Preview',
  value: 'preview',
  action: 'Preview sync task',
  description:
    'Show the request that Create would send, its script and all warnings. Sends nothing.',
  fields: newTaskFields,

  async execute(call: Call): Promise<Result> {
    const warnings: string[] = [];
    const { request, script } = firstRequest({ ...call, hint: (one) => void warnings.push(one) });
    const body: JsonObject = {
      ...request,
      Script: isJsonObject(script) ? script : null,
      Warnings: warnings,
    };
    return { ok: true, body: body };
  },
};
