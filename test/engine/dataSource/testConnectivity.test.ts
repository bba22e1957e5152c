import type { INodeParameters } from 'n8n-workflow';

import { officialClient } from '../../oracle/officialClient';
import { startEmulated, type Emulated } from '../emulated';
import { byId, dataSourceParameters } from './dataSources';

const byName = (value: string) => ({ __rl: true, mode: 'name', value });

describe('Data Source: Test Connectivity', () => {
  let emulated: Emulated;
  beforeAll(async () => {
    emulated = await startEmulated({}, { studio: { mode: 'standard' } });
  });
  afterAll(() => emulated.close());
  beforeEach(() => emulated.server.emulator.reset());

  const run = (changes: INodeParameters = {}) =>
    emulated.engine.run({ parameters: dataSourceParameters('testConnectivity', changes) });
  const tested = () =>
    emulated.requests('TestDataSourceConnectivity').map(({ parameters }) => parameters.query);

  it('gives what the official client gets, from the same call', async () => {
    const { output, error } = await run();
    expect(error).toBeUndefined();
    const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
    const { body } = await officialClient(emulated.server.url, keys, '2024-05-18').call(
      'TestDataSourceConnectivity',
      {
        query: {
          DataSourceId: '510001',
          ProjectId: '20000',
          ResourceGroupId: 'Serverless_res_group_demo_1',
        },
      },
    );
    const { ConnectState, ConnectMessage } = (body as { Connectivity: Record<string, string> })
      .Connectivity;
    expect(output[0]).toEqual([
      {
        json: {
          RequestId: expect.any(String),
          Connectivity: { ConnectState, ConnectMessage, DetailLogs: expect.any(Array) },
        },
        pairedItem: { item: 0 },
      },
    ]);
    expect(ConnectState).toBe('Connectable');
    const [ours, theirs] = emulated.requests('TestDataSourceConnectivity');
    expect(ours!.parameters).toEqual(theirs!.parameters);
  });

  it('gives one that is not reached as a result, not as a failure', async () => {
    const { output, error } = await run({ resourceGroup: byId('Serverless_res_group_demo_2') });
    expect(error).toBeUndefined();
    expect(output[0]![0]!.json).toMatchObject({ Connectivity: { ConnectState: 'Unreachable' } });
  });

  it.each([
    ['PROD', '510001'],
    ['DEV', '511001'],
  ])('finds a name in the environment %s', async (projectEnv, DataSourceId) => {
    const { error } = await run({ dataSource: byName('mysql_pub'), options: { projectEnv } });
    expect(error).toBeUndefined();
    expect(tested()).toMatchObject([{ DataSourceId }]);
  });

  it.each(['mysql', 'MYSQL_PUB', 'nothing'])('takes no other name for %s', async (name) => {
    const { error } = await run({ dataSource: byName(name) });
    expect(error?.message).toBe(
      `The parameter "Data Source" is "${name}", which the workspace does not have in the environment PROD`,
    );
    expect(tested()).toEqual([]);
  });

  it('tests again when a reply was lost', async () => {
    emulated.server.emulator.faults.add({
      kind: 'drop-reply',
      action: 'TestDataSourceConnectivity',
    });
    const { error } = await run();
    expect(error).toBeUndefined();
    expect(tested()).toHaveLength(2);
  });

  it('says what is not there', async () => {
    const { error } = await run({ dataSource: byId('7') });
    expect(error?.message).toMatch(
      /^DataWorks did not test the data source: There is no such data source/,
    );
  });

  it.each([
    ['Workspace', { projectId: byId('x') }],
    ['Environment', { options: { projectEnv: '={{ "TEST" }}' } }],
  ])('refuses a bad %s before it sends', async (label, changes) => {
    const { error } = await run(changes);
    expect(error?.message).toContain(`"${label}"`);
    expect(emulated.requests()).toEqual([]);
  });

  describe('the lists', () => {
    const look = (method: string, options: INodeParameters = {}) =>
      emulated.engine.listSearch(method, {
        parameters: dataSourceParameters('testConnectivity', { options }),
      });

    it('have the data sources of the environment', async () => {
      expect((await look('listStudioDataSources')).results).toEqual([
        { name: 'mysql_pub (mysql)', value: '510001' },
        { name: 'odps_source (maxcompute)', value: '510002' },
        { name: 'holo_dwh (hologres)', value: '510003' },
      ]);
      const { results } = await look('listStudioDataSources', { projectEnv: 'DEV' });
      expect(results.map(({ value }) => value)).toEqual(['511001', '511002', '511003']);
    });

    it('have the resource groups of the workspace', async () => {
      const { results } = await look('listStudioResourceGroups');
      expect(results.map(({ value }) => value)).toEqual([
        'Serverless_res_group_demo_1',
        'Serverless_res_group_demo_2',
      ]);
    });
  });
});
