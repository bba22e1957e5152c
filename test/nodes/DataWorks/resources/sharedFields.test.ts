import type { INodeProperties } from 'n8n-workflow';

import { resources } from '../../../../nodes/DataWorks/resources';
import { sharedFields } from '../../../../nodes/DataWorks/resources/sharedFields';

const field = (name: string, displayName = name): INodeProperties => ({
  displayName,
  name,
  type: 'string',
  default: '',
});
const fieldsOf = (shared: ReturnType<typeof sharedFields>, operation: string) =>
  shared.filter(({ operations }) => operations.includes(operation)).map((one) => one.field);

describe('the fields that operations share', () => {
  it('are there once, and the others beside them, in the order of each operation', () => {
    const create = { value: 'create', fields: [field('a'), field('b'), field('d')] };
    const update = { value: 'update', fields: [field('a'), field('c'), field('d'), field('e')] };
    const shared = sharedFields([create, update]);

    expect(shared).toHaveLength(5);
    expect(fieldsOf(shared, 'create')).toEqual(create.fields);
    expect(fieldsOf(shared, 'update')).toEqual(update.fields);
  });

  it('stay apart where anything about them differs, or their order does', () => {
    const shared = sharedFields([
      { value: 'get', fields: [field('a'), field('b')] },
      { value: 'stop', fields: [field('b'), field('a', 'Another')] },
    ]);

    expect(fieldsOf(shared, 'get')).toEqual([field('a'), field('b')]);
    expect(fieldsOf(shared, 'stop')).toEqual([field('b'), field('a', 'Another')]);
  });

  it.each(resources.map((resource) => [resource.name, resource] as const))(
    'of %s give every operation its own',
    (_name, { operations }) => {
      const shared = sharedFields(operations);
      for (const { value, fields } of operations) expect(fieldsOf(shared, value)).toEqual(fields);
    },
  );
});
