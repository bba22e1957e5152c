import { actions } from '../../api/dataworks-2020-05-18';
import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import type { ReadFile } from './readFile';

/** ResourceGroupType: scheduling, exclusive ones for scheduling, Data Integration. */
const GROUP_TYPES = [1, 7, 4];

/**
 * The Identifier of the resource group that starts a task: GetFile gives its number, UpdateFile takes
 * its Identifier.
 * @returns no identifier where the file has no group, or one that is in no list: then its number
 */
export async function resourceGroupOf(
  client: Client,
  { configuration }: ReadFile,
): Promise<{ ok: true; identifier?: string; unlisted?: string } | Failure> {
  const id = configuration.ResourceGroupId;
  if (id === undefined || id === null || id === '') return { ok: true };
  for (const ResourceGroupType of GROUP_TYPES) {
    const outcome = await client.call(actions.ListResourceGroups, { ResourceGroupType });
    if (!outcome.ok) return outcome;
    const groups = Array.isArray(outcome.body.Data) ? outcome.body.Data.filter(isJsonObject) : [];
    const group = groups.find((one) => String(one.Id) === String(id));
    if (typeof group?.Identifier === 'string') return { ok: true, identifier: group.Identifier };
  }
  return { ok: true, unlisted: String(id) };
}
