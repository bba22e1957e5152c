import type { ActionData } from '../../../alibabaCloud/service';

/** Operations on workspaces, resource groups and data sources. Source: dataworks-public-20200518 v10.1.0. */
export const workspaces = {
  GetProject: {
    does: 'give the workspace',
    method: 'POST',
    effect: 'read',
    query: { ProjectId: 'id', ProjectIdentifier: 'text' },
    accepted: 'success',
  },
  ListProjects: {
    does: 'list the workspaces',
    method: 'POST',
    effect: 'read',
    query: { PageNumber: 'number', PageSize: 'number' },
    accepted: 'request id',
  },
  ListResourceGroups: {
    does: 'list the resource groups',
    method: 'POST',
    effect: 'read',
    query: { Keyword: 'text', ResourceGroupType: 'number' },
    accepted: 'success',
  },
  ListDataSources: {
    does: 'list the data sources',
    method: 'GET',
    effect: 'read',
    query: {
      ProjectId: 'id',
      DataSourceType: 'text',
      EnvType: 'number',
      Name: 'text',
      PageNumber: 'number',
      PageSize: 'number',
      Status: 'text',
      SubType: 'text',
    },
    accepted: 'success',
  },
  GetDataSourceMeta: {
    does: 'list the tables',
    method: 'POST',
    effect: 'read',
    query: {
      DatasourceName: 'text',
      ProjectId: 'id',
      EnvType: 'text',
      PageNumber: 'number',
      PageSize: 'number',
    },
    accepted: 'success and status',
  },
  TestNetworkConnection: {
    does: 'test the data source',
    method: 'POST',
    effect: 'read',
    query: { DatasourceName: 'text', EnvType: 'text', ProjectId: 'id', ResourceGroup: 'text' },
    accepted: 'success',
  },
} as const satisfies Record<string, ActionData>;
