/**
 * What the API's error codes mean and what to do about them. Sources: the API page of
 * CreateDISyncTask and its neighbours, DataWorks' page on error codes, Alibaba Cloud's page on
 * common errors (help.aliyun.com: dataworks/developer-reference/errorcodes, api error center), and
 * the pages of AssumeRole (document_detail/28763, 42775).
 */

/** Why an operation failed, in n8n's terms (n8n-workflow, errors/failure). */
export type FailureCause =
  | 'rate-limited'
  | 'quota-exhausted'
  | 'temporarily-unavailable'
  | 'credential-invalid'
  | 'configuration-invalid';

export interface ErrorHint {
  /** One sentence: what happened. */
  means: string;
  /** One sentence: what to do. */
  todo: string;
  cause: FailureCause;
  /** How the retry policy sees it; without it the call is not sent again. */
  kind?: 'throttled' | 'unavailable';
  /** Nothing was done, although the status (500 and above) leaves it open. */
  refusal?: true;
}

/** By the API's error code. */
export type ErrorTable = Readonly<Record<string, ErrorHint>>;

/** What the failures of one service mean. */
export interface ServiceErrors {
  /** Its own error codes. */
  errors: ErrorTable;
  /** A refusal whose code is in no table. */
  otherwise?: ErrorHint;
}

const RIGHTS =
  'grant its owner the RAM action dataworks:* (system policy AliyunDataWorksFullAccess)';

const UNAVAILABLE: ErrorHint = {
  means: 'DataWorks could not be reached behind its gateway',
  todo: 'Try again in some minutes.',
  cause: 'temporarily-unavailable',
  kind: 'unavailable',
};

/** Codes that the gateway gives for every service. */
export const commonErrors: ErrorTable = {
  NoPermission: {
    means: 'A RAM policy does not allow this call',
    todo: `In the RAM console, ${RIGHTS}.`,
    cause: 'configuration-invalid',
  },
  'Throttling.Api': {
    means: 'DataWorks receives too many calls to this operation',
    todo: 'Lower the option Concurrency, or run the workflow less often.',
    cause: 'rate-limited',
    kind: 'throttled',
  },
  'Throttling.User': {
    means: 'The account makes too many calls to DataWorks',
    todo: 'Lower the option Concurrency, or run the workflow less often.',
    cause: 'rate-limited',
    kind: 'throttled',
  },
  'Throttling.System': {
    means: 'DataWorks is busy',
    todo: 'Try again in some minutes.',
    cause: 'rate-limited',
    kind: 'throttled',
  },
  'Throttling.Api.Risk': {
    means: "The day's quota of calls is used up",
    todo: 'Wait until it resets at midnight (UTC+8), or move to a DataWorks edition with a larger quota (Basic has 100 calls a day).',
    cause: 'quota-exhausted',
  },
  'Throttling.Resource': {
    means: "The quota of the account's DataWorks edition is used up",
    todo: 'Wait until the quota resets, or move to a DataWorks edition with a larger one.',
    cause: 'quota-exhausted',
  },
  'InvalidAction.NotFound': {
    means: 'The address does not know this operation',
    todo: 'Check the Region and the Endpoint in the credential.',
    cause: 'configuration-invalid',
  },
  'InvalidAccessKeyId.NotFound': {
    means: 'Alibaba Cloud does not know the AccessKey ID',
    todo: 'Correct the AccessKey ID in the credential, or create a new AccessKey in the RAM console.',
    cause: 'credential-invalid',
  },
  'InvalidAccessKeyId.Inactive': {
    means: 'The AccessKey is disabled',
    todo: 'Enable it in the RAM console, or use another one in the credential.',
    cause: 'credential-invalid',
  },
  SignatureDoesNotMatch: {
    means: 'The AccessKey Secret does not belong to the AccessKey ID',
    todo: 'Enter the AccessKey Secret again in the credential.',
    cause: 'credential-invalid',
  },
  'InvalidSecurityToken.Expired': {
    means: 'The temporary keys have expired',
    todo: 'Put new temporary keys with their Security Token into the credential, or use the AccessKey of a RAM user.',
    cause: 'credential-invalid',
  },
  'InvalidSecurityToken.Malformed': {
    means: 'The Security Token is not a token of STS',
    todo: 'Copy the Security Token again, whole, into the credential.',
    cause: 'credential-invalid',
  },
  'InvalidSecurityToken.MismatchWithAccessKey': {
    means: 'The Security Token does not belong to the AccessKey ID',
    todo: 'Put the AccessKey ID, the AccessKey Secret and the Security Token of one STS reply into the credential.',
    cause: 'credential-invalid',
  },
  MissingSecurityToken: {
    means: 'The AccessKey ID is a temporary one and its Security Token is missing',
    todo: 'Enter the Security Token that came with the keys into the credential.',
    cause: 'credential-invalid',
  },
  'InvalidTimeStamp.Expired': {
    means: 'The clock of the machine that runs n8n is more than 15 minutes off',
    todo: 'Set the clock of that machine (NTP).',
    cause: 'configuration-invalid',
  },
  SignatureNonceUsed: {
    means: 'The request arrived twice',
    todo: 'Look for a proxy between n8n and Alibaba Cloud that sends requests again.',
    cause: 'temporarily-unavailable',
    kind: 'unavailable',
  },
  IdempotentParameterMismatch: {
    means: 'The Client Token was used before with other parameters',
    todo: 'Use another Client Token, or leave it empty so that the node makes one.',
    cause: 'configuration-invalid',
  },
};

