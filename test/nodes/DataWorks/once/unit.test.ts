import type { IContextObject } from 'n8n-workflow';

import { openJournal } from '../../../../nodes/DataWorks/once/journal';
import { openUnits, type ItemOfRun } from '../../../../nodes/DataWorks/once/unit';

let context: IContextObject;
beforeEach(() => {
  context = {};
});

const given = { projectId: '10000', taskName: 'a' };

function open(place: Partial<ItemOfRun> = {}, at: IContextObject = context) {
  const item = { workflowId: 'w', nodeId: 'n', runIndex: 0, itemIndex: 0, isTool: false, ...place };
  return openUnits(at, openJournal(at), item);
}

/** The token of an item that comes to its end. */
function token(place: Partial<ItemOfRun>, hasFailed: boolean, parameters = given): string {
  const units = open(place);
  const made = units.tokenOf(parameters);
  units.end(hasFailed);
  return made;
}

it('is the same for an item that n8n runs again', () => {
  expect(token({}, true)).toBe(token({}, false));
  expect(token({}, false)).toBe(token({}, false));
});

it('is another in a later round, for another item, and for other parameters', () => {
  const first = token({}, false);
  const others = [
    token({ runIndex: 1 }, false),
    token({ itemIndex: 1 }, false),
    token({}, false, { ...given, taskName: 'b' }),
  ];
  expect(new Set([first, ...others]).size).toBe(4);
});

describe('an item that failed and comes again in a later round', () => {
  it('goes on with its units, for all its steps, until it has succeeded', () => {
    const steps = (runIndex: number, hasFailed: boolean) => {
      const units = open({ runIndex });
      const tokens = [units.tokenOf(given), units.tokenOf({ step: 'Run' })];
      units.end(hasFailed);
      return tokens;
    };
    const first = steps(0, true);
    expect(steps(1, true)).toEqual(first);
    expect(steps(2, false)).toEqual(first);
    expect(steps(2, false)).toEqual(first);
    expect(steps(3, false)).not.toEqual(first);
  });

  it('does not with other parameters', () => {
    const first = token({}, true);
    expect(token({ runIndex: 1 }, false, { ...given, taskName: 'b' })).not.toBe(first);
  });

  it('is one of several, and each goes on once', () => {
    const first = [0, 1].map((itemIndex) => token({ itemIndex }, true));
    expect([0, 1].map((itemIndex) => token({ runIndex: 1, itemIndex }, true))).toEqual(first);
    expect(token({ runIndex: 2, itemIndex: 1 }, true)).toBe(first[1]);
    expect(token({ runIndex: 2, itemIndex: 0 }, true)).toBe(first[0]);
    expect(first).not.toContain(token({ runIndex: 2, itemIndex: 2 }, true));
  });

  it('does so also after "Retry execution"', () => {
    const first = token({}, true);
    context = JSON.parse(JSON.stringify(context)) as IContextObject;
    expect(token({ runIndex: 1 }, true)).toBe(first);
    context = JSON.parse(JSON.stringify(context)) as IContextObject;
    expect(token({ runIndex: 1 }, false)).toBe(first);
  });
});

describe('calls of a tool that n8n numbers alike', () => {
  const isTool = true;

  it('are units of their own', () => {
    const [one, other] = [open({ isTool }), open({ isTool })];
    const tokens = [one.tokenOf(given), other.tokenOf(given)];
    expect(tokens[0]).not.toBe(tokens[1]);
    one.end(false);
    other.end(false);
    expect(tokens).not.toContain(token({ isTool }, false));
  });

  it('that failed are gone on with, each in a try of its own', () => {
    const [one, other] = [open({ isTool }), open({ isTool })];
    const tokens = [one.tokenOf(given), other.tokenOf(given)];
    one.end(true);
    other.end(true);
    const again = [open({ isTool, runIndex: 1 }), open({ isTool, runIndex: 1 })];
    expect(new Set(again.map((units) => units.tokenOf(given)))).toEqual(new Set(tokens));
  });

  it('that failed are tried again under the same number', () => {
    expect(token({ isTool }, true)).toBe(token({ isTool }, true));
  });
});

test.each([null, 1, 'text', [], { failed: 3, continued: [] }, { failed: { a: 'x' } }])(
  'ignores a store that is %j',
  (odd) => {
    context = { units: odd } as IContextObject;
    const first = token({}, true);
    expect(token({ runIndex: 1 }, true)).toBe(first);
  },
);
