import type { Misbehaviour } from '../../emulator';
import type { Fate } from './unreliableNetwork';
import { virtually } from './virtually';
import { World, type Run } from './world';

const ITEMS = 1_000;
/** Items that are worked on at the same time, and tries of a call and of the look that follows it. */
const CONCURRENCY = 4;
const TRIES = 4;

/** A run of 1,000 items in which every request fares the same. */
function runThousand(fault: Fate['fault'], continuesOnFail = true) {
  return virtually(1, async () => {
    const world = new World({
      items: Array.from({ length: ITEMS }, (_, index) => ({
        name: `task ${index}`,
        repeats: false,
      })),
      ifExists: 'fail',
      continuesOnFail,
      moves: [],
      fates: Array.from({ length: 5 * ITEMS }, () => ({ thereMs: 5, backMs: 5, fault })),
      tokenLifetimeMs: 60_000,
      seed: 1,
    });
    const run = await world.run(world.newExecution());
    return { world, run };
  });
}

const failed = ({ result }: Run) =>
  'output' in result ? result.output.filter(({ json }) => json.error !== undefined).length : 0;

const dead: Array<Fate['fault']> = [
  { kind: 'no connection' },
  { kind: 'drop-request' },
  { kind: 'drop-reply' },
  { kind: 'cut' },
  { kind: 'error', code: 'InternalError.System', acts: true },
  { kind: 'html', status: 502 },
  { kind: 'html', status: 503, acts: true },
  { kind: 'odd-reply', reply: 'empty' },
  { kind: 'odd-reply', reply: 'captive-portal' },
  { kind: 'odd-reply', reply: 'truncated-json' },
];

describe('1,000 items at a server where nothing works', () => {
  test.each(dead)('%j: no more than 36 sends beside the first ones', async (fault) => {
    const { world, run } = await runThousand(fault);
    expect(failed(run)).toBe(ITEMS);
    expect(world.sends.length).toBeGreaterThan(ITEMS);
    expect(world.sends.length).toBeLessThanOrEqual(ITEMS + 36);
  });

  const refusing: Misbehaviour[] = [
    { kind: 'day-quota-spent' },
    { kind: 'expired-token' },
    { kind: 'error', code: 'Forbidden.DI.NoPrivilege' },
    { kind: 'odd-reply', reply: 'redirect' },
  ];
  test.each(refusing)('%j: nothing is sent twice', async (fault) => {
    const { world, run } = await runThousand(fault);
    expect(failed(run)).toBe(ITEMS);
    expect(world.sends.length).toBe(ITEMS);
  });

  it('that throttles all: no more than 100 sends beside the first ones', async () => {
    const { world, run } = await runThousand({ kind: 'throttle', retryAfterMs: 10 });
    expect(failed(run)).toBe(ITEMS);
    expect(world.sends.length).toBeGreaterThan(100);
    expect(world.sends.length).toBeLessThanOrEqual(ITEMS + 100);
  });

  it('stops at the first failure by default, with the few that were under way', async () => {
    const { world, run } = await runThousand({ kind: 'html', status: 502 }, false);
    expect('error' in run.result).toBe(true);
    expect(world.sends.length).toBeLessThanOrEqual(CONCURRENCY * (TRIES + TRIES));
  });
});
