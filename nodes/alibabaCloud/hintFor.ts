import {
  commonErrors,
  grant,
  type ErrorHint,
  type ErrorTable,
  type ServiceErrors,
  type ServiceWords,
} from './errors';

/** What is known of a failed reply. */
export interface FailedReply {
  /** The API's error code, where the reply has one. */
  code?: string | undefined;
  httpStatus?: number | undefined;
  /** The service's own words. */
  detail?: string;
}

const throttled = ({ name }: ServiceWords): ErrorHint => ({
  means: `${name} receives too many calls`,
  todo: 'Lower the option Concurrency, or run the workflow less often.',
  cause: 'rate-limited',
  kind: 'throttled',
});

const unavailable = (means: string): ErrorHint => ({
  means,
  todo: 'Try again in some minutes; if it stays, contact Alibaba Cloud support with the RequestId.',
  cause: 'temporarily-unavailable',
  kind: 'unavailable',
});

function byStatus(service: ServiceWords, status: number): ErrorHint | undefined {
  switch (status) {
    case 401:
      return {
        means: 'Alibaba Cloud did not accept the keys',
        todo: 'Check the AccessKey ID and the AccessKey Secret in the credential.',
        cause: 'credential-invalid',
      };
    case 403:
      return {
        means: 'The AccessKey has no right to do this',
        todo: `In the RAM console, ${grant(service)}.${service.membership ? ` ${service.membership}` : ''}`,
        cause: 'configuration-invalid',
      };
    case 404:
      return {
        means: `${service.name} did not find what the call is about`,
        todo: 'Check the IDs and names in the parameters and the Region in the credential.',
        cause: 'configuration-invalid',
      };
    case 502:
    case 503:
    case 504:
      return unavailable(`${service.name} could not be reached behind its gateway`);
    default:
      return status >= 500 ? unavailable(`${service.name} had an internal fault`) : undefined;
  }
}

/** Tables are made of what servers say: what every object inherits is no entry of theirs. */
const ownHint = (table: ErrorTable, code: string) =>
  Object.hasOwn(table, code) ? table[code] : undefined;

function familyOf(families: ErrorTable = {}, code: string): ErrorHint | undefined {
  const prefix = Object.keys(families).find((begin) => code.startsWith(begin));
  return prefix === undefined ? undefined : families[prefix];
}

const THROTTLING = /^(?:Rejected\.)?Throttling/;
/** The speaking name that stands in the message where the code is a number. */
const THROTTLING_IN_WORDS = /(?<![\w.])(?:Rejected\.Throttling|Throttling\.)[\w.]*/;
const CLOCK = /^(?:Invalid|Illegal)Time[sS]tamp/;
const PARAMETER = /^(Missing|Invalid)([A-Z][A-Za-z]*)$/;

/** A code that speaks to nobody: decimal digits, or hexadecimal ones. */
const isNumberCode = (code: string): boolean => /^(?:\d+|0x[\da-f]+)$/i.test(code);

/** `Missing<Parameter>` and `Invalid<Parameter>` name the parameter by the API's name. */
function parameterHint(service: ServiceErrors, code: string): ErrorHint | undefined {
  const [, problem, name = ''] = PARAMETER.exec(code) ?? [];
  if (problem === undefined) return undefined;
  const { labels = {} } = service;
  const shown = Object.hasOwn(labels, name) ? `${labels[name]} (${name})` : name;
  return {
    means:
      problem === 'Missing'
        ? `${service.name} did not get the parameter ${shown}`
        : `${service.name} did not accept the value of ${shown}`,
    todo: problem === 'Missing' ? `Give a value for ${shown}.` : `Correct the value of ${shown}.`,
    cause: 'configuration-invalid',
    refusal: true,
  };
}

/** The hint, with what is to be done by the service's own words. */
function bySaying({ sayings }: ServiceWords, hint: ErrorHint, detail: string): ErrorHint {
  const [, todo = hint.todo] = sayings?.find(([said]) => said.test(detail)) ?? [];
  return { ...hint, todo };
}

/** What is left to say of a code that is in no table. */
function unknownHint(service: ServiceErrors, code: string | undefined, status: number): ErrorHint {
  const isNumber = code !== undefined && isNumberCode(code);
  const known = byStatus(service, status);
  // Business refusals under 500 carry a number; a fault of the service has a name or no code.
  if (known && !(isNumber && status === 500)) return isNumber ? { ...known, quoted: true } : known;
  return {
    means: `${service.name} refused the call`,
    todo: isNumber
      ? 'Correct what this says: check the workspace, the IDs and the state of what the call is about. If it stays, contact Alibaba Cloud support with the RequestId.'
      : `Correct what ${service.name} names, then run the node again.`,
    cause: 'configuration-invalid',
    ...(isNumber ? { quoted: true } : {}),
  };
}

/** Whether a code is in the tables, and is not about the state of what was asked for. */
export function isExplained(service: ServiceErrors, code: string | undefined): boolean {
  if (code === undefined) return false;
  const hint = ownHint(service.errors, code) ?? ownHint(commonErrors(service), code);
  return hint !== undefined && !hint.mayBeState;
}

/**
 * What a failed reply means.
 * @param service what refused
 */
export function hintFor(service: ServiceErrors, reply: FailedReply): ErrorHint {
  const { code, httpStatus: status = 0, detail = '' } = reply;
  const common = commonErrors(service);
  if (code !== undefined) {
    const known = ownHint(service.errors, code) ?? ownHint(common, code);
    // Of codes for anything, the words alone tell.
    if (known) return known.quoted ? bySaying(service, known, detail) : known;
    if (THROTTLING.test(code)) return throttled(service);
    const family = familyOf(service.families, code);
    if (family) return family;
    if (CLOCK.test(code)) return common.IllegalTimestamp as ErrorHint;
  }
  const named = THROTTLING_IN_WORDS.exec(detail)?.[0].replace(/\.$/, '');
  if (named !== undefined) {
    return ownHint(service.errors, named) ?? ownHint(common, named) ?? throttled(service);
  }
  if (status === 429) return throttled(service);
  if (service.otherwise && status < 500) return service.otherwise;
  const parameter = code === undefined ? undefined : parameterHint(service, code);
  return parameter ?? bySaying(service, unknownHint(service, code, status), detail);
}
