import {
  buildScript,
  type ColumnPair,
  type FormStep,
} from '../../../../nodes/DataWorks/script/buildScript';
import { checkScript } from '../../../../nodes/DataWorks/script/checkScript';
import { dataSourceTypes } from '../../../../nodes/DataWorks/script/dataSourceTypes';
import type { PlugIn } from '../../../../nodes/DataWorks/script/plugIn';
import documented from './plugInParameters.json';

type Side = 'reader' | 'writer';
interface Parameters {
  stepType: string;
  required: string[];
  conditional: string[];
  optional: string[];
}

const pages = documented as Record<string, Record<Side, Parameters>>;
/** What pages show in their samples alone: the environment, the other form of a table, columns. */
const IN_SAMPLES = ['envType', 'connection', 'column'];
/** What the pages ask for and the data source already holds; their own samples leave it out too. */
const IN_THE_DATA_SOURCE = [
  'endPoint',
  'endpoint',
  'accessId',
  'accessKey',
  'accessKeyId',
  'accessKeySecret',
  'project',
];
/** Only in the cloud's own elastic environment, by the page. */
const ELASTIC_ONLY = ['masterSlave', 'checkSlave'];

const channel = { envType: 1, concurrent: 2, distribute: false };
const columns: ColumnPair[] = [
  { reader: { name: '0', type: undefined }, writer: { name: 'id', type: undefined } },
];

function step(plugIn: PlugIn, changes: Partial<FormStep> = {}): FormStep {
  const [mode] = Object.keys(plugIn.modes ?? {});
  return {
    plugIn,
    datasource: 'source',
    place: 'orders',
    settings: {},
    additional: {},
    ...(mode === undefined ? {} : { mode }),
    ...changes,
  };
}

interface Step {
  stepType: string;
  parameter: Record<string, unknown>;
}

/** The step of one side, beside MySQL or MaxCompute on the other. */
function built(side: Side, one: FormStep, pairs: ColumnPair[] = columns): Step {
  const of = (value: string) => dataSourceTypes.find((type) => type.value === value)!;
  const script = buildScript({
    reader: side === 'reader' ? one : step(of('mysql').reader),
    writer: side === 'writer' ? one : step(of('odps').writer),
    columns: pairs,
    channel,
  });
  return (script.steps as unknown as Step[])[side === 'reader' ? 0 : 1]!;
}

const sides = dataSourceTypes.flatMap((type) =>
  (['reader', 'writer'] as const).map((side) => [type.name, side, type] as const),
);

