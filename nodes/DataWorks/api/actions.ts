/**
 * The operations of the API that this package calls: where each parameter travels and what a good
 * reply has. Source: dataworks-public-20200518 v10.1.0 of the official TypeScript SDK.
 */

/** One operation of the API. */
export interface Action {
  version: string;
  /** What it does, as in "DataWorks did not …". */
  does: string;
  method: 'GET' | 'POST';
  /**
   * What sending it twice does: `read` changes nothing, `token` is deduplicated by its ClientToken,
   * `write` may act twice.
   */
  effect: 'read' | 'token' | 'write';
  /** Parameters in the query string. */
  query?: readonly string[];
  /** Parameters in the form body. */
  form?: readonly string[];
  /**
   * What says that it worked: `Success` true; that and `Data.Status` "success" where it is given;
   * or just a RequestId, for the operations that have no `Success`.
   */
  accepted: 'success' | 'success and status' | 'request id';
}

const DATAWORKS = '2020-05-18';

export const actions = {
  CreateDISyncTask: {
    version: DATAWORKS,
    does: 'create the task',
    method: 'POST',
    effect: 'token',
    query: ['ProjectId', 'TaskType', 'TaskName', 'TaskParam', 'ClientToken'],
    form: ['TaskContent'],
    accepted: 'success and status',
  },
  UpdateDISyncTask: {
    version: DATAWORKS,
    does: 'update the task',
    method: 'POST',
    effect: 'write',
    query: ['ProjectId', 'FileId', 'TaskType', 'TaskContent', 'TaskParam'],
    accepted: 'success and status',
  },
  UpdateFile: {
    version: DATAWORKS,
    does: 'update the file of the task',
    method: 'POST',
    effect: 'write',
    form: ['ProjectId', 'FileId', 'Content'],
    accepted: 'success',
  },
  GetFile: {
    version: DATAWORKS,
    does: 'give the task',
    method: 'POST',
    effect: 'read',
    form: ['ProjectId', 'FileId'],
    accepted: 'success',
  },
  ListFiles: {
    version: DATAWORKS,
    does: 'list the tasks',
    method: 'POST',
    effect: 'read',
    form: [
      'ProjectId',
      'ExactFileName',
      'FileFolderPath',
      'NeedAbsoluteFolderPath',
      'NeedContent',
      'PageNumber',
      'PageSize',
    ],
    accepted: 'success',
  },
  ListProjects: {
    version: DATAWORKS,
    does: 'list the workspaces',
    method: 'POST',
    effect: 'read',
    query: ['PageNumber', 'PageSize'],
    accepted: 'request id',
  },
  ListBusiness: {
    version: DATAWORKS,
    does: 'list the business flows',
    method: 'POST',
    effect: 'read',
    form: ['ProjectId', 'Keyword', 'PageNumber', 'PageSize'],
    accepted: 'success',
  },
  ListFolders: {
    version: DATAWORKS,
    does: 'list the folders',
    method: 'POST',
    effect: 'read',
    form: ['ProjectId', 'ParentFolderPath', 'PageNumber', 'PageSize'],
    accepted: 'success',
  },
  ListResourceGroups: {
    version: DATAWORKS,
    does: 'list the resource groups',
    method: 'POST',
    effect: 'read',
    query: ['ResourceGroupType', 'Keyword'],
    accepted: 'success',
  },
} as const satisfies Record<string, Action>;

export type ActionName = keyof typeof actions;

type Names<A, Key extends string> =
  A extends Record<Key, readonly (infer Name extends string)[]> ? Name : never;

/** The parameters of an operation, by the API's names. `undefined` is not sent; ids may be text. */
export type Parameters<A extends ActionName> = {
  [Name in Names<(typeof actions)[A], 'query'> | Names<(typeof actions)[A], 'form'>]?:
    | string
    | number
    | boolean
    | undefined;
};
