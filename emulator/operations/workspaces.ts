import { ACCOUNT_ID, RESOURCE_GROUPS } from '../defaults';
import { dataWorks, type Operation } from './operation';
import { page } from './paging';
import { fileWorkspace } from './workspace-access';

const listProjects = dataWorks({
  action: 'ListProjects',
  access: 'read',
  failure: 'none',
  query: {
    PageNumber: 'num',
    PageSize: 'num',
    ResourceManagerResourceGroupId: 'string',
    Tags: 'json',
  },
  handle(call, parameters) {
    const { items, paging } = page([...call.state.workspaces.values()], parameters);
    return {
      PageResult: {
        ProjectList: items.map((workspace) => ({
          ProjectId: workspace.projectId,
          ProjectIdentifier: workspace.identifier,
          ProjectName: workspace.name,
          ProjectDescription: '',
          ProjectOwnerBaseId: ACCOUNT_ID,
          ProjectStatus: 0,
          ProjectStatusCode: 'AVAILABLE',
          IsDefault: 0,
          DisableDevelopment: false,
          TablePrivacyMode: 1,
          UseProxyOdpsAccount: false,
          Tags: [],
        })),
        ...paging,
      },
    };
  },
});

/** ProjectMode by mode. Source: the SDK's model. */
const PROJECT_MODES = { basic: 2, standard: 3 };

const getProject = dataWorks({
  action: 'GetProject',
  access: 'read',
  failure: 'file',
  query: { ProjectId: 'id', ProjectIdentifier: 'string' },
  handle(call, parameters) {
    const { projectId, identifier, name, mode } = fileWorkspace(call, parameters);
    return {
      Success: true,
      HttpStatusCode: 200,
      Data: {
        ProjectId: projectId,
        ProjectIdentifier: identifier,
        ProjectName: name,
        ProjectDescription: '',
        ProjectOwnerBaseId: ACCOUNT_ID,
        ProjectMode: PROJECT_MODES[mode],
        EnvTypes: mode === 'standard' ? ['DEV', 'PROD'] : ['PROD'],
        Status: 0,
        IsDefault: 0,
        DisableDevelopment: false,
        IsAllowDownload: 1,
        ProtectedMode: 0,
        ResidentArea: 'private',
        SchedulerMaxRetryTimes: 3,
        SchedulerRetryInterval: 120_000,
        TablePrivacyMode: 1,
        UseProxyOdpsAccount: false,
        Tags: [],
      },
    };
  },
});

const listResourceGroups = dataWorks({
  action: 'ListResourceGroups',
  access: 'read',
  failure: 'none',
  query: {
    ResourceGroupType: 'num',
    Keyword: 'string',
    BizExtKey: 'string',
    ResourceManagerResourceGroupId: 'string',
    Tags: 'json',
  },
  handle(_call, { ResourceGroupType, Keyword = '' }) {
    const found = RESOURCE_GROUPS.filter(
      (group) =>
        (ResourceGroupType === undefined || group.type === ResourceGroupType) &&
        (group.name.includes(Keyword) || group.identifier.includes(Keyword)),
    );
    return {
      Success: true,
      HttpStatusCode: 200,
      Data: found.map((group) => ({
        Id: group.id,
        Identifier: group.identifier,
        Name: group.name,
        ResourceGroupType: String(group.type),
        Mode: 'ISOLATE',
        Status: 0,
        IsDefault: false,
        EnableKp: false,
        Specs: {},
        Tags: [],
      })),
    };
  },
});

/** Workspaces and resource groups, which belong to the whole account. */
export const workspaces: Operation[] = [listProjects, getProject, listResourceGroups];
