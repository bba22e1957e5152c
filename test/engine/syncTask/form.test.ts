import type { INodeParameters } from 'n8n-workflow';

import { createParameters, script, startEmulated, type Emulated } from '../emulated';

const named = (value: string) => ({ __rl: true, mode: 'name', value });
const columns = (...rows: INodeParameters[]) => ({ column: rows });

/** The form filled in for the sample of the API page; `changes` replace some. */
const form = (changes: INodeParameters = {}) =>
  createParameters({
    taskContent: undefined as never,
    taskContentInput: 'form',
    readerType: 'mysql',
    readerDataSource: named('mysql_pub'),
    readerTable: named('u_pk'),
    writerType: 'odps',
    writerDataSource: named('odps_source'),
    writerTable: named('u_pk'),
    writerPartition: 'pt=${bizdate}',
    writeMode: 'overwrite',
    ...changes,
  });

interface Script {
  steps: Array<{ stepType: string; parameter: Record<string, unknown> }>;
  setting: unknown;
}

describe('Sync Task: Create with the script as a form', () => {
  let emulated: Emulated;

  beforeAll(async () => {
    emulated = await startEmulated();
  });
  afterAll(() => emulated.close());
  beforeEach(() => emulated.server.emulator.reset());

  async function sent(changes: INodeParameters = {}): Promise<Script> {
    const run = await emulated.engine.run({ parameters: form(changes) });
    expect(run.error).toBeUndefined();
    expect(run.output[0]).toHaveLength(1);
    const [request] = emulated.requests('CreateDISyncTask');
    return JSON.parse(request!.parameters.body.TaskContent!) as Script;
  }

  it('makes the very script of the API page', async () => {
    const names = ['id', 'name', 'create_time', 'age', 'score', 't_01'];
    const made = await sent({
      columns: columns(...names.map((readerColumn) => ({ readerColumn }))),
      readerOptions: { splitPk: 'id' },
      writerOptions: { additional: '{ "tableComment": "null" }' },
    });

    expect(made).toEqual(script);
  });

  it('copies all columns when none are named', async () => {
    const { steps } = await sent();

    expect(steps.map(({ parameter }) => parameter.column)).toEqual([['*'], ['*']]);
  });

  it('maps columns in two columns, and takes the same name where the second is empty', async () => {
    const { steps } = await sent({
      columns: columns(
        { readerColumn: 'id', writerColumn: 'order_id' },
        { readerColumn: 'name', writerColumn: '' },
      ),
    });

    expect(steps.map(({ parameter }) => parameter.column)).toEqual([
      ['id', 'name'],
      ['order_id', 'name'],
    ]);
  });

  it('evaluates expressions and leaves scheduling variables as they are', async () => {
    const { steps } = await sent({
      readerTable: named('={{ "u_" + "pk" }}'),
      readerOptions: { where: "=create_time >= '${bizdate}' AND age > {{ 17 + 1 }}" },
    });

    expect(steps[0]?.parameter).toMatchObject({
      connection: [{ datasource: 'mysql_pub', table: ['u_pk'] }],
      where: "create_time >= '${bizdate}' AND age > 18",
    });
  });

  it('asks for no field of another type where an expression gives the task type', async () => {
    const { steps } = await sent({ taskType: '={{ "DI_OFFLINE" }}' });

    expect(steps.map(({ stepType }) => stepType)).toEqual(['mysql', 'odps']);
  });

  it('sets the channel', async () => {
    const { setting } = await sent({
      channelOptions: { concurrent: 8, mbps: 20, dirtyRecords: 3, distribute: true },
    });

    expect(setting).toEqual({
      executeMode: 'distribute',
      errorLimit: { record: '3' },
      speed: { concurrent: 8, throttle: true, mbps: '20' },
    });
  });

  it('takes the data sources of the development environment when asked to', async () => {
    const { steps } = await sent({ channelOptions: { envType: 0 } });

    expect(steps.map(({ parameter }) => parameter.envType)).toEqual([0, 0]);
  });

  it('does not send settings of a type that was chosen before', async () => {
    const { steps } = await sent({
      readerOptions: { search: '{ "match_all": {} }', where: 'age > 17' },
    });

    expect(steps[0]?.parameter).toMatchObject({ where: 'age > 17' });
    expect(steps[0]?.parameter).not.toHaveProperty('search');
  });

  /** Reader or writer of a type, and what is expected in its step beside the other end. */
  it.each<[string, INodeParameters, 0 | 1, Record<string, unknown>]>([
    [
      'Elasticsearch → MaxCompute',
      {
        readerType: 'elasticsearch',
        readerIndex: 'orders',
        columns: columns({ readerColumn: 'id' }),
        readerOptions: { search: '{ "term": { "paid": true } }', pageSize: 500 },
      },
      0,
      {
        index: 'orders',
        search: { term: { paid: true } },
        scroll: '10m',
        pageSize: 500,
        column: ['id'],
      },
    ],
    [
      'MySQL → Elasticsearch',
      {
        writerType: 'elasticsearch',
        writerIndex: 'orders',
        writeMode: 'update',
        columns: columns({ readerColumn: 'id', writerColumnType: 'long' }),
        writerOptions: { primaryKeyInfo: 'id, name' },
      },
      1,
      {
        index: 'orders',
        actionType: 'update',
        primaryKeyInfo: { type: 'specific', fieldDelimiter: ',', column: ['id', 'name'] },
        column: [{ name: 'id', type: 'long' }],
      },
    ],
    [
      'Hologres → MaxCompute',
      { readerType: 'holo', readerPartition: 'ds=1' },
      0,
      { table: 'u_pk', partition: 'ds=1' },
    ],
    [
      'MySQL → Hologres',
      { writerType: 'holo', writeMode: 'update', writerOptions: { truncate: true } },
      1,
      { table: 'u_pk', conflictMode: 'update', truncate: true },
    ],
    [
      'Kafka → MaxCompute',
      {
        readerType: 'kafka',
        readerTopic: 'orders',
        columns: columns({ readerColumn: '__value__', writerColumn: 'message' }),
        readerOptions: { beginDateTime: '${startTime}', endDateTime: '${endTime}' },
      },
      0,
      {
        topic: 'orders',
        beginType: 'specific',
        beginDateTime: '${startTime}',
        endType: 'specific',
        endDateTime: '${endTime}',
        column: ['__value__'],
      },
    ],
    [
      'MySQL → Kafka',
      {
        writerType: 'kafka',
        writerTopic: 'orders',
        writeMode: 'text',
        columns: columns({ readerColumn: 'id' }),
      },
      1,
      {
        topic: 'orders',
        writeMode: 'text',
        fieldDelimiter: '\t',
        column: [{ name: 'id', type: 'STRING' }],
      },
    ],
    [
      'LogHub → MaxCompute',
      {
        readerType: 'loghub',
        readerLogstore: 'access_log',
        columns: columns({ readerColumn: 'path' }),
        readerOptions: { query: '* | where status = 200' },
      },
      0,
      {
        logstore: 'access_log',
        beginDateTime: '${startTime}',
        endDateTime: '${endTime}',
        query: '* | where status = 200',
      },
    ],
    [
      'MySQL → LogHub',
      {
        writerType: 'loghub',
        writerLogstore: 'access_log',
        columns: columns({ readerColumn: 'id' }),
        writerOptions: { topic: 'orders' },
      },
      1,
      { logstore: 'access_log', topic: 'orders', column: ['id'] },
    ],
    [
      'MaxCompute → MaxCompute',
      { readerType: 'odps', readerOptions: { where: "pt = '1'" }, writeMode: 'append' },
      0,
      { table: 'u_pk', where: "pt = '1'", enableWhere: true },
    ],
    ['MySQL → MaxCompute', { writeMode: 'append' }, 1, { table: 'u_pk', truncate: false }],
    [
      'MongoDB → MaxCompute',
      {
        readerType: 'mongodb',
        readerCollection: 'orders',
        columns: columns({ readerColumn: 'id', readerColumnType: 'long' }),
        readerOptions: { query: '{ status: "normal" }' },
      },
      0,
      {
        collectionName: 'orders',
        query: '{ status: "normal" }',
        column: [{ name: 'id', type: 'long' }],
      },
    ],
    [
      'MySQL → MongoDB',
      {
        writerType: 'mongodb',
        writerCollection: 'orders',
        writeMode: 'replace',
        columns: columns({ readerColumn: 'id' }),
        writerOptions: { writeMode: 'order_id' },
      },
      1,
      {
        collectionName: 'orders',
        writeMode: { isReplace: 'true', replaceKey: 'order_id' },
        column: [{ name: 'id', type: 'string' }],
      },
    ],
    [
      'MySQL → MySQL',
      {
        writerType: 'mysql',
        writeMode: 'replace',
        writerOptions: {
          preSql: 'DELETE FROM a;\nDELETE FROM b\nWHERE x = 1;',
          postSql: 'CALL c()',
        },
      },
      1,
      {
        table: 'u_pk',
        writeMode: 'replace',
        nullMode: 'writeNull',
        preSql: ['DELETE FROM a', 'DELETE FROM b\nWHERE x = 1'],
        postSql: ['CALL c()'],
      },
    ],
    [
      'Oracle → MaxCompute',
      { readerType: 'oracle', readerOptions: { splitPk: 'ID', fetchSize: 500 } },
      0,
      { table: 'u_pk', splitPk: 'ID', splitMode: 'randomSampling', fetchSize: 500 },
    ],
    ['MySQL → Oracle', { writerType: 'oracle' }, 1, { table: 'u_pk', preSql: [], postSql: [] }],
    [
      'OSS → MaxCompute',
      {
        readerType: 'oss',
        readerObject: 'in/*.csv',
        columns: columns({ readerColumn: '0', readerColumnType: 'long', writerColumn: 'id' }),
        readerOptions: { skipHeader: '={{ "yes" }}', fieldDelimiter: '\\t' },
      },
      0,
      {
        object: ['in/*.csv'],
        fileFormat: 'csv',
        fieldDelimiter: '\t',
        skipHeader: true,
        column: [{ index: 0, type: 'long' }],
      },
    ],
    [
      'MySQL → OSS',
      { writerType: 'oss', writerObject: 'out/orders', writeMode: 'nonConflict' },
      1,
      { object: 'out/orders', writeMode: 'nonConflict', fileFormat: 'csv' },
    ],
    [
      'PolarDB → MaxCompute',
      { readerType: 'polardb' },
      0,
      { table: 'u_pk', where: '', splitPk: '' },
    ],
    [
      'MySQL → PolarDB',
      { writerType: 'polardb', writeMode: 'update', writerOptions: { batchSize: 256 } },
      1,
      { table: 'u_pk', writeMode: 'update', batchSize: 256 },
    ],
    [
      'PostgreSQL → MaxCompute',
      { readerType: 'postgresql', readerTable: named('public.orders') },
      0,
      { table: 'public.orders' },
    ],
    [
      'MySQL → PostgreSQL',
      { writerType: 'postgresql', writeMode: 'copy' },
      1,
      { table: 'u_pk', writeMode: 'copy' },
    ],
    [
      'SQL Server → MaxCompute',
      { readerType: 'sqlserver', readerTable: named('dbo.orders') },
      0,
      { table: 'dbo.orders' },
    ],
    [
      'MySQL → SQL Server',
      {
        writerType: 'sqlserver',
        writeMode: 'update',
        writerOptions: { uniqueIndexColumns: 'id,name' },
      },
      1,
      {
        table: 'u_pk',
        writeMode: 'upsert',
        conflictMode: 'replace',
        uniqueIndexColumns: [['id', 'name']],
      },
    ],
  ])('%s', async (_what, changes, at, expected) => {
    const { steps } = await sent(changes);

    expect(steps[at]?.parameter).toMatchObject(expected);
  });

  describe('refuses before sending', () => {
    it.each<[string, INodeParameters, RegExp]>([
      ['no table', { readerTable: named('={{ "" }}') }, /"Reader Table" is empty/],
      ['no data source', { writerDataSource: named('={{ "" }}') }, /"Writer Data Source" is empty/],
      [
        'a write mode of another type',
        { writeMode: '={{ "insert" }}' },
        /"Write Mode" is "insert"/,
      ],
      [
        'a column without a name',
        { columns: columns({ readerColumn: ' ', writerColumn: 'id' }) },
        /"Columns" has a row that has no Reader Column \(number 1\)/,
      ],
      [
        'all columns of what has no order of its own',
        { readerType: 'kafka', readerTopic: 'orders' },
        /"Columns" is empty, and kafka cannot copy all columns by itself/,
      ],
      [
        'an OSS column that is no number',
        { readerType: 'oss', readerObject: 'in', columns: columns({ readerColumn: 'id' }) },
        /has the Reader Column "id", which is no number from 0/,
      ],
      [
        'a partition and a filter of MaxCompute',
        { readerType: 'odps', readerPartition: 'pt=1', readerOptions: { where: 'a = 1' } },
        /"Reader Options: Filter" cannot be used together with Reader Partition/,
      ],
      [
        'an update of SQL Server without its index',
        { writerType: 'sqlserver', writeMode: 'update' },
        /"Writer Options: Unique Index Columns" is empty; update needs it/,
      ],
      [
        'Parquet without its schema',
        {
          writerType: 'oss',
          writerObject: 'out',
          writeMode: 'append',
          writerOptions: { fileFormat: 'parquet', fileName: 'orders' },
        },
        /"Writer Options: Parquet Schema" is empty; parquet needs it/,
      ],
      [
        'a search that is no JSON',
        {
          readerType: 'elasticsearch',
          readerIndex: 'orders',
          columns: columns({ readerColumn: 'id' }),
          readerOptions: { search: '{ "term": ' },
        },
        /"Reader Options: Search \(JSON\)" is not a JSON object/,
      ],
      [
        'an odd number',
        { readerType: 'oracle', readerOptions: { fetchSize: '={{ "many" }}' } },
        /"Reader Options: Fetch Size" is many/,
      ],
      [
        'additional parameters that are no JSON',
        { readerOptions: { additional: '{' } },
        /"Reader Options: Additional Parameters \(JSON\)" is not JSON/,
      ],
      [
        'too many threads',
        { channelOptions: { concurrent: '={{ 33 }}' } },
        /"Maximum Concurrency" is 33/,
      ],
      [
        'too few threads to spread',
        { channelOptions: { distribute: true } },
        /"Maximum Concurrency" is 2, too small for Distributed Execution/,
      ],
      [
        'a setting that is an object',
        { readerType: 'oracle', readerOptions: { splitPk: '={{ ({}) }}' } },
        /"Reader Options: Split Key" is not text/,
      ],
      [
        'a setting with an object in it',
        { readerType: 'oracle', readerOptions: { splitPk: '=id_{{ ({}) }}' } },
        /"Reader Options: Split Key" is not text/,
      ],
      [
        'a column that is an object',
        { columns: { column: [{ readerColumn: '={{ ({}) }}', writerColumn: 'id' }] } },
        /"Columns" has a row that is not text \(number 1\)/,
      ],
      [
        'a switch of a setting that says neither',
        { readerType: 'oss', readerObject: 'a', readerOptions: { skipHeader: '={{ "ja" }}' } },
        /"Reader Options: Skip Header" is "ja"/,
      ],
      [
        'a format that is none',
        { readerType: 'oss', readerObject: 'a', readerOptions: { fileFormat: 'constructor' } },
        /"Reader Options: File Format" is "constructor"/,
      ],
      ['no speed at all', { channelOptions: { mbps: '={{ 0 }}' } }, /"Maximum Speed" is 0/],
      [
        'a generated script for a batch task',
        { taskContentInput: 'generate' },
        /"Script" is ".*generate/,
      ],
    ])('%s', async (_what, changes, message) => {
      const run = await emulated.engine.run({ parameters: form(changes) });

      expect(run.error?.name).toBe('NodeOperationError');
      expect(run.error?.message).toMatch(message);
      expect(run.error?.description).toBeTruthy();
      expect(emulated.requests()).toEqual([]);
    });
  });

  it('gives the form the same checks as JSON', async () => {
    const run = await emulated.engine.run({
      parameters: form({
        writerOptions: { additional: '{ "column": ["id", "name"] }' },
        columns: columns({ readerColumn: 'id' }),
      }),
    });

    expect(run.output[0]).toHaveLength(1);
    expect(run.hints).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('Script: steps have 1 and 2 columns'),
      }),
    ]);
  });
});
