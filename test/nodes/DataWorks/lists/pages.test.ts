import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { listPages, type Page } from '../../../../nodes/DataWorks/lists/pages';

const context = {
  getNode: () => ({
    id: '',
    name: 'n',
    type: 't',
    typeVersion: 1,
    position: [0, 0],
    parameters: {},
  }),
} as unknown as ILoadOptionsFunctions;

const list = (entries: Page['entries'], filter?: string) =>
  listPages(context, {
    filter,
    token: undefined,
    nothing: 'Nothing.',
    read: async () => ({ entries }),
  });
const entry = (text: string) => ({ name: text, value: text });

it('gives no value that n8n would run as an expression', async () => {
  const { results } = await list([entry('={{ 6 * 7 }}'), entry('orders'), entry('=x')]);
  expect(results).toEqual([entry('orders')]);
});

it('says so where nothing else is there', async () => {
  await expect(list([entry('={{ $env }}')])).rejects.toThrow(/begins with =, which n8n would run/);
  await expect(list([entry('={{ $env }}'), entry('b')], 'env')).rejects.toThrow(/begins with =/);
});

it('shows names clean, and sends them as they are', async () => {
  const odd = '<b>or\u202eders</b>\u0007 \n password=hunter2';
  const { results } = await list([entry(odd), entry('\u200b'), entry('x'.repeat(300))]);
  expect(results[0]).toEqual({ name: 'or ders password=***', value: odd });
  expect(results[1]).toEqual(entry('\u200b'));
  expect(results[2]?.name).toHaveLength(200);
});
