import type { ErrorHint, ErrorTable } from '../../alibabaCloud/errors';
import { dataWorks } from './dataWorks';

const GRANT = `In the RAM console, grant the owner of the AccessKey ${dataWorks.rights}.`;

const BUSY: ErrorHint = {
  means: 'The account makes too many calls to DataWorks',
  todo: 'Lower the option Concurrency, or run the workflow less often.',
  cause: 'rate-limited',
  kind: 'throttled',
};

const NO_CAPACITY: ErrorHint = {
  means: 'DataWorks has no capacity left for calls of this account at the moment',
  todo: 'Lower the option Concurrency, or run the workflow less often.',
  cause: 'rate-limited',
  kind: 'throttled',
};

const NO_MEMBER: ErrorHint = {
  means: 'The owner of the AccessKey is no member of the workspace',
  todo: `Check the Workspace. ${dataWorks.membership}`,
  cause: 'configuration-invalid',
  refusal: true,
};

const NO_WORKSPACE: ErrorHint = {
  means: 'There is no such workspace in the region',
  todo: 'Choose the Workspace again, and check the Region in the credential.',
  cause: 'configuration-invalid',
  refusal: true,
};

const NO_DATA_SOURCE: ErrorHint = {
  means: 'There is no such data source in the workspace',
  todo: 'Choose the data source again; in a workspace in standard mode it has to be there in the environment that is asked for.',
  cause: 'configuration-invalid',
  refusal: true,
};

/** The service's words alone tell what was wrong. */
const SAYS_ITSELF: ErrorHint = {
  means: 'DataWorks refused the call',
  todo: 'Correct what this says: check the parameters, and in DataWorks the state of what it is about.',
  cause: 'configuration-invalid',
  refusal: true,
  quoted: true,
  mayBeState: true,
};

/**
 * What DataWorks' own error codes mean in every version of its API. Sources: DataWorks' page on
 * error codes; for the numbers, which no page lists, official code and recorded replies.
 */
export const dataWorksErrors: ErrorTable = {
  'Forbidden.Access': {
    means: "The AccessKey may not call this operation, or the account's DataWorks edition lacks it",
    todo: `${GRANT} If that is done, check whether the operation needs the Enterprise edition of DataWorks in this region.`,
    cause: 'configuration-invalid',
  },
  'ResourceNotAuthorized.Api': {
    means: 'The AccessKey has no right to this resource',
    todo: `${dataWorks.membership} ${GRANT}`,
    cause: 'configuration-invalid',
  },
  403030: {
    means: 'The AccessKey has no right to do this',
    todo: `${GRANT} ${dataWorks.membership}`,
    cause: 'configuration-invalid',
    refusal: true,
  },
  'Throttling.Api.Risk': {
    means: "The day's quota of calls is used up",
    todo: 'Try again tomorrow, or move to a DataWorks edition with a larger quota (Basic has 100 calls a day).',
    cause: 'quota-exhausted',
  },
  9990020002: BUSY,
  9990040001: BUSY,
  9990040003: NO_CAPACITY,
  9990010001: {
    means: 'DataWorks is not activated for this account in this region',
    todo: 'Activate it in the DataWorks console, or correct the Region in the credential.',
    cause: 'configuration-invalid',
    refusal: true,
  },
  9990030003: {
    means: 'A parameter is missing or has a value that DataWorks does not accept',
    todo: 'Correct what this says.',
    cause: 'configuration-invalid',
    refusal: true,
    quoted: true,
  },
  1101080008: NO_WORKSPACE,
  'Invalid.Tenant.ProjectNotExist': NO_WORKSPACE,
  'Invalid.Tenant.ProjectNotExists': NO_WORKSPACE,
  1101080166: NO_MEMBER,
  400010: NO_MEMBER,
  100002001: NO_MEMBER,
  1000010005: NO_DATA_SOURCE,
  'Invalid.Tenant.ConnectionNotExists': NO_DATA_SOURCE,
  500130: {
    means: 'There is no such synchronization task or alert rule',
    todo: 'Choose it again: it may have been deleted, or belong to another workspace.',
    cause: 'configuration-invalid',
    refusal: true,
    mayBeState: true,
  },
  1000011038: {
    means: 'There is no such shared rule',
    todo: 'Choose it again: it may have been deleted, or belong to another workspace.',
    cause: 'configuration-invalid',
    refusal: true,
  },
  1010019999: SAYS_ITSELF,
  1201111279: {
    means: 'DataWorks did not find the workspace or the file',
    todo: 'Choose the Workspace and the task again.',
    cause: 'configuration-invalid',
    refusal: true,
    mayBeState: true,
  },
  '5801489541076353033': SAYS_ITSELF,
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
};

/** By the beginning of a code: refusals that come under HTTP 500, too. */
export const dataWorksFamilies: ErrorTable = {
  'Invalid.Wkbench.': {
    means: 'The Operation Center of DataWorks refused the call',
    todo: 'Correct what this says: check the task, its state and the business dates.',
    cause: 'configuration-invalid',
    refusal: true,
    quoted: true,
  },
  'Invalid.': {
    means: 'DataWorks refused the call',
    todo: 'Correct what DataWorks names, then run the node again.',
    cause: 'configuration-invalid',
    refusal: true,
  },
  'InternalError.Meta.': {
    means: 'The metadata of DataWorks did not answer',
    todo: 'Try again in some minutes.',
    cause: 'temporarily-unavailable',
    kind: 'unavailable',
  },
};
