import type { INodeParameters } from 'n8n-workflow';

import { parameterValues } from '../../../../nodes/DataWorks/fields/parameterValues';

type Context = Parameters<typeof parameterValues>[0];

/** The values of a node whose n8n gives `name of item`, and the calls that n8n got. */
function execution(parameters: INodeParameters) {
  const calls: string[] = [];
  const context = {
    getNodeParameter: (name: string, itemIndex: number) => {
      calls.push(`${name} of ${itemIndex}`);
      return calls.at(-1);
    },
  } as unknown as Context;
  return { valueOf: parameterValues(context, { parameters }), calls };
}

it('reads a parameter without expressions once for all items', () => {
  const { valueOf, calls } = execution({
    taskType: 'DI_OFFLINE',
    projectId: { __rl: true, mode: 'id', value: '10000' },
    options: { concurrency: 4 },
  });
  for (const name of ['taskType', 'projectId', 'options.concurrency', 'options.timeLimit']) {
    for (const item of [0, 1, 2]) expect(valueOf(name, item)).toBe(`${name} of 0`);
  }
  expect(calls).toHaveLength(4);
});

it('reads a parameter with an expression anywhere in it for each item', () => {
  const { valueOf } = execution({
    taskName: '={{ $json.name }}',
    projectId: { __rl: true, mode: 'id', value: '={{ $json.workspace }}' },
    options: { concurrency: 4, clientToken: '={{ $json.token }}' },
  });
  for (const name of ['taskName', 'projectId', 'options.clientToken', 'options.concurrency']) {
    for (const item of [0, 1, 2]) expect(valueOf(name, item)).toBe(`${name} of ${item}`);
  }
});

it('gives nothing for what the node does not show, for which n8n would throw', () => {
  const { valueOf, calls } = execution({});
  for (const item of [0, 1]) expect(valueOf('taskName', item)).toBeNull();
  expect(calls).toEqual([]);
});

/** n8n as it is with resource locators: their value comes only when it is asked for. */
const locating = (given: unknown) =>
  ({
    getNodeParameter: (
      _name: string,
      _itemIndex: number,
      _fallback: unknown,
      { extractValue }: { extractValue: boolean },
    ) => (extractValue ? 'its value' : given),
  }) as unknown as Context;

test.each<[string, INodeParameters, unknown]>([
  ['a resource locator', { projectId: { __rl: true, mode: 'id', value: '1' } }, 'its value'],
  ['one that an expression gives as a whole', { projectId: '={{ $json.where }}' }, 'its value'],
  ['one with an expression in it', { projectId: { mode: 'id', value: '={{ 1 }}' } }, 'its value'],
])('takes the value out of %s', (_what, parameters, value) => {
  const given = { __rl: true, mode: 'id', value: '1' };
  expect(parameterValues(locating(given), { parameters })('projectId', 0)).toBe(value);
});

it('takes what an expression gives for any other field as it is', () => {
  const given = { value: '1' };
  const valueOf = parameterValues(locating(given), { parameters: { taskContent: '={{ $json }}' } });
  expect(valueOf('taskContent', 0)).toBe(given);
});
