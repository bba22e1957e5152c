import { parseExact, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import { actions } from '../../api/dataworks-2024-05-18';
import { newNodeFields, readNewNode } from '../../fields/newNode';
import { redactScript } from '../../script/scriptSecrets';
import { creationOf, needsWorkspace, withDefaultNames } from '../../studios/dataStudio/createNode';
import type { Call, Operation, Result } from '../operation';

/** Stands for what only DataWorks knows. */
const WORKSPACE = 'WORKSPACE_NAME';

/** Shows what Create would send. */
export const preview: Operation = {
  name: 'Preview',
  value: 'preview',
  action: 'Preview sync node',
  description:
    'Show the request that Create would send, its Spec, its script and all warnings. Sends nothing.',
  fields: newNodeFields,

  async execute(call: Call): Promise<Result> {
    const Warnings: string[] = [];
    const wish = readNewNode({ ...call, hint: (one) => void Warnings.push(one) });
    if (needsWorkspace(wish)) {
      Warnings.push(`${WORKSPACE} stands for the name of the workspace, which Create asks for.`);
    }
    const parameters = creationOf(withDefaultNames(wish, WORKSPACE));
    const Spec = parseExact(String(parameters.Spec));
    const body: JsonObject = {
      ...call.client.plan(actions.CreateNode, parameters),
      Spec,
      Script: parseExact(wish.node.content),
      Warnings,
    };
    return { ok: true, body: redactScript(body) as JsonObject };
  },
};
