import { optionsField } from '../../fields/optionsField';
import { readSimplify, simplifyField } from '../../fields/simplifyField';
import { readTaskInstanceId, taskInstanceFields } from '../../fields/taskInstanceFields';
import type { Call, Operation, Result } from '../operation';
import { readInstance, simpleInstance, withEnd } from '../../studios/dataStudio/instances';

/** GetTaskInstance: the state of a run. */
export const get: Operation = {
  name: 'Get',
  value: 'get',
  action: 'Get task instance',
  description: 'Get the state of a run, and whether it has ended and succeeded',
  fields: [...taskInstanceFields, simplifyField, optionsField([])],

  async execute({ parameters, client }: Call): Promise<Result> {
    const id = readTaskInstanceId(parameters);
    const simplify = readSimplify(parameters);
    const read = await readInstance(client, id);
    if (!read.ok) return read;
    const shown = simplify ? simpleInstance(read.instance) : read.body;
    return { ok: true, body: { ...shown, ...withEnd(read.instance) } };
  },
};
