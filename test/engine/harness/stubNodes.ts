import type {
  IExecuteFunctions,
  INodeExecutionData,
  INodeType,
  INodeTypeDescription,
} from 'n8n-workflow';

type Stub = Pick<INodeTypeDescription, 'name'> &
  Partial<Pick<INodeTypeDescription, 'inputs' | 'outputs' | 'properties'>>;

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

/** Stands for the trigger of a sub-workflow. */
const executeWorkflowTrigger = stub({ name: 'executeWorkflowTrigger' }, async function () {
  return [this.getInputData()];
});

/** Stands for version 1 of the If node with one condition, that something is true. */
const ifNode = stub(
  {
    name: 'if',
    outputs: ['main', 'main'],
    properties: [{ displayName: 'Conditions', name: 'conditions', type: 'json', default: {} }],
  },
  async function () {
    const outputs: INodeExecutionData[][] = [[], []];
    for (const [item, given] of this.getInputData().entries()) {
      const { boolean } = this.getNodeParameter('conditions', item) as {
        boolean: [{ value1: boolean }];
      };
      outputs[boolean[0].value1 ? 0 : 1]!.push({ ...given, pairedItem: { item } });
    }
    return outputs;
  },
);

/** Stands for the Wait node, which waits in the process below 65 s. */
const wait = stub(
  {
    name: 'wait',
    properties: [
      { displayName: 'Amount', name: 'amount', type: 'number', default: 1 },
      { displayName: 'Unit', name: 'unit', type: 'string', default: 'hours' },
    ],
  },
  async function () {
    const seconds = this.getNodeParameter('amount', 0) as number;
    if (this.getNodeParameter('unit', 0) !== 'seconds' || seconds < 65) {
      throw new Error('This wait is not parked.');
    }
    await this.putExecutionToWait(new Date(Date.now() + 1000 * seconds));
    return [this.getInputData()];
  },
);

/** n8n's own nodes that a test workflow needs, under n8n's names. */
export const stubNodes: Record<string, INodeType> = {
  'n8n-nodes-base.manualTrigger': manualTrigger,
  'n8n-nodes-base.noOp': noOp,
  'n8n-nodes-base.set': set,
  'n8n-nodes-base.executeWorkflowTrigger': executeWorkflowTrigger,
  'n8n-nodes-base.if': ifNode,
  'n8n-nodes-base.wait': wait,
};
