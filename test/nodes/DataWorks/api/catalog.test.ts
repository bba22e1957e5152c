import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import type { ParameterKind } from '../../../../nodes/alibabaCloud/service';
import {
  actionNames,
  entriesOf,
  findEntry,
  versions,
  type Version,
} from '../../../../nodes/DataWorks/api/catalog';

/**
 * What the official SDKs have: dataworks-public-20200518 10.1.0 and dataworks-public-20240518 9.2.0
 * (aliyun/alibabacloud-typescript-sdk at 06a71f9).
 */
const counts: Record<Version, object> = {
  '2020-05-18': {
    actions: 315,
    methods: { GET: 34, POST: 279, PUT: 2 },
    kinds: { text: 858, id: 326, number: 258, json: 38, boolean: 34, flat: 11 },
    required: 678,
    deprecated: 54,
    readsByPost: 138,
    withToken: 7,
  },
  '2024-05-18': {
    actions: 358,
    methods: { GET: 82, POST: 276 },
    kinds: { text: 790, id: 293, number: 218, json: 213, boolean: 55, list: 14 },
    required: 497,
    deprecated: 20,
    readsByPost: 90,
    withToken: 16,
  },
};

function countBy(texts: readonly string[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const text of texts) counted[text] = (counted[text] ?? 0) + 1;
  return counted;
}

const kindsOf = ({ action }: { action: { query?: object; form?: object } }) =>
  Object.entries({ ...action.query, ...action.form }) as [string, ParameterKind][];

describe.each(versions)('the actions of %s', (version) => {
  const entries = entriesOf(version);

  it('are all there, with verb, kinds and marks', () => {
    expect({
      actions: entries.length,
      methods: countBy(entries.map(({ action }) => action.method)),
      kinds: countBy(entries.flatMap((entry) => kindsOf(entry).map(([, kind]) => kind))),
      required: entries.flatMap(({ required }) => required).length,
      deprecated: entries.filter(({ isDeprecated }) => isDeprecated).length,
      readsByPost: entries.filter(
        ({ action }) => action.method === 'POST' && action.effect === 'read',
      ).length,
      withToken: entries.filter((entry) => kindsOf(entry).some(([name]) => name === 'ClientToken'))
        .length,
    }).toEqual(counts[version]);
  });

  it('have a title, their version, and each parameter in one place', () => {
    for (const { name, title, action } of entries) {
      expect(title).toMatch(/^[A-Z]\S*( \S+)*$/);
      expect([action.name, action.service.version]).toEqual([name, version]);
      const inQuery = Object.keys(action.query ?? {});
      expect(inQuery.filter((one) => Object.hasOwn(action.form ?? {}, one))).toEqual([]);
    }
  });

  it('stand in order', () => {
    const names = actionNames(version);
    expect(names).toEqual([...names].sort());
  });

  it('name a successor that is there', () => {
    for (const { replacedBy } of entries) {
      if (replacedBy === undefined) continue;
      const [other, name] = replacedBy.split(' ') as [Version, string];
      expect([replacedBy, findEntry(other, name)?.name]).toEqual([replacedBy, name]);
    }
  });
});

it('reads some by GET and changes some by GET', () => {
  const effect = (version: Version, name: string) => findEntry(version, name)?.action.effect;
  expect(effect('2024-05-18', 'GetDIJob')).toBe('read');
  expect(effect('2024-05-18', 'DeleteDIJob')).toBe('write');
  expect(effect('2024-05-18', 'CreateDIAlarmRule')).toBe('token');
  expect(effect('2020-05-18', 'DeleteMetaCategory')).toBe('write');
});

it('finds no name of an object in general', () => {
  expect(findEntry('2024-05-18', 'constructor')).toBeUndefined();
  expect(findEntry('2024-05-18', '__proto__')).toBeUndefined();
});

it('takes at most 40 kB when it is packed', () => {
  const folder = join(__dirname, '../../../../nodes/DataWorks/api/catalog');
  const files = versions.map((version) => readFileSync(join(folder, `${version}.json`)));
  expect(gzipSync(Buffer.concat(files)).length).toBeLessThanOrEqual(40_000);
});
