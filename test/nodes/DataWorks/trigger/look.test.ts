import type { Failure } from '../../../../nodes/alibabaCloud/client/outcome';
import { actions } from '../../../../nodes/DataWorks/api/dataworks-2020-05-18';
import type {
  FollowedRuns,
  RunList,
  RunPage,
  RunSource,
  SeenRun,
} from '../../../../nodes/DataWorks/studios/runSource';
import {
  afterReport,
  byEnd,
  endOf,
  fitsPattern,
  isWanted,
  look,
  type Look,
  type Wanted,
} from '../../../../nodes/DataWorks/trigger/look';
import { firstMemory, OVERLAP_MS, type Memory } from '../../../../nodes/DataWorks/trigger/memory';

const NOW = Date.UTC(2026, 2, 1, 3);
const MINUTE = 60_000;

const run = (id: string, changes: Partial<SeenRun> = {}): SeenRun => ({
  id,
  stage: 'failed',
  endedAt: NOW,
  leaves: false,
  name: 'orders_daily',
  kind: 'scheduled',
  instance: { Bizdate: 5 },
  ...changes,
});

const failure: Failure = {
  ok: false,
  kind: 'refused',
  action: actions.ListInstances,
  detail: 'no',
  tries: 1,
  mayHaveActed: false,
  resent: false,
};
const outOfTime: Failure = { ...failure, kind: 'deadline', gaveUp: 'time limit' };

type Page = SeenRun[] | Failure;
type Pages = Record<string, Page[]>;

/** A source whose lists are given page by page; it notes what is read. */
function sourceOf(lists: Pages, more: { tooLong?: string[]; split?: Pages; followed?: SeenRun[] }) {
  const asked: string[] = [];
  const listOf = (name: string, pages: Page[]): RunList => ({
    name,
    page(number): Promise<RunPage | Failure> {
      asked.push(`${name} ${number}`);
      const runs = pages[number - 1] ?? [];
      if (!Array.isArray(runs)) return Promise.resolve(runs);
      const isLast = number >= pages.length;
      const isTooLong = more.tooLong?.includes(name) ?? false;
      return Promise.resolve({ ok: true, runs, isLast, isTooLong, serverTime: NOW, tries: 1 });
    },
  });
  const source: RunSource = {
    lists: (_, isSplit) =>
      Object.entries((isSplit ? more.split : undefined) ?? lists).map(([name, pages]) =>
        listOf(name, pages),
      ),
    recent: () => [],
    tooLong: { ...failure, detail: 'too long' },
    follow(followed): Promise<FollowedRuns> {
      const id = followed[0]!.id;
      asked.push(`run ${id}`);
      const runs = (more.followed ?? []).filter((one) => one.id === id);
      return Promise.resolve({ ok: true, asked: [id], runs, tries: 1 });
    },
    log: () => Promise.resolve(failure),
    simple: (instance) => instance,
  };
  return { source, asked };
}

const memoryAt = (mark: number, changes: Partial<Memory> = {}): Memory => ({
  ...firstMemory('me', NOW - 10 * OVERLAP_MS, mark),
  last: mark,
  mark,
  ...changes,
});
const everything: Wanted = { event: 'runEnded', kinds: [] };

async function looked(
  lists: Pages,
  {
    memory = memoryAt(NOW - MINUTE),
    wanted = everything,
    pages = Infinity,
    ...more
  }: Parameters<typeof sourceOf>[1] & { memory?: Memory; wanted?: Wanted; pages?: number } = {},
) {
  const { source, asked } = sourceOf(lists, more);
  const hasTime = () => asked.length < pages;
  const found = await look(source, memory, wanted, { now: () => NOW, hasTime });
  if (!found.ok) throw new Error(found.detail);
  return { ...found, asked, ids: found.ends.map(({ id }) => id) };
}

describe('a name and a pattern', () => {
  test.each<[string, string, boolean]>([
    ['orders_daily', 'orders_daily', true],
    ['orders_daily', 'orders', false],
    ['Orders_Daily', 'oRDERS_*', true],
    ['orders_daily', '*', true],
    ['', '*', true],
    ['orders_daily', '*_daily', true],
    ['orders_daily', '*ers*dai*', true],
    ['orders_daily', 'o*rders_daily*', true],
    ['orders_daily', '*daily*ers*', false],
    ['orders', 'orders*orders', false],
    ['aa', 'a*a', true],
    ['a', 'a*a', false],
    ['abab', 'ab**ab', true],
    ['a.b', 'a?b', false],
    ['a', '', false],
  ])('%s, %s: %s', (name, pattern, fits) => {
    expect(fitsPattern(name, pattern)).toBe(fits);
  });

  it('take time in proportion to both', () => {
    const name = 'a'.repeat(100_000);
    expect(fitsPattern(name, `${'*a'.repeat(50_000)}*b`)).toBe(false);
  });
});

