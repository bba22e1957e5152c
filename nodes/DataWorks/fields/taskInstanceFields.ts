import type { INodeProperties } from 'n8n-workflow';

import type { RerunChanges } from '../studios/dataStudio/instances';
import { locator } from './locator';
import type { ParameterReader } from './parameterReader';
import { workspaceField } from './workspaceField';

const LABEL = 'Task Instance';

/** A task instance, by its Id. The workspace serves the list alone: the API does not ask for it. */
export const taskInstanceFields: INodeProperties[] = [
  {
    ...workspaceField,
    required: false,
    description: 'The workspace that the list of instances is from. By ID, none is needed.',
  },
  locator({
    displayName: LABEL,
    name: 'taskInstanceId',
    description:
      'The run of a node for one business date (Id of the API). Task Instance: Get Many and Sync Node: Run give it.',
    noun: 'task instance',
    list: 'listTaskInstances',
    by: 'ID',
    example: '1000000000001',
  }),
];

/** @throws NodeOperationError for what is no id */
export const readTaskInstanceId = (parameters: ParameterReader): string =>
  parameters.id('taskInstanceId', LABEL);

/** Why it is done, for the Operation Center. */
export const commentOption: INodeProperties = {
  displayName: 'Comment',
  name: 'comment',
  type: 'string',
  default: '',
  description: 'Why it is done: shown in the log of the Operation Center (Comment)',
};

export const readComment = (parameters: ParameterReader): string | undefined =>
  parameters.optionalText('options.comment', 'Comment')?.trim();

const LATEST = 'Use the Latest Configuration';

/** How instances are run again. */
export const rerunOptions: INodeProperties[] = [
  commentOption,
  {
    displayName: LATEST,
    name: 'useLatestConfig',
    type: 'boolean',
    default: true,
    description:
      'Whether to run it as the node is deployed now instead of as it was when the instance was made (UseLatestConfig)',
  },
];

export const readRerunChanges = (parameters: ParameterReader): RerunChanges => ({
  comment: readComment(parameters),
  useLatestConfig: parameters.flag('options.useLatestConfig', LATEST, undefined),
});
