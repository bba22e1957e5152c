import { BusinessError } from '../errors';
import type { Workspace } from '../state/workspace';
import type { Call } from './operation';

/**
 * Makes the folder `path` and those above it that are missing; the business flow itself must be
 * there. Gives the folder's id. Throws a business error.
 */
export function addFolder(call: Call, workspace: Workspace, path: string): string {
  const names = path.split('/');
  const flow = names.slice(0, 2).join('/');
  if (names.length < 3 || names.some((name) => name === '') || !workspace.folders.has(flow)) {
    throw new BusinessError('Invalid.Folder.Path', `Invalid path: ${path}`);
  }
  for (let depth = 3; depth <= names.length; depth += 1) {
    const each = names.slice(0, depth).join('/');
    if (!workspace.folders.has(each)) {
      workspace.folders.set(each, `folder_new_${call.state.ids.next('folder')}`);
    }
  }
  return workspace.folders.get(path)!;
}