describe('an end', () => {
  test.each<[string, Partial<SeenRun>, Partial<Wanted>, boolean]>([
    ['a failure, of all', {}, {}, true],
    ['a success, of all', { stage: 'succeeded' }, {}, true],
    ['a run under way', { stage: 'under way' }, {}, false],
    ['one that waits', { stage: 'waiting' }, {}, false],
    ['a success where failures are wanted', { stage: 'succeeded' }, { event: 'runFailed' }, false],
    ['a failure where successes are wanted', {}, { event: 'runSucceeded' }, false],
    ['a failure where it is wanted', {}, { event: 'runFailed' }, true],
    ['a kind that is wanted', {}, { kinds: ['manual', 'scheduled'] }, true],
    ['another kind', { kind: 'backfill' }, { kinds: ['manual', 'scheduled'] }, false],
    ['a name that fits', {}, { namePattern: 'orders*' }, true],
    ['a name that does not', {}, { namePattern: 'stock*' }, false],
  ])('is wanted or not: %s', (_, changes, wanted, is) => {
    expect(isWanted(run('1', changes), { ...everything, ...wanted })).toBe(is);
  });

  it('is another one after a rerun, and after it is set to successful', () => {
    const ends = [{}, { endedAt: NOW + 1 }, { stage: 'succeeded' as const }];
    expect(new Set(ends.map((changes) => endOf(run('1', changes)))).size).toBe(3);
  });

  it('stands by its time, then by its id as a number', () => {
    const runs = [run('10'), run('9'), run('11', { endedAt: NOW - 1 }), run('9')];
    expect(runs.sort(byEnd).map(({ id }) => id)).toEqual(['11', '9', '9', '10']);
  });
});

describe('a look', () => {
  it('gives ends of all pages and lists, the oldest first, and counts what it took', async () => {
    const found = await looked({
      a: [[run('1'), run('2', { endedAt: NOW - 2 })], [run('3', { endedAt: NOW - 1 })]],
      b: [[run('4', { endedAt: NOW - 3 }), run('1')]],
    });
    expect(found.ids).toEqual(['4', '2', '3', '1']);
    expect(found).toMatchObject({ calls: 3, lists: 2, asked: ['a 1', 'a 2', 'b 1'] });
    expect(found.memory).toMatchObject({
      last: NOW,
      mark: NOW - MINUTE,
      lookedAt: NOW,
      isUnfinished: false,
    });
  });

  it('leaves out what was reported, and what ended before the overlap or the trigger', async () => {
    const memory = memoryAt(NOW - MINUTE, { reported: { [endOf(run('1'))]: NOW } });
    const from = NOW - MINUTE - OVERLAP_MS;
    const runs = [run('1'), run('2', { endedAt: from }), run('3', { endedAt: from - 1 })];
    expect((await looked({ a: [runs] }, { memory })).ids).toEqual(['2']);
    const young = { ...memory, since: NOW - 1 };
    expect((await looked({ a: [runs] }, { memory: young })).ids).toEqual([]);
  });

  it('goes on in the next poll where the time ran out, one page back', async () => {
    const a = [[run('1')], [run('2')], [run('3')], [run('4')]];
    const first = await looked({ a }, { pages: 2 });
    expect(first.ids).toEqual(['1', '2']);
    const pass = { at: NOW, begun: NOW, list: 'a', page: 2 };
    expect(first.memory).toMatchObject({ pass, isUnfinished: true, mark: NOW - MINUTE });

    const memory = afterReport(first, memoryAt(NOW - MINUTE), 2);
    const second = await looked({ a }, { memory });
    expect(second.ids).toEqual(['3', '4']);
    expect(second.asked).toEqual(['a 2', 'a 3', 'a 4']);
    expect(second.memory).toMatchObject({ isUnfinished: false, last: NOW });
    expect(second.memory.pass).toBeUndefined();
  });

  it('gets on although each poll has time for one page alone', async () => {
    const a = Array.from({ length: 5 }, (_, page) => [run(String(page))]);
    let memory = memoryAt(NOW - MINUTE);
    const ids: string[] = [];
    for (let polls = 0; polls < 5 && (polls === 0 || memory.isUnfinished); polls++) {
      const found = await looked({ a }, { memory, pages: 0 });
      ids.push(...found.ids);
      memory = afterReport(found, memory, found.ends.length);
    }
    expect(ids).toEqual(['0', '1', '2', '3', '4']);
    expect(memory.isUnfinished).toBe(false);
  });

  it('begins anew where the list that it was in is gone', async () => {
    const pass = { at: NOW, begun: NOW - 5, list: 'gone', page: 7 };
    const found = await looked({ a: [[run('1')]] }, { memory: memoryAt(0, { pass }) });
    expect(found.asked).toEqual(['a 1']);
    expect(found.memory.last).toBe(NOW - 5);
  });

  it('fails as its first page does, and keeps what it has where the time ran out later', async () => {
    await expect(looked({ a: [failure] })).rejects.toThrow('no');
    await expect(looked({ a: [outOfTime] })).rejects.toThrow('no');
    await expect(looked({ a: [[run('1')], failure] })).rejects.toThrow('no');
    const cut = await looked({ a: [[run('1')], outOfTime] });
    expect(cut.ids).toEqual(['1']);
    expect(cut.memory).toMatchObject({ isUnfinished: true, pass: { list: 'a', page: 1 } });
  });

  it('reads lists in parts from then on where one is too long', async () => {
    const split = { b: [[run('2')]], c: [[run('1')]] };
    const found = await looked({ a: [[run('1')], []] }, { split, tooLong: ['a'] });
    expect(found.asked).toEqual(['a 1', 'b 1', 'c 1']);
    expect(found.ids).toEqual(['1', '2']);
    expect(found.memory.isSplit).toBe(true);
    const { memory } = found;
    expect((await looked({ a: [] }, { memory, split })).asked).toEqual(['b 1', 'c 1']);
    await expect(looked({ a: [[]] }, { split, tooLong: ['a', 'c'] })).rejects.toThrow('too long');
  });

  it('goes over what one poll holds with the next', async () => {
    const many = Array.from({ length: 10_000 }, (_, id) => run(String(id)));
    const found = await looked({ a: [[run('x')], many, [run('y')]] });
    expect(found.ends).toHaveLength(10_001);
    expect(found.memory).toMatchObject({ isUnfinished: true, pass: { page: 2 } });
  });
});

