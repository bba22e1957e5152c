import { NodeOperationError, type INode } from 'n8n-workflow';

import { isJsonObject, type JsonObject } from '../../alibabaCloud/client/exactJson';
import { flagOf } from '../../alibabaCloud/flag';
import { readJson } from './json/readJson';
import { OBJECT_AS_TEXT } from './json/scalars';
import { parameterValues, type ParameterSource, type ParameterValues } from './parameterValues';

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
  /** Text, or `undefined` when there is none; an object is refused. */
  optionalText(name: string, label: string): string | undefined;
  /** Whether there is a value: not nothing, no empty and no blank text. */
  isGiven(name: string): boolean;
  /** A switch: true and false, yes and no, on and off, 1 and 0, in any case, as such or as text. */
  flag<Default extends boolean | undefined>(
    name: string,
    label: string,
    otherwise: Default,
  ): boolean | Default;
  /** Texts, given as a list or with commas between them; `[]` when there is none. */
  list(name: string, label: string): string[];
  /** One of the values that are allowed; `otherwise` where none is given, without it that is refused. */
  oneOf<Value extends string>(
    name: string,
    label: string,
    values: readonly Value[],
    otherwise?: Value,
  ): Value;
  /** A positive integer, as exact text of its digits. */
  id(name: string, label: string): string;
  /** Positive integers, given as a list or with commas between them; at least one, each once. */
  ids(name: string, label: string): string[];
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
  refuse(label: string, problem: string, wayOut: string): NodeOperationError;
}

const isBlank = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** What the readers of one execution share. */
export interface SharedParameters {
  node: INode;
  values: ParameterValues;
  /** The last JSON of each parameter and what gave it: most items of an execution share theirs. */
  lastJson: Map<string, JsonParameter & { given: unknown }>;
}

/** The parameters of an execution. */
export function openParameters(context: ParameterSource): SharedParameters {
  // A copy at each call of n8n, with the script in it.
  const node = context.getNode();
  return { node, values: parameterValues(context, node), lastJson: new Map() };
}

export function createParameterReader(
  { node, values, lastJson }: SharedParameters,
  itemIndex: number,
): ParameterReader {
  const raw = (name: string): unknown => values(name, itemIndex);

  const refuse = (label: string, problem: string, wayOut: string) =>
    new NodeOperationError(node, `The parameter "${label}" ${problem}`, {
      itemIndex,
      failure: { cause: 'configuration-invalid' },
      description: wayOut,
    });

  /** The value as text, without blanks around it being taken off. */
  function textOf(value: unknown, label: string): string {
    if (typeof value === 'object') {
      throw refuse(label, 'is not text', 'Check the expression: it gives an object or a list.');
    }
    const text = String(value);
    if (text.includes(OBJECT_AS_TEXT)) {
      throw refuse(
        label,
        `holds ${OBJECT_AS_TEXT}`,
        'An expression in it gave an object: choose the member of it that is meant.',
      );
    }
    if (/\p{Surrogate}/u.test(text)) {
      throw refuse(label, 'holds half of a character', 'Check where the text was cut.');
    }
    return text;
  }

  function optionalText(name: string, label: string): string | undefined {
    const value = raw(name);
    return isBlank(value) ? undefined : textOf(value, label);
  }

  function requiredTextOf(value: unknown, label: string): string {
    if (!isBlank(value)) return textOf(value, label);
    throw refuse(label, 'is empty', 'Give a value, or check the expression that should give one.');
  }

  const requiredText = (name: string, label: string) => requiredTextOf(raw(name), label);

  function idOf(value: unknown, label: string): string {
    if (typeof value === 'number' && value > Number.MAX_SAFE_INTEGER) {
      throw refuse(
        label,
        'is too large for a number in n8n, which has changed its last digits',
        'Give it as text.',
      );
    }
    const text = requiredTextOf(value, label).trim();
    if (!/^0*[1-9]\d{0,18}$/.test(text)) {
      throw refuse(
        label,
        `is "${text.slice(0, 50)}", which is no ID`,
        'Use a whole number above 0, e.g. 10000.',
      );
    }
    return text.replace(/^0+/, '');
  }

  return {
    raw,
    refuse,
    requiredText,
    optionalText,
    isGiven: (name) => !isBlank(raw(name)),

    flag(name, label, otherwise) {
      const value = raw(name);
      if (isBlank(value)) return otherwise;
      const flag = flagOf(value);
      if (flag !== undefined) return flag;
      const text = textOf(value, label).trim();
      throw refuse(label, `is "${text.slice(0, 50)}"`, 'Use true or false.');
    },

    list(name, label) {
      const value = raw(name);
      if (isBlank(value)) return [];
      const parts = Array.isArray(value) ? value : textOf(value, label).split(',');
      return parts.map((part: unknown) => textOf(part ?? '', label).trim()).filter(Boolean);
    },

    oneOf(name, label, values, otherwise) {
      if (otherwise !== undefined && isBlank(raw(name))) return otherwise;
      const text = requiredText(name, label).trim();
      const match = values.find((value) => value === text);
      if (match === undefined) {
        throw refuse(label, `is "${text.slice(0, 50)}"`, `Use one of: ${values.join(', ')}.`);
      }
      return match;
    },

    id: (name, label) => idOf(raw(name), label),

    ids(name, label) {
      const value = raw(name);
      const parts: unknown[] = typeof value === 'string' ? value.split(',') : [value].flat();
      return [...new Set((parts.length > 0 ? parts : ['']).map((part) => idOf(part, label)))];
    },

    jsonObject(name, label) {
      const given = raw(name);
      const last = lastJson.get(name);
      if (last && last.given === given) return last;
      if (isBlank(given)) throw refuse(label, 'is empty', 'Give a JSON object.');
      if (typeof given === 'string' && last?.text === given.trim()) return last;
      const read = readJson(given);
      if ('problem' in read) throw refuse(label, read.problem, read.wayOut);
      const { text, value } = read;
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
      const value = typeof given === 'number' || typeof given === 'string' ? Number(given) : NaN;
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
