import { noted } from '../../../alibabaCloud/client/failure';
import { actions } from '../../api/dataworks-2024-05-18';
import { newNodeFields, readNewNode, withDefaultNames } from '../../fields/newNode';
import { readTestFirst } from '../../fields/testFirst';
import { createTask } from '../../flows/createTask';
import { makeChange } from '../../flows/updateTask';
import {
  createdId,
  creationOf,
  missingParents,
  nodeCreation,
  nodeUpdate,
  placeOf,
  type NewNodeRequest,
} from '../../studios/dataStudio/nodes';
import { workspaceName } from '../../studios/dataStudio/workspace';
import type { Call, Operation, Result } from '../operation';

/** A way past a right that is missing. */
const NAME_NOT_NEEDED =
  'the name of the workspace is not needed where Parents and, in Schedule, Output Names are given';

/** CreateNode: creates a batch synchronization node and gives its Id. */
export const create: Operation = {
  name: 'Create',
  value: 'create',
  action: 'Create sync node',
  description: 'Create a batch synchronization node. It runs once it is deployed.',
  named: { by: 'Id' },
  fields: newNodeFields,

  async execute(call: Call): Promise<Result> {
    const { journal, unitToken, hint } = call;
    const { ifExists, givenParents, needsWorkspace, ...wish } = readNewNode(call);
    const { projectId } = wish;
    const workspace = needsWorkspace ? await workspaceName(call, projectId) : undefined;
    if (workspace?.ok === false) return noted(workspace, NAME_NOT_NEEDED);
    const node = workspace ? withDefaultNames(wish.node, workspace.name) : wish.node;
    const unit = unitToken({ action: 'CreateNode', ...creationOf({ ...wish, node }) });
    const request: NewNodeRequest = { ...wish, node, unit };
    const group = { resourceGroup: node.resourceGroup ?? '' };
    const test = readTestFirst(call.parameters, projectId, 'script', node.content, group);
    if (test) {
      const { whyNotCreate } = await import('../../studios/dataStudio/testFirst');
      const whyNot = await whyNotCreate(call, actions.CreateNode, { ...test, unit });
      if (whyNot) return whyNot;
    }
    // Of two items with the same name the second one has to see the first one's node.
    const created = await journal.serialize(placeOf(request), () =>
      createTask(call, nodeCreation(call, request, hint), ifExists),
    );
    if (!created.ok) return created;
    const { RequestId = '', Outcome = '' } = created.body;
    const Id = createdId(created.body);
    if (Outcome === 'created' && givenParents.length > 0) {
      const kept = await keepParents(call, request, Id, givenParents);
      if (!kept.ok) return { ...kept, before: `The node was created (Id ${Id}).` };
    }
    return { ok: true, body: { Success: true, RequestId, Id, Outcome } };
  },
};

/** DataWorks may lose the parents of a new node: they are put back once, or named. */
async function keepParents(
  call: Call,
  { projectId, node, secrets }: NewNodeRequest,
  nodeId: string,
  parents: readonly string[],
): Promise<{ ok: true } | Exclude<Result, { ok: true }>> {
  const { client, hint } = call;
  const reference = { projectId, nodeId };
  const seen = await missingParents(client, reference, parents);
  if (!seen.ok) {
    hint(`Whether the node ${nodeId} has its parents was not checked: ${seen.detail}`);
    return { ok: true };
  }
  if (seen.missing.length === 0) return { ok: true };
  const settings = {
    parents,
    ...(node.dependsOnItself === undefined ? {} : { dependsOnItself: node.dependsOnItself }),
  };
  const again = await makeChange(
    call,
    nodeUpdate(client, { ...reference, settings, extend: {}, secrets }),
  );
  if (!again.ok) return noted(again, 'DataWorks has dropped its parents');
  const now = await missingParents(client, reference, parents);
  if (now.ok && now.missing.length > 0) {
    hint(
      `The node ${nodeId} does not wait for ${now.missing.join(', ')}: look whether these outputs exist.`,
    );
  }
  return { ok: true };
}
