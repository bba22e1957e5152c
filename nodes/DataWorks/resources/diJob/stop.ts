import { diJobReferenceFields, readDiJobReference } from '../../fields/diJobField';
import { optionsField } from '../../fields/optionsField';
import { waitField } from '../../fields/waitField';
import { readWait, waitOptionsIfWaiting } from '../../fields/waitOptions';
import { startOrStop } from '../../flows/startOrStop';
import { jobStop } from '../../studios/dataStudio/diJobLife';
import type { Call, Operation, Result } from '../operation';

const UNTIL_IT_STOPS = {
  displayName: 'Wait Until It Has Stopped',
  description: 'Whether to wait until the job has come to rest',
};

/** StopDIJob. */
export const stop: Operation = {
  name: 'Stop',
  value: 'stop',
  action: 'Stop DI job',
  description: 'Stop a job; it can be started again. One that does not run is left as it is.',
  fields: [...diJobReferenceFields, waitField(UNTIL_IT_STOPS), optionsField(waitOptionsIfWaiting)],

  async execute(call: Call): Promise<Result> {
    const { parameters, client } = call;
    const reference = readDiJobReference(parameters);
    const limits = readWait(parameters, UNTIL_IT_STOPS.displayName);
    return startOrStop(call, jobStop(client, reference), limits);
  },
};
