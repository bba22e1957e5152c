import { STUDIO_RESOURCE_GROUPS } from '../../defaults';
import type { Workspace } from '../../state/workspace';
import type { Call, Operation } from '../operation';
import { refused } from './errors';
import { requireMember, studio, workspaceOf } from './operation';
import { PAGE, pageOf } from './paging';

type DataSource = Workspace['dataSources'][number];

/** The group that reaches the data sources. */
const REACHING = 'Serverless_res_group_demo_1';
/** Added to a data source's id for its entry of the development environment. */
const DEV_OFFSET = 1000n;

/** What 2024-05-18 calls a type that 2020-05-18 calls otherwise. */
const TYPE_NAMES: Record<string, string> = { odps: 'maxcompute', holo: 'hologres' };

function typeOf({ type }: DataSource): string {
  return TYPE_NAMES[type] ?? type;
}

/** The entries of `source`: Prod, and Dev too in standard mode. */
function entries(call: Call, workspace: Workspace, source: DataSource) {
  const hasDev = !workspace.newStudio || call.settings.studio.mode === 'standard';
  return (hasDev ? (['Dev', 'Prod'] as const) : (['Prod'] as const)).map((envType) => ({
    envType,
    id: envType === 'Dev' ? source.id + DEV_OFFSET : source.id,
  }));
}

function entryReply(
  call: Call,
  source: DataSource,
  { envType, id }: { envType: string; id: bigint },
) {
  return {
    Id: id,
    ConnectionProperties: { envType, ...source.content },
    ConnectionPropertiesMode: 'UrlMode',
    Description: '',
    QualifiedName: `${source.name}_${envType}`,
    CreateTime: 0,
    CreateUser: call.caller.identity.userId,
    ModifyTime: 0,
    ModifyUser: call.caller.identity.userId,
  };
}

const listDataSources = studio({
  action: 'ListDataSources',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: {
    ProjectId: 'id*',
    EnvType: 'string',
    Name: 'string',
    Order: 'string',
    SortBy: 'string',
    Tags: 'string',
    Types: 'string',
    ...PAGE,
  },
  handle(call, parameters) {
    const workspace = workspaceOf(call, parameters.ProjectId);
    const { EnvType, Name = '' } = parameters;
    const types = parameters.Types?.toLowerCase().split(',');
    const found = workspace.dataSources
      .filter((source) => source.name.includes(Name) && (!types || types.includes(typeOf(source))))
      .map((source) => ({
        Name: source.name,
        Type: typeOf(source),
        DataSource: entries(call, workspace, source)
          .filter(({ envType }) => EnvType === undefined || EnvType === envType)
          .map((entry) => entryReply(call, source, entry)),
      }))
      .filter(({ DataSource }) => DataSource.length > 0);
    const { items, paging } = pageOf(call, found, parameters);
    return { PagingInfo: { DataSources: items, ...paging } };
  },
});

function sourceOf(call: Call, id: bigint, projectId?: bigint) {
  for (const workspace of call.state.workspaces.values()) {
    if (projectId !== undefined && workspace.projectId !== projectId) continue;
    for (const source of workspace.dataSources) {
      const entry = entries(call, workspace, source).find((one) => one.id === id);
      if (entry) return { workspace, source, entry };
    }
  }
  throw refused('noDataSource');
}

const getDataSource = studio({
  action: 'GetDataSource',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: { Id: 'id*' },
  handle(call, { Id }) {
    requireMember(call);
    const { workspace, source, entry } = sourceOf(call, Id);
    return {
      DataSource: {
        ...entryReply(call, source, entry),
        Name: source.name,
        Type: typeOf(source),
        ProjectId: workspace.projectId,
      },
    };
  },
});

const testConnectivity = studio({
  action: 'TestDataSourceConnectivity',
  access: 'read',
  failure: 'none',
  query: { DataSourceId: 'id*', ProjectId: 'id*', ResourceGroupId: 'string*' },
  handle(call, { DataSourceId, ProjectId, ResourceGroupId }) {
    workspaceOf(call, ProjectId);
    const { source } = sourceOf(call, DataSourceId, ProjectId);
    if (!STUDIO_RESOURCE_GROUPS.some(({ id }) => id === ResourceGroupId)) {
      throw refused('noResourceGroup');
    }
    const reaches = ResourceGroupId === REACHING;
    const ConnectMessage = reaches
      ? ''
      : `${source.name} cannot be reached from the group's network.`;
    return {
      Connectivity: {
        ConnectState: reaches ? 'Connectable' : 'Unreachable',
        ConnectMessage,
        DetailLogs: [
          {
            Code: reaches ? 'connectSuccess' : 'connectTimeout',
            Message: ConnectMessage,
            StartTime: call.now,
            EndTime: call.now,
          },
        ],
      },
    };
  },
});

/** Data sources, and whether a resource group reaches them. */
export const dataSources: Operation[] = [listDataSources, getDataSource, testConnectivity];
