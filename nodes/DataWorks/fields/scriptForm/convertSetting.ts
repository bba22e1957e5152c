import { isJsonObject, parseExact, type Json } from '../../../alibabaCloud/client/exactJson';
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
  const text = String(value).trim();
  switch (kind) {
    case 'number':
      if (!(Number(value) > 0)) {
        throw parameters.refuse(label, `is ${text.slice(0, 50)}`, 'Use a number above 0.');
      }
      return Number(value);
    case 'boolean':
      return value === true || value === 'true';
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
