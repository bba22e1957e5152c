import { actions } from '../../api/dataworks-2020-05-18';
import { readTaskReference, taskReferenceFields } from '../../fields/taskReference';
import type { Call, Operation, Result } from '../operation';

/** GetDISyncInstanceInfo: whether a real-time task runs, and how far a solution is. */
export const getStatus: Operation = {
  name: 'Get Status',
  value: 'getStatus',
  action: 'Get status of sync task',
  description: 'Get the state of a real-time task, or of a solution and its steps',
  fields: taskReferenceFields('getStatus'),

  async execute({ parameters, client }: Call): Promise<Result> {
    const outcome = await client.call(actions.GetDISyncInstanceInfo, {
      ...readTaskReference(parameters, 'getStatus'),
    });
    return outcome;
  },
};
