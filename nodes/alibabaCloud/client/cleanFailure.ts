import { logTail } from './logText';
import type { Failure } from './outcome';
import type { Redact } from './redact';
import { cleanServerText } from './serverText';

/** Codes and request ids are short; the rest of one is no longer a name. In characters. */
const LONGEST_NAME = 100;
/** What was done before, in sentences of our own with names of the server in them. */
const LONGEST_BEFORE = 1_000;

/**
 * A failure whose texts are fit to be shown, whoever put them together: clean, without secrets, cut.
 * The last thing that is done with a failure before it is described.
 */
export function cleanFailure(failure: Failure, redact: Redact): Failure {
  const { detail, before, log, code, requestId } = failure;
  const text = (value: string, longest?: number) => cleanServerText(value, longest, redact);
  return {
    ...failure,
    detail: text(detail),
    ...(code === undefined ? {} : { code: text(code, LONGEST_NAME) }),
    ...(requestId === undefined ? {} : { requestId: text(requestId, LONGEST_NAME) }),
    ...(before === undefined ? {} : { before: text(before, LONGEST_BEFORE) }),
    ...(log === undefined ? {} : { log: logTail(log, redact) }),
  };
}
