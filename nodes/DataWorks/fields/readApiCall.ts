import type { Action, ParameterKind } from '../../alibabaCloud/service';
import {
  actionNames,
  findEntry,
  serviceOf,
  versions,
  type CatalogEntry,
  type Version,
} from '../api/catalog';
import { ACTION, PARAMETERS } from './apiCallFields';
import { givenParameters, valueFor, type Given } from './apiCallValues';
import { closestName } from './closestName';
import type { ParameterReader } from './parameterReader';

/** A call of any action, checked. */
export interface ApiCallRequest {
  action: Action;
  /** By the API's names, in the form that each parameter's kind takes. */
  values: Record<string, unknown>;
  returnAll: boolean;
}

interface Reading {
  parameters: ParameterReader;
  unitToken: (parameters: Readonly<Record<string, unknown>>) => string;
  hint: (message: string) => void;
  /** Whether an agent uses the node as its tool. */
  isTool: boolean;
}

/** Why an action is not known, and how it can be called. */
function whyUnknown(version: Version, name: string): string {
  const other = versions.find((one) => one !== version && findEntry(one, name));
  if (other !== undefined) return `API version ${other} has it: choose that one in API Version.`;
  const closest = closestName(name, actionNames(version));
  return `${
    closest === undefined ? 'Choose it from the list.' : `Did you mean ${closest}?`
  } For an action that is newer than this package add the options "Verb" and "Parameters Go In".`;
}

/** An action that the catalog does not have, as the user describes it. */
function unknownAction(
  parameters: ParameterReader,
  version: Version,
  name: string,
  given: ReadonlyMap<string, Given>,
): Action {
  const hasMethod = parameters.isGiven('options.method');
  const hasPlace = parameters.isGiven('options.place');
  if (!hasMethod || !hasPlace || !/^[A-Za-z][A-Za-z0-9]*$/.test(name)) {
    throw parameters.refuse(
      ACTION,
      `is "${name.slice(0, 80)}", which API version ${version} does not have`,
      whyUnknown(version, name),
    );
  }
  const kindOf = ({ value }: Given): ParameterKind =>
    typeof value === 'object' && value !== null ? 'json' : 'text';
  const kinds: Record<string, ParameterKind> = { PageNumber: 'number', NextToken: 'text' };
  for (const [key, one] of given) kinds[key] = kindOf(one);
  const place = parameters.oneOf('options.place', 'Parameters Go In', ['form', 'query']);
  return {
    name,
    service: serviceOf(version),
    does: `carry out ${name}`,
    method: parameters.oneOf('options.method', 'Verb', ['GET', 'POST', 'PUT']),
    effect: given.has('ClientToken') ? 'token' : 'write',
    [place]: kinds,
    accepted: 'request id',
  };
}

/** @throws NodeOperationError for names that the action does not take */
export function refuseStrange(
  parameters: ParameterReader,
  action: string,
  names: readonly string[],
  given: ReadonlyMap<string, unknown>,
  label = PARAMETERS,
): void {
  const strange = [...given.keys()].filter((name) => !names.includes(name));
  if (strange.length === 0) return;
  const meant = strange.flatMap((name) => closestName(name, names) ?? []);
  throw parameters.refuse(
    label,
    `has ${strange.join(', ').slice(0, 200)}, which ${action} does not take`,
    meant.length > 0
      ? `Did you mean ${meant.join(', ')}?`
      : `It takes: ${names.join(', ').slice(0, 1_000) || 'no parameters'}.`,
  );
}

function hintAtEntry(
  { name, required, isDeprecated, replacedBy }: CatalogEntry,
  values: Readonly<Record<string, unknown>>,
  hint: (message: string) => void,
): void {
  const missing = required.filter((one) => values[one] === undefined);
  if (missing.length > 0) {
    hint(`The API's description of ${name} marks as required: ${missing.join(', ')}.`);
  }
  if (isDeprecated) {
    hint(`${name} is deprecated.${replacedBy === undefined ? '' : ` Use ${replacedBy} instead.`}`);
  }
}

/**
 * Reads the fields of API Call.
 * @throws NodeOperationError for an action that is not known, one that changes something where only
 * reads are wished, and parameters that the action does not have or cannot take
 */
export function readApiCall({ parameters, unitToken, hint, isTool }: Reading): ApiCallRequest {
  const version = parameters.oneOf('version', 'API Version', versions);
  const name = parameters.requiredText('actionName', ACTION).trim();
  const given = givenParameters(parameters);
  const entry = findEntry(version, name);
  const action = entry?.action ?? unknownAction(parameters, version, name, given);

  if (parameters.flag('options.readsOnly', 'Reads Only', isTool) && action.effect !== 'read') {
    throw parameters.refuse(
      ACTION,
      `is ${name}, which ${entry ? 'changes something' : 'may change something'}, and only reads are wished`,
      'Add the option "Reads Only" and turn it off.',
    );
  }
  const kinds = { ...action.query, ...action.form };
  refuseStrange(parameters, name, Object.keys(kinds), given);
  const values: Record<string, unknown> = {};
  for (const [key, kind] of Object.entries(kinds)) {
    const one = given.get(key);
    const value = one && valueFor(parameters, key, kind, one);
    if (value !== undefined) values[key] = value;
  }
  // So that a lost reply can be followed by a second send.
  if (action.effect === 'token' && !values.ClientToken) {
    values.ClientToken = unitToken({ version, name, ...values });
  }
  if (entry) hintAtEntry(entry, values, hint);
  return { action, values, returnAll: parameters.flag('options.returnAll', 'Return All', false) };
}
