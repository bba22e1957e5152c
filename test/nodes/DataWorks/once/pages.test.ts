import { actions } from '../../../../nodes/DataWorks/api/dataworks-2020-05-18';
import { readPages, type PagedList } from '../../../../nodes/DataWorks/once/pages';
import type { JsonObject } from '../../../../nodes/alibabaCloud/client/exactJson';
import type { Outcome } from '../../../../nodes/alibabaCloud/client/outcome';

/** A list of which `page` gives the entries; `total` is what each reply says of their number. */
function listOf(page: (number: number, size: number) => number[], total: unknown) {
  const asked: number[] = [];
  const list: PagedList = {
    action: actions.ListInstances,
    async read(number, size): Promise<Outcome> {
      asked.push(number);
      const body: JsonObject = { RequestId: `r-${number}`, ids: page(number, size) };
      return { ok: true, body, tries: 1, resent: false };
    },
    entriesIn: ({ ids }) => ({
      entries: (ids as number[]).map((id) => ({ id })),
      total: Number(total),
    }),
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
