import type { INodeProperties } from 'n8n-workflow';

import type { ParameterReader } from './parameterReader';
import { readInstant } from './readInstant';

const FORCE = 'Run All Steps Again';
const START_TIME = 'Start Position';

/** From where a job that is started reads. */
export const startTimeOption: INodeProperties = {
  displayName: START_TIME,
  name: 'startTime',
  type: 'dateTime',
  default: '',
  description:
    'The time from which changes of the source are read (RealtimeStartSettings). When empty, where the job is.',
};

export const forceOption: INodeProperties = {
  displayName: FORCE,
  name: 'forceToRerun',
  type: 'boolean',
  default: true,
  description:
    'Whether steps that have run already run again, the full copy too (ForceToRerun). When not added, they do not.',
};

/**
 * A time in seconds since 1970, as DI jobs count; `undefined` when there is none.
 * @param timeZone where times without a zone are from
 * @throws NodeOperationError when it is no date
 */
export function readSeconds(
  parameters: ParameterReader,
  name: string,
  label: string,
  timeZone: string,
): number | undefined {
  const given = String(parameters.raw(name));
  if (/^\d{10}$/.test(given)) return Number(given);
  const instant = readInstant(parameters, name, label, timeZone);
  return instant === undefined ? undefined : Math.floor(instant / 1000);
}

/** @throws NodeOperationError when it is no date */
export const readStartTime = (parameters: ParameterReader, timeZone: string): number | undefined =>
  readSeconds(parameters, 'options.startTime', START_TIME, timeZone);

export const readForce = (parameters: ParameterReader): boolean =>
  parameters.flag('options.forceToRerun', FORCE, false);
