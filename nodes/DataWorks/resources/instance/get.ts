import {
  instanceFields,
  instanceOptions,
  readInstanceReference,
} from '../../fields/instanceFields';
import { readSimplify, simplifyField } from '../../fields/simplifyField';
import type { Call, Operation, Result } from '../operation';
import { readInstance, simpleInstance, withEnd } from '../../studios/legacy/instances';

/** GetInstance: the state of a run. */
export const get: Operation = {
  name: 'Get',
  value: 'get',
  action: 'Get instance',
  description: 'Get the state of a run, and whether it has ended and succeeded',
  fields: [...instanceFields, simplifyField, instanceOptions()],

  async execute({ parameters, client }: Call): Promise<Result> {
    const reference = readInstanceReference(parameters);
    const simplify = readSimplify(parameters);
    const read = await readInstance(client, reference);
    if (!read.ok) return read;
    const shown = simplify ? simpleInstance(read.instance) : read.body;
    return { ok: true, body: { ...shown, ...withEnd(read.instance) } };
  },
};
