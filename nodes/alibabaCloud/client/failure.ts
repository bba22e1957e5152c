import { isExplained } from '../hintFor';
import type { Action } from '../service';
import type { JsonObject } from './exactJson';
import type { Failure, Reply, UnfitField } from './outcome';
import { cleanServerText } from './serverText';

/** What a reply, or a look, tells of the calls that it took. */
type Told = Partial<Pick<Reply, 'tries' | 'resent' | 'body'>>;

export const requestIdOf = ({ RequestId: id }: JsonObject): string =>
  typeof id === 'string' ? id : '';

function failureOf(action: Action, { tries = 1, resent = false, body = {} }: Told) {
  const requestId = cleanServerText(requestIdOf(body));
  return {
    ok: false,
    action,
    httpStatus: 200,
    ...(requestId === '' ? {} : { requestId }),
    tries,
    mayHaveActed: action.effect !== 'read',
    resent,
  } as const;
}

/** A reply that says it worked and lacks what it must have. */
export const damagedReply = (action: Action, detail: string, told: Told): Failure => ({
  ...failureOf(action, told),
  kind: 'damaged reply',
  detail,
});

/** A reply that says it worked, and has a refusal in it or not what was asked for. */
export const refusedIn = (action: Action, detail: string, told: Told): Failure => ({
  ...failureOf(action, told),
  kind: 'refused',
  detail,
  mayHaveActed: false,
});

/** What was begun, and waited for, has ended without success. */
export const endedBadly = (action: Action, detail: string, told: Told): Failure => ({
  ...failureOf(action, told),
  kind: 'ended badly',
  detail,
  mayHaveActed: true,
});

/** An earlier request may have done it, and no look could tell. */
export const inDoubt = (action: Action, detail: string): Failure => ({
  ok: false,
  kind: 'in doubt',
  action,
  detail,
  tries: 0,
  mayHaveActed: true,
  resent: false,
});

/** A field names what the action cannot be done with: nothing is sent for it. */
export const unfit = (action: Action, field: UnfitField): Failure => ({
  ok: false,
  kind: 'refused',
  action,
  detail: '',
  unfit: field,
  tries: 0,
  mayHaveActed: false,
  resent: false,
});

/** The failure with something more to say. */
export const noted = (failure: Failure, note: string): Failure => ({
  ...failure,
  detail: [failure.detail.replace(/\.$/, ''), note].filter((part) => part !== '').join('; '),
});

/** Whether a refusal is about the caller's rights, and says nothing of what was asked for. */
export const isAboutRights = ({ code = '', httpStatus }: Failure): boolean =>
  httpStatus === 401 ||
  httpStatus === 403 ||
  /^(Forbidden|NoPermission|Invalid(AccessKey|SecurityToken))/.test(code);

/**
 * Whether a refusal can be about the state of what was asked for: such codes are not documented, so it
 * is one that nothing else explains.
 */
export const mayBeAboutState = (failure: Failure): boolean =>
  failure.kind === 'refused' &&
  failure.unfit === undefined &&
  !isAboutRights(failure) &&
  !isExplained(failure.action.service, failure.code);
