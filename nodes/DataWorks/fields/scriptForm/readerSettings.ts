import {
  batchSize,
  boolean,
  compress,
  encoding,
  fieldDelimiter,
  fileFormat,
  nullFormat,
  number,
  parquetSchema,
  rows,
  schema,
  text,
  type Setting,
} from './setting';

/** What a reader can be told beside its place, partition and columns; by label. */
export const readerSettings: readonly Setting[] = [
  batchSize,
  compress,
  text('text', 'groupId', 'Consumer Group ID', 'Empty: DataWorks makes one'),
  encoding,
  text('text', 'endDateTime', 'End Time', 'Where to stop, as yyyymmddhhmmss', {
    placeholder: 'e.g. ${endTime}',
  }),
  number('fetchSize', 'Fetch Size', 1024, 'How many rows are fetched at once'),
  fieldDelimiter,
  fileFormat(['csv', 'jsonl', 'orc', 'parquet', 'text']),
  text('text', 'where', 'Filter', 'The condition that rows must meet: what follows WHERE in SQL', {
    placeholder: "e.g. gmt_modified >= '${bizdate}'",
    ...rows,
  }),
  nullFormat,
  number('pageSize', 'Page Size', 100, 'How many documents are read at once'),
  parquetSchema,
  {
    ...text('text', 'query', 'Query', 'The documents to read, in the syntax of MongoDB', {
      placeholder: 'e.g. { status: "normal" }',
    }),
    types: ['mongodb'],
  },
  {
    ...text('text', 'query', 'Query', 'The logs to read, in the syntax of Simple Log Service', {
      placeholder: 'e.g. * | where status = 200',
    }),
    types: ['loghub'],
  },
  schema,
  text(
    'text',
    'scroll',
    'Scroll Time',
    'How long Elasticsearch keeps the place between two pages',
    {
      default: '10m',
    },
  ),
  text('object', 'search', 'Search (JSON)', 'The documents to read, as a query of Elasticsearch', {
    type: 'json',
    default: '{ "match_all": {} }',
  }),
  boolean('skipHeader', 'Skip Header', 'Whether the first line of each file is left out'),
  text('text', 'splitPk', 'Split Key', 'The column that shares out the rows among the threads', {
    placeholder: 'e.g. ID',
  }),
  text('text', 'beginDateTime', 'Start Time', 'Where to start, as yyyymmddhhmmss', {
    placeholder: 'e.g. ${startTime}',
  }),
];
