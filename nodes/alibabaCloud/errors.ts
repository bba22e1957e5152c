/**
 * What the error codes that every service has mean, and what to do about them. Source: Alibaba
 * Cloud's page on common errors (help.aliyun.com: api error center).
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
  /** The service's own words say more than `means`: they stand in its place where there are any. */
  quoted?: true;
  /** It can be about the state of what was asked for, such as that it is not there. */
  mayBeState?: true;
}

/** By the API's error code. */
export type ErrorTable = Readonly<Record<string, ErrorHint>>;

/** How messages speak of a service. */
export interface ServiceWords {
  name: string;
  /** What its callers are to be granted in the RAM console, e.g. "the RAM action ecs:*". */
  rights?: string;
  /** A sentence: what else gives access. */
  membership?: string;
  /** What to do by its own words, where no code says it. */
  sayings?: ReadonlyArray<readonly [said: RegExp, todo: string]>;
}

/** What the failures of one service mean. */
export interface ServiceErrors extends ServiceWords {
  /** Its own error codes. */
  errors: ErrorTable;
  /** By the beginning of a code, for what is not in the tables. */
  families?: ErrorTable;
  /** What the editor calls the API's parameters, by their names. */
  labels?: Readonly<Record<string, string>>;
  /** A refusal whose code is in no table. */
  otherwise?: ErrorHint;
}

/** What is to be done for a caller without the right, as part of a sentence. */
export const grant = ({ rights = 'the right to call this operation' }: ServiceWords) =>
  `grant the owner of the AccessKey ${rights}`;

const WRONG_CLOCK: ErrorHint = {
  means: 'The clock of the machine that runs n8n is more than 15 minutes off',
  todo: 'Set the clock of that machine (NTP).',
  cause: 'configuration-invalid',
};

/** Codes that the gateway gives for every service. */
export const commonErrors = (service: ServiceWords): ErrorTable => ({
  NoPermission: {
    means: 'A RAM policy does not allow this call',
    todo: `In the RAM console, ${grant(service)}.`,
    cause: 'configuration-invalid',
  },
  'Throttling.Api': {
    means: `${service.name} receives too many calls to this operation`,
    todo: 'Lower the option Concurrency, or run the workflow less often.',
    cause: 'rate-limited',
    kind: 'throttled',
  },
  'Throttling.User': {
    means: `The account makes too many calls to ${service.name}`,
    todo: 'Lower the option Concurrency, or run the workflow less often.',
    cause: 'rate-limited',
    kind: 'throttled',
  },
  'Throttling.System': {
    means: `${service.name} is busy`,
    todo: 'Try again in some minutes.',
    cause: 'rate-limited',
    kind: 'throttled',
  },
  'Throttling.Resource': {
    means: `${service.name} has no capacity left for calls of this account at the moment`,
    todo: 'Lower the option Concurrency, or run the workflow less often.',
    cause: 'rate-limited',
    kind: 'throttled',
  },
  ServiceUnavailable: {
    means: `${service.name} is not available at the moment`,
    todo: 'Try again in some minutes.',
    cause: 'temporarily-unavailable',
    kind: 'unavailable',
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
  // The official clients take both for a sign of a wrong secret.
  IncompleteSignature: {
    means: 'Alibaba Cloud did not accept the signature',
    todo: 'Enter the AccessKey ID and the AccessKey Secret again in the credential; if they are right, look for a proxy that changes requests.',
    cause: 'credential-invalid',
  },
  'Forbidden.RAM': {
    means: 'A RAM policy does not allow this call',
    todo: `In the RAM console, ${grant(service)}.`,
    cause: 'configuration-invalid',
  },
  InvalidParameter: {
    means: `${service.name} did not accept the value of a parameter`,
    todo: `Correct the parameter that ${service.name} names.`,
    cause: 'configuration-invalid',
    refusal: true,
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
  'InvalidTimeStamp.Expired': WRONG_CLOCK,
  'InvalidTimeStamp.Format': WRONG_CLOCK,
  IllegalTimestamp: WRONG_CLOCK,
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
});
