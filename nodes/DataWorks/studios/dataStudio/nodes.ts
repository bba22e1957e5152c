import type { Client } from '../../../alibabaCloud/client/call';
import {
  parseExact,
  serializeExact,
  type JsonObject,
} from '../../../alibabaCloud/client/exactJson';
import { isAboutRights } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import type { ActionParameters } from '../../../alibabaCloud/service';
import { actions } from '../../api/dataworks-2024-05-18';
import type { HarmlessWrite, TaskCreation, TaskDeletion, Tools } from '../../flows/ports';
import {
  changedNodeSpec,
  newNodeSpec,
  pathOf,
  withExtend,
  type NewNode,
  type NodeSettings,
  type ReadNode,
} from '../../script/flowSpec';
import { withExtendOf } from '../../script/sameScript';
import { creationByName } from './byName';
import { idIn, isSyncNode, listNodes, pathIn, readNode, type NodeReference } from './readNodes';

/** What runs the synchronization itself, as its script says it. */
export interface Extend {
  resourceGroup?: string;
  cu?: number;
}

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
}

const isDifferent = (value: object) => Object.keys(value).length > 0;

/** The script as text, with what runs it. Empty drafts stay empty. */
function extended(content: string, extend: Extend): string {
  if (content.trim() === '') return content;
  return serializeExact(withExtend(parseExact(content) as JsonObject, extend), content);
}

/** The parameters of CreateNode. */
export function creationOf({
  projectId,
  node,
  extend,
  workflowId,
}: Omit<NewNodeRequest, 'unit' | 'secrets' | 'given'>): ActionParameters<
  typeof actions.CreateNode
> {
  const spec = newNodeSpec({ ...node, content: extended(node.content, extend) });
  return {
    ProjectId: projectId,
    Scene: 'DATAWORKS_PROJECT',
    Spec: JSON.stringify(spec),
    ContainerId: workflowId,
  };
}

/** Where a new node is to stand: names that are not the same place do not exclude each other. */
export const placeOf = ({
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
  const { projectId, node, workflowId, unit, secrets } = request;
  const { name } = node;
  const path = pathOf(node);
  const action = actions.CreateNode;
  const parameters = creationOf(request);
  const content = extended(node.content, request.extend);
  return creationByName(
    tools,
    {
      action,
      unit,
      place: placeOf(request),
      name,
      noun: 'node',
      typeName: 'synchronization',
      create: () => client.call(action, parameters, secrets),
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
}

/** The id of a node that was created, whatever kind of reply tells it. */
export const createdId = ({ Id: id }: JsonObject): string => String(id);

function contentOf({ node }: Pick<ReadNode, 'node'>): string {
  const { script } = node;
  const content =
    typeof script === 'object' && script !== null && !Array.isArray(script)
      ? script.content
      : undefined;
  return typeof content === 'string' ? content : '';
}

/** New settings of a node, or a new script; what is not there stays. */
export interface NodeUpdateRequest extends NodeReference {
  settings: NodeSettings;
  extend: Extend;
  secrets: readonly string[];
}

/** The settings of an update: the script keeps what runs it, as far as nothing else is asked for. */
function settingsFor(read: ReadNode, { settings, extend }: NodeUpdateRequest): NodeSettings {
  const stored = contentOf(read);
  if (settings.content === undefined && !isDifferent(extend)) return settings;
  const base = settings.content === undefined ? stored : withExtendOf(settings.content, stored);
  return { ...settings, content: extended(base, extend) };
}

/** UpdateNode: the whole Spec with the changes, as callers send it whose nodes run. */
export function nodeUpdate(client: Client, update: NodeUpdateRequest): HarmlessWrite {
  const { projectId, nodeId, secrets } = update;
  const action = actions.UpdateNode;
  let spec = '';
  const look = async () => {
    const read = await readNode(client, update);
    if (!read.ok) return read;
    spec = JSON.stringify(changedNodeSpec(read.spec, settingsFor(read.spec, update)));
    const done = spec === JSON.stringify(changedNodeSpec(read.spec, {}));
    return { ok: true, done, requestId: read.requestId } as const;
  };
  return {
    action,
    async begin() {
      const seen = await look();
      return seen.ok ? { ok: true, isThere: seen.done, requestId: seen.requestId } : seen;
    },
    send: () => client.call(action, { Id: nodeId, ProjectId: projectId, Spec: spec }, secrets),
    isDone: look,
  };
}

/**
 * DeleteNode; a published node is taken offline before.
 * @param takeOffline ends well also where there is nothing to take offline
 */
export function nodeDeletion(
  client: Client,
  node: NodeReference,
  takeOffline: () => Promise<{ ok: true } | Failure>,
): TaskDeletion {
  const { projectId: ProjectId, nodeId: Id } = node;
  const action = actions.DeleteNode;
  return {
    action,
    task: { ...node },
    async send() {
      const offline = await takeOffline();
      // The node itself is untouched then.
      if (!offline.ok) return { ...offline, mayHaveActed: false, resent: false };
      return client.call(action, { ProjectId, Id });
    },
    removalIn: () => undefined,
    async lookIfGone() {
      const read = await readNode(client, node);
      if (read.ok) return { ok: true, gone: false };
      // No code for a node that is not there is documented.
      return read.kind === 'refused' && !isAboutRights(read) ? { ok: true, gone: true } : read;
    },
    lookAtRemoval: async () => ({ state: 'done', value: {} }),
    // It was taken offline before, from every environment.
    production: async () => ({ ok: true }),
    notThere: `the workspace has no node with the Id ${Id}`,
  };
}

/** Of the parents that were given, those that DataWorks does not have; the root is in no list. */
export async function missingParents(
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
