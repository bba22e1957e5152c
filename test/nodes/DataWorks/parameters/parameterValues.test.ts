import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';

import { readConstantsOnce } from '../../../../nodes/DataWorks/parameters/constantParameters';

/** An execution that gives `name of item`, and the calls it got. */
function execution(parameters: INodeParameters) {
  const calls: string[] = [];
  const context = {
    getNode: () => ({ parameters }),
    getNodeParameter: (name: string, itemIndex: number) => {
      calls.push(`${name} of ${itemIndex}`);
      return calls.at(-1);
    },
    continueOnFail: () => true,
  } as unknown as IExecuteFunctions;
  return { context: readConstantsOnce(context), calls };
}

const read = (context: IExecuteFunctions, name: string, itemIndex: number) =>
  context.getNodeParameter(name, itemIndex, null, { extractValue: true });

it('reads a parameter without expressions once for all items', () => {
  const { context, calls } = execution({
    taskType: 'DI_OFFLINE',
    projectId: { __rl: true, mode: 'id', value: '10000' },
    options: { concurrency: 4 },
  });
  for (const name of ['taskType', 'projectId', 'options.concurrency', 'options.timeLimit']) {
    for (const item of [0, 1, 2]) expect(read(context, name, item)).toBe(`${name} of 0`);
  }
  expect(calls).toHaveLength(4);
});

it('reads a parameter with an expression anywhere in it for each item', () => {
  const { context } = execution({
    taskName: '={{ $json.name }}',
    projectId: { __rl: true, mode: 'id', value: '={{ $json.workspace }}' },
    options: { concurrency: 4, clientToken: '={{ $json.token }}' },
  });
  for (const name of ['taskName', 'projectId', 'options.clientToken', 'options.concurrency']) {
    for (const item of [0, 1, 2]) expect(read(context, name, item)).toBe(`${name} of ${item}`);
  }
});

it('leaves to n8n what the node does not have, and all else of the execution', () => {
  const { context } = execution({});
  expect(read(context, 'taskName', 0)).toBe('taskName of 0');
  expect(read(context, 'taskName', 1)).toBe('taskName of 1');
  expect(context.continueOnFail()).toBe(true);
});

it('keeps the values that different options give apart', () => {
  const { context, calls } = execution({ taskType: 'DI_OFFLINE' });
  read(context, 'taskType', 0);
  context.getNodeParameter('taskType', 0);
  expect(calls).toHaveLength(2);
});
