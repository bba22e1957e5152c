import { formBody } from '../../../../nodes/alibabaCloud/signature/percentEncode';
import { encodeRequest, planCall } from '../../../../nodes/alibabaCloud/client/request';
import type { Action, ParameterKind } from '../../../../nodes/alibabaCloud/service';
import { serviceOf } from '../../../../nodes/DataWorks/api/catalog';

const action = (place: 'query' | 'form', kinds: Record<string, ParameterKind>): Action => ({
  name: 'DoThings',
  service: serviceOf('2020-05-18'),
  does: 'do',
  method: 'POST',
  effect: 'write',
  [place]: kinds,
  accepted: 'request id',
});
const sent = (kind: ParameterKind, P: unknown) =>
  planCall(action('form', { P: kind }), 'https://host', { P }).Body;

describe('a value on the wire', () => {
  it.each<[ParameterKind, unknown, Record<string, string>]>([
    ['text', ' a b ', { P: ' a b ' }],
    ['text', '', { P: '' }],
    ['id', '9007199254740993', { P: '9007199254740993' }],
    ['number', 7, { P: '7' }],
    ['boolean', false, { P: 'false' }],
    ['json', { a: [1, 'x'] }, { P: '{"a":[1,"x"]}' }],
    ['json', '[9007199254740993]', { P: '[9007199254740993]' }],
    ['list', ['a', 7], { P: 'a,7' }],
    ['list', 'a,b', { P: 'a,b' }],
    ['list', [], { P: '' }],
    ['text', undefined, {}],
    ['json', undefined, {}],
  ])('of the kind %s, given %j', (kind, value, fields) => {
    expect(sent(kind, value)).toEqual(fields);
  });

  it('has numbered names for a list of objects, counted from 1, lists inside as well', () => {
    const value = [
      { Name: 'a', ColumnMetaList: [{ Name: 'x' }, { Name: 'y', Ids: [1, '2'] }] },
      { Name: 'b', IsKey: true, Comment: null, None: undefined, Empty: [] },
    ];
    expect(sent('flat', value)).toEqual({
      'P.1.Name': 'a',
      'P.1.ColumnMetaList.1.Name': 'x',
      'P.1.ColumnMetaList.2.Name': 'y',
      'P.1.ColumnMetaList.2.Ids.1': '1',
      'P.1.ColumnMetaList.2.Ids.2': '2',
      'P.2.Name': 'b',
      'P.2.IsKey': 'true',
    });
    expect(sent('flat', [])).toEqual({});
  });
});

it('leaves out what the action does not take, and a body with nothing in it', () => {
  const request = encodeRequest(
    action('query', { A: 'text' }),
    'https://host',
    { A: '1', B: '2' },
    formBody,
  );
  expect(request.qs).toEqual({ A: '1' });
  expect(request).not.toHaveProperty('body');
  expect(request.headers).not.toHaveProperty('content-type');
});
