import type { Action } from './action';

/** Operations on workspaces, resource groups and data sources. Source: dataworks-public-20200518 v10.1.0. */
export const workspaces = {
  ListProjects: {
    version: '2020-05-18',
    does: 'list the workspaces',
    method: 'POST',
    effect: 'read',
    query: ['PageNumber', 'PageSize'],
    accepted: 'request id',
  },
  ListResourceGroups: {
    version: '2020-05-18',
    does: 'list the resource groups',
    method: 'POST',
    effect: 'read',
    query: ['Keyword', 'ResourceGroupType'],
    accepted: 'success',
  },
  ListDataSources: {
    version: '2020-05-18',
    does: 'list the data sources',
    method: 'GET',
    effect: 'read',
    query: [
      'ProjectId',
      'DataSourceType',
      'EnvType',
      'Name',
      'PageNumber',
      'PageSize',
      'Status',
      'SubType',
    ],
    accepted: 'success',
  },
  GetDataSourceMeta: {
    version: '2020-05-18',
    does: 'list the tables',
    method: 'POST',
    effect: 'read',
    query: ['DatasourceName', 'ProjectId', 'EnvType', 'PageNumber', 'PageSize'],
    accepted: 'success and status',
  },
} as const satisfies Record<string, Action>;
