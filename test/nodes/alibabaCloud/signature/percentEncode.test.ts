import {
  canonicalQuery,
  formBody,
  percentEncode,
  type Field,
} from '../../../../nodes/alibabaCloud/signature/percentEncode';

const specials = " +*~'()!/&=?%#";

describe('percentEncode', () => {
  it.each([
    ['azAZ09-_.~', 'azAZ09-_.~'],
    [specials, '%20%2B%2A~%27%28%29%21%2F%26%3D%3F%25%23'],
    ['任务', '%E4%BB%BB%E5%8A%A1'],
    ['🙂', '%F0%9F%99%82'],
    ['a\r\n\t', 'a%0D%0A%09'],
    ['%20', '%2520'],
    ['', ''],
  ])('writes %j as %s', (text, encoded) => {
    expect(percentEncode(text)).toBe(encoded);
    expect(decodeURIComponent(encoded)).toBe(text);
  });

  it('throws for half of a surrogate pair', () => {
    expect(() => percentEncode('\ud83d')).toThrow('URI malformed');
  });
});

describe('canonicalQuery', () => {
  it.each<[string, Field[], string]>([
    ['nothing without fields', [], ''],
    ['an empty value with its "="', [['ClientToken', '']], 'ClientToken='],
    ['names and values encoded', [['a b', '+*']], 'a%20b=%2B%2A'],
    [
      'fields by name, capitals first',
      [
        ['b', '1'],
        ['a', '2'],
        ['B', '3'],
      ],
      'B=3&a=2&b=1',
    ],
    [
      'a name before the longer ones that begin with it',
      [
        ['Tag.1', 'x'],
        ['Tag-a', 'x'],
        ['Tag1', 'x'],
        ['Tag', 'x'],
      ],
      'Tag=x&Tag-a=x&Tag.1=x&Tag1=x',
    ],
    [
      'a repeated name by value',
      [
        ['a', '2'],
        ['a', ''],
        ['a', '1'],
      ],
      'a=&a=1&a=2',
    ],
  ])('writes %s', (_what, fields, query) => {
    expect(canonicalQuery(fields)).toBe(query);
    expect(canonicalQuery([...fields].reverse())).toBe(query);
  });
});

describe('formBody', () => {
  it.each<[string, Field[], string]>([
    ['nothing without fields', [], ''],
    [
      'fields in the order given',
      [
        ['b', '1'],
        ['a', ''],
        ['b', '0'],
      ],
      'b=1&a=&b=0',
    ],
    [
      'a space as %20, and bare what a form allows',
      [['TaskContent', specials]],
      "TaskContent=%20%2B*~'()!%2F%26%3D%3F%25%23",
    ],
    ['UTF-8', [['名', '🙂']], '%E5%90%8D=%F0%9F%99%82'],
  ])('writes %s', (_what, fields, body) => {
    expect(formBody(fields)).toBe(body);
    expect([...new URLSearchParams(body)]).toEqual(fields);
  });
});
