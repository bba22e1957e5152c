import type { IContextObject } from 'n8n-workflow';

import { openJournal } from '../../../../nodes/DataWorks/once/journal';

/** What n8n's database does to it between two executions. */
const stored = (context: IContextObject) => JSON.parse(JSON.stringify(context)) as IContextObject;

describe('the journal of an execution', () => {
  let context: IContextObject;
  beforeEach(() => {
    context = {};
  });

  it('knows what a unit made, over a retry of the execution', () => {
    openJournal(context).record('a', '9007199254740993', 'r-1');
    const journal = openJournal(stored(context));
    expect(journal.resultOf('a')).toBe('9007199254740993');
    expect(journal.requestIdOf('a')).toBe('r-1');
    expect(journal.resultOf('b')).toBeUndefined();
    expect(journal.requestIdOf('b')).toBe('');
  });

  it('keeps texts with spaces, lists and objects as they are', () => {
    const result = { at: '2026-11-25 10:00:00', runs: ['1', '2'], text: 'a;b,c:d' };
    openJournal(context).record('a', result, 'request id');
    openJournal(context).note('a', ['', '2026-11-25 10:00:00']);
    const journal = openJournal(stored(context));
    expect(journal.resultOf('a')).toEqual(result);
    expect(journal.requestIdOf('a')).toBe('request id');
    expect(journal.noteOf('a')).toEqual(['', '2026-11-25 10:00:00']);
  });

  it('knows all that a unit made, and forgets the RequestId of what went before', () => {
    const journal = openJournal(context);
    journal.record('a', { runs: ['1'] }, 'r-1');
    journal.record('a', { runs: ['1'] }, 'r-1');
    journal.record('a', { runs: ['2'] });
    expect(openJournal(stored(context)).resultsOf('a')).toEqual([{ runs: ['1'] }, { runs: ['2'] }]);
    expect(openJournal(stored(context)).requestIdOf('a')).toBe('');
  });

  it('knows since when a unit is uncertain, until that is settled', () => {
    const journal = openJournal(context);
    expect(journal.isUncertain('a')).toBe(false);
    journal.markUncertain('a', 1_000);
    journal.markUncertain('a', 2_000);
    expect(openJournal(stored(context)).uncertainSince('a')).toBe(1_000);
    journal.record('a', '1');
    expect(openJournal(stored(context)).isUncertain('a')).toBe(false);
    journal.markUncertain('a', 3_000);
    journal.markNotDone('a');
    expect(openJournal(stored(context)).isUncertain('a')).toBe(false);
    expect(journal.resultOf('a')).toBe('1');
  });

  it('is uncertain since a moment ago when no moment is given', () => {
    const before = Date.now();
    const journal = openJournal(context);
    journal.markUncertain('a');
    expect(journal.uncertainSince('a')).toBeGreaterThanOrEqual(before);
    expect(journal.isUncertain('a')).toBe(true);
  });

  it('keeps units apart that only end differently', () => {
    const long = 'the same beginning of a long token given by a user';
    const journal = openJournal(context);
    journal.record(`${long} 1`, '1');
    expect(journal.resultOf(`${long} 2`)).toBeUndefined();
    expect(journal.isUncertain(`${long} 2`)).toBe(false);
  });

  test.each([null, 1, 'text', [], { a: 1 }])('ignores a store that is %j', (odd) => {
    const journal = openJournal({ journal: odd, clientTokenSeed: odd } as IContextObject);
    expect(journal.resultOf('a')).toBeUndefined();
    journal.record('a', '1');
    expect(journal.resultOf('a')).toBe('1');
  });

  test.each([null, 1, 'text', [], { result: '1', earlier: 3, requestId: {}, uncertainSince: 'x' }])(
    'ignores what is odd in an entry that is %j',
    (odd) => {
      openJournal(context).record('a', '1');
      const store = context.journal as Record<string, unknown>;
      for (const key of Object.keys(store)) store[key] = odd;
      const journal = openJournal(context);
      expect(journal.isUncertain('a')).toBe(false);
      expect(journal.requestIdOf('a')).toBe('');
      expect(() => journal.resultsOf('a')).not.toThrow();
      journal.record('a', '2');
      expect(journal.resultOf('a')).toBe('2');
    },
  );

  it('stores at most 80 characters for a creation', () => {
    const journal = openJournal(context);
    const empty = JSON.stringify(context).length;
    for (let i = 0; i < 100; i++) {
      journal.record(
        `n8n-${i}\n10000\n${'script '.repeat(100)}`,
        String(1_000_000 + i),
        '0bc1411515937635973ab',
      );
    }
    expect((JSON.stringify(context).length - empty) / 100).toBeLessThan(80);
  });

  it('is opened without a look at what it holds', () => {
    const journal = openJournal(context);
    for (let i = 0; i < 100; i++) journal.record(String(i), String(i));
    let touched = 0;
    const watched = new Proxy(context.journal as object, {
      get: (target, key) => (touched++, Reflect.get(target, key)),
      ownKeys: (target) => (touched++, Reflect.ownKeys(target)),
      getOwnPropertyDescriptor: (target, key) => (
        touched++,
        Reflect.getOwnPropertyDescriptor(target, key)
      ),
    });
    const again = openJournal({ ...context, journal: watched } as IContextObject);
    expect(touched).toBe(0);
    again.record('101', '101');
    expect(touched).toBeLessThan(20);
  });

  it('lets one item after the other work for a unit, whatever comes of it', async () => {
    const journal = openJournal(context);
    const log: string[] = [];
    const work =
      (name: string, fails = false) =>
      async () => {
        log.push(`${name} begins`);
        await Promise.resolve();
        log.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      };
    const results = await Promise.allSettled([
      journal.serialize('a', work('first', true)),
      journal.serialize('a', work('second')),
      journal.serialize('b', work('other')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(log.filter((line) => !line.startsWith('other'))).toEqual([
      'first begins',
      'first ends',
      'second begins',
      'second ends',
    ]);
    expect(log.indexOf('other begins')).toBeLessThan(log.indexOf('first ends'));
  });
});
