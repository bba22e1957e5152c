import { hasEnglishName, repliedPath } from '../state/folder-names';
import { BusinessError } from '../errors';
import type { Call } from './operation';

/** A folder path of a request as the state has it; undefined when such names are refused. */
export function askedFolder({ settings }: Call, path: string): string | undefined {
  if (settings.englishFolders === 'refused' && hasEnglishName(path)) return undefined;
  return repliedPath(path, settings.folderNames);
}

/** The same for a file operation, which throws a business error. */
export function folderOf(call: Call, path: string): string {
  const folder = askedFolder(call, path);
  if (folder === undefined) throw new BusinessError('FolderPath', { path });
  return folder;
}
