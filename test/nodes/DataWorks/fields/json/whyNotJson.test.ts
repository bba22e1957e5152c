import fc from 'fast-check';

import {
  jsonFaultInWords,
  whyNotJson,
} from '../../../../../nodes/DataWorks/fields/json/whyNotJson';
import { draws } from '../../../../random';

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('whyNotJson', () => {
  it.each<[string, string, string, [line: number, column: number]]>([
    ['a single quote', `{"type":'job'}`, 'a single quote', [1, 9]],
    ['a single quote around a key', `{'type': "job"}`, 'a single quote', [1, 2]],
    ['a comment', '{"a": 1, // the first\n "b": 2}', 'a comment', [1, 10]],
    ['a comment in place of a value', '{"a"://x\n1}', 'a comment', [1, 6]],
    ['a block comment', '{\n  /* x */ "a": 1}', 'a comment', [2, 3]],
    ['a comment of Python', '# x\n{"a": 1}', 'a comment', [1, 1]],
    ['a comment at the end', '{"a": 1} // x', 'a comment', [1, 10]],
    ["Python's None", '{"a":None}', 'None, which JSON does not have', [1, 6]],
    ["Python's True", '[True]', 'True, which JSON does not have', [1, 2]],
    ["JavaScript's undefined", '{"a": undefined}', 'undefined, which JSON does not have', [1, 7]],
    ['NaN', '[NaN]', 'NaN, which JSON does not have', [1, 2]],
    ['a comma after the last of a list', '{"a":[1,]}', 'a comma after the last entry', [1, 8]],
    ['a comma after the last key', '{\n"a": 1,\n}', 'a comma after the last entry', [2, 7]],
    ['two commas', '[1,,2]', 'a comma with nothing before it', [1, 4]],
    ['a Markdown fence', '```json\n{"a": 1}\n```', 'a Markdown fence', [1, 1]],
    ['a closing fence', '{"a": 1}\n```', 'a Markdown fence', [2, 1]],
    ['a key without quotes', '{"a": 1,\n b: 2}', 'a key without quotes', [2, 2]],
    ['a value without quotes', '{"a": job}', 'a text without quotes', [1, 7]],
    ['an object of an expression', '[object Object]', 'an expression that gave an object', [1, 1]],
    ['one inside', '{"a": [object Object]}', 'an expression that gave an object', [1, 7]],
    ['an expression', '{"a": {{ $json.a }}}', 'an expression that was not evaluated', [1, 7]],
    ['a bare variable', '{"a": ${bizdate}}', 'a variable without quotes', [1, 7]],
    ['a byte order mark', '{"a": \uFEFF1}', 'a byte order mark', [1, 7]],
    ['a no-break space', '{\u00A0"a": 1}', 'a no-break space', [1, 2]],
    ['curly quotes', '{“a”: 1}', 'a curly quote', [1, 2]],
    ['no comma', '{"a": 1\n"b": 2}', 'the next entry without a comma before it', [2, 1]],
    ['a quote in a text', '{"a": "x"y"}', 'the next entry without a comma before it', [1, 10]],
    ['no colon', '{"a" 1}', 'something else', [1, 6]],
    [
      'a line break in a text',
      '{"a": "x\ny"}',
      'a line break or control character within quotes',
      [1, 9],
    ],
    ['a lone backslash', '{"a": "C:\\x"}', 'a backslash that stands for no character', [1, 10]],
    ['an open quote', '{"a": "x}', 'a quote that is never closed', [1, 7]],
    [
      'a number with a zero before it',
      '[007]',
      'a number in a form that JSON does not have',
      [1, 2],
    ],
    ['a number with a letter', '[1x]', 'a number in a form that JSON does not have', [1, 2]],
    ['a plus', '[+1]', 'a number with a plus sign', [1, 2]],
    ['a point at first', '[.5]', 'a number that begins with a point', [1, 2]],
    ['more than one', '{"a": 1} {"b": 2}', 'more text after the end', [1, 10]],
    ['a bracket too many', '{"a": 1}}', 'more text after the end', [1, 9]],
    ['the wrong bracket', '{"a": [1}', 'something else', [1, 9]],
    ['a text that ends', '{"type": "job",', 'the end of the text', [1, 16]],
    ['a list that ends', '{\n "a": [1', 'the end of the text', [2, 9]],
    ['a key that ends', '{"a"', 'the end of the text', [1, 5]],
    ['nothing', '', 'the end of the text', [1, 1]],
  ])('finds %s', (_what, text, problem, [line, column]) => {
    expect(isJson(text)).toBe(false);
    expect(whyNotJson(text)).toEqual({ line, column, problem, wayOut: expect.any(String) });
  });

  it('says it in sentences', () => {
    expect(jsonFaultInWords(whyNotJson('{"a":None}')!)).toBe(
      'It breaks at line 1, column 6: None, which JSON does not have. Use null.',
    );
    expect(jsonFaultInWords(whyNotJson('{"a":')!)).toBe(
      'It ends too early, at line 1, column 6. Look whether it was cut: a value is missing.',
    );
  });

  it('has a place for everything that JSON.parse refuses, and for nothing else', () => {
    const pieces = fc.constantFrom(
      ...['{', '}', '[', ']', ',', ':', '"', '\\', '\n', ' ', 'null', 'None', '1', '-', '.', 'e'],
      ...['"a"', '//', "'", '\\u00', '0', '+', '\uFEFF', '\u2028', '{{', '${', '[object Object]'],
    );
    const damaged = fc
      .tuple(fc.json({ maxDepth: 3 }), fc.nat(), fc.nat(3), pieces)
      .map(([text, at, cut, piece]) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + piece + text.slice(from + cut);
      });
    const any = fc.oneof(
      fc.json(),
      damaged,
      fc.string(),
      fc.array(pieces).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(any, (text) => {
        const fault = whyNotJson(text);
        expect(fault === undefined).toBe(isJson(text));
        if (fault) {
          expect(fault.line).toBeLessThanOrEqual(text.split('\n').length);
          expect(fault.column).toBeLessThanOrEqual(text.length + 1);
        }
      }),
      { ...draws, numRuns: 10 * draws.numRuns },
    );
  });

  it('is not stopped by nesting', () => {
    expect(whyNotJson('['.repeat(200_000))?.problem).toBe('the end of the text');
  });
});
