import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';

import { listSearch } from './lists/listSearch';
import { properties } from './properties';

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
    properties,
  };

  methods = { listSearch };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return (await import('./execute')).execute.call(this);
  }
}
