import type { JsonObject } from '../../client/exactJson';

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
export function simpleInstance(instance: JsonObject): JsonObject {
  return Object.fromEntries(
    ESSENTIAL.flatMap((name) => {
      const value = instance[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
