import { isJsonObject, parseExact, type Json } from '../../../alibabaCloud/client/exactJson';
import { flagOf } from '../../../alibabaCloud/flag';
import { OBJECT_AS_TEXT } from '../json/scalars';
import type { ParameterReader } from '../parameterReader';
import type { Setting } from './setting';

const listed = (value: string, separator: RegExp | string) =>
  value
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');

function asJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return parseExact(value);
  } catch {
    return undefined;
  }
}

/** What \t and its like stand for, as they are typed and as pages write them. */
const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };

/** The text with \t, \n, \r and \u0001 as the characters that they mean; other backslashes stay. */
function unescaped(text: string): string {
  return text.replace(/\\(?:([tnr])|u([\da-fA-F]{4}))/g, (_match, letter?: string, hex?: string) =>
    letter === undefined ? String.fromCharCode(parseInt(hex!, 16)) : ESCAPES[letter]!,
  );
}

/** An object in place of text is an expression gone wrong. */
function checkPlain(label: string, value: unknown, parameters: ParameterReader): void {
  if (typeof value !== 'object' && !String(value).includes(OBJECT_AS_TEXT)) return;
  throw parameters.refuse(
    label,
    'is not text',
    'Check the expression: it gives an object or a list.',
  );
}

/**
 * A setting's value in the editor as the one in the script.
 * @param label the field as messages name it
 * @throws NodeOperationError for a value that cannot be one
 */
export function convertSetting(
  kind: Setting['kind'],
  label: string,
  value: unknown,
  parameters: ParameterReader,
): Json {
  if (kind !== 'object') checkPlain(label, value, parameters);
  const text = String(value).trim();
  switch (kind) {
    case 'number':
      if (typeof value === 'boolean' || !(Number(value) > 0)) {
        throw parameters.refuse(label, `is ${text.slice(0, 50)}`, 'Use a number above 0.');
      }
      return Number(value);
    case 'boolean': {
      const flag = flagOf(value);
      if (flag !== undefined) return flag;
      throw parameters.refuse(label, `is "${text.slice(0, 50)}"`, 'Use true or false.');
    }
    case 'characters':
      return unescaped(String(value));
    case 'statements':
      return listed(text, /;\s*(?:\n|$)/);
    case 'object': {
      const object = asJson(value);
      if (!isJsonObject(object)) {
        throw parameters.refuse(
          label,
          'is not a JSON object',
          'It must begin with { and end with }.',
        );
      }
      return object;
    }
    case 'document id': {
      const columns = listed(text, ',');
      return columns.length === 1
        ? { type: 'pk', column: columns }
        : { type: 'specific', fieldDelimiter: ',', column: columns };
    }
    case 'replace key':
      return { isReplace: 'true', replaceKey: text };
    case 'unique index':
      return [listed(text, ',')];
    default:
      // Blanks may be meant: a tab between columns, say.
      return String(value);
  }
}
