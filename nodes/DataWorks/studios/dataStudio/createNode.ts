import type { Client } from '../../../alibabaCloud/client/call';
import type { JsonObject } from '../../../alibabaCloud/client/exactJson';
import { isAboutRights, noted, requestIdOf } from '../../../alibabaCloud/client/failure';
import type { Failure, Outcome } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import type { ActionParameters } from '../../../alibabaCloud/service';
import { actions } from '../../api/dataworks-2024-05-18';
import type { Keeping, NamedTask, TaskCreation, Tools } from '../../flows/ports';
import type { Holders } from '../../once/createOnce';
import type { Journal } from '../../once/journal';
import {
  newNodeSpec,
  ownOutput,
  pathOf,
  rootOutput,
  type NewNode,
  type NodeSettings,
} from '../../script/flowSpec';
import { idIn, isSyncNode, listNodes, pathIn, readNode, type NodeReference } from './readNodes';
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
    if (!workspace.ok) return noted(workspace, NAME_NOT_NEEDED);
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

/** What this execution has made, by place: lists show new nodes late. */
const made = new WeakMap<Journal, Map<string, string>>();

function madeIn(journal: Journal): Map<string, string> {
  const known = made.get(journal) ?? new Map<string, string>();
  made.set(journal, known);
  return known;
}

/** Where a new node is to stand: names that are not the same place do not exclude each other. */
const placeOf = ({
  projectId,
  workflowId,
  node,
}: Pick<NewNodeRequest, 'projectId' | 'workflowId' | 'node'>): string =>
  JSON.stringify(['node', projectId, workflowId ?? '', workflowId ? node.name : pathOf(node)]);

/** Nodes with the name that are looked into, to see whether they are the one that was sent. */
const LOOKED_INTO = 5;
const UNCHECKED = 'the name was not checked';

/** The reply of CreateNode, whatever kind of text or number its id is. */
const replyFor = (id: string, RequestId: string): JsonObject => ({
  Success: true,
  RequestId,
  Id: id,
});

/** CreateNode, which has no token, and who has the name. */
export function nodeCreation(
  { client, journal }: Pick<Tools, 'client' | 'journal'>,
  request: NewNodeRequest,
  hint: (message: string) => void,
): TaskCreation {
  const { projectId, node, workflowId, unit, secrets, givenParents } = request;
  const { name } = node;
  const place = placeOf(request);
  const path = pathOf(node);
  const madeHere = madeIn(journal);
  const parameters = creationOf(request);
  const content = extended(node.content, request.extend);
  let isSent = false;
  let taken: Holders<NamedTask> | undefined;

  /** The same text in the same place, that was not there before: it is what was sent. */
  async function isOwn(id: string): Promise<boolean | Failure> {
    const isOthers = madeHere.get(place) === id || journal.noteOf(unit) === UNCHECKED;
    if (!(isSent || journal.isUncertain(unit)) || isOthers) return false;
    const read = await readNode(client, { projectId, nodeId: id });
    return read.ok ? contentOf(read.spec) === content : read;
  }

  async function findHolders(): Promise<Holders<NamedTask> | Failure> {
    const listed = await listNodes(client, {
      ProjectId: projectId,
      Name: name,
      ContainerId: workflowId,
    });
    if (!listed.ok) return listed;
    const { requestId } = listed;
    const holders: NamedTask[] = [];
    for (const entry of listed.entries) {
      const id = idIn(entry.Id);
      const isHere = workflowId !== undefined || pathIn(entry) === path;
      if (id === undefined || entry.Name !== name || !isHere) continue;
      const label = `${id} in ${cleanServerText(pathIn(entry))}`;
      const own = holders.length < LOOKED_INTO ? await isOwn(id) : false;
      if (typeof own !== 'boolean') return own;
      holders.push({ id, label, isOfType: isSyncNode(entry), isOwn: own });
    }
    const early = madeHere.get(place);
    if (early !== undefined && !holders.some(({ id }) => id === early)) {
      holders.push({ id: early, label: early, isOfType: true });
    }
    return { ok: true, holders, requestId };
  }

  /** Whether the name can be used; `undefined`: yes, as far as it is known. */
  async function whyNot(): Promise<Failure | undefined> {
    const found = await findHolders();
    if (found.ok) {
      if (found.holders.length === 0) return undefined;
      taken = found;
      return {
        ok: false,
        kind: 'refused',
        action: actions.CreateNode,
        detail: 'the name is taken',
        requestId: found.requestId,
        tries: 1,
        mayHaveActed: false,
        resent: false,
      };
    }
    if (!isAboutRights(found)) return { ...found, mayHaveActed: false, resent: false };
    journal.note(unit, UNCHECKED);
    hint(
      `Whether another node has the name ${name} was not checked: the AccessKey may not list nodes.`,
    );
    return undefined;
  }

  return {
    action: actions.CreateNode,
    unit,
    place,
    idName: 'Id',
    ...(givenParents.length === 0 ? {} : { keeping: keepingParents(client, request, hint) }),
    typeName: 'synchronization',
    async send(): Promise<Outcome> {
      if (!isSent && !journal.isUncertain(unit)) {
        const failure = await whyNot();
        if (failure) return failure;
      }
      isSent = true;
      const outcome = await client.call(actions.CreateNode, parameters, secrets);
      const id = outcome.ok ? idIn(outcome.body.Id) : undefined;
      if (!outcome.ok || id === undefined) return outcome;
      madeHere.set(place, id);
      return { ...outcome, body: replyFor(id, requestIdOf(outcome.body)) };
    },
    idIn: ({ Id: id }) => idIn(id),
    told: 'Id',
    isNameTaken: ({ detail }) => taken !== undefined || /same name already exists/i.test(detail),
    async findHolders() {
      return taken ?? findHolders();
    },
    replyFor,
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
  };
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
