import { optionsField } from '../../fields/optionsField';
import type { ParameterReader } from '../../fields/parameterReader';
import { readStopWhenCancelled, stopWhenCancelledOption } from '../../fields/stopWhenCancelled';
import { readTaskReference, taskReferenceFields } from '../../fields/taskReference';
import { waitField } from '../../fields/waitField';
import { readWait, waitOptionsIfWaiting } from '../../fields/waitOptions';
import type { Call, Operation, Result } from '../operation';
import { startOrStop } from '../../flows/startOrStop';
import { realTimeStart } from '../../studios/legacy/realTime';

const UNTIL_IT_RUNS = {
  displayName: 'Wait Until It Runs',
  description: 'Whether to wait until the task runs; for a solution, until all its steps are done',
};
const START_PARAMETERS = 'Start Parameters (JSON)';

/** StartDISyncInstance: starts a real-time task or a solution. */
export const start: Operation = {
  name: 'Start',
  value: 'start',
  action: 'Start sync task',
  description: 'Start a real-time task or a solution that is deployed',
  fields: [
    ...taskReferenceFields('start'),
    waitField(UNTIL_IT_RUNS),
    optionsField([
      {
        displayName: 'Start Parameters (JSON)',
        name: 'startParam',
        type: 'json',
        displayOptions: { show: { '/taskType': ['DI_REALTIME'] } },
        default:
          '{\n  "failoverLimit": { "count": 10, "interval": 30 },\n  "errorLimit": { "record": 0 }\n}',
        description:
          'StartParam of the API, for real-time tasks: limits of failovers and dirty records, and what to do at changes of the schema (ddlMarkMap)',
      },
      {
        ...stopWhenCancelledOption,
        displayOptions: { show: { '/wait': [true], '/taskType': ['DI_REALTIME'] } },
      },
      ...waitOptionsIfWaiting,
    ]),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client, hint } = call;
    const task = readTaskReference(parameters, 'start');
    const isRealTime = task.TaskType === 'DI_REALTIME';
    const startParam = isRealTime ? readStartParam(parameters) : undefined;
    const limits = readWait(parameters, UNTIL_IT_RUNS.displayName);
    const isTakenBack = isRealTime && limits !== undefined && readStopWhenCancelled(parameters);
    const start = realTimeStart(client, task, startParam, isTakenBack);
    const started = await startOrStop(call, start, limits);
    if (started.ok && started.body.Outcome === 'unchanged' && startParam !== undefined) {
      hint(`A task was running already, so its ${START_PARAMETERS} were not applied.`);
    }
    return started;
  },
};

function readStartParam(parameters: ParameterReader): string | undefined {
  return parameters.isGiven('options.startParam')
    ? parameters.jsonObject('options.startParam', START_PARAMETERS).text
    : undefined;
}
