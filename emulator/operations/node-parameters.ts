import { RESOURCE_GROUPS } from '../defaults';
import { BusinessError } from '../errors';
import type { ParameterSpecs, ParameterValues } from '../gateway/parameters';
import type { NodeConfiguration } from '../state/node-configuration';
import { checkCron } from './cron-rules';

/** The scheduling parameters that CreateFile and UpdateFile have in common; all in the body. */
export const NODE_PARAMETERS = {
  ApplyScheduleImmediately: 'bool',
  AutoRerunIntervalMillis: 'num',
  AutoRerunTimes: 'num',
  CronExpress: 'string',
  CycleType: 'string',
  DependentNodeIdList: 'string',
  DependentType: 'string',
  EndEffectDate: 'num',
  IgnoreParentSkipRunningProperty: 'bool',
  ImageId: 'string',
  InputList: 'string',
  InputParameters: 'json',
  OutputList: 'string',
  OutputParameters: 'json',
  ParaValue: 'string',
  RerunMode: 'string',
  ResourceGroupIdentifier: 'string',
  SchedulerType: 'string',
  StartEffectDate: 'num',
  StartImmediately: 'bool',
  Stop: 'bool',
  Timeout: 'num',
} as const satisfies ParameterSpecs;

/** Their values. */
export type NodeParameters = ParameterValues<typeof NODE_PARAMETERS>;

/** Values that the parameters may have. Source: the UpdateFile page. */
const CHOICES = {
  CycleType: ['DAY', 'NOT_DAY'],
  DependentType: ['NONE', 'SELF', 'CHILD', 'CHILD_AND_SELF', 'USER_DEFINE', 'USER_DEFINE_AND_SELF'],
  RerunMode: ['ALL_ALLOWED', 'FAILURE_ALLOWED', 'ALL_DENIED'],
  SchedulerType: ['NORMAL', 'MANUAL', 'PAUSE', 'SKIP'],
} as const;

/** Automatic reruns: at most 10, at most 30 minutes apart. Source: the UpdateFile page. */
const MAX_AUTO_RERUNS = 10;
const MAX_AUTO_RERUN_INTERVAL_MS = 30 * 60 * 1000;

function refuse(name: string, why: string): never {
  throw new BusinessError('Parameter', {
    parameter: name,
    why: `The parameter ${name} is invalid: ${why}.`,
  });
}

/** The names in a comma-separated list. */
function listOf(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** `current` with the given properties replaced. Throws a business error that names a bad one. */
export function changedConfiguration(
  current: NodeConfiguration,
  given: NodeParameters,
): NodeConfiguration {
  for (const [name, choices] of Object.entries(CHOICES)) {
    const value = given[name as keyof typeof CHOICES];
    if (value !== undefined && !(choices as readonly string[]).includes(value)) {
      refuse(name, `it is none of ${choices.join(', ')}`);
    }
  }
  const { AutoRerunTimes, AutoRerunIntervalMillis, CronExpress } = given;
  if (AutoRerunTimes !== undefined && !(AutoRerunTimes >= 0 && AutoRerunTimes <= MAX_AUTO_RERUNS)) {
    refuse('AutoRerunTimes', 'it is not from 0 to 10');
  }
  if (
    AutoRerunIntervalMillis !== undefined &&
    AutoRerunIntervalMillis > MAX_AUTO_RERUN_INTERVAL_MS
  ) {
    refuse('AutoRerunIntervalMillis', 'it is above 1800000');
  }
  const cronFault = CronExpress === undefined ? undefined : checkCron(CronExpress);
  if (cronFault) refuse('CronExpress', cronFault);

  const {
    InputList,
    OutputList,
    ResourceGroupIdentifier,
    InputParameters,
    OutputParameters,
    ApplyScheduleImmediately,
    IgnoreParentSkipRunningProperty,
    ...plain
  } = given;
  const changes: Partial<NodeConfiguration> = {};
  if (InputList !== undefined) {
    changes.InputList = listOf(InputList).map((Input) => ({ Input, ParseType: 'MANUAL' }));
  }
  if (OutputList !== undefined) {
    changes.OutputList = listOf(OutputList).map((Output) => ({ Output, RefTableName: '' }));
  }
  if (ResourceGroupIdentifier !== undefined) {
    const group = RESOURCE_GROUPS.find((one) => one.identifier === ResourceGroupIdentifier);
    changes.ResourceGroupId =
      group?.id ?? refuse('ResourceGroupIdentifier', 'there is no such resource group');
  }
  for (const [name, value] of Object.entries({ InputParameters, OutputParameters })) {
    if (value === undefined) continue;
    if (!Array.isArray(value)) refuse(name, 'it is not a JSON list');
    changes[name as 'InputParameters' | 'OutputParameters'] = value;
  }
  if (ApplyScheduleImmediately !== undefined) {
    changes.ApplyScheduleImmediately = String(ApplyScheduleImmediately);
  }
  if (IgnoreParentSkipRunningProperty !== undefined) {
    changes.IgnoreParentSkipRunningProperty = String(IgnoreParentSkipRunningProperty);
  }
  // The handlers pass all their parameters: keep those that are the schedule's own.
  const unchanged = Object.entries(plain).filter(
    ([name, value]) => Object.hasOwn(NODE_PARAMETERS, name) && value !== undefined,
  );
  return { ...current, ...Object.fromEntries(unchanged), ...changes };
}
