import { emulatorUnderTest } from './emulator-under-test';

const paged = { PageNumber: '1', PageSize: '10' };

test('ListProjects gives all workspaces, a page at a time', () => {
  const { call } = emulatorUnderTest();
  const { PageResult } = call({ action: 'ListProjects' }).body;
  expect(PageResult).toMatchObject({ PageNumber: 1, PageSize: 10, TotalCount: 3 });
  expect(PageResult.ProjectList).toMatchObject([
    { ProjectId: 10000, ProjectIdentifier: 'demo_workspace' },
    { ProjectId: 10001, ProjectIdentifier: 'empty_workspace' },
    { ProjectId: 20000, ProjectIdentifier: 'demo_studio' },
  ]);
  const second = call({ action: 'ListProjects', query: { PageNumber: '2', PageSize: '1' } });
  expect(second.body.PageResult.ProjectList).toMatchObject([{ ProjectId: 10001 }]);
});

test('ListResourceGroups tells Data Integration groups from the others', () => {
  const { call } = emulatorUnderTest();
  const identifiers = (query: Record<string, string>) =>
    call({ action: 'ListResourceGroups', query }).body.Data.map(
      ({ Identifier }: { Identifier: string }) => Identifier,
    );
  expect(identifiers({})).toEqual(['S_res_group_demo_1', 'S_res_group_demo_scheduling']);
  expect(identifiers({ ResourceGroupType: '4' })).toEqual(['S_res_group_demo_1']);
  expect(identifiers({ Keyword: 'scheduling' })).toEqual(['S_res_group_demo_scheduling']);
});

test.each([
  [{}, ['mysql_pub', 'odps_source']],
  [{ DataSourceType: 'odps' }, ['odps_source']],
  [{ Name: 'pub' }, ['mysql_pub']],
  [{ EnvType: '0' }, []],
  [{ ProjectId: '10001' }, []],
])('ListDataSources finds %j', (query, expected) => {
  const { call } = emulatorUnderTest();
  const sent = { ProjectId: '10000', ...query } as Record<string, string>;
  const { Data } = call({ action: 'ListDataSources', method: 'GET', query: sent }).body;
  expect(Data.DataSources.map(({ Name }: { Name: string }) => Name)).toEqual(expected);
});

test('ListBusiness and ListFolders lead to the folder of the defaults', () => {
  const { call } = emulatorUnderTest();
  const body = { ProjectId: '10000', ...paged };
  expect(call({ action: 'ListBusiness', body }).body.Data.Business).toMatchObject([
    { BusinessId: 300001, BusinessName: 'demo' },
  ]);
  const folders = (ParentFolderPath: string) =>
    call({ action: 'ListFolders', body: { ...body, ParentFolderPath } }).body.Data.Folders.map(
      ({ FolderPath }: { FolderPath: string }) => FolderPath,
    );
  expect(folders('业务流程')).toEqual(['业务流程/demo']);
  expect(folders('业务流程/demo/')).toEqual(['业务流程/demo/folderDi']);
  expect(folders('业务流程/other')).toEqual([]);
  const empty = call({ action: 'ListBusiness', body: { ...body, ProjectId: '10001' } });
  expect(empty.body.Data).toMatchObject({ Business: [], TotalCount: 0 });
});

describe('TestNetworkConnection', () => {
  const tested = (query: Record<string, string>) => {
    const { call } = emulatorUnderTest();
    const sent = {
      ProjectId: '10000',
      DatasourceName: 'mysql_pub',
      EnvType: '1',
      ResourceGroup: 'S_res_group_demo_1',
    };
    return call({ action: 'TestNetworkConnection', query: { ...sent, ...query } });
  };

  test('gives one object that says whether the group reaches the data source', () => {
    expect(tested({}).body).toMatchObject({
      Success: true,
      TaskList: { ConnectStatus: true, ConnectMessage: '' },
    });
    expect(tested({ ResourceGroup: 'S_res_group_demo_scheduling' }).body).toMatchObject({
      Success: true,
      TaskList: { ConnectStatus: false, ConnectMessage: expect.stringContaining('mysql_pub') },
    });
  });

  test.each<Record<string, string>>([
    { DatasourceName: 'nothing' },
    { EnvType: '0' },
    { ResourceGroup: 'nothing' },
  ])('refuses what is not there: %j', (query) => {
    expect(tested(query)).toMatchObject({ status: 400, body: { Code: 'Invalid.DI.Parameter' } });
  });
});

describe('GetDataSourceMeta', () => {
  const meta = (query: Record<string, string>, options = {}) => {
    const { call } = emulatorUnderTest(options);
    const sent = { ProjectId: '10000', DatasourceName: 'mysql_pub', ...query };
    return call({ action: 'GetDataSourceMeta', query: sent }).body;
  };
  const table = (name: string) => ({
    tableInfos: [{ dbName: 'demo', enable: true, table: name, tableName: name }],
  });

  test('lists tables in the documented shape', () => {
    const { Data } = meta({});
    expect(JSON.parse(Data.Meta)).toEqual({
      dbTables: [{ dbName: 'demo', schema: [table('u_pk'), table('orders')] }],
    });
    const second = meta({ PageNumber: '2', PageSize: '1' }).Data.Meta;
    expect(JSON.parse(second).dbTables[0].schema).toEqual([table('orders')]);
  });

  test('gives columns only where that is switched on', () => {
    const parsed = JSON.parse(meta({}, { columnsInMeta: true }).Data.Meta);
    expect(parsed.dbTables[0].schema[0].tableInfos[0].columns).toContain('create_time');
  });

  test('reports an unknown data source under HTTP 200', () => {
    expect(meta({ DatasourceName: 'other' })).toMatchObject({
      Success: false,
      Data: { Status: 'fail' },
    });
  });
});
