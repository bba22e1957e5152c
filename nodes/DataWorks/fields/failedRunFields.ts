import type { INodeProperties } from 'n8n-workflow';

import { countOfDates } from '../businessDates';
import type { ParameterReader } from './parameterReader';
import { readDateRange, runDateFields } from './runFields';
import { waitField } from './waitField';
import { workspaceField } from './workspaceField';

const LABEL = 'Failed Runs Of';
const IDS = 'Run IDs';
/** A list of 2024-05-18 is of one date, or one run of a date. */
const MOST_DATES = 366;

const shownFor = (field: INodeProperties, failedOf: string): INodeProperties => ({
  ...field,
  displayOptions: { show: { failedOf: [failedOf] } },
});

/**
 * Which failed runs are meant: of a backfill by its ids, or of a task for a range of dates.
 * @param ids what the ids are and where they stand
 * @param task the field of the task or node
 */
export const failedRunFields = (ids: string, task: INodeProperties): INodeProperties[] => [
  workspaceField,
  {
    displayName: LABEL,
    name: 'failedOf',
    type: 'options',
    options: [
      { name: 'Backfill', value: 'backfill', description: 'What Run has started, by its IDs' },
      {
        name: 'Range of Dates',
        value: 'range',
        description: 'All runs for these business dates, whatever began them',
      },
    ],
    default: 'backfill',
    description: 'Whose runs are looked through. Of several for one time, the newest counts.',
  },
  shownFor(
    {
      displayName: IDS,
      name: 'runIds',
      type: 'string',
      default: '',
      description: `${ids}; several as a list or with commas in between`,
    },
    'backfill',
  ),
  shownFor({ ...task, required: false }, 'range'),
  ...runDateFields
    .filter(({ type }) => type === 'dateTime')
    .map((field) => shownFor(field, 'range')),
  waitField({
    displayName: 'Wait for the End',
    description:
      'Whether to wait until all that was rerun has ended. Where one fails again, that fails the node, with the end of its log.',
  }),
];

/**
 * @param timeZone in which the day of a JavaScript Date counts
 * @throws NodeOperationError that names the field that cannot be used
 */
export function readFailedRuns(parameters: ParameterReader, timeZone: string | undefined) {
  const tooMany = (label: string, count: number) =>
    parameters.refuse(
      label,
      `makes it ${count}, more than ${MOST_DATES}`,
      'Rerun them in several items.',
    );
  if (parameters.oneOf('failedOf', LABEL, ['backfill', 'range']) === 'backfill') {
    const runIds = parameters.ids('runIds', IDS);
    if (runIds.length > MOST_DATES) throw tooMany(IDS, runIds.length);
    return { runIds };
  }
  const dates = readDateRange(parameters, timeZone);
  const count = countOfDates(dates);
  if (count > MOST_DATES) throw tooMany('Last Business Date', count);
  return { dates };
}
