import { BusinessError } from '../errors';
import { hasEnglishName, repliedPath } from '../state/folder-names';
import type { Workspace } from '../state/workspace';
import type { Call } from './operation';

/**
 * A folder path of a request as the workspace has it, or would have it; undefined when such names are
 * refused.
 */
export function askedFolder(
  { settings }: Call,
  { folders }: Workspace,
  path: string,
): string | undefined {
  const { requestedFolders, folderNames } = settings;
  if (requestedFolders === 'asReplied') return path.replace(/\/$/, '');
  if (requestedFolders === 'noEnglish' && hasEnglishName(path)) return undefined;
  const asked = repliedPath(path, folderNames);
  const isAsked = (one: string) => repliedPath(one, folderNames) === asked;
  return folders.has(asked) ? asked : ([...folders.keys()].find(isAsked) ?? asked);
}

/** The same for a file operation, which throws a business error. */
export function folderOf(call: Call, workspace: Workspace, path: string): string {
  const folder = askedFolder(call, workspace, path);
  if (folder === undefined) throw new BusinessError('FolderPath', { path });
  return folder;
}
