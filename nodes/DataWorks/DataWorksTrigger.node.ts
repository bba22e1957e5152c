import {
  NodeConnectionTypes,
  type ILoadOptionsFunctions,
  type INodeExecutionData,
  type INodeListSearchResult,
  type INodeType,
  type INodeTypeDescription,
  type IPollFunctions,
} from 'n8n-workflow';

import { properties } from './triggerProperties';

/** Starts a workflow when runs in Alibaba Cloud DataWorks have ended. */
export class DataWorksTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Alibaba Cloud DataWorks Trigger',
    name: 'dataWorksTrigger',
    icon: { light: 'file:dataWorks.svg', dark: 'file:dataWorks.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ $parameter["event"] }}',
    description: 'Starts the workflow when a run in Alibaba Cloud DataWorks has ended',
    defaults: { name: 'Alibaba Cloud DataWorks Trigger' },
    polling: true,
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'alibabaCloudAccessKeyApi', required: true }],
    builderHint: {
      searchHint:
        'Starts when a run of a DataWorks task has failed, succeeded or ended, one item each: for scheduled runs and backfills. Ask which kind of Data Studio the workspace has. A look every 15 minutes costs 96 calls a day and more.',
      relatedNodes: [
        {
          nodeType: 'n8n-nodes-alibabacloud-dataworks.dataWorks',
          relationHint: 'Reads the log of the run, runs it again, or starts others',
        },
      ],
    },
    // n8n puts Poll Times into this list.
    properties: [...properties],
  };

  methods = {
    listSearch: {
      async listNodes(
        this: ILoadOptionsFunctions,
        filter?: string,
        token?: string,
      ): Promise<INodeListSearchResult> {
        return (await import('./lists/listNodes')).listNodes.call(this, filter, token);
      },
      async listTasks(
        this: ILoadOptionsFunctions,
        filter?: string,
        token?: string,
      ): Promise<INodeListSearchResult> {
        return (await import('./lists/listTasks')).listTasks.call(this, filter, token);
      },
      async listWorkspaces(
        this: ILoadOptionsFunctions,
        filter?: string,
        token?: string,
      ): Promise<INodeListSearchResult> {
        return (await import('./lists/listWorkspaces')).listWorkspaces.call(this, filter, token);
      },
    },
  };

  async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
    return (await import('./poll')).poll.call(this);
  }
}
