import type { INodeProperties } from 'n8n-workflow';

import { timeZoneNamed } from '../flows/businessDates';
import type { ParameterReader } from './parameterReader';

const LABEL = 'Scheduling Time Zone';

/** Where the day begins for the scheduler; DataWorks has it for a region, and no API tells it. */
export const timeZoneOption: INodeProperties = {
  displayName: LABEL,
  name: 'schedulingTimeZone',
  type: 'string',
  default: '',
  placeholder: 'e.g. UTC+8',
  description:
    'In which time zone Yesterday is counted. When empty, in that of the region; set it where DataWorks shows another one in the Operation Center. A name such as America/New_York, or UTC+0 or UTC+8.',
};

/**
 * @param ofRegion the time zone of the credential's region, where it is known
 * @returns an IANA name
 * @throws NodeOperationError for what is no time zone, and where there is none
 */
export function readTimeZone(parameters: ParameterReader, ofRegion: string | undefined): string {
  const given = parameters.optionalText(`options.${timeZoneOption.name}`, LABEL);
  const timeZone = given === undefined ? ofRegion : timeZoneNamed(given);
  if (timeZone !== undefined) return timeZone;
  throw parameters.refuse(
    LABEL,
    given === undefined
      ? 'is empty, and the time zone of this region is not known here'
      : `is "${given.slice(0, 50)}", which is no time zone`,
    'Use a name such as America/New_York, or UTC+0 or UTC+8.',
  );
}
