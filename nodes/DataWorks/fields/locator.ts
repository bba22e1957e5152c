import type { INodeProperties } from 'n8n-workflow';

/** What a choice of one thing shows. */
export interface Locator {
  displayName: string;
  name: string;
  description: string;
  /** What is chosen, as in "Select a workspace...". */
  noun: string;
  /** The method of the node that lists them. */
  list: string;
  /** How it is given by hand, and an example of that. */
  by: 'ID' | 'Identifier' | 'Name' | 'Path';
  example: string;
  /** What a model that fills the field has to know. */
  hint?: string;
}

/** The value of the mode "By …". */
const modeOf = { ID: 'id', Identifier: 'id', Name: 'name', Path: 'path' } as const;

/** A field to choose one thing from a list, or to give it by hand. */
export const locator = ({
  displayName,
  name,
  description,
  hint,
  ...how
}: Locator): INodeProperties => ({
  displayName,
  name,
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  required: true,
  description,
  ...(hint === undefined ? {} : { builderHint: { propertyHint: hint } }),
  modes: [
    {
      displayName: 'From List',
      name: 'list',
      type: 'list',
      placeholder: `Select ${/^[aeio]/.test(how.noun) ? 'an' : 'a'} ${how.noun}...`,
      typeOptions: { searchListMethod: how.list, searchable: true },
    },
    {
      displayName: `By ${how.by}`,
      name: modeOf[how.by],
      type: 'string',
      placeholder: `e.g. ${how.example}`,
    },
  ],
});
