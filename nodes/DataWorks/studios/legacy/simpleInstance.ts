import type { JsonObject } from '../../../alibabaCloud/client/exactJson';
import { pick } from './taskSummary';

/** What users of an instance look at first; by the API's names. */
const ESSENTIAL = [
  'InstanceId',
  'NodeId',
  'NodeName',
  'Status',
  'Bizdate',
  'CycTime',
  'BeginRunningTime',
  'FinishTime',
  'DagId',
  'TaskRerunTime',
];

/** An instance of GetInstance or ListInstances, less what is seldom looked at. */
export const simpleInstance = (instance: JsonObject): JsonObject => pick(instance, ESSENTIAL);
