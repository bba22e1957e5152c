import type { INodeProperties } from 'n8n-workflow';

import type { ParameterReader } from './parameterReader';

const IF_RUNNING = 'If a Run Is Under Way';
const STOP_SCHEDULED = 'Stop Scheduled Runs';

/** What to do where a run of the task is under way already, whoever began it. */
export const ifRunningOptions: INodeProperties[] = [
  {
    displayName: IF_RUNNING,
    name: 'ifRunning',
    type: 'options',
    options: [
      { name: 'Fail', value: 'fail', description: 'The item fails; nothing is started' },
      {
        name: 'Join',
        value: 'join',
        description: 'That run is given, and waited for, where it covers all dates',
      },
      { name: 'Start Anyway', value: 'startAnyway', description: 'It is not looked for' },
      {
        name: 'Stop First',
        value: 'stopFirst',
        description: 'It is stopped, then a run is started',
      },
    ],
    default: 'join',
    description:
      'What to do where a run of one of the dates waits for resources, runs or is checked. It costs a call more (of a node: one for each date). When not added, a run is started anyway.',
  },
  {
    displayName: STOP_SCHEDULED,
    name: 'stopScheduled',
    type: 'boolean',
    default: false,
    description:
      'Whether Stop First may stop a run that the schedule began. When not added, the item fails instead.',
  },
];

/**
 * @returns `undefined` where a run is started anyway
 * @throws NodeOperationError for another choice
 */
export function readIfRunning(parameters: ParameterReader) {
  const choices = ['startAnyway', 'join', 'fail', 'stopFirst'] as const;
  const does = parameters.oneOf('options.ifRunning', IF_RUNNING, choices, 'startAnyway');
  const stopScheduled = parameters.flag('options.stopScheduled', STOP_SCHEDULED, false);
  return does === 'startAnyway' ? undefined : { does, stopScheduled };
}
