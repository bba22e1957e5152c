import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';

import { execute } from './execute';
import { listReaderDataSources, listWriterDataSources } from './lists/listDataSources';
import { listFolders } from './lists/listFolders';
import { listInstances } from './lists/listInstances';
import { listResourceGroups } from './lists/listResourceGroups';
import { listReaderTables, listWriterTables } from './lists/listTables';
import { listTasks } from './lists/listTasks';
import { listWorkspaces } from './lists/listWorkspaces';
import { nodeProperties } from './resources';

/** Creates and runs Data Integration tasks of Alibaba Cloud DataWorks. */
export class DataWorks implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Alibaba Cloud DataWorks',
    name: 'dataWorks',
    icon: { light: 'file:dataWorks.svg', dark: 'file:dataWorks.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle:
      '={{ $parameter["operation"] + ": " + ($parameter["taskName"] || $parameter["resource"]) }}',
    description: 'Create and run Data Integration tasks in Alibaba Cloud DataWorks',
    defaults: { name: 'Alibaba Cloud DataWorks' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'alibabaCloudApi', required: true }],
    properties: nodeProperties(),
  };

  methods = {
    listSearch: {
      listFolders,
      listInstances,
      listReaderDataSources,
      listReaderTables,
      listResourceGroups,
      listTasks,
      listWorkspaces,
      listWriterDataSources,
      listWriterTables,
    },
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return execute.call(this);
  }
}
