import { NodeOperationError, type IExecuteFunctions, type INode } from 'n8n-workflow';

import { isJsonObject, parseExact, type JsonObject } from '../../alibabaCloud/client/exactJson';
import { parameterValues, type ParameterValues } from './parameterValues';

/** A JSON object that a user gave, and the text that is sent for it. */
export interface JsonParameter {
  text: string;
  value: JsonObject;
}

/**
 * Reads and checks one item's parameters. Every method throws a NodeOperationError that names the
 * parameter as the editor shows it and says what is expected.
 */
export interface ParameterReader {
  /** Text as given; missing, empty and blank are refused. */
  requiredText(name: string, label: string): string;
  /** Text, or `undefined` when there is none. */
  optionalText(name: string): string | undefined;
  /** One of the values that are allowed. */
  oneOf<Value extends string>(name: string, label: string, values: readonly Value[]): Value;
  /** A positive integer, as exact text of its digits. */
  id(name: string, label: string): string;
  /** A JSON object, given as such or as text. */
  jsonObject(name: string, label: string): JsonParameter;
  /** A number within bounds, or the default when it is not given. */
  number(
    name: string,
    label: string,
    bounds: { min: number; max: number; default: number },
  ): number;
  /** The value as n8n has it. */
  raw(name: string): unknown;
  /** The refusal of a parameter, to be thrown. */
  refuse(label: string, problem: string, wayOut?: string): NodeOperationError;
}

const isBlank = (value: unknown) =>
  value === undefined || value === null || String(value).trim() === '';

/** What the readers of one execution share. */
export interface SharedParameters {
  node: INode;
  values: ParameterValues;
  /** The last JSON of each parameter and what gave it: most items of an execution share theirs. */
  lastJson: Map<string, JsonParameter & { given: unknown }>;
}

/** The parameters of an execution. */
export function openParameters(context: IExecuteFunctions): SharedParameters {
  // A copy at each call of n8n, with the script in it.
  const node = context.getNode();
  return { node, values: parameterValues(context, node), lastJson: new Map() };
}

export function createParameterReader(
  { node, values, lastJson }: SharedParameters,
  itemIndex: number,
): ParameterReader {
  const raw = (name: string): unknown => values(name, itemIndex);

  const refuse = (label: string, problem: string, wayOut?: string) =>
    new NodeOperationError(node, `The parameter "${label}" ${problem}`, {
      itemIndex,
      failure: { cause: 'configuration-invalid' },
      ...(wayOut === undefined ? {} : { description: wayOut }),
    });

  function optionalText(name: string): string | undefined {
    const value = raw(name);
    return isBlank(value) ? undefined : String(value);
  }

  function requiredText(name: string, label: string): string {
    const value = raw(name);
    if (isBlank(value)) {
      throw refuse(
        label,
        'is empty',
        'Give a value, or check the expression that should give one.',
      );
    }
    if (typeof value === 'object') {
      throw refuse(label, 'is not text', 'Check the expression: it gives an object or a list.');
    }
    const text = String(value);
    if (/\p{Surrogate}/u.test(text)) {
      throw refuse(label, 'holds half of a character', 'Check where the text was cut.');
    }
    return text;
  }

  return {
    raw,
    refuse,
    requiredText,
    optionalText,

    oneOf(name, label, values) {
      const text = requiredText(name, label);
      const match = values.find((value) => value === text);
      if (match === undefined) {
        throw refuse(label, `is "${text.slice(0, 50)}"`, `Use one of: ${values.join(', ')}.`);
      }
      return match;
    },

    id(name, label) {
      const value = raw(name);
      if (typeof value === 'number' && value > Number.MAX_SAFE_INTEGER) {
        throw refuse(
          label,
          'is too large for a number in n8n, which has changed its last digits',
          'Give it as text.',
        );
      }
      const text = requiredText(name, label).trim();
      if (!/^0*[1-9]\d{0,18}$/.test(text)) {
        throw refuse(label, `is "${text.slice(0, 50)}"`, 'Use a whole number above 0, e.g. 10000.');
      }
      return text.replace(/^0+/, '');
    },

    jsonObject(name, label) {
      const given = raw(name);
      const last = lastJson.get(name);
      if (last && last.given === given) return last;
      if (isBlank(given)) throw refuse(label, 'is empty', 'Give a JSON object.');
      let text: string;
      let value: unknown;
      try {
        text = typeof given === 'string' ? given.trim() : JSON.stringify(given);
        if (last?.text === text) return last;
        value = parseExact(text);
      } catch (error) {
        throw new NodeOperationError(node, `The parameter "${label}" is not JSON`, {
          itemIndex,
          failure: { cause: 'configuration-invalid' },
          description: `Check it for a missing quote, comma or bracket, and each expression in it for quotes of its own. ${whereInJson(error)}`,
        });
      }
      if (!isJsonObject(value)) {
        throw refuse(label, 'is not a JSON object', 'It must begin with { and end with }.');
      }
      if (/\p{Surrogate}/u.test(text)) {
        throw refuse(label, 'holds half of a character', 'Check where the text was cut.');
      }
      const json = { given, text, value };
      lastJson.set(name, json);
      return json;
    },

    number(name, label, { min, max, default: fallback }) {
      const given = raw(name);
      if (isBlank(given)) return fallback;
      const value = Number(given);
      if (!(value >= min && value <= max)) {
        throw refuse(
          label,
          `is ${String(given).slice(0, 50)}`,
          `Use a number from ${min} to ${max}.`,
        );
      }
      return value;
    },
  };
}

/** Where JSON broke, without the text itself, which may hold secrets. */
function whereInJson(error: unknown): string {
  const position = /position (\d+)/.exec((error as Error).message)?.[1];
  return position === undefined
    ? 'It ends too early.'
    : `It breaks at character ${Number(position) + 1}.`;
}
