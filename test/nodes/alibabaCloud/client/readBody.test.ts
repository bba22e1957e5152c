import { Readable } from 'node:stream';

import { MAX_REPLY_BYTES, readBody } from '../../../../nodes/alibabaCloud/client/readBody';

/** A stream of these chunks, which then ends or breaks. */
const stream = (chunks: readonly (string | Uint8Array)[], breaks = false) =>
  Readable.from(
    (async function* () {
      for (const chunk of chunks) yield Buffer.from(chunk);
      if (breaks) throw new Error('ECONNRESET');
    })(),
    { objectMode: false },
  );

const ended = () => stream(['{}']).destroy();

test.each<[string, unknown, Awaited<ReturnType<typeof readBody>>]>([
  ['text', '{}', { text: '{}' }],
  ['nothing', undefined, { text: '' }],
  ['a stream', stream(['{"a":', '1}']), { text: '{"a":1}' }],
  ['a character cut in two', stream([Buffer.from([0xc3]), Buffer.from([0xbc])]), { text: 'ü' }],
  ['an empty stream', stream([]), { text: '' }],
  ['a stream that breaks', stream(['{"a"'], true), { text: '{"a"', cut: 'broken' }],
  ['a stream that was ended before', ended(), { text: '', cut: 'broken' }],
])('reads %s', async (_what, body, expected) => expect(await readBody(body)).toEqual(expected));

it('reads a body of the greatest length, and ends one that is longer', async () => {
  const most = Buffer.alloc(MAX_REPLY_BYTES, 'x');
  expect((await readBody(stream([most]))).cut).toBeUndefined();
  const longer = stream([most, 'x', 'never read']);
  const { text, cut } = await readBody(longer);
  expect([text.length, cut]).toEqual([MAX_REPLY_BYTES + 1, 'too long']);
  expect(longer.destroyed).toBe(true);
});
