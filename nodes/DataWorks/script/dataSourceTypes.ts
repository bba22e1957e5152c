import type { ColumnRule, DataSourceType, Place, PlugIn } from './plugIn';

/*
 * The plug-ins that the form knows. Source: the pages on data sources in
 * aliyun/alibabacloud-aiops-skills (data_integration/datasources) and the sample on the page of
 * CreateDISyncTask. Sources disagree on `holo` and `hologres`, `LogHub` and `loghub`: these are the
 * names in the pages' own scripts.
 */

const text = (parameter: string): Place => ({ parameter, shape: 'text' });
const table = text('table');
const names: ColumnRule = { shape: 'name', all: true };
const listedNames: ColumnRule = { shape: 'name', all: false };

/** A database that is read with SQL. */
const sqlReader = (stepType: string, more: Partial<PlugIn> = {}): PlugIn => ({
  stepType,
  place: table,
  columns: names,
  defaults: { where: '', splitPk: '' },
  settings: ['where', 'splitPk', 'fetchSize'],
  required: ['table', 'column'],
  ...more,
});

/** A database that is written with SQL. */
const sqlWriter = (stepType: string, more: Partial<PlugIn> = {}): PlugIn => ({
  stepType,
  place: table,
  columns: names,
  defaults: { preSql: [], postSql: [] },
  settings: ['preSql', 'postSql', 'batchSize'],
  required: ['table', 'column'],
  ...more,
});

const mySqlModes: PlugIn['modes'] = {
  insert: { writeMode: 'insert' },
  replace: { writeMode: 'replace' },
  update: { writeMode: 'update' },
};

const ossFile: Place = { parameter: 'object', shape: 'list' };
/** Files of other formats than text may be named by a path, too. */
const pathOfObject: PlugIn['insteadOf'] = { object: ['path'] };
const noColumns: ColumnRule = { shape: 'none', all: true };

