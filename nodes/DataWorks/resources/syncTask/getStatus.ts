import { actions } from '../../api/dataworks-2020-05-18';
import { realTimeTaskFields } from '../../fields/realTimeTaskFields';
import { readTaskReference } from '../../fields/taskReference';
import type { Call, Operation, Result } from '../operation';

const UNSUPPORTED = {
  DI_OFFLINE: 'Use Instance: Get Many, which gives the runs of a batch task.',
};

/** GetDISyncInstanceInfo: whether a real-time task runs, and how far a solution is. */
export const getStatus: Operation = {
  name: 'Get Status',
  value: 'getStatus',
  action: 'Get the status of a sync task',
  description: 'Get the state of a real-time task, or of a solution and its steps',
  fields: realTimeTaskFields,

  async execute({ parameters, client }: Call): Promise<Result> {
    return client.call(actions.GetDISyncInstanceInfo, {
      ...readTaskReference(parameters, UNSUPPORTED),
    });
  },
};
