import { actionNames } from '../../../../nodes/DataWorks/api/catalog';
import { closestName } from '../../../../nodes/DataWorks/fields/closestName';

const names = actionNames('2024-05-18');

it.each([
  ['listalertrules', 'ListAlertRules'],
  ['ListAlertRule', 'ListAlertRules'],
  ['ListNode', 'ListNodes'],
  ['GetTaskInstnace', 'GetTaskInstance'],
  ['CreateNetwrk', 'CreateNetwork'],
])('%s may mean %s', (given, meant) => {
  expect(closestName(given, names)).toBe(meant);
});

it.each(['', 'Something', 'x'.repeat(100_000)])('%.20s means none', (given) => {
  expect(closestName(given, names)).toBeUndefined();
});

it('knows a short name by its case alone or one letter', () => {
  expect(closestName('ID', ['Id', 'Name'])).toBe('Id');
  expect(closestName('Nmae', ['Id', 'Name'])).toBeUndefined();
});
