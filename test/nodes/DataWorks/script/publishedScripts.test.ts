import type { JsonObject } from '../../../../nodes/alibabaCloud/client/exactJson';
import { checkScript } from '../../../../nodes/DataWorks/script/checkScript';
import { scriptParts } from '../../../../nodes/DataWorks/script/scriptParts';
import published from './publishedScripts.json';

/**
 * Scripts after the samples on the pages of plug-ins, with neutral names: the side that a page is
 * about, and a stream for the other side where the page shows none. Sources: the pages on data
 * sources in aliyun/alibabacloud-aiops-skills (data_integration/datasources), and
 * help.aliyun.com/dataworks/user-guide for the rest. What a sample leaves blank is filled in.
 */
const scripts = published as unknown as Array<{ page: string; script: JsonObject }>;

/** The same script as version 1.0 has it. */
function asVersion1({ steps, setting }: JsonObject): JsonObject {
  const of = (side: string) => {
    const { stepType, parameter } = (steps as JsonObject[]).find(
      ({ category }) => category === side,
    )!;
    return { plugin: stepType!, parameter: parameter! };
  };
  const configuration = { reader: of('reader'), writer: of('writer'), setting: setting! };
  return { type: 'job', version: '1.0', configuration };
}

const places = (script: JsonObject) => {
  const { errors, warnings } = checkScript(script);
  return [...errors, ...warnings].map(({ path, message }) => `${path} ${message}`);
};

describe('a published script', () => {
  it('is there for most plug-ins', () => {
    const plugIns = scripts.flatMap(({ script }) =>
      scriptParts(script)!.steps.map(({ stepType }) => String(stepType)),
    );
    expect(new Set(plugIns).size).toBeGreaterThan(65);
    expect(scripts.length).toBeGreaterThan(100);
  });

  it.each(scripts)('of $page is taken without a word', ({ script }) => {
    expect(places(script)).toEqual([]);
  });

  it.each(scripts.filter(({ script }) => Array.isArray(script.steps)))(
    'of $page is taken as version 1.0, too',
    ({ script }) => {
      expect(places(asVersion1(script))).toEqual([]);
    },
  );
});

describe('a script of version 1.0', () => {
  const sample = scripts.find(({ page }) => page.startsWith('PostgreSQL, source (version 1.0)'))!;

  /** The sample with one place of its configuration changed; `undefined` takes it out. */
  function changed(path: string, value: unknown): JsonObject {
    const script = structuredClone(sample.script);
    const keys = `configuration.${path}`.split('.');
    let at = script as Record<string, unknown>;
    for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>;
    at[keys.at(-1)!] = value;
    return JSON.parse(JSON.stringify(script)) as JsonObject;
  }

  it.each<[string, string, unknown, string]>([
    ['no reader', 'reader', undefined, 'configuration.reader must be an object'],
    ['no parameters', 'writer.parameter', [], 'configuration.writer.parameter must be an object'],
    ['settings that are none', 'setting', 'fast', 'configuration.setting must be an object'],
    ['no plug-in', 'reader.plugin', '', 'configuration.reader.plugin is missing'],
    [
      'a plug-in in another spelling',
      'writer.plugin',
      'ODPS',
      'configuration.writer.plugin is "ODPS"; it is usually "odps"',
    ],
    ['no table', 'reader.parameter.table', '', 'configuration.reader.parameter.table is missing'],
    [
      'no data source',
      'writer.parameter.datasource',
      undefined,
      'configuration.writer.parameter.datasource is missing',
    ],
    [
      'fewer columns on one side',
      'writer.parameter.column',
      ['id'],
      'configuration has 2 and 1 columns; reader and writer columns are matched by position',
    ],
    [
      'many threads',
      'setting.speed.concurrent',
      99,
      'configuration.setting.speed.concurrent is usually a number from 1 to 32',
    ],
  ])('with %s is told of', (_what, path, value, expected) => {
    expect(places(changed(path, value))).toEqual([expected]);
  });

  it('without a configuration is none', () => {
    const expected = 'steps must be a list with at least one reader and one writer';
    expect(places({ type: 'job', version: '1.0' })).toEqual([expected]);
    expect(places({ type: 'job', version: '1.0', configuration: [] })).toEqual([expected]);
  });
});
