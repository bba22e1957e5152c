/**
 * Error codes that go out as HTTP errors: HTTP status and usual message.
 * Sources: the CreateDISyncTask page, the error lists of the neighbouring operations, and
 * Alibaba Cloud's common error codes. Missing<Param> is made where parameters are read.
 */
export const API_ERRORS = {
  IncompleteSignature: {
    status: 400,
    message: 'The request signature does not conform to Aliyun standards.',
  },
  SignatureDoesNotMatch: {
    status: 400,
    message: 'Specified signature does not match our calculation.',
  },
  SignatureNonceUsed: { status: 400, message: 'Specified signature nonce was used already.' },
  'InvalidTimeStamp.Format': {
    status: 400,
    message: 'Specified time stamp or date value is not well formatted.',
  },
  'InvalidTimeStamp.Expired': {
    status: 400,
    message: 'Specified time stamp or date value is expired.',
  },
  'InvalidAccessKeyId.NotFound': { status: 404, message: 'Specified access key is not found.' },
  MissingSecurityToken: {
    status: 400,
    message: 'SecurityToken is mandatory for this action.',
  },
  'InvalidSecurityToken.Malformed': {
    status: 400,
    message: 'Specified SecurityToken is malformed.',
  },
  'InvalidSecurityToken.MismatchWithAccessKey': {
    status: 400,
    message: 'Specified SecurityToken mismatch with the AccessKey.',
  },
  'InvalidSecurityToken.Expired': {
    status: 400,
    message: 'Specified SecurityToken is expired.',
  },
  'InvalidAction.NotFound': {
    status: 404,
    message: 'Specified api is not found, please check your url and method.',
  },
  InvalidVersion: { status: 404, message: 'Specified parameter Version is not valid.' },
  UnsupportedHTTPMethod: { status: 405, message: 'This http method is not supported.' },
  InvalidParameter: { status: 400, message: 'The specified parameter is not valid.' },
  IdempotentParameterMismatch: {
    status: 400,
    message:
      'The request uses the same client token as a previous, but non-identical request. Do not reuse a client token with different requests, unless the requests are identical.',
  },
  'Invalid.DI.Parameter': { status: 400, message: 'The parameter is invalid.' },
  'Invalid.DI.Parameter.File.Existed': {
    status: 400,
    message: 'The file name already exists.',
  },
  'Forbidden.DI.NoPrivilege': { status: 403, message: 'No access.' },
  'Forbidden.Access': {
    status: 403,
    message:
      'Access is forbidden. Please first activate DataWorks Enterprise Edition or Flagship Edition.',
  },
  'ResourceNotAuthorized.Api': {
    status: 403,
    message: 'No permissions to access the resource. Ask the workspace administrator for a role.',
  },
  'Throttling.Api': {
    status: 429,
    message: 'The request for this resource has exceeded your available limit.',
  },
  'Throttling.User': {
    status: 429,
    message: 'Request was denied due to user flow control.',
  },
  'Throttling.System': {
    status: 429,
    message: 'The DataWorks system is busy. Try again later.',
  },
  'Throttling.Api.Risk': {
    status: 429,
    message:
      'The number of API calls exceeds the daily limit of your DataWorks edition. Try again tomorrow or upgrade the edition.',
  },
  'Throttling.Resource': {
    status: 429,
    message: 'The quota of your DataWorks edition is used up.',
  },
  '9990020002': {
    status: 400,
    message: 'Throttling.User: Request was denied due to flow control.',
  },
  '9990040003': {
    status: 400,
    message: 'Throttling.Resource: Request was denied due to flow control.',
  },
  'Rejected.Throttling': { status: 400, message: 'Request was denied due to request throttling.' },
  Throttling: { status: 400, message: 'Request was denied due to request throttling.' },
  '9990010001': { status: 403, message: 'DataWorks is not activated.' },
  '1101080166': { status: 403, message: 'The user is not a member of the workspace.' },
  'InternalError.DI.Parameter': { status: 500, message: 'A DI internal error occurred.' },
  'InternalError.System': { status: 500, message: 'An internal system error occurred.' },
  'InternalError.UserId.Missing': { status: 500, message: 'An internal error occurred.' },
  'Forbidden.Not.Server': {
    status: 500,
    message: 'The API is not available in this region.',
  },
  'EntityNotExist.Role': { status: 404, message: 'The role not exists.' },
  NoPermission: {
    status: 403,
    message: 'You are not authorized to do this action. You should be authorized by RAM.',
  },
} as const satisfies Record<string, { status: number; message: string }>;

export type ApiErrorCode = keyof typeof API_ERRORS;