/** By name, as the editor shows them. */
export const dataSourceTypes: readonly DataSourceType[] = [
  {
    value: 'elasticsearch',
    name: 'Elasticsearch',
    listed: [{ DataSourceType: 'elasticsearch' }],
    reader: {
      stepType: 'elasticsearch',
      place: text('index'),
      columns: listedNames,
      defaults: { search: { match_all: {} }, scroll: '10m' },
      settings: ['search', 'scroll', 'pageSize'],
      required: ['index', 'search', 'scroll', 'column'],
    },
    writer: {
      stepType: 'elasticsearch',
      place: text('index'),
      columns: { shape: 'typed name', all: false, type: 'keyword' },
      defaults: { cleanup: false, primaryKeyInfo: { type: 'nopk' } },
      settings: ['cleanup', 'primaryKeyInfo', 'batchSize'],
      modes: { index: { actionType: 'index' }, update: { actionType: 'update' } },
      needs: { update: ['primaryKeyInfo'] },
      required: ['index', 'primaryKeyInfo', 'column'],
    },
  },
  {
    value: 'holo',
    name: 'Hologres',
    listed: [{ DataSourceType: 'holo' }],
    reader: {
      stepType: 'holo',
      place: table,
      columns: names,
      defaults: { where: '' },
      settings: ['partition', 'where'],
      required: ['table', 'column'],
    },
    writer: {
      stepType: 'holo',
      place: table,
      columns: names,
      defaults: { truncate: false },
      settings: ['truncate'],
      modes: {
        ignore: { conflictMode: 'ignore' },
        replace: { conflictMode: 'replace' },
        update: { conflictMode: 'update' },
      },
      required: ['table', 'column', 'conflictMode'],
    },
  },
  {
    value: 'kafka',
    name: 'Kafka',
    listed: [{ DataSourceType: 'kafka' }],
    reader: {
      stepType: 'kafka',
      place: text('topic'),
      columns: listedNames,
      defaults: {
        keyType: 'string',
        valueType: 'string',
        beginType: 'earliest',
        endType: 'latest',
      },
      settings: ['beginDateTime', 'endDateTime', 'groupId'],
      implied: {
        beginDateTime: { beginType: 'specific' },
        endDateTime: { endType: 'specific' },
      },
      required: ['topic', 'beginType', 'endType', 'keyType', 'valueType', 'column'],
      insteadOf: {
        beginType: ['beginOffset', 'beginDateTime'],
        endType: ['endOffset', 'endDateTime'],
      },
    },
    writer: {
      stepType: 'kafka',
      place: text('topic'),
      columns: { shape: 'typed name', all: false, type: 'STRING' },
      defaults: { keyType: 'string', valueType: 'string' },
      settings: ['fieldDelimiter'],
      modes: { json: { writeMode: 'json' }, text: { writeMode: 'text', fieldDelimiter: '\t' } },
      required: ['topic', 'keyType', 'valueType'],
    },
  },
  {
    value: 'loghub',
    name: 'LogHub (SLS)',
    listed: [{ DataSourceType: 'loghub' }],
    reader: {
      stepType: 'LogHub',
      place: text('logstore'),
      columns: listedNames,
      defaults: { beginDateTime: '${startTime}', endDateTime: '${endTime}' },
      settings: ['beginDateTime', 'endDateTime', 'query', 'batchSize'],
      required: ['logstore', 'beginDateTime', 'endDateTime', 'column'],
    },
    writer: {
      stepType: 'loghub',
      place: text('logstore'),
      columns: listedNames,
      defaults: {},
      settings: ['topic', 'batchSize'],
      required: ['logstore', 'column'],
    },
  },
  {
    value: 'odps',
    name: 'MaxCompute (ODPS)',
    listed: [{ DataSourceType: 'odps' }],
    reader: {
      stepType: 'odps',
      place: table,
      columns: names,
      defaults: {},
      settings: ['partition', 'schema', 'where'],
      implied: { partition: { enableWhere: false }, where: { enableWhere: true } },
      required: ['table', 'column'],
    },
    writer: {
      stepType: 'odps',
      place: table,
      columns: names,
      defaults: { emptyAsNull: false },
      settings: ['partition', 'schema', 'emptyAsNull'],
      modes: { overwrite: { truncate: true }, append: { truncate: false } },
      required: ['table', 'column', 'truncate'],
    },
  },
  {
    value: 'mongodb',
    name: 'MongoDB',
    listed: [{ DataSourceType: 'mongodb' }],
    reader: {
      stepType: 'mongodb',
      place: text('collectionName'),
      columns: { shape: 'typed name', all: false, type: 'string' },
      defaults: {},
      settings: ['query', 'batchSize'],
      required: ['collectionName', 'column'],
    },
    writer: {
      stepType: 'mongodb',
      place: text('collectionName'),
      columns: { shape: 'typed name', all: false, type: 'string' },
      defaults: {},
      settings: ['writeMode'],
      modes: { insert: {}, replace: { writeMode: { isReplace: 'true', replaceKey: '_id' } } },
      required: ['collectionName', 'column'],
    },
  },
  {
    value: 'mysql',
    name: 'MySQL',
    listed: [{ DataSourceType: 'mysql' }, { DataSourceType: 'rds', SubType: 'mysql' }],
    reader: sqlReader('mysql', {
      place: { parameter: 'table', shape: 'connection' },
      defaults: { where: '', splitPk: '', encoding: 'UTF-8' },
      settings: ['where', 'splitPk', 'encoding'],
    }),
    writer: sqlWriter('mysql', {
      defaults: { preSql: [], postSql: [], nullMode: 'writeNull' },
      settings: ['preSql', 'postSql', 'batchSize', 'encoding'],
      modes: mySqlModes,
    }),
  },
  {
    value: 'oracle',
    name: 'Oracle',
    listed: [{ DataSourceType: 'oracle' }],
    reader: sqlReader('oracle', {
      defaults: { where: '', splitPk: '', splitMode: 'randomSampling' },
    }),
    writer: sqlWriter('oracle', { settings: ['preSql', 'postSql', 'encoding'] }),
  },
  {
    value: 'oss',
    name: 'OSS',
    listed: [{ DataSourceType: 'oss' }],
    reader: {
      stepType: 'oss',
      place: ossFile,
      columns: { shape: 'typed index', all: true, type: 'string' },
      defaults: { fileFormat: 'csv', fieldDelimiter: ',', encoding: 'UTF-8' },
      settings: [
        'fileFormat',
        'fieldDelimiter',
        'encoding',
        'nullFormat',
        'compress',
        'skipHeader',
        'parquetSchema',
      ],
      byFormat: { parquet: { place: text('path') } },
      required: ['fileFormat', 'column'],
      insteadOf: pathOfObject,
    },
    writer: {
      stepType: 'oss',
      place: text('object'),
      columns: noColumns,
      defaults: { fileFormat: 'csv', fieldDelimiter: ',', encoding: 'UTF-8' },
      settings: [
        'fileFormat',
        'fieldDelimiter',
        'encoding',
        'nullFormat',
        'compress',
        'writeHeader',
        'writeSingleObject',
        'fileName',
        'parquetSchema',
      ],
      modes: {
        truncate: { writeMode: 'truncate' },
        append: { writeMode: 'append' },
        nonConflict: { writeMode: 'nonConflict' },
      },
      byFormat: {
        orc: { columns: { shape: 'typed name', all: false, type: 'STRING' } },
        parquet: { place: text('path') },
      },
      needs: { parquet: ['fileName', 'parquetSchema'] },
      required: ['fileFormat', 'writeMode'],
      insteadOf: pathOfObject,
    },
  },
  {
    value: 'polardb',
    name: 'PolarDB',
    listed: [{ DataSourceType: 'polardb' }],
    reader: sqlReader('polardb', { settings: ['where', 'splitPk'] }),
    writer: sqlWriter('polardb', {
      settings: ['preSql', 'postSql', 'batchSize', 'encoding'],
      modes: mySqlModes,
    }),
  },
  {
    value: 'postgresql',
    name: 'PostgreSQL',
    listed: [{ DataSourceType: 'postgresql' }, { DataSourceType: 'rds', SubType: 'postgresql' }],
    reader: sqlReader('postgresql'),
    writer: sqlWriter('postgresql', {
      modes: { insert: { writeMode: 'insert' }, copy: { writeMode: 'copy' } },
    }),
  },
  {
    value: 'sqlserver',
    name: 'SQL Server',
    listed: [{ DataSourceType: 'sqlserver' }, { DataSourceType: 'rds', SubType: 'sqlserver' }],
    reader: sqlReader('sqlserver'),
    writer: sqlWriter('sqlserver', {
      settings: ['preSql', 'postSql', 'batchSize', 'uniqueIndexColumns'],
      modes: {
        insert: { writeMode: 'insert' },
        ignore: { writeMode: 'upsert', conflictMode: 'ignore' },
        update: { writeMode: 'upsert', conflictMode: 'replace' },
      },
      needs: { ignore: ['uniqueIndexColumns'], update: ['uniqueIndexColumns'] },
    }),
  },
];

/** The type by its value, e.g. `mysql`. */
export function dataSourceType(value: string): DataSourceType | undefined {
  return dataSourceTypes.find((type) => type.value === value);
}
