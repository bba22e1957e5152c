import { actions } from '../api/dataworks-2020-05-18';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { isJsonObject, type JsonObject, textIn } from '../../alibabaCloud/client/exactJson';
import { openList } from './openList';
import { entry } from './entry';
import { listPages, objectsAt } from './pages';

const DATA_INTEGRATION = 4;
/** ListResourceGroups' Status of a group that runs; others are stopped, or on the way in or out. */
const RUNNING = '0';
/** ListResourceGroups' Mode in words. */
const MODES: ReadonlyMap<string, string> = new Map([
  ['ISOLATE', 'exclusive'],
  ['SHARE', 'shared'],
  ['DEVELOP', 'custom'],
]);

const isOffered = ({ Status: status }: JsonObject) =>
  textIn(status) === '' || textIn(status) === RUNNING;

function kindOf({ Mode: mode, Specs: specs }: JsonObject): string {
  const cu = isJsonObject(specs) ? (specs.Cu ?? specs.cu) : undefined;
  const words = typeof mode === 'string' ? (MODES.get(mode) ?? mode.toLowerCase()) : undefined;
  const parts = [words, cu === undefined ? undefined : `${textIn(cu)} CU`].filter(Boolean);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** The groups of ListResourceGroups' reply that run, by the Identifier that TaskParam wants. */
export const runningGroups = (reply: unknown) =>
  objectsAt(reply, 'Data')
    .filter(isOffered)
    .flatMap((group) =>
      entry(group.Identifier, (id) => `${textIn(group.Name) || id}${kindOf(group)}`),
    );

/** The resource groups for Data Integration that run, by the Identifier that TaskParam wants. */
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
      'There is no resource group for Data Integration that runs in the region of the credential. Buy or start one in DataWorks, or look whether the region is the right one.',
    read: async () => {
      const reply = await call(actions.ListResourceGroups, {
        ResourceGroupType: DATA_INTEGRATION,
        Keyword: filter?.trim() || undefined,
      });
      return { entries: runningGroups(reply) };
    },
  });
}
