import type { IContextObject } from 'n8n-workflow';

import { openJournal } from '../../../../nodes/DataWorks/once/journal';
import { openUnits } from '../../../../nodes/DataWorks/once/unit';

/** An object that counts how often it, and what is in it, is read and written; a list of its names counts each. */
function counted<Value extends object>(value: Value, count: (steps: number) => void): Value {
  const known = new WeakMap<object, object>();
  const wrap = <One>(one: One): One => {
    if (typeof one !== 'object' || one === null) return one;
    const seen = known.get(one);
    if (seen) return seen as One;
    const proxy = new Proxy(one as object, {
      get(target, name, receiver) {
        count(1);
        return wrap(Reflect.get(target, name, receiver));
      },
      set(target, name, next) {
        count(1);
        return Reflect.set(target, name, next);
      },
      getOwnPropertyDescriptor(target, name) {
        count(1);
        return Reflect.getOwnPropertyDescriptor(target, name);
      },
      ownKeys(target) {
        const names = Reflect.ownKeys(target);
        count(names.length);
        return names;
      },
    });
    known.set(one as object, proxy);
    return proxy as One;
  };
  return wrap(value);
}

/** Steps within n8n's context for so many rounds of a loop, of one item each. */
function stepsOf(rounds: number, hasFailed: (round: number) => boolean): number {
  let steps = 0;
  const context = counted<IContextObject>({}, (more) => (steps += more));
  for (let runIndex = 0; runIndex < rounds; runIndex++) {
    const journal = openJournal(context);
    const units = openUnits(context, journal, {
      workflowId: 'w',
      nodeId: 'n',
      runIndex,
      itemIndex: 0,
      isTool: false,
    });
    const token = units.tokenOf({ TaskName: 'orders' });
    const fails = hasFailed(runIndex);
    journal.markUncertain(token, runIndex);
    if (!fails) journal.record(token, `file ${runIndex}`, 'r');
    expect(journal.isUncertain(token)).toBe(fails);
    units.end(fails);
  }
  return steps;
}

it.each<[string, (round: number) => boolean]>([
  ['succeed', () => false],
  ['fail, each the same unit', () => true],
  ['fail every other time', (round) => round % 2 === 0],
])('10,000 rounds of a loop that %s cost twice what 5,000 cost', (_, hasFailed) => {
  const half = stepsOf(5_000, hasFailed);
  expect(stepsOf(10_000, hasFailed) / half).toBeCloseTo(2, 1);
  // Nothing that is stored is gone through.
  expect(half / 5_000).toBeLessThan(100);
});
