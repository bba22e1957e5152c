import { callAllPages } from '../../../../nodes/alibabaCloud/client/allPages';
import type { Client } from '../../../../nodes/alibabaCloud/client/call';
import type { JsonObject } from '../../../../nodes/alibabaCloud/client/exactJson';
import type { Outcome } from '../../../../nodes/alibabaCloud/client/outcome';
import type { Action } from '../../../../nodes/alibabaCloud/service';
import { serviceOf } from '../../../../nodes/DataWorks/api/catalog';

type Query = NonNullable<Action['query']>;
const numbered: Query = { ProjectId: 'id', PageNumber: 'number', PageSize: 'number' };
const byToken: Query = { NextToken: 'text', PageSize: 'number' };

const action = (query: Query): Action => ({
  name: 'ListThings',
  service: serviceOf('2024-05-18'),
  does: 'list',
  method: 'GET',
  effect: 'read',
  query,
  accepted: 'request id',
});

/** A client that answers with what `answer` makes of the parameters; and what it was asked. */
function clientThat(answer: (values: Record<string, unknown>) => JsonObject | Outcome) {
  const asked: Record<string, unknown>[] = [];
  const call = async (_action: Action, values: Record<string, unknown>): Promise<Outcome> => {
    asked.push(values);
    const given = answer(values);
    return 'ok' in given
      ? (given as Outcome)
      : { ok: true, body: given as JsonObject, tries: 1, resent: false };
  };
  return { client: { call } as unknown as Client, asked };
}

const things = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({ Id: from + at }));
const all = things(1, 25);
const pageOf = ({ PageNumber = 1, PageSize = 10 }: Record<string, unknown>) =>
  all.slice((Number(PageNumber) - 1) * Number(PageSize), Number(PageNumber) * Number(PageSize));

async function bodyOf(query: Query, answer: Parameters<typeof clientThat>[0], values = {}) {
  const { client, asked } = clientThat(answer);
  const outcome = await callAllPages(client, action(query), values);
  if (!outcome.ok) throw new Error(outcome.detail);
  return { body: outcome.body, asked, tries: outcome.tries };
}

describe('pages by number', () => {
  const paging = { TotalCount: 25, PageSize: 10 };

  it.each<[string, (list: JsonObject[], number: number) => JsonObject]>([
    ['at the top', (Things, PageNumber) => ({ Things, PageNumber, ...paging })],
    ['in Data', (Things, PageNumber) => ({ Data: { Things, PageNumber, ...paging } })],
    ['in PagingInfo', (Things, PageNumber) => ({ PagingInfo: { ...paging, PageNumber, Things } })],
    ['in PageResult', (Things, PageNumber) => ({ PageResult: { Things, PageNumber, ...paging } })],
    [
      'as text',
      (Things, PageNumber) => ({
        PagingInfo: { Things, PageNumber: `${PageNumber}`, TotalCount: '25', PageSize: '10' },
      }),
    ],
    ['at the top, the list below', (Things) => ({ ...paging, Data: { Things } })],
    ['at the top, beside a list that is none', (Data) => ({ Data, ...paging })],
    [
      'beside another list at the top',
      (Things) => ({ Tags: [], PagingInfo: { Things, ...paging } }),
    ],
  ])('with the total %s', async (_where, reply) => {
    const { body, asked, tries } = await bodyOf(
      numbered,
      (values) => ({ RequestId: 'r', ...reply(pageOf(values), Number(values.PageNumber)) }),
      { ProjectId: '1' },
    );
    expect(body).toEqual({ RequestId: 'r', ...reply(all, 3) });
    expect(asked).toEqual([1, 2, 3].map((PageNumber) => ({ ProjectId: '1', PageNumber })));
    expect(tries).toBe(3);
  });

  it('begins with the first, whatever number is given, and keeps the size', async () => {
    const { body, asked } = await bodyOf(
      numbered,
      (values) => ({ PagingInfo: { Things: pageOf(values), TotalCount: 25 } }),
      { PageNumber: 2, PageSize: 20 },
    );
    expect(body).toEqual({ PagingInfo: { Things: all, TotalCount: 25 } });
    expect(asked).toEqual([
      { PageNumber: 1, PageSize: 20 },
      { PageNumber: 2, PageSize: 20 },
    ]);
  });

  it('brings every list of a page, such as Tasks and DownstreamTasks', async () => {
    const { body } = await bodyOf(numbered, (values) => ({
      PagingInfo: { Tasks: pageOf(values), DownstreamTasks: pageOf(values), TotalCount: 25 },
    }));
    expect(body).toEqual({ PagingInfo: { Tasks: all, DownstreamTasks: all, TotalCount: 25 } });
  });

  it('ends where no total is given with a page that brings nothing new', async () => {
    const { body, asked } = await bodyOf(numbered, (values) => ({
      Data: { Things: pageOf(values), PageSize: 10 },
    }));
    expect(body).toEqual({ Data: { Things: all, PageSize: 10 } });
    expect(asked).toHaveLength(4);
  });

  it('ends when the same page comes again, whatever the total says', async () => {
    const { body, asked } = await bodyOf(numbered, () => ({
      PagingInfo: { Things: things(1, 10), TotalCount: 1_000_000 },
    }));
    expect(body).toMatchObject({ PagingInfo: { Things: things(1, 10) } });
    expect(asked).toHaveLength(2);
  });

  it('takes an entry once that moved to the next page, and equal ones of a page all', async () => {
    const pages = [['a', 'a', 'b'], ['b', 'c'], []];
    const { body } = await bodyOf(numbered, ({ PageNumber }) => ({
      Data: { Names: pages[Number(PageNumber) - 1] ?? [], TotalCount: 5 },
    }));
    expect(body).toEqual({ Data: { Names: ['a', 'a', 'b', 'c'], TotalCount: 5 } });
  });

  it('gives an empty list as it is', async () => {
    const { body, asked } = await bodyOf(numbered, () => ({ Data: { Things: [], TotalCount: 0 } }));
    expect(body).toEqual({ Data: { Things: [], TotalCount: 0 } });
    expect(asked).toHaveLength(1);
  });
});

