import { textIn } from '../../../alibabaCloud/client/exactJson';
import type { Client } from '../../../alibabaCloud/client/call';
import { mayBeAboutState } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { actions } from '../../api/dataworks-2024-05-18';
import type { TaskDeletion } from '../../flows/ports';
import { listNodes, readNode, type FoundNode, type NodeReference } from './readNodes';

/**
 * DeleteNode; a published node is taken offline before.
 * @param takeOffline takes a published node offline; ends well where there is nothing to do
 */
export function nodeDeletion(
  client: Client,
  node: NodeReference,
  takeOffline: (read: FoundNode) => Promise<{ ok: true } | Failure>,
): TaskDeletion {
  const { projectId: ProjectId, nodeId: Id } = node;
  const action = actions.DeleteNode;
  let name: string | undefined;
  return {
    action,
    task: { ...node },
    async send() {
      const read = await readNode(client, node);
      if (read.ok && typeof read.spec.node.name === 'string') name = read.spec.node.name;
      const offline = read.ok ? await takeOffline(read) : read;
      // The node itself is untouched then.
      if (!offline.ok) return { ...offline, mayHaveActed: false, resent: false };
      return client.call(action, { ProjectId, Id });
    },
    removalIn: () => undefined,
    async lookIfGone() {
      const read = await readNode(client, node);
      if (read.ok) return { ok: true, gone: false };
      if (!mayBeAboutState(read)) return read;
      // No code for a node that is not there is documented; a list that lacks it says so.
      const listed = await listNodes(client, { ProjectId, Name: name });
      if (!listed.ok) return listed;
      return { ok: true, gone: !listed.entries.some((entry) => textIn(entry.Id) === Id) };
    },
    lookAtRemoval: async () => ({ state: 'done', value: {} }),
    // It was taken offline before, from every environment.
    production: async () => ({ ok: true }),
    notThere: `the workspace has no node with the Id ${Id}`,
  };
}
