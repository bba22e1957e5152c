import { actions } from '../api/dataworks-2020-05-18';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { isJsonObject, type JsonObject } from '../../alibabaCloud/client/exactJson';
import { openList } from './openList';
import { listPages, objectsAt } from './pages';

const DATA_INTEGRATION = 4;
/** ListResourceGroups' Mode in words. */
const MODES: Readonly<Record<string, string>> = {
  ISOLATE: 'exclusive',
  SHARE: 'shared',
  DEVELOP: 'custom',
};

function kindOf({ Mode: mode, Specs: specs }: JsonObject): string {
  const cu = isJsonObject(specs) ? (specs.Cu ?? specs.cu) : undefined;
  const words = typeof mode === 'string' ? (MODES[mode] ?? mode.toLowerCase()) : undefined;
  const parts = [words, cu === undefined ? undefined : `${String(cu)} CU`].filter(Boolean);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** The resource groups for Data Integration, by the Identifier that TaskParam wants. */
export async function listResourceGroups(
  this: ILoadOptionsFunctions,
  filter?: string,
): Promise<INodeListSearchResult> {
  const call = await openList(this);
  return listPages(this, {
    filter,
    token: undefined,
    searches: true,
    nothing:
      'There is no resource group for Data Integration in the region of the credential. Buy one in DataWorks, or look whether the region is the right one.',
    read: async () => {
      const reply = await call(actions.ListResourceGroups, {
        ResourceGroupType: DATA_INTEGRATION,
        Keyword: filter?.trim() || undefined,
      });
      const entries = objectsAt(reply, 'Data').map((group) => ({
        name: `${group.Name ?? group.Identifier}${kindOf(group)}`,
        value: String(group.Identifier),
      }));
      return { entries };
    },
  });
}
