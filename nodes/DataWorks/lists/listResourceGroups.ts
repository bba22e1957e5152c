import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { isJsonObject } from '../client/exactJson';
import { objectsAt, openList } from './listCall';

const DATA_INTEGRATION = 4;

/** The resource groups for Data Integration, by the Identifier that TaskParam wants. */
export async function listResourceGroups(
  this: ILoadOptionsFunctions,
  filter?: string,
): Promise<INodeListSearchResult> {
  const call = await openList(this);
  const reply = await call('ListResourceGroups', {
    ResourceGroupType: DATA_INTEGRATION,
    Keyword: filter || undefined,
  });
  const results = objectsAt(reply, 'Data').map(({ Name, Identifier, Mode, Specs }) => {
    const cu = isJsonObject(Specs) ? (Specs.Cu ?? Specs.cu) : undefined;
    const kind = [Mode, cu === undefined ? undefined : `${String(cu)} CU`]
      .filter(Boolean)
      .join(', ');
    return { name: `${Name ?? Identifier}${kind ? ` (${kind})` : ''}`, value: String(Identifier) };
  });
  return { results };
}
