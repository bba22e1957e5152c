import { BusinessError } from '../errors';
import type { Attempt, Instance } from '../state/scheduler';
import { environmentOf } from './environment';
import { instanceOf, instanceReply } from './instances';
import { dataWorks, type Call, type Operation } from './operation';

/** The InstanceHistoryId of the attempt at that place, from 0. */
function historyId(call: Call, { instanceId }: Instance, place: number): number {
  const number = place + 1;
  if (call.settings.instanceHistoryIds === 'counted') return number;
  return Number(instanceId % 1_000_000n) * 1000 + number;
}

/**
 * The attempt that InstanceHistoryId names, the last one without it; undefined where there is none yet.
 * Throws a business error for an id that the instance does not have.
 */
export function attemptOf(
  call: Call,
  instance: Instance,
  wanted: number | undefined,
): Attempt | undefined {
  if (wanted === undefined) return instance.attempts.at(-1);
  const found = instance.attempts.find((_, place) => historyId(call, instance, place) === wanted);
  if (found) return found;
  const parameter = 'InstanceHistoryId';
  throw new BusinessError('Parameter', { parameter, why: `There is no such ${parameter}.` });
}

/** What the list has of an attempt. Source: the SDK's model. */
const SHOWN = new Set([
  ...['InstanceId', 'DagId', 'DagType', 'NodeId', 'NodeName', 'Status', 'TaskType', 'Bizdate'],
  ...['CycTime', 'CreateTime', 'ModifyTime', 'BeginWaitTimeTime', 'BeginWaitResTime'],
  ...['BeginRunningTime', 'FinishTime'],
]);

const listInstanceHistory = dataWorks({
  action: 'ListInstanceHistory',
  access: 'read',
  failure: 'file',
  body: { InstanceId: 'id*', ProjectEnv: 'string' },
  handle(call, { InstanceId, ProjectEnv = 'PROD' }) {
    const instance = instanceOf(call, { InstanceId, ProjectEnv: environmentOf(ProjectEnv) });
    const Instances = instance.attempts.map((attempt, place) => {
      const isLast = place === instance.attempts.length - 1;
      const { forcedAt, ...then } = instance;
      const of = { ...then, ...(isLast ? { forcedAt } : {}), attempts: [attempt] };
      const shown = Object.entries(instanceReply(of as Instance, call)).filter(([name]) =>
        SHOWN.has(name),
      );
      return { ...Object.fromEntries(shown), InstanceHistoryId: historyId(call, instance, place) };
    });
    return { Success: true, Instances };
  },
});

/** The attempts of an instance. */
export const instanceHistory: Operation[] = [listInstanceHistory];
