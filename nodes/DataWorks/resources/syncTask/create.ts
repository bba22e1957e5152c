import { exactId } from '../../../alibabaCloud/client/exactJson';
import { costOf } from '../../once/waitFor';
import type { Call, Operation, Result } from '../operation';
import { namedByDataFileId } from './namedByFileId';
import { createOnce } from '../../studios/legacy/createOnce';
import { generateOnce } from '../../studios/legacy/generateOnce';
import { newGeneration, newTask, newTaskFields, readNewTask } from '../../fields/newTask';

/** CreateDISyncTask: creates a task and gives its FileId. */
export const create: Operation = {
  name: 'Create',
  value: 'create',
  action: 'Create a sync task',
  description: 'Create a data synchronization task',
  named: namedByDataFileId,
  fields: newTaskFields,

  async execute(call: Call): Promise<Result> {
    const { client, memory } = call;
    const { script, ...wish } = readNewTask(call);
    if ('content' in script) {
      const { text: taskContent, secrets } = script.content;
      return createOnce(client, memory, newTask(call, wish, { taskContent, secrets }));
    }
    const generated = await generateOnce(
      client,
      memory,
      newGeneration(call, wish, script.generation),
    );
    if (!generated.ok) return generated;
    const { taskContent, processId } = generated;
    const { secrets } = script.generation;
    const created = await createOnce(client, memory, newTask(call, wish, { taskContent, secrets }));
    if (!created.ok) {
      const before = `The script was generated (process ${processId}) and is used when the node runs again.`;
      return { ...created, before };
    }
    const Generation = { ProcessId: exactId(processId), ...costOf(generated) };
    return { ok: true, body: { ...created.body, Generation } };
  },
};
