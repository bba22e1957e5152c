import { runningGroups } from '../../../../nodes/DataWorks/lists/listResourceGroups';

const group = (changes: object) => ({ Name: 'demo', Identifier: 'S_res_group_1', ...changes });
const namesOf = (...groups: unknown[]) => runningGroups({ Data: groups }).map(({ name }) => name);

describe('the resource groups that are offered', () => {
  it.each<[string, object, string[]]>([
    ['one that runs', { Status: 0, Mode: 'ISOLATE' }, ['demo (exclusive)']],
    ['one that runs, in text', { Status: '0', Specs: { Cu: 2 } }, ['demo (2 CU)']],
    ['one that tells no status', {}, ['demo']],
    ['one without a name', { Name: undefined }, ['S_res_group_1']],
    ['a mode that is not known', { Mode: 'constructor' }, ['demo (constructor)']],
    ['none that is stopped', { Status: 1 }, []],
    ['none on its way in or out', { Status: 4 }, []],
    ['none without an identifier', { Identifier: null }, []],
    ['none that n8n would run', { Identifier: '={{ 1 }}' }, []],
  ])('%s', (_what, changes, expected) => {
    expect(namesOf(group(changes))).toEqual(expected);
  });
});
