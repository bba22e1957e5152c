import type { Resource } from '../operation';
import { call } from './call';

/** Any action of DataWorks' API. */
export const apiCall: Resource = {
  name: 'API Call',
  value: 'apiCall',
  description: 'Any action of the DataWorks API, in either of its versions',
  default: 'call',
  operations: [call],
};
