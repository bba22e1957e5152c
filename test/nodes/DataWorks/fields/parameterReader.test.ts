import type { IExecuteFunctions, INode } from 'n8n-workflow';

import {
  createParameterReader,
  openParameters,
} from '../../../../nodes/DataWorks/fields/parameterReader';

/** A reader of one item whose node has the parameter "it". */
function reading(it: unknown) {
  const node = {
    name: 'n',
    type: 't',
    typeVersion: 1,
    position: [0, 0],
    parameters: { it: '={{ it }}' },
  };
  const context = {
    getNode: () => node as unknown as INode,
    getNodeParameter: (name: string) => (name === 'it' ? it : null),
  } as unknown as IExecuteFunctions;
  return createParameterReader(openParameters(context), 0);
}

/** What is refused, whole. */
function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    const { message, description } = error as Error & { description?: string };
    return [message, description].filter(Boolean).join('. ');
  }
  return 'nothing';
}

describe('a switch', () => {
  it.each<[unknown, boolean]>([
    [true, true],
    ['true', true],
    ['TRUE', true],
    [' Yes ', true],
    ['on', true],
    [1, true],
    ['1', true],
    [false, false],
    ['false', false],
    ['False', false],
    ['no', false],
    ['OFF', false],
    [0, false],
    ['0', false],
  ])('given as %p is %p', (given, expected) => {
    expect(reading(given).flag('it', 'It', !expected)).toBe(expected);
  });

  it.each([[undefined], [null], [''], ['  ']])('given as %p is the default', (given) => {
    expect(reading(given).flag('it', 'It', true)).toBe(true);
    expect(reading(given).flag('it', 'It', undefined)).toBeUndefined();
  });

  it.each<[unknown, string]>([
    ['ture', 'The parameter "It" is "ture". Use true or false.'],
    [2, 'The parameter "It" is "2". Use true or false.'],
    [NaN, 'The parameter "It" is "NaN". Use true or false.'],
    [{}, 'The parameter "It" is not text. Check the expression: it gives an object or a list.'],
    [[true], 'The parameter "It" is not text. Check the expression: it gives an object or a list.'],
  ])('given as %p is refused by name', (given, expected) => {
    expect(refusalOf(() => reading(given).flag('it', 'It', false))).toBe(expected);
  });
});

describe('a text', () => {
  const OBJECT = '"It" holds [object Object]';

  it.each<[string, unknown, string]>([
    ['an object as text', 'task_[object Object]', OBJECT],
    ['an object', { a: 1 }, '"It" is not text'],
    ['a list', ['a'], '"It" is not text'],
    ['half of a character', 'a\ud83d', '"It" holds half of a character'],
  ])('that is %s is refused, needed or not', (_what, given, expected) => {
    expect(refusalOf(() => reading(given).requiredText('it', 'It'))).toContain(expected);
    expect(refusalOf(() => reading(given).optionalText('it', 'It'))).toContain(expected);
    expect(refusalOf(() => reading(given).id('it', 'It'))).toContain(expected);
    expect(refusalOf(() => reading(given).oneOf('it', 'It', ['a']))).toContain(expected);
  });

  it('that is a list counts as one where several are meant', () => {
    expect(reading(['a', ' b ', '']).list('it', 'It')).toEqual(['a', 'b']);
    expect(reading('a, b,,').list('it', 'It')).toEqual(['a', 'b']);
    expect(reading(700001).list('it', 'It')).toEqual(['700001']);
    expect(reading(undefined).list('it', 'It')).toEqual([]);
    expect(refusalOf(() => reading([{ a: 1 }]).list('it', 'It'))).toContain('is not text');
  });
});

describe('JSON', () => {
  const json = (given: unknown) => reading(given).jsonObject('it', 'It');

  it('given as text is sent as it is, with all its digits', () => {
    const text = '{"id": 1234567890123456789, "rate": 0.10000000000000000001}';
    expect(json(` ${text}\n`).text).toBe(text);
  });

  it('takes a byte order mark off', () => {
    expect(json('\uFEFF{"a":1}').text).toBe('{"a":1}');
  });

  it.each<[string, unknown, string]>([
    [
      'a comment',
      '{"a": 1, // x\n}',
      'The parameter "It" is not JSON. It breaks at line 1, column 10: a comment. Take it out: JSON has none.',
    ],
    [
      'an object of an expression',
      '[object Object]',
      'The parameter "It" holds [object Object] at line 1, column 1. An expression there gave an object: put JSON.stringify( … ) around it.',
    ],
    [
      'one within quotes',
      '{\n"where": "[object Object]"}',
      'The parameter "It" holds [object Object] at line 2, column 11. An expression there gave an object: put JSON.stringify( … ) around it.',
    ],
    [
      'a number that n8n has rounded',
      { id: Number('1234567890123456789') },
      'The parameter "It" holds a number that is too large for n8n, which has changed its last digits. Give it all as text, as DataWorks shows it, not as an object of an expression.',
    ],
    ['brackets without end', '{"a":'.repeat(600) + '1' + '}'.repeat(600), '500 levels deep'],
    ['a list', '[1]', 'is not a JSON object'],
    ['half of a character', '{"a":"\ud83d"}', 'holds half of a character'],
  ])('that is %s is refused', (_what, given, expected) => {
    expect(refusalOf(() => json(given))).toContain(expected);
  });
});

it.each([[true], [{}], [[5]], ['5x'], [NaN]])('a number given as %p is refused', (given) => {
  const bounds = { min: 0, max: 10, default: 1 };
  expect(refusalOf(() => reading(given).number('it', 'It', bounds))).toMatch(
    /"It" is .*from 0 to 10/,
  );
});
