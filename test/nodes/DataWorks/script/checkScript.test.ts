import fc from 'fast-check';

import { parseExact, type JsonObject } from '../../../../nodes/alibabaCloud/client/exactJson';
import { checkScript } from '../../../../nodes/DataWorks/script/checkScript';
import { script as sample } from '../../../engine/emulated';
import { draws } from '../../../random';

/** The sample of the API page with one place changed; `undefined` takes it out. */
function changed(path: string, value: unknown): JsonObject {
  const script = structuredClone(sample) as unknown as JsonObject;
  const keys = path.split('.');
  let at = script as Record<string, unknown>;
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>;
  at[keys.at(-1)!] = value;
  return parseExact(JSON.stringify(script)) as JsonObject;
}

const errorsOf = (script: JsonObject) =>
  checkScript(script).errors.map(({ path, message }) => `${path} ${message}`);
const warningsOf = (script: JsonObject) =>
  checkScript(script).warnings.map(({ path, message }) => `${path} ${message}`);

describe('the check of a script', () => {
  it('has nothing to say about the sample of the API page', () => {
    expect(checkScript(sample as unknown as JsonObject)).toEqual({ errors: [], warnings: [] });
  });

  it.each<[string, string, unknown, string]>([
    ['another type', 'type', 'realtime', 'type must be "job"'],
    [
      'no steps',
      'steps',
      undefined,
      'steps must be a list with at least one reader and one writer',
    ],
    ['a step that is no object', 'steps.0', 'mysql', 'steps[0] must be an object'],
    ['no reader', 'steps.0.category', 'writer', 'steps has no step with "category": "reader"'],
    ['no writer', 'steps.1.category', 'processor', 'steps has no step with "category": "writer"'],
    ['a step without a name', 'steps.1.name', '', 'steps[1].name is missing'],
    ['two steps of one name', 'steps.1.name', 'Reader', 'steps[1].name is used twice: "Reader"'],
    ['a parameter that is a list', 'steps.1.parameter', [], 'steps[1].parameter must be an object'],
    ['hops that are no list', 'order.hops', {}, 'order.hops must be a list'],
    [
      'a hop from nowhere',
      'order.hops.0.from',
      'Source',
      'order.hops[0].from names no step: "Source"',
    ],
    [
      'a hop that leads nowhere',
      'order.hops.0.to',
      undefined,
      'order.hops[0].to names no step: null',
    ],
    ['a setting that is no object', 'setting', 'fast', 'setting must be an object'],
  ])('refuses %s', (_what, path, value, expected) => {
    expect(errorsOf(changed(path, value))).toContain(expected);
  });

  it.each<[string, string, unknown, string]>([
    ['another version', 'version', '3.0', 'version is usually "2.0"'],
    ['no order', 'order', undefined, 'order is missing; it says which reader feeds which writer'],
    [
      'a throttle without a rate',
      'setting.speed.throttle',
      true,
      'setting.speed.mbps should be a number above 0 when "throttle" is true',
    ],
    [
      'many threads',
      'setting.speed.concurrent',
      99,
      'setting.speed.concurrent is usually a number from 1 to 32',
    ],
    [
      'few threads to spread',
      'setting.executeMode',
      'distribute',
      'setting.speed.concurrent should be 8 or more with "executeMode": "distribute"',
    ],
    [
      'an odd mode',
      'setting.executeMode',
      'fast',
      'setting.executeMode is usually null or "distribute"',
    ],
    ['an odd speed', 'setting.speed', 'fast', 'setting.speed is usually an object'],
    [
      'an odd limit',
      'setting.errorLimit.record',
      'some',
      'setting.errorLimit.record is usually a number from 0',
    ],
    [
      'an odd strategy',
      'setting.errorLimit.strategy',
      'Hope',
      'setting.errorLimit.strategy is usually one of ZeroTolerance, Tolerance, Ignore',
    ],
    ['a step without a type', 'steps.0.stepType', '', 'steps[0].stepType is missing'],
    [
      'a type in another spelling',
      'steps.0.stepType',
      'MySQL',
      'steps[0].stepType is "MySQL"; it is usually "mysql"',
    ],
    [
      'an odd category',
      'steps.1.category',
      'target',
      'steps[1].category is usually "reader" or "writer"',
    ],
    ['no table', 'steps.1.parameter.table', undefined, 'steps[1].parameter.table is missing'],
    [
      'no table in a connection',
      'steps.0.parameter.connection.0.table',
      undefined,
      'steps[0].parameter.table is missing',
    ],
    ['no mode', 'steps.1.parameter.truncate', undefined, 'steps[1].parameter.truncate is missing'],
    ['no columns', 'steps.0.parameter.column', undefined, 'steps[0].parameter.column is missing'],
    [
      'an empty list of columns',
      'steps.0.parameter.column',
      [],
      'steps[0].parameter.column is empty',
    ],
    [
      'columns that are no list',
      'steps.0.parameter.column',
      '*',
      'steps[0].parameter.column is usually a list',
    ],
    [
      'more columns on one side',
      'steps.1.parameter.column',
      ['id'],
      'steps have 6 and 1 columns; reader and writer columns are matched by position',
    ],
  ])('doubts %s', (_what, path, value, expected) => {
    expect(warningsOf(changed(path, value))).toContain(expected);
  });

  it('doubts a step without a data source', () => {
    const script = changed('steps.1.parameter.datasource', '');
    expect(warningsOf(script)).toEqual(['steps[1].parameter.datasource is missing']);
  });

  it.each<[string, string, unknown]>([
    ['a data source in the connection alone', 'steps.0.parameter.datasource', undefined],
    ['a table beside the connection', 'steps.0.parameter.table', 'u_pk'],
    ['false as a value', 'steps.1.parameter.truncate', false],
    ['all columns on one side', 'steps.0.parameter.column', ['*']],
    ['a throttle with its rate as text', 'setting.speed', { throttle: true, mbps: '12' }],
    ['any number of dirty records', 'setting.errorLimit.record', '0'],
    ['scheduling variables', 'steps.0.parameter.where', "pt = '${bizdate}'"],
  ])('accepts %s', (_what, path, value) => {
    expect(checkScript(changed(path, value))).toEqual({ errors: [], warnings: [] });
  });

  it.each<[string, JsonObject]>([
    ['SQL of its own in place of table and columns', { datasource: 'a', querySql: 'SELECT 1' }],
    ['SQL in the connection', { connection: [{ datasource: 'a', querySql: ['SELECT 1'] }] }],
    [
      'an address in place of a data source',
      { connection: [{ jdbcUrl: ['jdbc:mysql://a'], table: ['b'] }], column: ['*'] },
    ],
  ])('accepts %s', (_what, parameter) => {
    expect(warningsOf(changed('steps.0.parameter', parameter))).toEqual([]);
  });

  it('accepts a file of another format that is named by a path', () => {
    const step = { stepType: 'oss', category: 'reader', name: 'Reader' };
    const parameter = { datasource: 'a', fileFormat: 'orc', path: '/a', column: ['*'] };
    expect(warningsOf(changed('steps.0', { ...step, parameter }))).toEqual([]);
  });

  it.each(['hologres', 'holo'])('knows what %s needs', (stepType) => {
    const step = { stepType, category: 'writer', name: 'Writer', parameter: { datasource: 'a' } };
    expect(warningsOf(changed('steps.1', step))).toEqual([
      'steps[1].parameter.table is missing',
      'steps[1].parameter.column is missing',
      'steps[1].parameter.conflictMode is missing',
    ]);
  });

  it('never throws, whatever the script holds', () => {
    const json = fc.jsonValue({ maxDepth: 4 });
    const script = fc.record(
      {
        type: fc.constantFrom('job', 'x'),
        steps: fc.oneof(
          json,
          fc.array(fc.record({ stepType: json, parameter: json, name: json, category: json })),
        ),
        order: json,
        setting: json,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(script, (one) => {
        const { errors, warnings } = checkScript(one as unknown as JsonObject);
        expect([...errors, ...warnings].every(({ path, message }) => path && message)).toBe(true);
      }),
      draws,
    );
  });
});
