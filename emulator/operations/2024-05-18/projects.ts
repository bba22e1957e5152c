import { ACCOUNT_ID } from '../../defaults';
import type { Workspace } from '../../state/workspace';
import type { Call, Operation } from '../operation';
import { readIds } from './ids';
import { studio, workspaceOf } from './operation';
import { PAGE, pageOf } from './paging';

/** No field tells which kind of Data Studio the workspace uses. */
function projectReply(
  call: Call,
  { projectId, identifier, name, newStudio, ...workspace }: Workspace,
) {
  const mode = newStudio ? call.settings.studio.mode : workspace.mode;
  return {
    Id: projectId,
    Name: identifier,
    DisplayName: name,
    Description: '',
    Owner: ACCOUNT_ID,
    Status: 'Available',
    DevEnvironmentEnabled: mode === 'standard',
    DevRoleDisabled: false,
    PaiTaskEnabled: false,
    AliyunResourceGroupId: 'rg-demo',
    AliyunResourceTags: [],
  };
}

const listProjects = studio({
  action: 'ListProjects',
  access: 'read',
  failure: 'none',
  body: {
    AliyunResourceGroupId: 'string',
    AliyunResourceTags: 'json',
    DevEnvironmentEnabled: 'bool',
    DevRoleDisabled: 'bool',
    Ids: 'string',
    Names: 'json',
    PaiTaskEnabled: 'bool',
    Status: 'string',
    ...PAGE,
  },
  handle(call, parameters) {
    const { Names, Status = 'Available', DevEnvironmentEnabled } = parameters;
    const ids = readIds('Ids', parameters.Ids);
    const found = [...call.state.workspaces.values()].filter(
      (one) =>
        (!ids || ids.includes(one.projectId)) &&
        (!Array.isArray(Names) || Names.includes(one.identifier)) &&
        Status === 'Available',
    );
    const replies = found
      .map((one) => projectReply(call, one))
      .filter(
        (one) =>
          DevEnvironmentEnabled === undefined ||
          one.DevEnvironmentEnabled === DevEnvironmentEnabled,
      );
    const { items, paging } = pageOf(call, replies, parameters);
    return { PagingInfo: { Projects: items, ...paging } };
  },
});

const getProject = studio({
  action: 'GetProject',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: { Id: 'id*' },
  handle(call, { Id }) {
    return { Project: projectReply(call, workspaceOf(call, Id)) };
  },
});

/** Workspaces of both kinds. */
export const projects: Operation[] = [listProjects, getProject];
