import { ApiError, apiError } from '../errors';
import type { Settings } from '../options';
import type { State } from '../state/state';
import type { Operation } from './operation';

/** Calls of 2020-05-18 that have nothing to do with the old DataStudio. */
const INDEPENDENT = new Set(['GetDataSourceMeta', 'GetProject', 'ListDataSources']);

/**
 * Refuses a call of 2020-05-18 that belongs to the old DataStudio when it names a workspace with the
 * new one. Code 1201111431 is what was seen for file and folder operations; for the others it is
 * inferred.
 */
export function refuseLegacyCall(
  operation: Operation,
  { ProjectId, ProjectIdentifier }: Record<string, unknown>,
  { state, settings }: { state: State; settings: Settings },
): void {
  if (operation.version !== '2020-05-18' || INDEPENDENT.has(operation.action)) return;
  const named = [...state.workspaces.values()].find(
    ({ projectId, identifier }) => projectId === ProjectId || identifier === ProjectIdentifier,
  );
  if (!named?.newStudio) return;
  if (settings.studio.legacyCalls === 'invalid-parameter') throw apiError('InvalidParameter');
  const path = `/${named.projectId}/bizroot`;
  throw new ApiError(400, '1201111431', `${path} folder path not found`);
}
