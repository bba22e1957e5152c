import type { FailureCause } from '../errors';
import { hintFor } from '../hintFor';
import type { Failure } from './outcome';

/** A failure in words and for n8n. */
export interface Description {
  /** One sentence: what happened; below it the end of a failed run's log, and where to look. */
  message: string;
  /** What to do; before that, what was done already. */
  todo: string;
  /** Code, RequestId, HTTP status and tries, on one line. */
  facts: string;
  cause?: FailureCause;
}

type Words = { means: string; todo: string; cause?: FailureCause; quoted?: true };

const CHECK_ADDRESS =
  'Check the Region, Network and Endpoint in the credential, and the proxy settings of n8n.';

/** What to do about the failures that carry no code of the API. */
function wordsFor(failure: Failure): Words {
  switch (failure.kind) {
    case 'unreachable':
      return {
        means: 'No connection could be made',
        todo: CHECK_ADDRESS,
        cause: 'temporarily-unavailable',
      };
    case 'not sent':
      return {
        means: 'n8n did not send the call',
        todo: "Check the credential's allowed domains and Endpoint, and which addresses this n8n may call.",
        cause: 'configuration-invalid',
      };
    case 'network':
    case 'damaged reply':
      return {
        means: failure.kind === 'network' ? 'The connection broke' : 'The reply could not be read',
        todo: failure.mayHaveActed
          ? `${failure.action.service.name} may have acted all the same. Run the node again: it looks first and does nothing twice.`
          : 'Run the node again in some minutes.',
        cause: 'temporarily-unavailable',
      };
    case 'odd reply':
      return {
        means: `What answered is not ${failure.action.service.name}`,
        todo: CHECK_ADDRESS,
        cause: 'configuration-invalid',
      };
    case 'in doubt':
      return {
        means: 'It is not known whether an earlier request has done it',
        todo: 'Run the node again in some minutes: it looks first and does nothing twice.',
        cause: 'temporarily-unavailable',
      };
    case 'deadline':
      if (failure.gaveUp === 'time limit') {
        return {
          means: 'The time limit of the call was over before it could be sent',
          todo: 'Lower the option Concurrency or raise the option "Time Limit per Call", then run the node again.',
          cause: 'temporarily-unavailable',
        };
      }
      return {
        means: 'It did not end in time',
        todo: 'Raise the time to wait in the options, or look at its state later. What was started goes on.',
        cause: 'temporarily-unavailable',
      };
    case 'ended badly':
      return {
        means: 'It ended without success',
        todo: 'Correct what this says, then run the node again.',
        cause: 'configuration-invalid',
      };
    case 'cancelled':
      return { means: 'The execution was cancelled', todo: 'Nothing further was sent.' };
    default:
      if (failure.unfit) {
        const { field, problem, todo } = failure.unfit;
        const means = `The parameter "${field}" ${problem}`;
        return { means, todo, cause: 'configuration-invalid' };
      }
      return hintFor(failure.action.service, failure);
  }
}

/** The wording of a failure: plain text, fit for a person, for the error output and for an AI agent. */
export function describeFailure(failure: Failure): Description {
  const { name, does, service } = failure.action;
  const { means, todo, cause, quoted } = wordsFor(failure);
  const said = failure.detail.replace(/\.$/, '');
  const what = said === '' ? means : quoted ? said : `${means} (${said})`;
  const facts = [
    `Operation: ${name}`,
    failure.code === undefined ? '' : `Code: ${failure.code}`,
    failure.requestId === undefined ? '' : `RequestId: ${failure.requestId}`,
    failure.httpStatus === undefined ? '' : `HTTP status: ${failure.httpStatus}`,
    `Tries: ${failure.tries}`,
    failure.gaveUp === undefined ? '' : `Not tried again: ${failure.gaveUp} used up`,
  ].filter((fact) => fact !== '');
  const log = failure.log === undefined ? '' : `\nThe end of its log:\n${failure.log}`;
  const link = failure.link === undefined ? '' : `\nIn the console: ${failure.link}`;
  return {
    message: `${service.name} did not ${does}: ${what}.${log}${link}`,
    todo: [failure.before, todo].filter(Boolean).join(' '),
    facts: facts.join(', '),
    ...(cause === undefined ? {} : { cause }),
  };
}
