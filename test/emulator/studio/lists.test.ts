import { PROJECT, studioUnderTest } from './studio-under-test';

test('ListProjects and GetProject know all workspaces, and no field tells the kind', () => {
  const { ask, post } = studioUnderTest();
  const { Projects, TotalCount } = post('ListProjects', { PageNumber: '1', PageSize: '10' }).body
    .PagingInfo;
  expect(TotalCount).toBe(3);
  expect(Projects.map(({ Id, Name }: Record<string, unknown>) => [Id, Name])).toEqual([
    [10000, 'demo_workspace'],
    [10001, 'empty_workspace'],
    [20000, 'demo_studio'],
  ]);
  const { Project } = ask('GetProject', { Id: PROJECT }).body;
  expect(Project).toEqual(Projects[2]);
  expect(Object.keys(Projects[0])).toEqual(Object.keys(Project));
  const found = post('ListProjects', { Ids: '[20000,10001]', Names: '["demo_studio"]' });
  expect(found.body.PagingInfo.Projects).toMatchObject([{ Id: 20000 }]);
});

test.each([
  ['basic', false, ['Prod']],
  ['standard', true, ['Dev', 'Prod']],
] as const)('in %s mode', (mode, DevEnvironmentEnabled, environments) => {
  const { ask } = studioUnderTest({ studio: { mode } });
  expect(ask('GetProject', { Id: PROJECT }).body.Project).toMatchObject({ DevEnvironmentEnabled });
  const { DataSources } = ask('ListDataSources', { ProjectId: PROJECT }).body.PagingInfo;
  expect(DataSources).toMatchObject([
    { Name: 'mysql_pub', Type: 'mysql' },
    { Name: 'odps_source', Type: 'maxcompute' },
    { Name: 'holo_dwh', Type: 'hologres' },
  ]);
  for (const { DataSource } of DataSources) {
    const types = DataSource.map(
      ({ ConnectionProperties }: { ConnectionProperties: { envType: string } }) =>
        ConnectionProperties.envType,
    );
    expect(types).toEqual(environments);
  }
});

test('an unknown workspace, and a caller without a role', () => {
  const { ask, call } = studioUnderTest();
  expect(ask('GetProject', { Id: '4' })).toMatchObject({ body: { Code: '1101080008' } });
  const noRole = { keyId: 'testid-norole', secret: 'testsecret-norole' };
  const query = { ProjectId: PROJECT };
  const one = { action: 'ListNodes', version: '2024-05-18', method: 'GET', query, ...noRole };
  expect(call(one)).toMatchObject({ status: 403, body: { Code: '1101080166' } });
});

test.each([
  [{}, ['mysql_pub', 'odps_source', 'holo_dwh']],
  [{ Types: 'maxcompute,hologres' }, ['odps_source', 'holo_dwh']],
  [{ Name: 'pub' }, ['mysql_pub']],
  [{ EnvType: 'Dev' }, []],
  [{ ProjectId: '10001' }, []],
])('ListDataSources finds %j', (query, expected) => {
  const { ask } = studioUnderTest();
  const { DataSources } = ask('ListDataSources', { ProjectId: PROJECT, ...query }).body.PagingInfo;
  expect(DataSources.map(({ Name }: { Name: string }) => Name)).toEqual(expected);
});

test('ListResourceGroups gives general-purpose groups unless types are named', () => {
  const { ask } = studioUnderTest();
  const ids = (query: Record<string, string>) =>
    ask('ListResourceGroups', query).body.PagingInfo.ResourceGroupList.map(
      ({ Id }: { Id: string }) => Id,
    );
  const serverless = ['Serverless_res_group_demo_1', 'Serverless_res_group_demo_2'];
  expect(ids({})).toEqual(serverless);
  expect(ids({ ProjectId: PROJECT })).toEqual(serverless);
  expect(ids({ ProjectId: '10000' })).toEqual([]);
  expect(ids({ ResourceGroupTypes: '["ExclusiveDataIntegration"]' })).toEqual([
    'S_res_group_demo_1',
  ]);
  expect(ask('GetResourceGroup', { Id: serverless[0]! }).body.ResourceGroup).toMatchObject({
    Id: serverless[0],
    Status: 'Normal',
  });
});

test('TestDataSourceConnectivity: both sources from the demo group, none from another', () => {
  const { ask, post } = studioUnderTest();
  const { DataSources } = ask('ListDataSources', { ProjectId: PROJECT }).body.PagingInfo;
  const state = (ResourceGroupId: string, DataSourceId: unknown) =>
    post(
      'TestDataSourceConnectivity',
      {},
      {
        ProjectId: PROJECT,
        DataSourceId: String(DataSourceId),
        ResourceGroupId,
      },
    ).body;
  for (const { DataSource } of DataSources) {
    const { Id } = DataSource[0];
    expect(ask('GetDataSource', { Id: String(Id) }).body.DataSource).toMatchObject({ Id });
    expect(state('Serverless_res_group_demo_1', Id).Connectivity).toMatchObject({
      ConnectState: 'Connectable',
    });
    const other = state('Serverless_res_group_demo_2', Id).Connectivity;
    expect(other.ConnectState).toBe('Unreachable');
    expect(other.ConnectMessage).not.toBe('');
    expect(state('Serverless_res_group_none', Id).Message).toContain('资源组不存在');
  }
  expect(state('Serverless_res_group_demo_1', 1).Code).toBe('1000010005');
});
