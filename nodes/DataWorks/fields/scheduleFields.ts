import type { actions } from '../api/dataworks-2020-05-18';
import type { ActionParameters } from '../../alibabaCloud/service';
import type { INodeProperties } from 'n8n-workflow';

import { readCron, runsMoreThanDaily } from '../cron';
import type { ParameterReader } from './parameterReader';
import { readInstant } from './readInstant';
import {
  CYCLE_TYPES,
  DEPENDENT_TYPES,
  MAX_AUTO_RERUNS,
  MAX_RERUN_INTERVAL_MINUTES,
  RERUN_MODES,
  scheduleProperties,
} from './scheduleProperties';

/** When and how a batch task runs; only what is added is changed. */
export const scheduleFields: INodeProperties[] = [
  {
    displayName: 'Schedule',
    name: 'schedule',
    type: 'collection',
    placeholder: 'Add property',
    default: {},
    description: 'The scheduling properties to set. Those that are not added stay as they are.',
    options: scheduleProperties,
  },
];

/** Scheduling properties by UpdateFile's names; what is not there stays as it is. */
export type ScheduleChanges = ActionParameters<typeof actions.UpdateFile>;

/** Reads single properties of the collection; n8n refuses to read one that it does not have. */
function propertyReader(parameters: ParameterReader, without: readonly string[]) {
  const at = (name: string) => `schedule.${name}`;
  const isGiven = (name: string) => !without.includes(name) && parameters.isGiven(at(name));
  return {
    text: (name: string, label: string) =>
      isGiven(name) ? parameters.optionalText(at(name), label)?.trim() : undefined,

    /** With commas between them, as the API takes them. */
    list: (name: string, label: string) =>
      isGiven(name) ? parameters.list(at(name), label).join(',') : undefined,

    choice: <Value extends string>(name: string, label: string, values: readonly Value[]) =>
      isGiven(name) ? parameters.oneOf(at(name), label, values) : undefined,

    number: (name: string, label: string, max: number) =>
      isGiven(name) ? parameters.number(at(name), label, { min: 0, max, default: 0 }) : undefined,

    flag: (name: string, label: string) => parameters.flag(at(name), label, undefined),
  };
}

function readCycle(parameters: ParameterReader, read: ReturnType<typeof propertyReader>) {
  const CronExpress = read.text('cronExpress', 'Cron Expression');
  const CycleType = read.choice('cycleType', 'Cycle', CYCLE_TYPES);
  if (CronExpress === undefined) return { CycleType };
  const times = readCron(CronExpress);
  if ('wrong' in times) {
    throw parameters.refuse(
      'Cron Expression',
      `is ${times.wrong}: "${CronExpress.slice(0, 50)}"`,
      'Use e.g. 00 30 05 * * ? for 05:30 each day, or 00 00/30 * * * ? for every half hour.',
    );
  }
  return { CronExpress, CycleType: CycleType ?? (runsMoreThanDaily(times) ? 'NOT_DAY' : 'DAY') };
}

function readEffect(parameters: ParameterReader, timeZone: string) {
  const date = (name: string, label: string) =>
    readInstant(parameters, `schedule.${name}`, label, timeZone);
  const StartEffectDate = date('startEffectDate', 'Effective From');
  const EndEffectDate = date('endEffectDate', 'Effective Until');
  if (
    StartEffectDate !== undefined &&
    EndEffectDate !== undefined &&
    EndEffectDate <= StartEffectDate
  ) {
    throw parameters.refuse(
      'Effective Until',
      'is not after "Effective From"',
      'Use a later date.',
    );
  }
  return { StartEffectDate, EndEffectDate };
}

/**
 * Reads the scheduling properties that were added.
 * @param timeZone of dates that name none: the workflow's
 * @param without properties that the collection does not have
 * @returns only those that were given; `{}` when there is none
 * @throws NodeOperationError that names the property that cannot be used
 */
export function readSchedule(
  parameters: ParameterReader,
  timeZone: string,
  without: readonly string[] = [],
): ScheduleChanges {
  const read = propertyReader(parameters, without);
  const nodes = read.list('dependentNodeIdList', 'Previous Cycle: Node IDs');
  if (nodes !== undefined && !/^\d+(,\d+)*$/.test(nodes)) {
    throw parameters.refuse(
      'Previous Cycle: Node IDs',
      `is "${nodes.slice(0, 50)}"`,
      'Use the IDs of nodes, separated by commas, e.g. 700001,700002.',
    );
  }
  const minutes = read.number(
    'autoRerunInterval',
    'Rerun Interval (Minutes)',
    MAX_RERUN_INTERVAL_MINUTES,
  );
  const changes: ScheduleChanges = {
    ...readCycle(parameters, read),
    ...readEffect(parameters, timeZone),
    AutoRerunIntervalMillis: minutes === undefined ? undefined : Math.round(minutes * 60_000),
    AutoRerunTimes: read.number('autoRerunTimes', 'Automatic Reruns', MAX_AUTO_RERUNS),
    DependentNodeIdList: nodes,
    DependentType: read.choice('dependentType', 'Previous Cycle', DEPENDENT_TYPES),
    InputList: read.list('inputList', 'Parent Output Names'),
    OutputList: read.list('outputList', 'Output Names'),
    Owner: read.text('owner', 'Owner'),
    ParaValue: read.text('paraValue', 'Parameters'),
    RerunMode: read.choice('rerunMode', 'Reruns Allowed', RERUN_MODES),
    ResourceGroupIdentifier: read.text('resourceGroupIdentifier', 'Resource Group'),
    Stop: read.flag('stop', 'Paused'),
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
