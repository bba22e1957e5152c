import type { ErrorTable } from '../../../alibabaCloud/errors';
import { dataWorks } from '../dataWorks';

const RIGHTS = `grant its owner ${dataWorks.rights}`;

/** What DataWorks' own error codes mean. Sources: the API page of CreateDISyncTask and its neighbours, DataWorks' page on error codes. */
export const errors: ErrorTable = {
  'Invalid.DI.Parameter': {
    means: 'DataWorks did not accept a parameter',
    todo: 'Check the script in Task Content, the folder path and the resource group.',
    cause: 'configuration-invalid',
  },
  'Invalid.DI.Parameter.File.Existed': {
    means: 'A task with this name is already in the folder',
    todo: 'Choose another Task Name, or set the option "If the Name Is Taken" to reuse or update the task that is there.',
    cause: 'configuration-invalid',
  },
  'Forbidden.DI.NoPrivilege': {
    means: 'The AccessKey has no right to do this in the workspace',
    todo: `Add its owner to the workspace as a member with the role Develop, and ${RIGHTS}.`,
    cause: 'configuration-invalid',
  },
  'InternalError.DI.Parameter': {
    means: 'Data Integration could not work with a parameter',
    todo: 'Compare Task Content with the script of a task that works; if it is right, contact Alibaba Cloud support with the RequestId.',
    cause: 'configuration-invalid',
  },
  'Forbidden.Access': {
    means: 'The AccessKey may not call this operation',
    todo: `In the RAM console, ${RIGHTS}.`,
    cause: 'configuration-invalid',
  },
  'ResourceNotAuthorized.Api': {
    means: 'The AccessKey has no right to this resource',
    todo: `Make its owner a member of the workspace, and ${RIGHTS}.`,
    cause: 'configuration-invalid',
  },
  'InternalError.System': {
    means: 'DataWorks had an internal fault',
    todo: 'Try again in some minutes; if it stays, contact Alibaba Cloud support with the RequestId.',
    cause: 'temporarily-unavailable',
    kind: 'unavailable',
  },
  'InternalError.UserId.Missing': {
    means: 'DataWorks could not tell whose call it is',
    todo: 'Sign in to the DataWorks console once with this user, then try again.',
    cause: 'temporarily-unavailable',
    refusal: true,
  },
  'Forbidden.Not.Server': {
    means: 'The region does not have this operation',
    todo: 'Check the Region in the credential; a workspace of the new Data Studio needs API version 2024-05-18 instead.',
    cause: 'configuration-invalid',
    refusal: true,
  },
};
