import { tablesIn } from '../../../../nodes/DataWorks/lists/listTables';

const database = (dbName: string, ...tables: unknown[]) => ({
  dbName,
  schema: tables.map((table) => ({ tableInfos: [table] })),
});

describe('the tables in the Meta of a data source', () => {
  it.each<[string, unknown, Array<{ name: string; value: string }>]>([
    [
      'as JSON text',
      JSON.stringify({ dbTables: [database('a', { table: 'orders', tableName: 'orders' })] }),
      [{ name: 'orders', value: 'orders' }],
    ],
    [
      'as an object',
      { dbTables: [database('a', { table: 'orders' })] },
      [{ name: 'orders', value: 'orders' }],
    ],
    [
      'with the other name alone',
      { dbTables: [database('a', { tableName: 'orders' })] },
      [{ name: 'orders', value: 'orders' }],
    ],
    [
      'of several databases, told apart',
      { dbTables: [database('a', { table: 'orders' }), database('b', { table: 'bills' })] },
      [
        { name: 'orders (a)', value: 'orders' },
        { name: 'bills (b)', value: 'bills' },
      ],
    ],
    ['when there are none', '{"dbTables":[]}', []],
    ['when it is no JSON', 'unknown', []],
    ['when it is missing', undefined, []],
  ])('%s', (_what, meta, expected) => {
    expect(tablesIn(meta)).toEqual(expected);
  });
});
