import fc from 'fast-check';
import { exactJson } from '../../emulator/exact-json';
import { createCall, emulatorUnderTest } from './emulator-under-test';
import { signedRequest } from './signed-request';
import { draws } from '../random';

test('without bigints the text is that of JSON.stringify', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(exactJson(value)).toBe(JSON.stringify(value));
    }),
    draws,
  );
});

test('a bigint keeps its digits and undefined members are left out', () => {
  const value = { id: 9223372036854775807n, list: [1n, undefined], none: undefined };
  expect(exactJson(value)).toBe('{"id":9223372036854775807,"list":[1,null]}');
});

test('large ids have 19 digits, are sent exactly, and are understood exactly', () => {
  const { emulator, call } = emulatorUnderTest({ largeIds: true });
  const created = emulator.handle(signedRequest(createCall()));
  if (created.kind !== 'reply') throw new Error('The connection was ended.');
  const [, id] = /"FileId":(\d+)/.exec(created.body.toString())!;
  expect(id).toBe('9100000000001000001');
  const get = (FileId: string) =>
    call({ action: 'GetFile', body: { ProjectId: '10000', FileId } }).body.Data.File !== undefined;
  expect(get(id!)).toBe(true);
  expect(get(String(Number(id)))).toBe(false);
});