describe('pages by token', () => {
  const tokens: Record<string, [number, string?]> = {
    first: [0, 'second'],
    second: [10, 'third'],
    third: [20],
  };
  const answer = ({ NextToken = 'first' }: Record<string, unknown>) => {
    const [from, next] = tokens[String(NextToken)]!;
    return { list: all.slice(from, from + 10), next };
  };
  const asks = [{}, { NextToken: 'second' }, { NextToken: 'third' }];

  it.each<[string, (list: JsonObject[], next?: string) => JsonObject]>([
    [
      'in Data, left out at the end',
      (Things, next) => ({ Data: { Things, ...(next && { NextToken: next }) } }),
    ],
    ['in Data, empty at the end', (Things, next) => ({ Data: { Things, NextToken: next ?? '' } })],
    [
      'null at the end',
      (Data, next) => ({ Data: { Data, PageSize: 10, NextToken: next ?? null } }),
    ],
    [
      'in PagingInfo with a total',
      (Things, next) => ({
        PagingInfo: { Things, MaxResults: 10, TotalCount: 25, NextToken: next ?? '' },
      }),
    ],
    ['at the top, the list below', (Things, next) => ({ NextToken: next ?? '', Data: { Things } })],
  ])('%s', async (_where, reply) => {
    const { body, asked } = await bodyOf(byToken, (values) => {
      const { list, next } = answer(values);
      return reply(list, next);
    });
    expect(body).toEqual(reply(all));
    expect(asked).toEqual(asks);
  });

  it('goes on after an empty page, and ends when a token comes again', async () => {
    const replies: Record<string, JsonObject> = {
      first: { Things: [{ Id: 1 }], NextToken: 'a' },
      a: { Things: [], NextToken: 'b' },
      b: { Things: [{ Id: 2 }], NextToken: 'a' },
    };
    const { body, asked } = await bodyOf(byToken, ({ NextToken = 'first' }) => ({
      Data: { ...replies[String(NextToken)] },
    }));
    expect(body).toEqual({ Data: { Things: [{ Id: 1 }, { Id: 2 }], NextToken: 'a' } });
    expect(asked).toHaveLength(3);
  });

  it('goes by number where the action takes no token', async () => {
    const { body } = await bodyOf(numbered, (values) => ({
      Data: { Things: pageOf(values), TotalCount: 25, NextToken: 'x' },
    }));
    expect(body).toMatchObject({ Data: { Things: all } });
  });
});

describe('what has no pages', () => {
  it.each<[string, JsonObject]>([
    ['one thing', { RequestId: 'r', Data: { FileId: 1 } }],
    ['a list without paging', { RequestId: 'r', Nodes: [{ Id: 1 }] }],
    ['nothing', {}],
  ])('is given as it is: %s', async (_what, reply) => {
    const { body, asked } = await bodyOf(numbered, () => reply);
    expect(body).toEqual(reply);
    expect(asked).toHaveLength(1);
  });

  it('is called once where the action takes neither a number nor a token', async () => {
    const { asked } = await bodyOf({ ProjectId: 'id' }, () => ({
      Data: { Things: all, TotalCount: 100, NextToken: 'x' },
    }));
    expect(asked).toEqual([{}]);
  });
});

it('gives the failure of a later page, with all tries', async () => {
  const { client } = clientThat(({ PageNumber }) =>
    PageNumber === 1
      ? { Data: { Things: all.slice(0, 10), TotalCount: 25 } }
      : ({ ok: false, kind: 'refused', detail: 'no', tries: 2 } as Outcome),
  );
  expect(await callAllPages(client, action(numbered), {})).toMatchObject({
    ok: false,
    detail: 'no',
    tries: 3,
  });
});
