import type { Resource } from '../operation';
import { getMany } from './getMany';
import { testConnectivity } from './testConnectivity';

/** Data sources of a workspace. */
export const dataSource: Resource = {
  name: 'Data Source',
  value: 'dataSource',
  description: 'A data source of a workspace, which tasks read from or write to',
  default: 'getMany',
  operations: [getMany, testConnectivity],
};
