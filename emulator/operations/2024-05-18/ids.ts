import { refused } from './errors';
import type { Call } from '../operation';

/** An id of Data Studio as replies write it: text or, by option, a number. */
export function studioId(call: Call, id: bigint): string | bigint {
  return call.settings.studio.ids === 'text' ? String(id) : id;
}

/** The id in a parameter that is text. Gives -1, which nothing has, for what is no id. */
export function readId(text: string): bigint {
  return /^\d{1,19}$/.test(text) ? BigInt(text) : -1n;
}

/**
 * JSON text as a value in which integers of 16 digits and more are text, so that they stay exact.
 * Throws InvalidParameter that names `parameter`.
 */
export function exactParse(parameter: string, text: string): unknown {
  const exact = text.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
  try {
    return JSON.parse(exact);
  } catch {
    throw refused('parameter', `${parameter} is not JSON.`);
  }
}

/** The ids in `value`, a list of numbers or texts; undefined for an absent one. */
export function idsIn(parameter: string, value: unknown): bigint[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw refused('parameter', `${parameter} is not a list.`);
  return value.map((one) => readId(String(one)));
}

/** The ids in the JSON text of a parameter; undefined for an absent one. */
export function readIds(parameter: string, text: string | undefined): bigint[] | undefined {
  return text === undefined ? undefined : idsIn(parameter, exactParse(parameter, text));
}
