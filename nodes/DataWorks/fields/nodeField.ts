import { locator } from './locator';

/** A node of Data Studio that exists, by its Id. */
export const nodeField = locator({
  displayName: 'Node',
  name: 'nodeId',
  description: 'The sync node (Id of the API)',
  noun: 'node',
  list: 'listNodes',
  by: 'ID',
  example: '7000000000000000001',
});
