import { RESOURCE_GROUPS } from '../defaults';
import { apiError, DataIntegrationFailure, invalidParameter } from '../errors';
import type { Workspace } from '../state/workspace';
import { dataWorks, type Operation } from './operation';
import { page } from './paging';
import { diWorkspace, requireRole } from './workspace-access';

/** All data sources of the emulator are of the production environment. */
const PRODUCTION = 1;
/** The type of the resource groups that reach data sources. */
const DATA_INTEGRATION = 4;

const listDataSources = dataWorks({
  action: 'ListDataSources',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: {
    ProjectId: 'id*',
    DataSourceType: 'string',
    EnvType: 'num',
    Name: 'string',
    Status: 'string',
    SubType: 'string',
    PageNumber: 'num',
    PageSize: 'num',
  },
  handle(call, parameters) {
    const workspace = call.state.workspaces.get(parameters.ProjectId);
    if (!workspace) throw invalidParameter('ProjectId');
    requireRole(call);
    const { DataSourceType, EnvType = PRODUCTION, Name = '' } = parameters;
    const found = workspace.dataSources.filter(
      (source) =>
        EnvType === PRODUCTION &&
        (DataSourceType === undefined || source.type === DataSourceType) &&
        source.name.includes(Name),
    );
    const { items, paging } = page(found, parameters);
    return {
      Success: true,
      HttpStatusCode: 200,
      Data: {
        DataSources: items.map((source, index) => ({
          Id: source.id,
          Name: source.name,
          DataSourceType: source.type,
          Content: JSON.stringify(source.content),
          Description: '',
          EnvType: PRODUCTION,
          ProjectId: workspace.projectId,
          Sequence: index + 1,
          Shared: false,
          Status: 1,
          ConnectStatus: 1,
          DefaultEngine: source.type === 'odps',
          Operator: call.caller.identity.userId,
        })),
        ...paging,
      },
    };
  },
});

/**
 * The tables in the documented shape of Meta: {dbTables: [{dbName, schema: [{tableInfos:
 * [{dbName, enable, table, tableName}]}]}]}, one schema entry per table. `withColumns` adds
 * `columns: [name, …]` to each table, which the documentation does not have.
 */
function metaOf(source: Workspace['dataSources'][number], withColumns: boolean, tables: Tables) {
  return {
    dbTables: [
      {
        dbName: source.database,
        schema: tables.map(({ name, columns }) => ({
          tableInfos: [
            {
              dbName: source.database,
              enable: true,
              table: name,
              tableName: name,
              ...(withColumns && { columns }),
            },
          ],
        })),
      },
    ],
  };
}

type Tables = Workspace['dataSources'][number]['tables'];

const getDataSourceMeta = dataWorks({
  action: 'GetDataSourceMeta',
  access: 'read',
  failure: 'di',
  query: {
    ProjectId: 'id*',
    DatasourceName: 'string*',
    EnvType: 'string',
    PageNumber: 'num',
    PageSize: 'num',
  },
  handle(call, parameters) {
    const workspace = diWorkspace(call, parameters.ProjectId);
    const { DatasourceName, EnvType = String(PRODUCTION) } = parameters;
    const source = workspace.dataSources.find(({ name }) => name === DatasourceName);
    if (!source || EnvType !== String(PRODUCTION)) {
      throw new DataIntegrationFailure(`Datasource ${DatasourceName} does not exist.`);
    }
    const { items } = page(source.tables, parameters);
    const meta = metaOf(source, call.settings.columnsInMeta, items);
    return { Success: true, Data: { Status: 'success', Meta: JSON.stringify(meta) } };
  },
});

const testNetwork = dataWorks({
  action: 'TestNetworkConnection',
  access: 'read',
  failure: 'none',
  query: {
    ProjectId: 'id*',
    DatasourceName: 'string*',
    EnvType: 'string*',
    ResourceGroup: 'string*',
  },
  handle(call, { ProjectId, DatasourceName, EnvType, ResourceGroup }) {
    const workspace = diWorkspace(call, ProjectId);
    const isThere = workspace.dataSources.some(({ name }) => name === DatasourceName);
    if (!isThere || EnvType !== String(PRODUCTION)) throw apiError('Invalid.DI.Parameter');
    const group = RESOURCE_GROUPS.find(({ identifier }) => identifier === ResourceGroup);
    if (!group) throw apiError('Invalid.DI.Parameter');
    const ConnectStatus = group.type === DATA_INTEGRATION;
    const ConnectMessage = ConnectStatus ? '' : `connect to ${DatasourceName} timed out`;
    return { Success: true, TaskList: { ConnectStatus, ConnectMessage } };
  },
});

/** Data sources, their tables, and whether a resource group reaches them. */
export const dataSources: Operation[] = [listDataSources, getDataSourceMeta, testNetwork];
