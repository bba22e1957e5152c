import {
  instanceFields,
  instanceOptions,
  readInstanceReference,
} from '../../fields/instanceFields';
import { readSimplify, simplifyField } from '../../fields/simplifyField';
import type { Call, Operation, Result } from '../operation';
import { readInstance, simpleInstance } from '../../studios/legacy/instances';

/** GetInstance: the state of a run. */
export const get: Operation = {
  name: 'Get',
  value: 'get',
  action: 'Get instance',
  description: 'Get the state of a run',
  fields: [...instanceFields, simplifyField, instanceOptions()],

  async execute({ parameters, client }: Call): Promise<Result> {
    const reference = readInstanceReference(parameters);
    const simplify = readSimplify(parameters);
    const read = await readInstance(client, reference);
    if (!read.ok) return read;
    return { ok: true, body: simplify ? simpleInstance(read.instance) : read.body };
  },
};
