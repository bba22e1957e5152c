import type { INodeProperties } from 'n8n-workflow';

import { countOfDates } from '../businessDates';
import type { ParameterReader } from './parameterReader';
import { readDateRange, runDateFields } from './runFields';
import { waitField } from './waitField';
import { workspaceField } from './workspaceField';

const LABEL = 'Failed Runs Of';
const IDS = 'Run IDs';
/** A list of 2024-05-18 is of one date. */
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
      { name: 'Backfill', value: 'backfill', description: 'What Run has started' },
      { name: 'Range of Dates', value: 'range', description: 'All runs, whatever began them' },
    ],
    default: 'backfill',
    description: 'Which runs count. Of several for one time, the newest does.',
  },
  shownFor(
    {
      displayName: IDS,
      name: 'runIds',
      type: 'string',
      default: '',
      description: `${ids}. Several as a list or with commas.`,
    },
    'backfill',
  ),
  shownFor({ ...task, required: false }, 'range'),
  ...runDateFields
    .filter(({ type }) => type === 'dateTime')
    .map((field) => shownFor(field, 'range')),
  waitField(),
];

/**
 * @param timeZone in which the day of a JavaScript Date counts
 * @throws NodeOperationError that names the field that cannot be used
 */
export function readFailedRuns(parameters: ParameterReader, timeZone: string | undefined) {
  if (parameters.oneOf('failedOf', LABEL, ['backfill', 'range']) === 'backfill') {
    return { runIds: parameters.ids('runIds', IDS) };
  }
  const dates = readDateRange(parameters, timeZone);
  const count = countOfDates(dates);
  if (count <= MOST_DATES) return { dates };
  throw parameters.refuse(
    'Last Business Date',
    `makes it ${count} dates`,
    `Give at most ${MOST_DATES} in one item.`,
  );
}
