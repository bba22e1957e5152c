import type { Json, JsonObject } from '../../alibabaCloud/client/exactJson';
import { lastLines } from '../../alibabaCloud/client/logText';
import { createRedactor } from '../../alibabaCloud/client/redact';
import { readConceal } from '../fields/concealOption';
import { readLastLines } from '../fields/lastLinesOption';
import type { ParameterReader } from '../fields/parameterReader';
import { redactScript } from '../script/scriptSecrets';
import type { Result } from './operation';

/**
 * Reads how much of a log is wanted.
 * @param member what the reply has the log in
 * @param more what else the log tells
 * @returns what makes the output of a reply: secrets are taken out before the log is cut, for one may
 * stand where it is
 */
export function readLogOutput(
  parameters: ParameterReader,
  member: string,
  more: (log: string) => JsonObject = () => ({}),
): (body: JsonObject) => Result {
  const count = readLastLines(parameters);
  const conceals = readConceal(parameters);
  return ({ [member]: given, ...rest }) => {
    const log = typeof given === 'string' ? given : '';
    const shown = lastLines(log, count, conceals ? createRedactor([]) : undefined);
    const others = (conceals ? redactScript(rest) : rest) as JsonObject;
    const body: Record<string, Json> = { ...others, [member]: shown, ...more(log) };
    return { ok: true, isRedacted: true, body };
  };
}
