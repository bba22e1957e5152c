import { BusinessError } from '../errors';
import { isInEngineFolder } from '../state/folder-names';
import type { Workspace } from '../state/workspace';
import type { Call } from './operation';

/**
 * Makes the folder `path` and those above it that are missing; the business flow itself must be
 * there, and below it comes an engine's folder (recorded). Gives the folder's id. Throws a business
 * error.
 */
export function addFolder(call: Call, workspace: Workspace, path: string): string {
  const names = path.split('/');
  const flow = names.slice(0, 2).join('/');
  const isBad = names.some((name) => name === '') || !workspace.folders.has(flow);
  if (isBad || !isInEngineFolder(path)) {
    throw new BusinessError('NewFolderPath', { path });
  }
  for (let depth = 3; depth <= names.length; depth += 1) {
    const each = names.slice(0, depth).join('/');
    if (!workspace.folders.has(each)) {
      workspace.folders.set(each, `folder_new_${call.state.ids.next('folder')}`);
    }
  }
  return workspace.folders.get(path)!;
}
