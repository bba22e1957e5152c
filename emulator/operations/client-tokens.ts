import { apiError, invalidParameter } from '../errors';
import { exactJson } from '../exact-json';
import type { Call, ReplyBody } from './operation';

/**
 * Carries out `act` at most once per ClientToken: the same token with the same parameters gives the
 * first reply again, with other parameters IdempotentParameterMismatch. Only successes are
 * remembered, for `clientTokenLifetimeMs`. Without a token `act` is always carried out.
 */
export function oncePerClientToken(
  call: Call,
  parameters: { ClientToken?: string | undefined },
  act: () => ReplyBody,
): ReplyBody {
  const { ClientToken, ...others } = parameters;
  if (ClientToken === undefined) return act();
  // eslint-disable-next-line no-control-regex -- ASCII is the rule: at most 64 ASCII characters
  if (!/^[\x00-\x7f]{1,64}$/.test(ClientToken)) {
    throw invalidParameter('ClientToken');
  }
  const { clientTokens } = call.state;
  const key = `${call.caller.identity.principalId} ${call.action} ${ClientToken}`;
  const text = exactJson(Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1)));
  const earlier = clientTokens.get(key);
  if (earlier && call.now - earlier.usedAt < call.settings.clientTokenLifetimeMs) {
    if (earlier.parameters !== text) throw apiError('IdempotentParameterMismatch');
    return earlier.reply;
  }
  const reply = act();
  clientTokens.set(key, { parameters: text, reply, usedAt: call.now });
  return reply;
}
