import type { Json } from '../../../../nodes/alibabaCloud/client/exactJson';
import {
  findBlanks,
  scriptSecrets,
  withoutScriptSecrets,
  withoutSecretsInside,
} from '../../../../nodes/DataWorks/script/scriptSecrets';

const script = {
  steps: [{ parameter: { password: 'p1', table: 'orders', deep: { accessKey: 'k1' } } }],
};
const blanked = {
  steps: [{ parameter: { password: '***', table: 'orders', deep: { accessKey: '***' } } }],
};

it('finds the texts that are secrets by their name', () => {
  expect(scriptSecrets(script)).toEqual(['p1', 'k1']);
});

it('blanks them', () => {
  expect(withoutScriptSecrets(script)).toEqual(blanked);
});

it.each<[string, Json, Json]>([
  ['JSON', { TaskContent: script }, { TaskContent: blanked }],
  ['a text of JSON', { Content: JSON.stringify(script) }, { Content: JSON.stringify(blanked) }],
  ['a text without secrets, as it was written', '{ "a":  1 }', '{ "a":  1 }'],
  ['a text that only begins like JSON', '{password: p1', '{password: p1'],
  ['other text', 'select 1', 'select 1'],
  ['a number', 1, 1],
])('blanks them in a reply that holds a script as %s', (_, reply, shown) => {
  expect(withoutSecretsInside(reply)).toEqual(shown);
});

it('finds what stands for a secret, with its place', () => {
  const found: string[] = [];
  findBlanks(blanked, (path) => found.push(path));
  findBlanks(script, (path) => found.push(path));
  findBlanks({ table: '***' }, (path) => found.push(path));
  expect(found).toEqual(['steps[0].parameter.password', 'steps[0].parameter.deep.accessKey']);
});
