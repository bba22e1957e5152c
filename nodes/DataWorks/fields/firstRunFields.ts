import type { INodeProperties } from 'n8n-workflow';

import { runDateFields } from './runFields';
import { stopWhenCancelledOption } from './stopWhenCancelled';
import { RUN_END, waitField } from './waitField';

/** Shown only where something is run once it is deployed. */
const withRun = (name: string, field: INodeProperties): INodeProperties => ({
  ...field,
  displayOptions: { show: { [name]: [true], ...field.displayOptions?.show } },
});

/** Whether something that is brought live is run then, and for which dates. */
export const firstRunFields = (noun: string): INodeProperties[] => [
  {
    displayName: 'Run It Then',
    name: 'firstRun',
    type: 'boolean',
    default: false,
    description: `Whether to run the ${noun} once it is deployed`,
  },
  ...runDateFields.map((field) => withRun('firstRun', field)),
  waitField(RUN_END, { default: true, displayOptions: { show: { firstRun: [true] } } }),
];

/** The options of a first run. */
export const firstRunOptions = (runOptions: readonly INodeProperties[]): INodeProperties[] =>
  [...runOptions, stopWhenCancelledOption].map((option) => withRun('/firstRun', option));
