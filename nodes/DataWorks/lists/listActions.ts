import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { entriesOf, versions } from '../api/catalog';
import { chosen } from './chosen';

/** The actions of the chosen API version by name and purpose; those that still have a future first. */
export async function listActions(
  this: ILoadOptionsFunctions,
  filter?: string,
): Promise<INodeListSearchResult> {
  const given = chosen(this, 'version');
  const version = versions.find((one) => one === given) ?? versions[0];
  const words = (filter ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const found = entriesOf(version).filter(({ name, title }) => {
    const text = `${name} ${title}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return {
    results: found
      .sort((a, b) => Number(a.isDeprecated) - Number(b.isDeprecated))
      .map(({ name, title, isDeprecated, action }) => ({
        name: `${name} – ${title}${action.effect === 'read' ? '' : ' (changes)'}${isDeprecated ? ' (deprecated)' : ''}`,
        value: name,
      })),
  };
}
