import type { INodeProperties } from 'n8n-workflow';

import { INSTANCE_MODES, type NodeSettings } from '../script/flowSpec';
import type { ParameterReader } from './parameterReader';
import { readSchedule } from './scheduleFields';
import { scheduleProperties } from './scheduleProperties';

const HIGHEST_PRIORITY = 8;
/** A week. */
const MOST_HOURS = 168;

/** What a node of the new Data Studio has otherwise than a task of the legacy one. */
const OTHERWISE = ['dependentType', 'dependentNodeIdList'];
/** What is a field of its own where a node is created. */
const OF_ITS_OWN = ['inputList', 'resourceGroupIdentifier'];

/** The same property, said of a node: without the name that the other API has for it. */
const ofNode = (property: INodeProperties): INodeProperties => ({
  ...property,
  description: (property.description ?? '')
    .replace(/ \([A-Z]\w+\)/, '')
    .replace(/\btask\b/g, 'node'),
});

/** The scheduling properties of a node, A–Z. */
const nodeScheduleProperties: INodeProperties[] = [
  ...scheduleProperties.filter(({ name }) => !OTHERWISE.includes(name)).map(ofNode),
  {
    displayName: 'New Instances',
    name: 'instanceMode',
    type: 'options',
    options: [
      { name: 'From the Next Day On', value: 'T+1' },
      { name: 'Right After Deployment', value: 'Immediately' },
    ],
    default: 'T+1',
    description: 'From when on a deployed change has instances',
  },
  {
    displayName: 'Priority',
    name: 'priority',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: HIGHEST_PRIORITY, numberPrecision: 0 },
    default: 1,
    description: 'From 1 to 8; of runs that wait for resources the highest goes first',
  },
  {
    displayName: 'Run Timeout (Hours)',
    name: 'timeout',
    type: 'number',
    typeOptions: { minValue: 0, maxValue: MOST_HOURS },
    default: 0,
    description: 'How long a run may take before DataWorks ends it. 0 leaves it to DataWorks.',
  },
  {
    displayName: 'Waits for Its Previous Run',
    name: 'dependsOnItself',
    type: 'boolean',
    default: false,
    description: 'Whether a run waits until the run of the cycle before has succeeded',
  },
].sort((a, b) => (a.displayName < b.displayName ? -1 : 1)) as INodeProperties[];

const collection = (description: string, options: INodeProperties[]): INodeProperties => ({
  displayName: 'Schedule',
  name: 'schedule',
  type: 'collection',
  placeholder: 'Add property',
  default: {},
  description,
  options,
});

/** When and how a node that exists runs. */
export const nodeScheduleField = collection(
  'The scheduling properties to set. Those that are not added stay as they are.',
  nodeScheduleProperties,
);

/** The same of a node that is to be created. */
export const newNodeScheduleField = collection(
  'When and how the node runs. Without a cron expression it runs each day at 00:05.',
  nodeScheduleProperties.filter(({ name }) => !OF_ITS_OWN.includes(name)),
);

const CYCLES = { DAY: 'Daily', NOT_DAY: 'NotDaily' } as const;
const RERUNS = {
  ALL_ALLOWED: 'Allowed',
  FAILURE_ALLOWED: 'FailureAllowed',
  ALL_DENIED: 'Denied',
} as const;

/** `yyyy-MM-dd HH:mm:ss`, as a Spec has it: the Swedish form of a date. */
const inZone = (ms: number | undefined, timeZone: string) =>
  ms === undefined ? undefined : new Date(ms).toLocaleString('sv-SE', { timeZone });

const parts = (list: string | undefined) => list?.split(',');

const meaning = <Key extends string, Value>(
  table: Readonly<Record<Key, Value>>,
  value: unknown,
): Value | undefined => table[value as Key];

/**
 * Reads the scheduling properties that were added.
 * @param workflowZone of dates that name none
 * @param timeZone in which the schedule counts
 * @param isNew whether the node is to be created
 * @returns only those that were given; `{}` when there is none
 * @throws NodeOperationError that names the property that cannot be used
 */
export function readNodeSchedule(
  parameters: ParameterReader,
  workflowZone: string,
  timeZone: string,
  isNew = false,
): NodeSettings {
  const at = (name: string) => `schedule.${name}`;
  const number = (name: string, label: string, min: number, max: number) =>
    parameters.isGiven(at(name))
      ? parameters.number(at(name), label, { min, max, default: min })
      : undefined;
  const read = readSchedule(
    parameters,
    workflowZone,
    isNew ? [...OTHERWISE, ...OF_ITS_OWN] : OTHERWISE,
  );
  const startTime = inZone(read.StartEffectDate as number | undefined, timeZone);
  const endTime = inZone(read.EndEffectDate as number | undefined, timeZone);
  const isPaused = parameters.flag(at('stop'), 'Paused', undefined);
  const settings: { [Key in keyof NodeSettings]: NodeSettings[Key] | undefined } = {
    cron: read.CronExpress,
    cycleType: meaning(CYCLES, read.CycleType),
    startTime,
    endTime,
    timeZone: startTime === undefined && endTime === undefined ? undefined : timeZone,
    recurrence: isPaused === undefined ? undefined : isPaused ? 'Pause' : 'Normal',
    instanceMode: parameters.isGiven(at('instanceMode'))
      ? parameters.oneOf(at('instanceMode'), 'New Instances', INSTANCE_MODES)
      : undefined,
    rerunMode: meaning(RERUNS, read.RerunMode),
    rerunTimes: read.AutoRerunTimes as number | undefined,
    rerunIntervalMs: read.AutoRerunIntervalMillis as number | undefined,
    owner: read.Owner,
    parameters: read.ParaValue,
    parents: parts(read.InputList),
    outputs: parts(read.OutputList),
    resourceGroup: read.ResourceGroupIdentifier,
    priority: number('priority', 'Priority', 1, HIGHEST_PRIORITY),
    timeoutHours: number('timeout', 'Run Timeout (Hours)', 0, MOST_HOURS),
    dependsOnItself: parameters.flag(
      at('dependsOnItself'),
      'Waits for Its Previous Run',
      undefined,
    ),
  };
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  ) as NodeSettings;
}
