import { exactId } from '../../../alibabaCloud/client/exactJson';
import { costOf } from '../../once/waitFor';
import type { Call, Operation, Result } from '../operation';
import { createTask } from '../../flows/createTask';
import { generateScript } from '../../flows/generateScript';
import { scriptGeneration, taskCreation, type NewTaskRequest } from '../../studios/legacy/tasks';
import { readTestFirst } from '../../fields/testFirst';
import { newGeneration, newTask, newTaskFields, readNewTask } from '../../fields/newTask';

/** CreateDISyncTask: creates a task and gives its FileId. */
export const create: Operation = {
  name: 'Create',
  value: 'create',
  action: 'Create sync task',
  description: 'Create a data synchronization task',
  named: { by: 'FileId', in: 'Data' },
  links: true,
  fields: newTaskFields,

  async execute(call: Call): Promise<Result> {
    const { parameters, client } = call;
    const { script, ...settings } = readNewTask(call);
    const { projectId, taskParam } = settings;
    const content = 'content' in script ? script.content : script.generation;
    const test = readTestFirst(parameters, projectId, 'script', content.text, taskParam);
    if (test) {
      const unit =
        'content' in script
          ? newTask(call, settings, { taskContent: content.text, secrets: [] }).unit
          : undefined;
      const { whyNotCreate } = await import('../../studios/legacy/testFirst');
      const whyNot = await whyNotCreate(call, { ...test, unit });
      if (whyNot) return whyNot;
    }
    const create = (content: Pick<NewTaskRequest, 'taskContent' | 'secrets'>) => {
      const task = newTask(call, settings, content);
      return createTask(call, taskCreation(client, task), task.ifExists);
    };
    if ('content' in script) {
      const { text: taskContent, secrets } = script.content;
      return create({ taskContent, secrets });
    }
    const { limits, ...request } = newGeneration(call, settings, script.generation);
    const generated = await generateScript(call, scriptGeneration(client, request), limits);
    if (!generated.ok) return generated;
    const { taskContent, processId } = generated;
    const created = await create({ taskContent, secrets: script.generation.secrets });
    if (!created.ok) {
      const before = `The script was generated (process ${processId}) and is used when the node runs again.`;
      return { ...created, before };
    }
    const Generation = { ProcessId: exactId(processId), ...costOf(generated) };
    return { ok: true, body: { ...created.body, Generation } };
  },
};
