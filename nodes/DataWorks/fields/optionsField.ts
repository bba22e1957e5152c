import type { INodeProperties } from 'n8n-workflow';

/** The collection Options of an operation. Those that every operation has are added to it later. */
export const optionsField = (options: INodeProperties[]): INodeProperties => ({
  displayName: 'Options',
  name: 'options',
  type: 'collection',
  placeholder: 'Add option',
  default: {},
  options,
});
