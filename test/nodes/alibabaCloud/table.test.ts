import * as states from '../../../nodes/DataWorks/api/dataworks-2020-05-18/states';
import { stsEndpoint, stsHosts } from '../../../nodes/alibabaCloud/endpoints';

const inherited = [...Object.getOwnPropertyNames(Object.prototype), 'prototype'];
const tables = Object.entries({ ...states, stsHosts }).filter(
  ([, value]) => typeof value === 'object' && !Array.isArray(value),
) as Array<[string, Record<string, unknown>]>;

it.each(tables)('%s has no entry that every object inherits', (_name, table) => {
  expect(Object.keys(table).length).toBeGreaterThan(0);
  expect(inherited.filter((name) => table[name] !== undefined)).toEqual([]);
});

it('asks STS of a region of any name at an address of that name', () => {
  expect(stsEndpoint({ region: 'other', regionId: 'constructor' })).toBe(
    'https://sts.constructor.aliyuncs.com',
  );
});