const byStatus: Readonly<Record<number, ErrorHint>> = {
  401: {
    means: 'Alibaba Cloud did not accept the keys',
    todo: 'Check the AccessKey ID and the AccessKey Secret in the credential.',
    cause: 'credential-invalid',
  },
  403: {
    means: 'The AccessKey has no right to do this',
    todo: `Make its owner a member of the workspace, and ${RIGHTS}.`,
    cause: 'configuration-invalid',
  },
  404: {
    means: 'DataWorks did not find what the call is about',
    todo: 'Check the workspace, the IDs and the Region in the credential.',
    cause: 'configuration-invalid',
  },
  429: {
    means: 'DataWorks receives too many calls',
    todo: 'Lower the option Concurrency, or run the workflow less often.',
    cause: 'rate-limited',
    kind: 'throttled',
  },
  502: UNAVAILABLE,
  503: UNAVAILABLE,
  504: UNAVAILABLE,
};

const ownHint = (table: ErrorTable, code: string) =>
  Object.hasOwn(table, code) ? table[code] : undefined;

/** Whether a code is in the tables: its meaning is known. */
export const isExplained = (service: ServiceErrors, code: string | undefined): boolean =>
  code !== undefined &&
  (ownHint(service.errors, code) ?? ownHint(commonErrors, code)) !== undefined;

/**
 * What a failed reply means.
 * @param service what refused
 * @param code its error code, where the reply has one
 * @param httpStatus the reply's status
 */
export function hintFor(
  service: ServiceErrors,
  code: string | undefined,
  httpStatus: number | undefined,
): ErrorHint {
  const known =
    code === undefined ? undefined : (ownHint(service.errors, code) ?? ownHint(commonErrors, code));
  if (known) return known;
  if (code?.startsWith('Throttling')) return byStatus[429] as ErrorHint;
  if (service.otherwise && (httpStatus ?? 0) < 429) return service.otherwise;
  const missing = /^Missing([A-Z]\w*)$/.exec(code ?? '')?.[1];
  if (missing) {
    return {
      means: `DataWorks did not get the parameter ${missing}`,
      todo: `Give a value for ${missing}.`,
      cause: 'configuration-invalid',
    };
  }
  return (
    byStatus[httpStatus ?? 0] ?? {
      means: 'DataWorks refused the call',
      todo:
        code === undefined
          ? 'Correct what DataWorks names, then run the node again.'
          : 'Look the code up in the developer reference of DataWorks, or contact Alibaba Cloud support with the RequestId.',
      cause: (httpStatus ?? 0) >= 500 ? 'temporarily-unavailable' : 'configuration-invalid',
    }
  );
}
