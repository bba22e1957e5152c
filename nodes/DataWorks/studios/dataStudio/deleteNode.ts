import type { Client } from '../../../alibabaCloud/client/call';
import { isAboutRights } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { actions } from '../../api/dataworks-2024-05-18';
import type { TaskDeletion } from '../../flows/ports';
import { readNode, type NodeReference } from './readNodes';

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
