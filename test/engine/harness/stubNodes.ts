import type {
  IExecuteFunctions,
  INodeExecutionData,
  INodeType,
  INodeTypeDescription,
} from 'n8n-workflow';

type Stub = Pick<INodeTypeDescription, 'name'> &
  Partial<Pick<INodeTypeDescription, 'inputs' | 'properties'>>;

const stub = (description: Stub, execute?: INodeType['execute']): INodeType => ({
  description: {
    displayName: description.name,
    group: ['transform'],
    version: 1,
    description: '',
    defaults: { name: description.name },
    inputs: ['main'],
    outputs: ['main'],
    properties: [],
    ...description,
  },
  ...(execute && { execute }),
});

/** Stands for the Manual Trigger; its items are pinned data. */
const manualTrigger = stub({ name: 'manualTrigger', inputs: [] }, async () => [[]]);

const noOp = stub({ name: 'noOp' }, async function (this: IExecuteFunctions) {
  return [this.getInputData()];
});

/** Stands for the Set node: each item becomes `fields`, whose values may be expressions. */
const set = stub(
  {
    name: 'set',
    properties: [{ displayName: 'Fields', name: 'fields', type: 'json', default: {} }],
  },
  async function (this: IExecuteFunctions) {
    const items = this.getInputData().map(
      (_, item): INodeExecutionData => ({
        json: this.getNodeParameter('fields', item) as INodeExecutionData['json'],
        pairedItem: { item },
      }),
    );
    return [items];
  },
);

/** n8n's own nodes that a test workflow needs, under n8n's names. */
export const stubNodes: Record<string, INodeType> = {
  'n8n-nodes-base.manualTrigger': manualTrigger,
  'n8n-nodes-base.noOp': noOp,
  'n8n-nodes-base.set': set,
};
