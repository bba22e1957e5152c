import type { Client } from '../../../alibabaCloud/client/call';
import {
  idIn,
  isJsonObject,
  type JsonObject,
  textIn,
} from '../../../alibabaCloud/client/exactJson';
import { damagedReply, requestIdOf } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { actions } from '../../api/dataworks-2024-05-18';
import { readPages, type Listed, type Until } from '../../once/pages';
import { readNodeSpec, type ReadNode } from '../../script/flowSpec';

/** A node of Data Studio. Ids are exact, as text. */
export interface NodeReference {
  projectId: string;
  nodeId: string;
}

/** A node as GetNode gives it. */
export interface FoundNode {
  ok: true;
  body: JsonObject;
  /** Node of the reply. */
  reply: JsonObject;
  /** What its Spec says of it. */
  spec: ReadNode;
  /** The task of the Operation Center; absent before the node is published. */
  taskId: string | undefined;
  requestId: string;
}

export async function readNode(
  client: Client,
  { projectId, nodeId }: NodeReference,
): Promise<FoundNode | Failure> {
  const outcome = await client.call(actions.GetNode, { ProjectId: projectId, Id: nodeId });
  if (!outcome.ok) return outcome;
  const { body } = outcome;
  const reply = isJsonObject(body.Node) ? body.Node : {};
  const spec = readNodeSpec(typeof reply.Spec === 'string' ? reply.Spec : '', nodeId);
  if (!spec) return damagedReply(actions.GetNode, 'The reply has no Spec with the node', outcome);
  const taskId = idIn(reply.TaskId) ?? spec.taskId;
  return { ok: true, body, reply, spec, taskId, requestId: requestIdOf(body) };
}

/** ListNodes refuses pages of fewer entries with InvalidPageSize. Source: recorded replies. */
const SMALLEST_PAGE = 10;

export function listNodes(
  client: Client,
  filter: { ProjectId: string; Name?: string | undefined; ContainerId?: string | undefined },
  until: Until = {},
): Promise<Listed | Failure> {
  const action = actions.ListNodes;
  return readPages(
    {
      action,
      read: (PageNumber, pageSize) =>
        client.call(action, {
          ...filter,
          PageNumber,
          PageSize: Math.max(pageSize, SMALLEST_PAGE),
        }),
      at: ['PagingInfo', 'Nodes'],
      idOf: ({ Id: id }) => textIn(id),
    },
    until,
  );
}

const scriptOf = ({ Script: script }: JsonObject) => (isJsonObject(script) ? script : {});

/** Where an entry of ListNodes stands: folders and name joined by `/`. */
export function pathIn(entry: JsonObject): string {
  const { Path: path } = scriptOf(entry);
  return typeof path === 'string' ? path.replace(/^\/+/, '') : '';
}

/** Whether an entry of ListNodes is a batch synchronization; one that does not say may be. */
export function isSyncNode(entry: JsonObject): boolean {
  const { Runtime: runtime } = scriptOf(entry);
  const command = isJsonObject(runtime) ? runtime.Command : undefined;
  return command === undefined || command === 'DI';
}
