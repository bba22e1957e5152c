import type { INodeProperties } from 'n8n-workflow';

import { locator } from './locator';
import { optionsField } from './optionsField';
import { projectEnvOption } from './projectEnvOption';
import {
  BUSINESS_DATES,
  CHOSEN_LABELS,
  LONGEST_PACE,
  LOOK_EVERY,
  MOST_BUSINESS_DATES,
} from './triggerSettings';
import { simplifyField } from './simplifyField';
import { timeZoneOption } from './timeZoneOption';
import { studioField } from './studioField';
import { workspaceField } from './workspaceField';

const shownFor = (...studio: string[]) => ({ show: { studio } });

/** The chosen task or node; nothing chosen stands for all. */
const taskField = (
  studio: string,
  words: { label: string; noun: string; list: string; example: string; of: string },
) => ({
  ...locator({
    displayName: words.label,
    name: 'taskId',
    description: `Whose runs to watch: ${words.of}. When empty, those of the whole workspace.`,
    noun: words.noun,
    list: words.list,
    by: 'ID',
    example: words.example,
  }),
  required: false,
  displayOptions: shownFor(studio),
});

const notice = (studio: string, displayName: string): INodeProperties => ({
  displayName,
  name: `${studio}Cost`,
  type: 'notice',
  default: '',
  displayOptions: shownFor(studio),
});

/** Every field of the trigger, less n8n's own Poll Times. */
export const triggerFields: INodeProperties[] = [
  notice(
    'legacy',
    'It looks every 15 minutes, whatever Poll Times say, unless Look Every is added: 96 calls a day. Each 100 runs more that were created in the last 2 days cost one call more a look. The Basic edition has 100 calls a day.',
  ),
  notice(
    'dataStudio',
    'It looks every 15 minutes, whatever Poll Times say, unless Look Every is added, at the last 2 business dates with one call each: about 210 calls a day, with those after midnight. Each 100 runs that ended in between cost one call more, and twice as many are needed where a date has more than 100 runs and Trigger On is Run Ended. The Basic edition has 100 calls a day. Runs of older dates are not seen.',
  ),
  studioField,
  workspaceField,
  {
    displayName: 'Trigger On',
    name: 'event',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Run Ended', value: 'runEnded', description: 'It succeeded or failed' },
      { name: 'Run Failed', value: 'runFailed', description: 'It ended without success' },
      { name: 'Run Succeeded', value: 'runSucceeded', description: 'It ended with success' },
    ],
    default: 'runFailed',
    description: 'Which ends of runs start the workflow',
  },
  taskField('legacy', {
    label: CHOSEN_LABELS.legacy,
    noun: 'task',
    list: 'listTasks',
    example: '1000001',
    of: 'a sync task (FileId of the API)',
  }),
  taskField('dataStudio', {
    label: CHOSEN_LABELS.dataStudio,
    noun: 'node',
    list: 'listNodes',
    example: '8137519276425378923',
    of: 'a node of Data Studio (Id of the API)',
  }),
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add filter',
    default: {},
    options: [
      {
        displayName: 'Kind of Run',
        name: 'kinds',
        type: 'multiOptions',
        options: [
          { name: 'Backfill', value: 'backfill' },
          { name: 'Manual', value: 'manual', description: 'Begun by hand, smoke tests included' },
          { name: 'Scheduled', value: 'scheduled' },
        ],
        default: ['scheduled'],
        description: 'What began the run',
      },
      {
        displayName: 'Name Pattern',
        name: 'namePattern',
        type: 'string',
        default: '',
        placeholder: 'e.g. orders_*',
        description: 'The name of the node or task, with * for anything. Case does not matter.',
      },
      {
        displayName: 'Operation Center ID',
        name: 'schedulerId',
        type: 'string',
        default: '',
        placeholder: 'e.g. 700000000001',
        description:
          'For runs of what is no sync task: the ID of the node (legacy) or task in the Operation Center, in place of Task or Node',
      },
      {
        displayName: 'Owner',
        name: 'owner',
        type: 'string',
        default: '',
        placeholder: 'e.g. 200000000000000000',
        description: 'The account ID of the owner',
      },
    ],
  },
  simplifyField,
  optionsField([
    {
      displayName: 'Business Dates',
      name: 'businessDates',
      type: 'number',
      typeOptions: { minValue: 1, maxValue: MOST_BUSINESS_DATES, numberPrecision: 0 },
      default: BUSINESS_DATES,
      description:
        'How many business dates back to look; each costs one call a look. With legacy DataStudio: how many days ago runs were created, for failed ones at least 7.',
    },
    projectEnvOption,
    {
      displayName: "Include the Log's End",
      name: 'includeLog',
      type: 'boolean',
      default: true,
      description:
        'Whether to give the last 20 lines of the log of each run. One call more for each.',
    },
    {
      displayName: 'Include Statistics',
      name: 'includeStatistics',
      type: 'boolean',
      default: true,
      description:
        'Whether to give what the run moved, where its log says so. One call more for each, the one for the log.',
    },
    {
      displayName: 'Look Every (Minutes)',
      name: 'lookEvery',
      type: 'number',
      typeOptions: { minValue: 1, maxValue: LONGEST_PACE, numberPrecision: 0 },
      default: LOOK_EVERY,
      description:
        'How long from one look to the next; Poll Times are only when that is checked. 5 minutes are 288 looks a day, 60 are 24.',
    },
    {
      ...timeZoneOption,
      description:
        'In which time zone business dates begin. When empty, in that of the region; set it where DataWorks shows another one in the Operation Center. A name such as America/New_York, or UTC+0 or UTC+8.',
    },
  ]),
];
