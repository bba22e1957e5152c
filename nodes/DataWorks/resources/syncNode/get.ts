import { concealOption } from '../../fields/concealOption';
import { nodeReferenceFields, readNodeReference } from '../../fields/nodeField';
import { optionsField } from '../../fields/optionsField';
import { readSimplify, simplifyField } from '../../fields/simplifyField';
import { nodeSummary } from '../../studios/dataStudio/nodeSummary';
import { readNode } from '../../studios/dataStudio/readNodes';
import type { Call, Operation, Result } from '../operation';

/** GetNode: the script of a node, its schedule and what it depends on. */
export const get: Operation = {
  name: 'Get',
  value: 'get',
  action: 'Get sync node',
  description: 'Get the script of a node, with its schedule and its parents',
  fields: [...nodeReferenceFields, simplifyField, optionsField([concealOption])],

  async execute({ parameters, client }: Call): Promise<Result> {
    const node = readNodeReference(parameters);
    const simplify = readSimplify(parameters);
    const read = await readNode(client, node);
    if (!read.ok) return read;
    return { ok: true, body: simplify ? nodeSummary(read) : read.body };
  },
};
