import { entry } from '../../../../nodes/DataWorks/lists/entry';

describe('an entry of a list', () => {
  it.each<[string, unknown, unknown[]]>([
    ['a name', 'orders', [{ name: 'orders', value: 'orders' }]],
    ['an id', 1000001, [{ name: '1000001', value: '1000001' }]],
    ['what n8n would run', '={{ 6 * 7 }}', []],
    ['nothing', undefined, []],
    ['null', null, []],
    ['empty text', '', []],
    ['an object', {}, []],
    [
      'markup',
      'a<img src=x onerror=alert(1)>b\u202e',
      [{ name: 'a b', value: expect.any(String) }],
    ],
  ])('of %s', (_what, value, expected) => {
    expect(entry(value)).toEqual(expected);
  });
});
