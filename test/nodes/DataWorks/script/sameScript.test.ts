import { extendOf, sameScript, withExtendOf } from '../../../../nodes/DataWorks/script/sameScript';

const extend = { mode: 'code', resourceGroup: 'S_res_group_demo_1' };
const stored = JSON.stringify({ type: 'job', extend, steps: [] });

describe('sameScript', () => {
  it.each<[string, string, string, boolean]>([
    ['spacing and order', '{"a":1,"b":[{"c":2,"d":3}]}', '{ "b": [{"d":3,"c":2}], "a": 1 }', true],
    ['the extend that DataWorks adds', '{"type":"job","steps":[]}', stored, true],
    ['another extend', stored, '{"type":"job","steps":[],"extend":{"mode":"wizard"}}', true],
    ['an extend further in', '{"a":{"extend":1}}', '{"a":{}}', false],
    ['another value', '{"a":1}', '{"a":2}', false],
    ['another order of a list', '{"a":[1,2]}', '{"a":[2,1]}', false],
    [
      'ids whose last digits differ',
      '{"a":1234567890123456789}',
      '{"a":1234567890123456788}',
      false,
    ],
    [
      'both versions of a script',
      '{"configuration":{"a":1}}',
      '{ "configuration": {"a":1} }',
      true,
    ],
    ['the same text that is no JSON', '{', '{', true],
    ['texts that are no JSON', '{', '{ ', false],
    ['lists', '[1]', '[ 1]', false],
  ])('looks at %s', (_what, a, b, expected) => {
    expect(sameScript(a, b)).toBe(expected);
    expect(sameScript(b, a)).toBe(expected);
  });

  it('is not stopped by nesting', () => {
    const deep = (value: string) => `{"a":`.repeat(50_000) + value + '}'.repeat(50_000);
    expect(sameScript(deep('1'), deep('1 '))).toBe(false);
  });
});

describe('the extend of a stored script', () => {
  it('is what DataWorks put there', () => {
    expect(extendOf(stored)).toEqual(extend);
    expect(extendOf('{"type":"job"}')).toBeUndefined();
    expect(extendOf('{')).toBeUndefined();
  });

  it.each<[string, string, string]>([
    [
      'joins a script without one',
      ' {"id": 12345678901234567890, "type": "job"}',
      `{"extend":${JSON.stringify(extend)},"id": 12345678901234567890, "type": "job"}`,
    ],
    ['joins an empty one', '{ }', `{"extend":${JSON.stringify(extend)} }`],
    ['gives way to one of its own', '{"extend":{"mode":"wizard"}}', '{"extend":{"mode":"wizard"}}'],
    ['leaves what is no script', '[]', '[]'],
  ])('%s', (_what, script, expected) => {
    expect(withExtendOf(script, stored)).toBe(expected);
    expect(withExtendOf(script, '{"type":"job"}')).toBe(script);
  });
});
