import { diJobReferenceFields, readDiJobReference } from '../../fields/diJobField';
import {
  forceOption,
  readForce,
  readStartTime,
  startTimeOption,
} from '../../fields/jobStartFields';
import { optionsField } from '../../fields/optionsField';
import { readStopWhenCancelled, stopWhenCancelledOption } from '../../fields/stopWhenCancelled';
import { waitField } from '../../fields/waitField';
import { readWait, waitOptionsIfWaiting } from '../../fields/waitOptions';
import { startOrStop } from '../../flows/startOrStop';
import { jobStart } from '../../studios/dataStudio/diJobLife';
import type { Call, Operation, Result } from '../operation';

export const UNTIL_IT_RUNS = {
  displayName: 'Wait Until It Runs',
  description: 'Whether to wait until the job runs, or has ended well',
};

/** StartDIJob. */
export const start: Operation = {
  name: 'Start',
  value: 'start',
  action: 'Start DI job',
  description: 'Start a job; one that runs is left as it is',
  fields: [
    ...diJobReferenceFields,
    waitField(UNTIL_IT_RUNS),
    optionsField([forceOption, startTimeOption, stopWhenCancelledOption, ...waitOptionsIfWaiting]),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, context, client, hint } = call;
    const reference = readDiJobReference(parameters);
    const startTime = readStartTime(parameters, context.getTimezone());
    const force = readForce(parameters);
    const limits = readWait(parameters, UNTIL_IT_RUNS.displayName);
    const isTakenBack = limits !== undefined && readStopWhenCancelled(parameters);
    const start = jobStart(client, reference, { startTime, force, isTakenBack });
    const started = await startOrStop(call, start, limits);
    const isAsked = startTime !== undefined || force;
    if (started.ok && started.body.Outcome === 'unchanged' && isAsked) {
      hint('The job was running already, so its position and its steps were left as they are.');
    }
    return started;
  },
};
