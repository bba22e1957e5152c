import {
  isJsonObject,
  memberTexts,
  parseExact,
  type Json,
} from '../../alibabaCloud/client/exactJson';
import type { ParameterKind } from '../../alibabaCloud/service';
import { PARAMETERS } from './apiCallFields';
import { readJson } from './json/readJson';
import type { ParameterReader } from './parameterReader';

/** A parameter of the API as it was given. */
export interface Given {
  value: unknown;
  /** The value as JSON text with its digits as they were given, of one that came in JSON. */
  text?: string;
}

/**
 * The parameters by the API's names, from JSON or from fields.
 * @throws NodeOperationError for what is no JSON object, and for fields without or with equal names
 */
export function givenParameters(parameters: ParameterReader): Map<string, Given> {
  if (parameters.oneOf('parametersInput', 'Parameters Input', ['json', 'fields']) === 'json') {
    if (!parameters.isGiven('parameters')) return new Map();
    const { value, text } = parameters.jsonObject('parameters', PARAMETERS);
    const texts = memberTexts(text);
    return new Map(
      Object.entries(value).map(([name, one]) => [name, { value: one, text: texts[name] ?? '' }]),
    );
  }
  const { parameter } = (parameters.raw('parameterFields') ?? {}) as { parameter?: unknown };
  const given = new Map<string, Given>();
  for (const { name, value } of Array.isArray(parameter) ? parameter.filter(isJsonObject) : []) {
    const key = typeof name === 'string' ? name.trim() : '';
    const isEmpty = value === undefined || value === null || value === '';
    if (key === '' && isEmpty) continue;
    if (key === '') {
      throw parameters.refuse(PARAMETERS, 'has a value without a name', 'Give its name.');
    }
    if (given.has(key)) {
      throw parameters.refuse(
        PARAMETERS,
        `has ${key} twice`,
        'Give it once, with all its values in one.',
      );
    }
    given.set(key, { value });
  }
  return given;
}

const NEEDS: Readonly<Record<ParameterKind, string>> = {
  text: 'a text',
  id: 'an ID',
  number: 'a number',
  boolean: 'true or false',
  json: 'an object or a list',
  list: 'a list of single values, or a text with commas between them',
  flat: 'a list of objects',
};

/**
 * A value in the form that the parameter's kind takes; `undefined` for one that is not given.
 * @param label of the field that has it, as the editor shows it
 * @throws NodeOperationError for one that cannot go on the wire in that form
 */
export function valueFor(
  parameters: ParameterReader,
  name: string,
  kind: ParameterKind,
  { value, text }: Given,
  label = PARAMETERS,
): unknown {
  if (value === null || value === undefined) return undefined;
  const refuse = (problem: string, wayOut: string) =>
    parameters.refuse(label, `has ${name}, which ${problem}`, wayOut);
  const misfit = () => refuse(`is not ${NEEDS[kind]}`, `Give ${NEEDS[kind]}.`);

  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw refuse(
      'is too large for a number in n8n, so its last digits are lost',
      'Give it as text, in quotes.',
    );
  }
  /** JSON text of the value, and what is in it. */
  const json = (): { text: string; value: Json } => {
    if (text !== undefined && typeof value !== 'string') {
      return { text, value: parseExact(text) };
    }
    const read = readJson(value);
    if ('problem' in read) throw refuse(read.problem, read.wayOut);
    return read;
  };
  switch (kind) {
    case 'json': {
      const read = json();
      if (typeof read.value !== 'object') throw misfit();
      return read.text;
    }
    case 'flat': {
      const read = json();
      if (typeof read.value !== 'object') throw misfit();
      return read.value;
    }
    case 'list': {
      const list = Array.isArray(value) ? (value as unknown[]) : [value];
      if (list.some((one) => typeof one === 'object')) throw misfit();
      return list.map(String);
    }
    case 'text':
      // Spec, ConnectionProperties and their like are text that holds JSON.
      return typeof value === 'object' ? json().text : String(value);
    default:
      if (typeof value === 'object') throw misfit();
      return String(value);
  }
}
