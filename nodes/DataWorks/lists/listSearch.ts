import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

/** One page of a list, as n8n's editor asks for it. */
type List = (
  this: ILoadOptionsFunctions,
  filter?: string,
  token?: string,
) => Promise<INodeListSearchResult>;

/** A list whose code is loaded when the editor first asks for it. */
const loaded = (load: () => Promise<List>): List =>
  async function (filter, token) {
    return (await load()).call(this, filter, token);
  };

const dataSources = () => import('./listDataSources');
const tables = () => import('./listTables');

/** The lists by the names that the fields have for them. */
export const listSearch = {
  listFolders: loaded(async () => (await import('./listFolders')).listFolders),
  listInstances: loaded(async () => (await import('./listInstances')).listInstances),
  listReaderDataSources: loaded(async () => (await dataSources()).listReaderDataSources),
  listReaderTables: loaded(async () => (await tables()).listReaderTables),
  listResourceGroups: loaded(async () => (await import('./listResourceGroups')).listResourceGroups),
  listTasks: loaded(async () => (await import('./listTasks')).listTasks),
  listWorkspaces: loaded(async () => (await import('./listWorkspaces')).listWorkspaces),
  listWriterDataSources: loaded(async () => (await dataSources()).listWriterDataSources),
  listWriterTables: loaded(async () => (await tables()).listWriterTables),
};
