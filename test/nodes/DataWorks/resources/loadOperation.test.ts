import { resources } from '../../../../nodes/DataWorks/resources';
import { loadOperation } from '../../../../nodes/DataWorks/resources/loadOperation';

const all = resources.flatMap((resource) =>
  resource.operations.map((operation) => [resource.value, operation.value, operation] as const),
);

it.each(all)('loads %s: %s', async (resource, name, operation) => {
  expect(await loadOperation(resource, name)).toBe(operation);
});

it.each([
  ['syncTask', 'fly'],
  ['nothing', 'create'],
  ['constructor', 'create'],
  ['__proto__', 'toString'],
])('has no %s: %s', async (resource, name) => {
  expect(await loadOperation(resource, name)).toBeUndefined();
});