describe('runs under way that leave the lists', () => {
  const leaving = (id: string, changes: Partial<SeenRun> = {}) =>
    run(id, { stage: 'under way', endedAt: 0, leaves: true, ...changes });

  it('are followed, those that wait or are not watched are not', async () => {
    const a = [
      leaving('1'),
      leaving('2', { stage: 'waiting' }),
      leaving('3', { leaves: false }),
      leaving('4', { kind: 'manual' }),
    ];
    const { memory } = await looked(
      { a: [a] },
      { wanted: { ...everything, kinds: ['scheduled'] } },
    );
    expect(memory.followed).toEqual([{ id: '1', bizdate: 5 }]);
  });

  const followed = ['1', '2', '3'].map((id) => ({ id, bizdate: 5 }));
  const memory = memoryAt(NOW - MINUTE, { followed });

  it('are looked at in turn, with one call a look', async () => {
    const found = await looked({ a: [[]] }, { memory, followed: [leaving('1')] });
    expect(found.asked).toEqual(['run 1', 'a 1']);
    expect(found.memory.followed.map(({ id }) => id)).toEqual(['2', '3', '1']);
  });

  it('are reported when they end, however long ago, and no longer followed', async () => {
    const ended = run('1', { endedAt: NOW - 3 * OVERLAP_MS });
    const found = await looked({ a: [[]] }, { memory, followed: [ended] });
    expect(found.ids).toEqual(['1']);
    expect(found.memory.followed.map(({ id }) => id)).toEqual(['2', '3']);
  });

  it('are forgotten when they are gone', async () => {
    const found = await looked({ a: [[]] }, { memory });
    expect(found.memory.followed.map(({ id }) => id)).toEqual(['2', '3']);
  });

  it('are the newest fifty', async () => {
    const a = Array.from({ length: 60 }, (_, id) => leaving(String(id)));
    const found = await looked({ a: [a] });
    expect(found.memory.followed.map(({ id }) => id)).toEqual(
      Array.from({ length: 50 }, (_, id) => String(id + 10)),
    );
  });
});

describe('after a report', () => {
  const before = memoryAt(NOW - MINUTE, {
    reported: { old: NOW - 2 * OVERLAP_MS, young: NOW - MINUTE },
    followed: [{ id: '7', bizdate: 5 }],
  });
  const ends = [run('1'), run('2')];
  const lookOf = (changes: Partial<Memory> = {}): Look => ({
    ok: true,
    ends,
    memory: { ...before, mark: NOW, lookedAt: NOW, followed: [], ...changes },
    calls: 1,
    lists: 1,
  });

  it('what may be met again is kept, and what is older than the overlap is forgotten', () => {
    const { reported, mark } = afterReport(lookOf(), before, 2);
    expect(mark).toBe(NOW);
    expect(Object.keys(reported)).toEqual(['young', endOf(ends[0]!), endOf(ends[1]!)]);
  });

  it('the rest is left for the next poll, which looks once more', () => {
    const next = afterReport(lookOf(), before, 1);
    expect(next).toMatchObject({ mark: NOW - MINUTE, isUnfinished: true, lookedAt: NOW });
    expect(next.followed).toEqual(before.followed);
    expect(Object.keys(next.reported)).toEqual(['old', 'young', endOf(ends[0]!)]);
  });

  it('of a pass that is not over, nothing is forgotten', () => {
    const pass = { at: NOW, begun: NOW, list: 'a', page: 2 };
    expect(Object.keys(afterReport(lookOf({ pass }), before, 2).reported)).toHaveLength(4);
  });
});
