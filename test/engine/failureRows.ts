import type { FailureCause } from '../../nodes/alibabaCloud/errors';
import type { Misbehaviour } from '../../emulator';

/** A way to fail, and what the node is to make of it when every request meets it. */
export interface FailureRow {
  name: string;
  fault: Misbehaviour;
  /** As it is shown; `undefined` where no reply came. */
  status: number | undefined;
  code?: string;
  /** What is said of it. */
  says: RegExp;
  cause: FailureCause;
  retryAfterMs?: number;
  /** The time limit of a call, which is real, in seconds. */
  callSeconds?: number;
  /** How often CreateDISyncTask is sent. */
  tries: number;
  /** Whether the task may be there, so that it is looked for. */
  mayHaveActed: boolean;
}

type Coded = [
  code: string,
  status: number,
  says: RegExp,
  cause: FailureCause,
  tries?: 4,
  acted?: true,
];

const coded: Coded[] = [
  ['Invalid.DI.Parameter', 400, /did not accept a parameter/, 'configuration-invalid'],
  [
    'Invalid.DI.Parameter.File.Existed',
    400,
    /name is already in the folder/,
    'configuration-invalid',
  ],
  [
    'Forbidden.DI.NoPrivilege',
    403,
    /no right to do this in the workspace/,
    'configuration-invalid',
  ],
  [
    'InternalError.DI.Parameter',
    500,
    /could not work with a parameter/,
    'configuration-invalid',
    undefined,
    true,
  ],
  ['Forbidden.Access', 403, /may not call this operation/, 'configuration-invalid'],
  ['ResourceNotAuthorized.Api', 403, /no right to this resource/, 'configuration-invalid'],
  ['NoPermission', 403, /RAM policy does not allow/, 'configuration-invalid'],
  ['Throttling.Api', 429, /too many calls to this operation/, 'rate-limited', 4],
  ['Throttling.User', 429, /account makes too many calls/, 'rate-limited', 4],
  ['Throttling.System', 429, /DataWorks is busy/, 'rate-limited', 4],
  ['Throttling.Api.Risk', 429, /day's quota of calls is used up/, 'quota-exhausted'],
  ['Throttling.Resource', 429, /no capacity left/, 'rate-limited', 4],
  ['9990020002', 400, /account makes too many calls/, 'rate-limited', 4],
  ['9990040001', 400, /account makes too many calls/, 'rate-limited', 4],
  ['9990040003', 400, /no capacity left/, 'rate-limited', 4],
  ['Rejected.Throttling', 417, /too many calls/, 'rate-limited', 4],
  ['9990010001', 403, /not activated/, 'configuration-invalid'],
  ['9990030003', 400, /create the task: The words of the server\./, 'configuration-invalid'],
  ['403030', 403, /no right to do this/, 'configuration-invalid'],
  ['1101080008', 400, /no such workspace/, 'configuration-invalid'],
  ['Invalid.Tenant.ProjectNotExist', 400, /no such workspace/, 'configuration-invalid'],
  ['Invalid.Tenant.ProjectNotExists', 400, /no such workspace/, 'configuration-invalid'],
  ['1101080166', 403, /no member of the workspace/, 'configuration-invalid'],
  ['400010', 403, /no member of the workspace/, 'configuration-invalid'],
  ['100002001', 403, /no member of the workspace/, 'configuration-invalid'],
  ['1000010005', 500, /no such data source/, 'configuration-invalid'],
  ['Invalid.Tenant.ConnectionNotExists', 400, /no such data source/, 'configuration-invalid'],
  ['500130', 500, /no such synchronization task/, 'configuration-invalid'],
  ['1000011038', 500, /no such shared rule/, 'configuration-invalid'],
  ['1010019999', 400, /create the task: The words of the server\./, 'configuration-invalid'],
  ['1201111279', 400, /did not find the workspace or the file/, 'configuration-invalid'],
  ['1201111431', 400, /uses the new Data Studio/, 'configuration-invalid'],
  [
    '5801489541076353033',
    400,
    /create the task: The words of the server\./,
    'configuration-invalid',
  ],
  ['Invalid.Wkbench.Some', 500, /: The words of the server\./, 'configuration-invalid'],
  ['InvalidParameter', 400, /value of a parameter/, 'configuration-invalid'],
  ['InvalidTaskName', 400, /value of Task Name \(TaskName\)/, 'configuration-invalid'],
  ['Forbidden.RAM', 403, /RAM policy does not allow/, 'configuration-invalid'],
  ['IncompleteSignature', 400, /did not accept the signature/, 'credential-invalid'],
  ['InvalidTimeStamp.Format', 400, /clock of the machine/, 'configuration-invalid'],
  ['IllegalTimestamp', 400, /clock of the machine/, 'configuration-invalid'],
  ['ServiceUnavailable', 503, /not available at the moment/, 'temporarily-unavailable', 4, true],
  [
    'InternalError.Meta.TenantTimeOut',
    500,
    /metadata of DataWorks did not answer/,
    'temporarily-unavailable',
    4,
    true,
  ],
  [
    'InternalError.Meta.Unknown',
    500,
    /metadata of DataWorks did not answer/,
    'temporarily-unavailable',
    4,
    true,
  ],
  ['123456789012', 400, /: The words of the server\./, 'configuration-invalid'],
  ['InternalError.System', 500, /internal fault/, 'temporarily-unavailable', 4, true],
  ['InternalError.UserId.Missing', 500, /could not tell whose call/, 'temporarily-unavailable'],
  ['Forbidden.Not.Server', 500, /region does not have this operation/, 'configuration-invalid'],
  ['InvalidAction.NotFound', 404, /address does not know this operation/, 'configuration-invalid'],
  ['InvalidAccessKeyId.NotFound', 404, /does not know the AccessKey ID/, 'credential-invalid'],
  ['InvalidAccessKeyId.Inactive', 400, /AccessKey is disabled/, 'credential-invalid'],
  ['SignatureDoesNotMatch', 400, /AccessKey Secret does not belong/, 'credential-invalid'],
  ['InvalidSecurityToken.Expired', 400, /temporary keys have expired/, 'credential-invalid'],
  ['InvalidSecurityToken.Malformed', 400, /not a token of STS/, 'credential-invalid'],
  [
    'InvalidSecurityToken.MismatchWithAccessKey',
    400,
    /Security Token does not belong/,
    'credential-invalid',
  ],
  [
    'MissingSecurityToken',
    400,
    /temporary one and its Security Token is missing/,
    'credential-invalid',
  ],
  ['InvalidTimeStamp.Expired', 400, /clock of the machine that runs n8n/, 'configuration-invalid'],
  ['SignatureNonceUsed', 400, /request arrived twice/, 'temporarily-unavailable', 4, true],
  ['IdempotentParameterMismatch', 400, /Client Token was used before/, 'configuration-invalid'],
  [
    'MissingProjectId',
    400,
    /did not get the parameter Workspace \(ProjectId\)/,
    'configuration-invalid',
  ],
  ['Throttling', 429, /too many calls/, 'rate-limited', 4],
  ['Something.New', 400, /refused the call/, 'configuration-invalid'],
  ['Something.New', 401, /did not accept the keys/, 'credential-invalid'],
  ['Something.New', 403, /no right to do this/, 'configuration-invalid'],
  ['Something.New', 404, /did not find/, 'configuration-invalid'],
  ['Something.New', 500, /internal fault/, 'temporarily-unavailable', 4, true],
  [
    'Something.New',
    503,
    /could not be reached behind its gateway/,
    'temporarily-unavailable',
    4,
    true,
  ],
];

/** One row for each code of api/errors.ts, and for codes that are in no table. */
export const codeRows: FailureRow[] = coded.map(
  ([code, status, says, cause, tries = 1, acted = false]) => ({
    name: `HTTP ${status} ${code}`,
    fault: { kind: 'error', code, status, message: 'The words of the server.' },
    status,
    code,
    says,
    cause,
    tries,
    mayHaveActed: acted,
  }),
);

const broke = { cause: 'temporarily-unavailable', tries: 4, mayHaveActed: true } as const;
const odd = { cause: 'configuration-invalid', tries: 1 } as const;
const notJson = /What answered is not DataWorks \(The reply is not JSON\. It begins: /;

/** One row for each thing that can befall a connection or a reply. */
export const brokenRows: FailureRow[] = [
  {
    name: 'the request is lost',
    fault: { kind: 'drop-request' },
    status: undefined,
    code: 'ECONNRESET',
    says: /closed before the reply came/,
    ...broke,
  },
  {
    name: 'the reply is lost',
    fault: { kind: 'drop-reply' },
    status: undefined,
    code: 'ECONNRESET',
    says: /closed before the reply came/,
    ...broke,
  },
  {
    name: 'the connection is reset',
    fault: { kind: 'reset' },
    status: undefined,
    code: 'ECONNRESET',
    says: /closed before the reply came/,
    ...broke,
  },
  {
    name: 'the reply comes late',
    fault: { kind: 'delay', ms: 3_000 },
    callSeconds: 0.2,
    status: undefined,
    says: /no reply came within the time limit/,
    ...broke,
  },
  {
    name: 'the reply stalls',
    fault: { kind: 'stall' },
    callSeconds: 0.2,
    status: 200,
    says: /broke off before its end/,
    ...broke,
  },
  {
    name: 'the reply is cut',
    fault: { kind: 'cut' },
    status: 200,
    says: /broke off before its end/,
    ...broke,
  },
  {
    name: 'HTML with 502',
    fault: { kind: 'html', status: 502 },
    status: 502,
    says: /It begins: 502 Bad Gateway/,
    ...broke,
  },
  {
    name: 'HTML with 503',
    fault: { kind: 'html', status: 503 },
    status: 503,
    says: /It begins: 503 Service Unavailable/,
    ...broke,
  },
  {
    name: 'HTML with 504',
    fault: { kind: 'html', status: 504 },
    status: 504,
    says: /It begins: 504 Gateway Timeout/,
    ...broke,
  },
  {
    name: 'HTML with 500',
    fault: { kind: 'html', status: 500 },
    status: 500,
    says: /internal fault \(The reply is not JSON\. It begins: /,
    ...broke,
  },
  {
    name: 'HTML with 403',
    fault: { kind: 'html', status: 403 },
    status: 403,
    says: notJson,
    ...odd,
    mayHaveActed: false,
  },
  {
    name: 'an empty reply',
    fault: { kind: 'odd-reply', reply: 'empty' },
    status: 200,
    says: /The reply is empty/,
    ...broke,
  },
  {
    name: 'null',
    fault: { kind: 'odd-reply', reply: 'null' },
    status: 200,
    says: /not a JSON object/,
    ...broke,
  },
  {
    name: 'a list',
    fault: { kind: 'odd-reply', reply: 'list' },
    status: 200,
    says: /not a JSON object/,
    ...broke,
  },
  {
    name: 'a string',
    fault: { kind: 'odd-reply', reply: 'string' },
    status: 200,
    says: /not a JSON object/,
    ...broke,
  },
  {
    name: 'truncated JSON',
    fault: { kind: 'odd-reply', reply: 'truncated-json' },
    status: 200,
    says: /not JSON\. It begins: \{"RequestId"/,
    ...broke,
  },
  {
    name: 'a captive portal',
    fault: { kind: 'odd-reply', reply: 'captive-portal' },
    status: 200,
    says: /It begins: Welcome Sign in/,
    ...odd,
    mayHaveActed: true,
  },
  {
    name: 'a redirect',
    fault: { kind: 'odd-reply', reply: 'redirect' },
    status: 302,
    says: /What answered is not DataWorks/,
    ...odd,
    mayHaveActed: false,
  },
  {
    name: 'a reply of 11 MB',
    fault: { kind: 'odd-reply', reply: 'oversized' },
    status: 200,
    says: /larger than 10 MB/,
    ...odd,
    mayHaveActed: true,
  },
  {
    name: 'throttling that says how long',
    fault: { kind: 'throttle', retryAfterMs: 1_234 },
    status: 429,
    code: 'Throttling.Api',
    says: /too many calls/,
    cause: 'rate-limited',
    retryAfterMs: 1_234,
    tries: 4,
    mayHaveActed: false,
  },
  {
    name: 'throttling that outlasts the time limit',
    fault: { kind: 'throttle', retryAfterMs: 10_000_000 },
    status: 429,
    code: 'Throttling.Api',
    says: /too many calls/,
    cause: 'rate-limited',
    retryAfterMs: 10_000_000,
    tries: 1,
    mayHaveActed: false,
  },
];
