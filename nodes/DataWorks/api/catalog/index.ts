import type { Action, ParameterKind, Service } from '../../../alibabaCloud/service';
import { dataWorks } from '../dataWorks';
import { dataWorksFamilies } from '../dataWorksErrors';
import { errors as legacyErrors, labels as legacyLabels } from '../dataworks-2020-05-18/errors';
import {
  errors as dataStudioErrors,
  labels as dataStudioLabels,
} from '../dataworks-2024-05-18/errors';
import { actions as legacy } from './2020-05-18.json';
import { actions as dataStudio } from './2024-05-18.json';

/**
 * Every action of DataWorks' API, as its official SDKs have it (scripts/catalog.ts writes the data).
 * A row is verb and marks, title, parameters in the query, parameters in the form, and what replaces
 * the action; a parameter is its name, the letter of its kind, and `*` where the SDK calls it required.
 */
type Row = string[];

export const versions = ['2024-05-18', '2020-05-18'] as const;
export type Version = (typeof versions)[number];

const rows: Readonly<Record<Version, Readonly<Record<string, Row>>>> = {
  '2020-05-18': legacy,
  '2024-05-18': dataStudio,
};

const KINDS: Readonly<Record<string, ParameterKind>> = {
  s: 'text',
  i: 'id',
  n: 'number',
  b: 'boolean',
  j: 'json',
  l: 'list',
  f: 'flat',
};
const METHODS: Readonly<Record<string, Action['method']>> = { G: 'GET', P: 'POST', U: 'PUT' };

/** An action as the catalog has it. */
export interface CatalogEntry {
  name: string;
  /** A short purpose. */
  title: string;
  isDeprecated: boolean;
  /** The action that the SDK names in its place. */
  replacedBy: string | undefined;
  /** Parameters that the SDK calls required; its marks are not reliable enough to refuse a call. */
  required: string[];
  action: Action;
}

/** DataWorks in one of its API's versions, for actions of any kind. */
export const serviceOf = (version: Version): Service => ({
  ...dataWorks,
  version,
  families: dataWorksFamilies,
  ...(version === '2020-05-18'
    ? { errors: legacyErrors, labels: legacyLabels }
    : { errors: dataStudioErrors, labels: dataStudioLabels }),
});

function parametersIn(text = ''): { kinds: Record<string, ParameterKind>; required: string[] } {
  const kinds: Record<string, ParameterKind> = {};
  const required: string[] = [];
  for (const one of text === '' ? [] : text.split(',')) {
    const [name = '', mark = 's'] = one.split(':');
    kinds[name] = KINDS[mark.charAt(0)] ?? 'text';
    if (mark.endsWith('*')) required.push(name);
  }
  return { kinds, required };
}

function entryOf(version: Version, name: string, row: Row): CatalogEntry {
  const [marks = 'P', title = '', inQuery, inForm, replacedBy] = row;
  const [query, form] = [parametersIn(inQuery), parametersIn(inForm)];
  const hasToken = 'ClientToken' in query.kinds || 'ClientToken' in form.kinds;
  return {
    name,
    title,
    isDeprecated: marks.includes('d'),
    replacedBy,
    required: [...query.required, ...form.required],
    action: {
      name,
      service: serviceOf(version),
      does: `carry out ${name}`,
      method: METHODS[marks.charAt(0)] ?? 'POST',
      effect: marks.includes('r') ? 'read' : hasToken ? 'token' : 'write',
      query: query.kinds,
      form: form.kinds,
      accepted: 'request id',
    },
  };
}

/** The action of this name, with the case that the API wants; `undefined` for one that is not known. */
export function findEntry(version: Version, name: string): CatalogEntry | undefined {
  const row = Object.hasOwn(rows[version], name) ? rows[version][name] : undefined;
  return row && entryOf(version, name, row);
}

/** The names of a version's actions, A–Z. */
export const actionNames = (version: Version): string[] => Object.keys(rows[version]);

/** Every action of a version, A–Z. */
export const entriesOf = (version: Version): CatalogEntry[] =>
  Object.entries(rows[version]).map(([name, row]) => entryOf(version, name, row));
