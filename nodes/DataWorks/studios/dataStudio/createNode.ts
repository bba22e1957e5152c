import { idIn } from '../../../alibabaCloud/client/exactJson';
import type { Client } from '../../../alibabaCloud/client/call';
import { isAboutRights, noted, requestIdOf } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import type { ActionParameters } from '../../../alibabaCloud/service';
import { actions } from '../../api/dataworks-2024-05-18';
import type { Keeping, TaskCreation, Tools } from '../../flows/ports';
import {
  newNodeSpec,
  ownOutput,
  pathOf,
  rootOutput,
  type NewNode,
  type NodeSettings,
} from '../../script/flowSpec';
import { creationByName } from './byName';
import { isSyncNode, listNodes, pathIn, readNode, type NodeReference } from './readNodes';
import { contentOf, extended, nodeUpdate, type Extend } from './updateNode';
import { workspaceName } from './workspace';

/** A node that is to be created, checked. */
export interface NewNodeRequest {
  projectId: string;
  node: NewNode & { content: string };
  /** Of it what was given: for a node that has the name already, and keeps the rest. */
  given: NodeSettings;
  extend: Extend;
  /** The workflow that it is put into; its path does not count then. */
  workflowId: string | undefined;
  /** The unit of work. */
  unit: string;
  /** Texts in the script that must not come back in a message. */
  secrets: readonly string[];
  /** The parents that were given, if any: the root of the workspace is in no list. */
  givenParents: readonly string[];
}

/** A new node as it was given. */
export type NodeWish = Omit<NewNodeRequest, 'unit'>;

/** Whether the name of the workspace is needed, for names that were not given. */
export const needsWorkspace = ({ node }: NodeWish): boolean =>
  node.parents === undefined || node.outputs === undefined;

/** The node with the names that were not given: the workspace's root, and an output of its own. */
export const withDefaultNames = (wish: NodeWish, workspace: string): NodeWish => ({
  ...wish,
  node: {
    parents: [rootOutput(workspace)],
    outputs: [ownOutput(workspace, wish.node.name)],
    ...wish.node,
  },
});

/** A way past a right that is missing. */
const NAME_NOT_NEEDED =
  'the name of the workspace is not needed where Parents and, in Schedule, Output Names are given';

/** A wish with all its names, as a unit of work. */
export async function nodeToCreate(
  tools: Tools,
  wish: NodeWish,
): Promise<{ ok: true; request: NewNodeRequest } | Failure> {
  let whole = wish;
  if (needsWorkspace(wish)) {
    const workspace = await workspaceName(tools, wish.projectId);
    if (!workspace.ok) {
      return isAboutRights(workspace) ? noted(workspace, NAME_NOT_NEEDED) : workspace;
    }
    whole = withDefaultNames(wish, workspace.name);
  }
  const unit = tools.unitToken({ action: 'CreateNode', ...creationOf(whole) });
  return { ok: true, request: { ...whole, unit } };
}

/** The parameters of CreateNode. */
export function creationOf({
  projectId,
  node,
  extend,
  workflowId,
}: NodeWish): ActionParameters<typeof actions.CreateNode> {
  const spec = newNodeSpec({ ...node, content: extended(node.content, extend) });
  return {
    ProjectId: projectId,
    Scene: 'DATAWORKS_PROJECT',
    Spec: JSON.stringify(spec),
    ContainerId: workflowId,
  };
}

/** Where a new node is to stand: names that are not the same place do not exclude each other. */
const placeOf = ({
  projectId,
  workflowId,
  node,
}: Pick<NewNodeRequest, 'projectId' | 'workflowId' | 'node'>): string =>
  JSON.stringify(['node', projectId, workflowId ?? '', workflowId ? node.name : pathOf(node)]);

/** CreateNode, which has no token, and who has the name. */
export function nodeCreation(
  tools: Pick<Tools, 'client' | 'journal'>,
  request: NewNodeRequest,
  hint: (message: string) => void,
): TaskCreation {
  const { client } = tools;
  const { projectId, node, workflowId, unit, secrets, givenParents } = request;
  const { name } = node;
  const path = pathOf(node);
  const action = actions.CreateNode;
  const parameters = creationOf(request);
  const content = extended(node.content, request.extend);
  const creation = creationByName(
    tools,
    {
      action,
      unit,
      place: placeOf(request),
      name,
      noun: 'node',
      typeName: 'synchronization',
      async create() {
        const outcome = await client.call(action, parameters, secrets);
        const id = outcome.ok ? idIn(outcome.body.Id) : undefined;
        if (!outcome.ok || id === undefined) return outcome;
        // Whatever kind of text or number the id is.
        return { ...outcome, body: creation.replyFor(id, requestIdOf(outcome.body)) };
      },
      saysTaken: /same name already exists/i,
      list: () => listNodes(client, { ProjectId: projectId, Name: name, ContainerId: workflowId }),
      holderIn(entry) {
        const id = idIn(entry.Id);
        const isHere = workflowId !== undefined || pathIn(entry) === path;
        if (id === undefined || entry.Name !== name || !isHere) return undefined;
        const label = `${id} in ${cleanServerText(pathIn(entry))}`;
        return { id, label, isOfType: isSyncNode(entry) };
      },
      async isSame(nodeId) {
        const read = await readNode(client, { projectId, nodeId });
        return read.ok ? contentOf(read.spec) === content : read;
      },
      updating: ({ id: nodeId }) => ({
        changes: [
          nodeUpdate(client, {
            projectId,
            nodeId,
            settings: request.given,
            extend: request.extend,
            secrets,
          }),
        ],
      }),
    },
    hint,
  );
  const keeping =
    givenParents.length === 0 ? {} : { keeping: keepingParents(client, request, hint) };
  return { ...creation, ...keeping };
}

/** Of the parents that were given, those that DataWorks does not have; the root is in no list. */
async function missingParents(
  client: Client,
  { projectId, nodeId }: NodeReference,
  parents: readonly string[],
): Promise<{ ok: true; missing: string[] } | Failure> {
  const outcome = await client.call(actions.ListNodeDependencies, {
    ProjectId: projectId,
    Id: nodeId,
    PageNumber: 1,
    PageSize: 100,
  });
  if (!outcome.ok) return outcome;
  const listed = JSON.stringify(outcome.body.PagingInfo ?? {});
  const missing = parents.filter(
    (one) => !one.endsWith('_root') && !listed.includes(JSON.stringify(one)),
  );
  return { ok: true, missing };
}

/** DataWorks may lose the parents of a new node. */
function keepingParents(
  client: Client,
  { projectId, node, secrets, givenParents }: NewNodeRequest,
  hint: (message: string) => void,
): Keeping {
  const { dependsOnItself } = node;
  return {
    lost: 'DataWorks has dropped its parents',
    async hasLost(nodeId, isLast) {
      const seen = await missingParents(client, { projectId, nodeId }, givenParents);
      if (!seen.ok) {
        if (!isLast)
          hint(`Whether the node ${nodeId} has its parents was not checked: ${seen.detail}`);
        return false;
      }
      if (isLast && seen.missing.length > 0) {
        hint(
          `The node ${nodeId} does not wait for ${seen.missing.join(', ')}: look whether these outputs exist.`,
        );
      }
      return seen.missing.length > 0;
    },
    restoring: (nodeId) =>
      nodeUpdate(client, {
        projectId,
        nodeId,
        settings: {
          parents: givenParents,
          ...(dependsOnItself === undefined ? {} : { dependsOnItself }),
        },
        extend: {},
        secrets,
      }),
  };
}
