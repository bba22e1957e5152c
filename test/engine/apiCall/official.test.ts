import fc from 'fast-check';

import {
  entriesOf,
  findEntry,
  versions,
  type CatalogEntry,
} from '../../../nodes/DataWorks/api/catalog';
import type { ParameterKind } from '../../../nodes/alibabaCloud/service';
import type { LogEntry } from '../../../emulator';
import { officialClient } from '../../oracle/officialClient';
import { draws } from '../../random';
import { startEmulated, type Emulated } from '../emulated';
import { apiCall } from './apiCalls';

/** A value of each kind: what a user gives, and the fields that an SDK makes of it. */
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const simple = fc.stringMatching(/^[a-z0-9_]{1,10}$/);
type Wire = { given: unknown; fields: (name: string) => Record<string, string> };
const one = (given: unknown, sent: string): Wire => ({
  given,
  fields: (name) => ({ [name]: sent }),
});
const values: Record<ParameterKind, fc.Arbitrary<Wire>> = {
  text: text.map((given) => one(given, given)),
  id: fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map((id) => one(String(id), String(id))),
  number: fc.integer().map((given) => one(given, String(given))),
  boolean: fc.boolean().map((given) => one(given, String(given))),
  json: fc
    .array(fc.dictionary(simple, fc.oneof(text, fc.integer(), fc.boolean())), { maxLength: 3 })
    .map((given) => one(given, JSON.stringify(given))),
  list: fc
    .array(simple, { minLength: 1, maxLength: 3 })
    .map((given) => one(given, given.join(','))),
  flat: fc
    .array(
      fc.record({ Name: simple, Parts: fc.array(fc.record({ Id: fc.nat() }), { maxLength: 2 }) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((given) => ({
      given,
      fields: (name) =>
        Object.fromEntries(
          given.flatMap(({ Name, Parts }, at) => [
            [`${name}.${at + 1}.Name`, Name],
            ...Parts.map(({ Id }, part) => [`${name}.${at + 1}.Parts.${part + 1}.Id`, String(Id)]),
          ]),
        ),
    })),
};

/** An action, and a value for each of its parameters. */
type Case = [entry: CatalogEntry, values: Record<string, Wire>];
const caseOf = (entry: CatalogEntry): fc.Arbitrary<Case> => {
  const kinds = { ...entry.action.query, ...entry.action.form };
  const wires = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name, values[kind]]),
  );
  return fc.record(wires).map((given): Case => [entry, given]);
};

/** 15 actions of each version, and those with the rarer forms; the official client sends no PUT. */
const drawn = versions.flatMap((version) => {
  const entries = entriesOf(version).filter(({ action }) => action.method !== 'PUT');
  const [some] = fc.sample(fc.shuffledSubarray(entries, { minLength: 15, maxLength: 15 }), {
    numRuns: 1,
    seed: draws.seed,
  });
  return some!;
});
const rarer = [
  findEntry('2020-05-18', 'CreatePermissionApplyOrder')!,
  findEntry('2020-05-18', 'UpdateTable')!,
  findEntry('2024-05-18', 'ListDataSources')!,
  findEntry('2024-05-18', 'CreateDIJob')!,
];
const cases = [...drawn, ...rarer].map((entry, at): [string, string, Case] => [
  entry.action.service.version,
  entry.name,
  fc.sample(caseOf(entry), { numRuns: 1, seed: draws.seed + at })[0]!,
]);

/** What a request is, without what differs from one to the next: nonce, date, signature, client. */
const asSent = ({ method, action, version, parameters, headers }: LogEntry) => ({
  method,
  action,
  version,
  parameters,
  type: Object.keys(parameters.body).length > 0 ? headers['content-type'] : undefined,
});

describe('API Call beside the official client', () => {
  let emulated: Emulated;
  beforeAll(async () => {
    emulated = await startEmulated();
  });
  afterAll(() => emulated.close());
  beforeEach(() => emulated.server.emulator.reset());

  it.each(cases)('sends the same for %s %s', async (version, name, [entry, given]) => {
    const { action } = entry;
    const parameters = Object.fromEntries(
      Object.entries(given).map(([parameter, wire]) => [parameter, wire.given]),
    );
    await emulated.engine.run({
      parameters: apiCall(action.service.version as (typeof versions)[number], name, parameters),
      settings: { onError: 'continueRegularOutput' },
    });
    const fieldsOf = (kinds: object = {}) =>
      Object.assign({}, ...Object.keys(kinds).map((key) => given[key]!.fields(key))) as Record<
        string,
        string
      >;
    const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
    await officialClient(emulated.server.url, keys, version).call(name, {
      method: action.method === 'GET' ? 'GET' : 'POST',
      query: fieldsOf(action.query),
      ...(action.form && Object.keys(action.form).length > 0 && { body: fieldsOf(action.form) }),
    });
    const [ours, theirs, ...more] = emulated.requests(name);
    expect(more).toEqual([]);
    expect(asSent(ours!)).toEqual(asSent(theirs!));
  });
});
