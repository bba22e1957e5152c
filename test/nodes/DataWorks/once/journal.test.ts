import type { IContextObject } from 'n8n-workflow';

import { openUnitMemory } from '../../../../nodes/DataWorks/once/journal';

/** What n8n's database does to it between two executions. */
const stored = (context: IContextObject) => JSON.parse(JSON.stringify(context)) as IContextObject;

describe('the memory of an execution', () => {
  let context: IContextObject;
  beforeEach(() => {
    context = {};
  });

  it('knows what a unit made, over a retry of the execution', () => {
    openUnitMemory(context).remember('a', '9007199254740993', 'r-1');
    const memory = openUnitMemory(stored(context));
    expect(memory.madeBy('a')).toBe('9007199254740993');
    expect(memory.requestIdOf('a')).toBe('r-1');
    expect(memory.madeBy('b')).toBeUndefined();
    expect(memory.requestIdOf('b')).toBe('');
  });

  it('knows since when a unit is unsure, until that is settled', () => {
    const memory = openUnitMemory(context);
    expect(memory.isUnsure('a')).toBe(false);
    memory.doubt('a', 1_000);
    memory.doubt('a', 2_000);
    expect(openUnitMemory(stored(context)).unsureSince('a')).toBe(1_000);
    memory.remember('a', '1');
    expect(openUnitMemory(stored(context)).isUnsure('a')).toBe(false);
    memory.doubt('a', 3_000);
    memory.settle('a');
    expect(openUnitMemory(stored(context)).isUnsure('a')).toBe(false);
  });

  it('is unsure since a moment ago when no moment is given', () => {
    const before = Date.now();
    const memory = openUnitMemory(context);
    memory.doubt('a');
    expect(memory.unsureSince('a')).toBeGreaterThanOrEqual(before);
    expect(memory.isUnsure('a')).toBe(true);
  });

  it('keeps units apart that only end differently', () => {
    const long = 'the same beginning of a long token given by a user';
    const memory = openUnitMemory(context);
    memory.remember(`${long} 1`, '1');
    expect(memory.madeBy(`${long} 2`)).toBeUndefined();
    expect(memory.isUnsure(`${long} 2`)).toBe(false);
  });

  it('knows what another unit made', () => {
    openUnitMemory(context).remember('a', '1');
    const memory = openUnitMemory(stored(context));
    expect(memory.madeByAnother('1', 'b')).toBe(true);
    expect(memory.madeByAnother('1', 'a')).toBe(false);
    expect(memory.madeByAnother('2', 'b')).toBe(false);
  });

  it('forgets what a unit was wrong about', () => {
    const memory = openUnitMemory(context);
    // As a search asks before it takes something for the unit's own.
    expect(memory.madeByAnother('1', 'a')).toBe(false);
    memory.remember('a', '1');
    memory.disprove('1', 'b');
    expect(memory.madeBy('a')).toBeUndefined();
    memory.remember('b', '1');
    memory.disprove('1', 'b');
    expect(memory.madeBy('b')).toBe('1');
  });

  it('forgets it in a later run too', () => {
    openUnitMemory(context).remember('a', '1');
    const memory = openUnitMemory(stored(context));
    memory.disprove('1', 'b');
    expect(memory.madeBy('a')).toBeUndefined();
  });

  it('stores at most 80 characters for a creation', () => {
    const memory = openUnitMemory(context);
    const empty = JSON.stringify(context).length;
    for (let i = 0; i < 100; i++) {
      memory.remember(
        `n8n-${i}\n10000\n${'script '.repeat(100)}`,
        String(1_000_000 + i),
        '0bc1411515937635973ab',
      );
    }
    expect((JSON.stringify(context).length - empty) / 100).toBeLessThan(80);
  });

  it('lets one item after the other work for a unit, whatever comes of it', async () => {
    const memory = openUnitMemory(context);
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
      memory.alone('a', work('first', true)),
      memory.alone('a', work('second')),
      memory.alone('b', work('other')),
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
