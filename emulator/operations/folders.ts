import { BusinessError } from '../errors';
import { addFolder } from './add-folder';
import { folderOf } from './asked-folder';
import { dataWorks, type Operation } from './operation';
import { page } from './paging';
import { fileWorkspace } from './workspace-access';

const listBusiness = dataWorks({
  action: 'ListBusiness',
  access: 'read',
  failure: 'file',
  body: {
    ProjectId: 'id',
    ProjectIdentifier: 'string',
    Keyword: 'string',
    PageNumber: 'num*',
    PageSize: 'num*',
  },
  handle(call, parameters) {
    const workspace = fileWorkspace(call, parameters);
    const found = workspace.businessFlows.filter(({ name }) =>
      name.includes(parameters.Keyword ?? ''),
    );
    const { items, paging } = page(found, parameters);
    return {
      Success: true,
      HttpStatusCode: 200,
      Data: {
        Business: items.map(({ businessId, name }) => ({
          BusinessId: businessId,
          BusinessName: name,
          Description: '',
          Owner: call.caller.identity.userId,
          ProjectId: workspace.projectId,
          UseType: 'NORMAL',
        })),
        ...paging,
      },
    };
  },
});

const listFolders = dataWorks({
  action: 'ListFolders',
  access: 'read',
  failure: 'file',
  body: {
    ProjectId: 'id',
    ProjectIdentifier: 'string',
    ParentFolderPath: 'string*',
    PageNumber: 'num*',
    PageSize: 'num*',
  },
  handle(call, parameters) {
    const workspace = fileWorkspace(call, parameters);
    const parent = folderOf(call, workspace, parameters.ParentFolderPath);
    const children = [...workspace.folders].filter(
      ([path]) => path.slice(0, path.lastIndexOf('/')) === parent && path !== parent,
    );
    const { items, paging } = page(children, parameters);
    return {
      Success: true,
      HttpStatusCode: 200,
      Data: {
        Folders: items.map(([FolderPath, FolderId]) => ({ FolderId, FolderPath })),
        ...paging,
      },
    };
  },
});

const createFolder = dataWorks({
  action: 'CreateFolder',
  access: 'write',
  failure: 'file',
  body: { ProjectId: 'id', ProjectIdentifier: 'string', FolderPath: 'string*' },
  handle(call, parameters) {
    const workspace = fileWorkspace(call, parameters);
    const path = folderOf(call, workspace, parameters.FolderPath);
    if (workspace.folders.has(path)) {
      throw new BusinessError('FolderExisted');
    }
    return { Success: true, HttpStatusCode: 200, Data: addFolder(call, workspace, path) };
  },
});

const getFolder = dataWorks({
  action: 'GetFolder',
  access: 'read',
  failure: 'file',
  body: {
    ProjectId: 'id',
    ProjectIdentifier: 'string',
    FolderId: 'string',
    FolderPath: 'string',
  },
  handle(call, { FolderId, FolderPath, ...named }) {
    const workspace = fileWorkspace(call, named);
    const path = FolderPath === undefined ? undefined : folderOf(call, workspace, FolderPath);
    const found = [...workspace.folders].find(
      ([one, id]) =>
        (FolderId !== undefined || path !== undefined) &&
        (FolderId === undefined || id === FolderId) &&
        (path === undefined || one === path),
    );
    // Empty where there is none: recorded.
    const Data = found ? { FolderId: found[1], FolderPath: found[0] } : {};
    return { Success: true, HttpStatusCode: 200, Data };
  },
});

/** Business flows and the folders in them. */
export const folders: Operation[] = [listBusiness, listFolders, createFolder, getFolder];
