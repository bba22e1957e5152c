import type { INodeParameters } from 'n8n-workflow';

import { officialClient } from '../../oracle/officialClient';
import { startEmulated, type Emulated } from '../emulated';
import { byId, dataSourceParameters } from './dataSources';

const legacy = { studio: 'legacy', projectId: byId('10000') };

describe('Data Source: Get Many', () => {
  let emulated: Emulated;
  beforeAll(async () => {
    emulated = await startEmulated({}, { studio: { mode: 'standard' } });
  });
  afterAll(() => emulated.close());
  beforeEach(() => emulated.server.emulator.reset());

  const run = (changes: INodeParameters = {}) =>
    emulated.engine.run({ parameters: dataSourceParameters('getMany', changes) });
  const names = async (changes: INodeParameters = {}) =>
    (await run(changes)).output[0]!.map(({ json }) => json.Name);
  const sent = () => emulated.requests('ListDataSources').map(({ parameters }) => parameters.query);

  it.each([
    ['2024-05-18', '20000', 'PagingInfo', {}, 3],
    ['2020-05-18', '10000', 'Data', legacy, 2],
  ])(
    'gives what the official client gets by %s',
    async (version, ProjectId, place, changes, count) => {
      const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
      const { body } = await officialClient(emulated.server.url, keys, version).call(
        'ListDataSources',
        { method: 'GET', query: { ProjectId, PageNumber: '1', PageSize: '50' } },
      );
      const { DataSources } = body![place] as { DataSources: object[] };
      const { output } = await run(changes);
      expect(output[0]).toEqual(DataSources.map((json) => ({ json, pairedItem: { item: 0 } })));
      expect(DataSources).toHaveLength(count);
      const [theirs, ours] = emulated.requests('ListDataSources');
      expect(ours!.parameters).toEqual(theirs!.parameters);
    },
  );

  it('has the entries of both environments in the new Data Studio', async () => {
    const { output } = await run();
    expect(output[0]![0]!.json).toMatchObject({
      Name: 'mysql_pub',
      DataSource: [
        { ConnectionProperties: { envType: 'Dev' } },
        { Id: 510001, ConnectionProperties: { envType: 'Prod' } },
      ],
    });
  });

  it.each<[string, INodeParameters, Record<string, string>, string[]]>([
    [
      'the new Data Studio',
      { filters: { name: ' mysql ', type: 'mysql,maxcompute', projectEnv: 'DEV' } },
      { Name: 'mysql', Types: 'mysql,maxcompute', EnvType: 'Dev' },
      ['mysql_pub'],
    ],
    [
      'legacy DataStudio',
      { ...legacy, filters: { type: 'odps', projectEnv: 'PROD' } },
      { DataSourceType: 'odps', EnvType: '1' },
      ['odps_source'],
    ],
    [
      'legacy DataStudio, development',
      { ...legacy, filters: { projectEnv: 'DEV' } },
      { EnvType: '0' },
      [],
    ],
  ])('filters in %s', async (_where, changes, query, found) => {
    expect(await names(changes)).toEqual(found);
    expect(sent()).toEqual([
      { ProjectId: expect.any(String), PageNumber: '1', PageSize: '50', ...query },
    ]);
  });

  it.each([{}, legacy])('reads to the limit, and all if wished: %j', async (changes) => {
    expect(await names({ ...changes, limit: 1 })).toEqual(['mysql_pub']);
    const { workspaces } = emulated.server.emulator.state;
    const workspace = workspaces.get('studio' in changes ? 10000n : 20000n)!;
    const [first] = workspace.dataSources;
    workspace.dataSources = Array.from({ length: 250 }, (_, at) => ({
      ...first!,
      id: BigInt(1000 + at),
      name: `source_${at}`,
    })) as unknown as typeof workspace.dataSources;
    const all = await names({ ...changes, returnAll: true });
    expect(all).toEqual(Array.from({ length: 250 }, (_, at) => `source_${at}`));
    expect(await names({ ...changes, limit: 120 })).toHaveLength(120);
  });

  it.each([{}, legacy])('blanks passwords: %j', async (changes) => {
    const { workspaces } = emulated.server.emulator.state;
    for (const workspace of workspaces.values()) {
      workspace.dataSources = workspace.dataSources.map((one) => ({
        ...one,
        content: { ...one.content, password: 'Hidden-4711', username: 'reader' },
      })) as unknown as typeof workspace.dataSources;
    }
    const { output } = await run(changes);
    expect(JSON.stringify(output)).not.toContain('Hidden-4711');
    expect(JSON.stringify(output)).toContain('reader');
  });

  it('tells who may not', async () => {
    emulated.server.emulator.faults.add({ kind: 'error', code: '403030', status: 403 });
    const { error } = await run();
    expect(error?.message).toMatch(/^DataWorks did not list the data sources/);
  });

  it('refuses a kind of Data Studio that there is not, before it sends', async () => {
    const { error } = await run({ studio: 'old' });
    expect(error?.message).toBe('The parameter "Data Studio" is "old"');
    expect(emulated.requests()).toEqual([]);
  });
});
