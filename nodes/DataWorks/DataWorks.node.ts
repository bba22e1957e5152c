import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type ILoadOptionsFunctions,
  type INodeListSearchResult,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';

import { properties } from './properties';

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

const dataSources = () => import('./lists/listDataSources');
const studioDataSources = () => import('./lists/listStudioDataSources');
const tables = () => import('./lists/listTables');

/** Creates and runs Data Integration tasks of Alibaba Cloud DataWorks. */
export class DataWorks implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Alibaba Cloud DataWorks',
    name: 'dataWorks',
    icon: { light: 'file:dataWorks.svg', dark: 'file:dataWorks.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle:
      '={{ $parameter["operation"] + ": " + ($parameter["taskName"] || $parameter["nodeName"] || $parameter["jobName"] || $parameter["resource"]) }}',
    description: 'Create and run Data Integration tasks in Alibaba Cloud DataWorks',
    defaults: { name: 'Alibaba Cloud DataWorks' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'alibabaCloudAccessKeyApi', required: true }],
    builderHint: {
      searchHint:
        'Copies tables into MaxCompute, Hologres and others by DataWorks Data Integration. Resource Sync Task and Instance in a workspace with legacy DataStudio, Sync Node and Task Instance in one with the new Data Studio: ask the user which. DI Job mirrors whole databases, and in real time. Create makes a draft, Deploy publishes it, Run starts it and can wait; a wait costs calls, up to 70 an hour. Preview sends nothing.',
    },
    properties,
  };

  methods = {
    listSearch: {
      listActions: loaded(async () => (await import('./lists/listActions')).listActions),
      listDiJobs: loaded(async () => (await import('./lists/listDiJobs')).listDiJobs),
      listFolders: loaded(async () => (await import('./lists/listFolders')).listFolders),
      listInstances: loaded(async () => (await import('./lists/listInstances')).listInstances),
      listNodes: loaded(async () => (await import('./lists/listNodes')).listNodes),
      listReaderDataSources: loaded(async () => (await dataSources()).listReaderDataSources),
      listReaderTables: loaded(async () => (await tables()).listReaderTables),
      listResourceGroups: loaded(
        async () => (await import('./lists/listResourceGroups')).listResourceGroups,
      ),
      listStudioDataSourceNames: loaded(
        async () => (await studioDataSources()).listStudioDataSourceNames,
      ),
      listStudioDataSources: loaded(async () => (await studioDataSources()).listStudioDataSources),
      listStudioFolders: loaded(async () => (await import('./lists/listNodes')).listStudioFolders),
      listStudioResourceGroups: loaded(
        async () => (await import('./lists/listStudioResourceGroups')).listStudioResourceGroups,
      ),
      listTaskInstances: loaded(
        async () => (await import('./lists/listTaskInstances')).listTaskInstances,
      ),
      listTasks: loaded(async () => (await import('./lists/listTasks')).listTasks),
      listWorkspaces: loaded(async () => (await import('./lists/listWorkspaces')).listWorkspaces),
      listWriterDataSources: loaded(async () => (await dataSources()).listWriterDataSources),
      listWriterTables: loaded(async () => (await tables()).listWriterTables),
    },
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return (await import('./execute')).execute.call(this);
  }
}
