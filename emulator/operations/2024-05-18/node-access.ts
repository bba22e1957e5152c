import { folderOf, type StudioNode } from '../../state/studio/node';
import type { Call } from '../operation';
import { refused } from './errors';
import { readId } from './ids';
import { studioOf } from './operation';

/** The node of that id. Throws where the workspace has none. */
export function nodeOf(
  call: Call,
  { Id, ProjectId }: { Id: string; ProjectId?: bigint | undefined },
): StudioNode {
  if (ProjectId !== undefined) studioOf(call, ProjectId);
  const node = call.state.studio.nodes.get(readId(Id));
  if (!node || (ProjectId !== undefined && node.projectId !== ProjectId)) throw refused('noNode');
  return node;
}

/** Throws where another node of the folder, or of the workflow, has the name and that is refused. */
export function checkName(
  call: Call,
  wished: Pick<StudioNode, 'projectId' | 'path' | 'containerId'>,
  except?: StudioNode,
): void {
  if (call.settings.studio.duplicateNames === 'made') return;
  const isTaken = [...call.state.studio.nodes.values()].some(
    (node) =>
      node !== except &&
      node.projectId === wished.projectId &&
      node.containerId === wished.containerId &&
      node.path === wished.path,
  );
  if (isTaken) {
    throw refused('refusedSpec', 'Node with the same name already exists in the project');
  }
}

/** Makes the folder of `path` with those above it, or throws where missing ones are refused. */
export function enterFolder(call: Call, path: string): void {
  const { folders } = call.state.studio;
  const folder = folderOf(path);
  if (folders.has(folder)) return;
  if (call.settings.studio.missingFolders === 'refused') {
    throw refused('refusedSpec', '目录层级校验未通过');
  }
  const parts = folder.split('/');
  parts.forEach((_, at) => folders.add(parts.slice(0, at + 1).join('/')));
}