describe('the script that the form builds', () => {
  it('knows the twelve types whose pages the fixture holds', () => {
    expect(dataSourceTypes.map(({ value }) => value).sort()).toEqual(Object.keys(pages).sort());
  });

  describe.each(sides)('%s as %s', (_name, side, type) => {
    const plugIn = type[side];
    const page = pages[type.value]![side];
    const known = new Set([...page.required, ...page.conditional, ...page.optional, ...IN_SAMPLES]);

    it('has the stepType of the page', () => {
      expect(built(side, step(plugIn)).stepType).toBe(page.stepType);
    });

    it('has every parameter that the page requires', () => {
      const { parameter } = built(side, step(plugIn));
      const given = parameter.connection
        ? [...Object.keys(parameter), 'table']
        : Object.keys(parameter);
      const missing = page.required.filter(
        (name) => !given.includes(name) && ![...IN_THE_DATA_SOURCE, ...ELASTIC_ONLY].includes(name),
      );
      expect(missing).toEqual([]);
    });

    it('has no parameter that the page does not know', () => {
      const settings = Object.fromEntries(plugIn.settings.map((name) => [name, 'x']));
      const everything = Object.keys(plugIn.modes ?? { '': {} }).flatMap((mode) =>
        Object.keys(built(side, step(plugIn, { settings, mode })).parameter),
      );
      expect(everything.filter((name) => !known.has(name))).toEqual([]);
    });

    it('passes the checks without a hint', () => {
      const script = buildScript({
        reader: side === 'reader' ? step(plugIn) : step(dataSourceTypes[0]!.reader),
        writer: side === 'writer' ? step(plugIn) : step(dataSourceTypes[0]!.writer),
        columns,
        channel,
      });
      expect(checkScript(script)).toEqual({ errors: [], warnings: [] });
    });
  });

  const plugInOf = (type: string, side: Side) =>
    dataSourceTypes.find(({ value }) => value === type)![side];

  it.each<[string, Side, string, ColumnPair[], unknown]>([
    ['MySQL', 'reader', 'mysql', [], ['*']],
    ['MaxCompute', 'writer', 'odps', columns, ['id']],
    ['OSS', 'reader', 'oss', columns, [{ index: 0, type: 'string' }]],
    ['OSS without a mapping', 'reader', 'oss', [], ['*']],
    ['OSS', 'writer', 'oss', columns, undefined],
    ['MongoDB', 'writer', 'mongodb', columns, [{ name: 'id', type: 'string' }]],
    [
      'Elasticsearch',
      'writer',
      'elasticsearch',
      [{ reader: columns[0]!.reader, writer: { name: 'id', type: 'long' } }],
      [{ name: 'id', type: 'long' }],
    ],
  ])('gives %s as %s its columns', (_what, side, type, pairs, expected) => {
    expect(built(side, step(plugInOf(type, side)), pairs).parameter.column).toEqual(expected);
  });

  it.each<[string, Side, string, Partial<FormStep>, Record<string, unknown>]>([
    [
      'puts a MySQL table where the page of CreateDISyncTask has it',
      'reader',
      'mysql',
      {},
      { datasource: 'source', connection: [{ datasource: 'source', table: ['orders'] }] },
    ],
    ['lists the object of OSS', 'reader', 'oss', {}, { object: ['orders'] }],
    [
      'names the columns of ORC',
      'writer',
      'oss',
      { settings: { fileFormat: 'orc' } },
      { column: [{ name: 'id', type: 'STRING' }] },
    ],
    [
      'turns the filter of MaxCompute on',
      'reader',
      'odps',
      { settings: { where: "pt = '1'" } },
      { where: "pt = '1'", enableWhere: true },
    ],
    [
      'turns it off for a partition',
      'reader',
      'odps',
      { settings: { partition: 'pt=1' } },
      { partition: 'pt=1', enableWhere: false },
    ],
    [
      'reads Kafka from a time on',
      'reader',
      'kafka',
      { settings: { beginDateTime: '20250101000000' } },
      { beginType: 'specific', beginDateTime: '20250101000000', endType: 'latest' },
    ],
    [
      'lets a given delimiter win over that of a mode',
      'writer',
      'kafka',
      { mode: 'text', settings: { fieldDelimiter: '|' } },
      { writeMode: 'text', fieldDelimiter: '|' },
    ],
    [
      'lets additional parameters win over all else',
      'writer',
      'odps',
      { additional: { truncate: 'no', tunnelQuota: 'q' } },
      { truncate: 'no', tunnelQuota: 'q' },
    ],
  ])('%s', (_what, side, type, changes, expected) => {
    expect(built(side, step(plugInOf(type, side), changes)).parameter).toMatchObject(expected);
  });

  it('gives Parquet a path in place of an object', () => {
    const settings = { fileFormat: 'parquet' };
    const { parameter } = built('reader', step(plugInOf('oss', 'reader'), { settings }));
    expect(parameter).toMatchObject({ fileFormat: 'parquet', path: 'orders' });
    expect(parameter).not.toHaveProperty('object');
  });

  it.each([
    [
      {},
      { executeMode: null, errorLimit: { record: '' }, speed: { concurrent: 2, throttle: false } },
    ],
    [
      { mbps: 12, concurrent: 8, dirtyRecords: 0, distribute: true },
      {
        executeMode: 'distribute',
        errorLimit: { record: '0' },
        speed: { concurrent: 8, throttle: true, mbps: '12' },
      },
    ],
  ])('writes %j as its setting', (changes, expected) => {
    const one = dataSourceTypes[0]!;
    const script = buildScript({
      reader: step(one.reader),
      writer: step(one.writer),
      columns,
      channel: { ...channel, ...changes },
    });
    expect(script.setting).toEqual(expected);
  });
});
