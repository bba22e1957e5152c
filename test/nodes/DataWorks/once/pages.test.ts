import { actions } from '../../../../nodes/DataWorks/api/dataworks-2020-05-18';
import { readPages, type PagedList } from '../../../../nodes/DataWorks/once/pages';
import type { Json, JsonObject } from '../../../../nodes/alibabaCloud/client/exactJson';
import type { Outcome } from '../../../../nodes/alibabaCloud/client/outcome';

/** A list of which `page` gives the entries; `total` is what each reply says of their number. */
function listOf(page: (number: number, size: number) => number[], total: unknown) {
  const asked: number[] = [];
  const list: PagedList = {
    action: actions.ListInstances,
    async read(number, size): Promise<Outcome> {
      asked.push(number);
      const Files = page(number, size).map((id) => ({ id }));
      const Data = { Files, ...(total === undefined ? {} : { TotalCount: total as Json }) };
      const body: JsonObject = { RequestId: `r-${number}`, Data };
      return { ok: true, body, tries: 1, resent: false };
    },
    at: ['Data', 'Files'],
    idOf: ({ id }) => String(id),
  };
  return { list, asked };
}

const count = (from: number, size: number) => Array.from({ length: size }, (_, at) => from + at);
const whole = (page: number, size: number) =>
  count((page - 1) * size, Math.max(0, Math.min(size, 250 - (page - 1) * size)));

it('reads a list to its end, and says how many calls that took', async () => {
  const { list, asked } = listOf(whole, 250);
  const listed = await readPages(list);
  expect(listed).toMatchObject({ ok: true, requestId: 'r-3', tries: 3 });
  expect(listed.ok && listed.entries).toHaveLength(250);
  expect(asked).toEqual([1, 2, 3]);
});

it('reads no more than is wanted', async () => {
  const { list, asked } = listOf(whole, 250);
  const listed = await readPages(list, { limit: 120 });
  expect(listed.ok && listed.entries).toHaveLength(120);
  expect(asked).toEqual([1, 2]);
});

it('gives an entry once, though one that came in between pushed it to the next page', async () => {
  const { list } = listOf((page, size) => count((page - 1) * (size - 1), size), 199);
  const listed = await readPages(list);
  expect(listed.ok && listed.entries).toHaveLength(199);
});

it.each([1e9, '1000000000', Infinity])(
  'ends at a page that brings nothing new, though there are to be %s',
  async (total) => {
    const { list, asked } = listOf((_page, size) => count(0, size), total);
    const listed = await readPages(list);
    expect(listed.ok && listed.entries).toHaveLength(100);
    expect(asked).toEqual([1, 2]);
  },
);

it.each([undefined, 'many', null, -1])('takes one page where the total is %s', async (total) => {
  const { list, asked } = listOf((_page, size) => count(0, size), total);
  expect(await readPages(list)).toMatchObject({ ok: true });
  expect(asked).toEqual([1]);
});

it('does not ask for ever where every page is new', async () => {
  const { list, asked } = listOf((page, size) => count(page * size, size), 1e12);
  expect(await readPages(list)).toMatchObject({
    ok: false,
    kind: 'damaged reply',
    detail: expect.stringContaining('has no end'),
    mayHaveActed: false,
  });
  expect(asked).toHaveLength(1_000);
});

it.each<[string, JsonObject]>([
  ['no object that holds it', { RequestId: 'r' }],
  ['something else in its place', { RequestId: 'r', Data: { Files: {}, TotalCount: 0 } }],
  ['no list, though there are some', { RequestId: 'r', Data: { TotalCount: 2 } }],
  ['no list and no number', { RequestId: 'r', Data: {} }],
  ['an entry that is none', { RequestId: 'r', Data: { Files: [{ id: 1 }, null], TotalCount: 2 } }],
])('does not take a reply with %s for an empty list', async (_what, body) => {
  const { list } = listOf(() => [], 0);
  const outcome: Outcome = { ok: true, body, tries: 1, resent: false };
  const listed = await readPages({ ...list, read: async () => outcome });
  expect(listed).toMatchObject({
    ok: false,
    kind: 'damaged reply',
    detail: expect.stringContaining('Data.Files'),
  });
});

it('takes a list that is left out for empty where there are none', async () => {
  const { list } = listOf(() => [], 0);
  const body: JsonObject = { RequestId: 'r', Data: { TotalCount: 0 } };
  const outcome: Outcome = { ok: true, body, tries: 1, resent: false };
  expect(await readPages({ ...list, read: async () => outcome })).toMatchObject({ entries: [] });
});
