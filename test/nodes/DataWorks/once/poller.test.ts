import type { Action } from '../../../../nodes/alibabaCloud/service';
import type { Failure, FailureKind } from '../../../../nodes/alibabaCloud/client/outcome';
import { nextLookAt, nextPause } from '../../../../nodes/DataWorks/once/pauses';
import { equalLook, type Look, type Poll } from '../../../../nodes/DataWorks/once/poll';
import { createPoller } from '../../../../nodes/DataWorks/once/poller';
import { waitFor, type PollingClient } from '../../../../nodes/DataWorks/once/waitFor';
import { useVirtualTime, type VirtualTime } from '../../alibabaCloud/client/virtualTime';

const HOUR_MS = 3_600_000;
const LIMITS = { shortestMs: 5_000, longestMs: 60_000, deadlineMs: HOUR_MS };
const ACTION = { name: 'Run', does: 'run the task' } as Action;
const failure = (kind: FailureKind): Failure => ({
  ok: false,
  kind,
  action: ACTION,
  detail: 'why',
  tries: 1,
  mayHaveActed: false,
  resent: false,
});

describe('the poller', () => {
  let time: VirtualTime;
  beforeEach(() => {
    time = useVirtualTime(Date.UTC(2026, 0, 1));
  });
  afterEach(() => time.restore());

  const pending: Look<string> = { state: 'pending', now: 'RUNNING' };
  const doneAt = (at: number): Look<string> =>
    time.now() >= at ? { state: 'done', value: 'end' } : pending;

  /** A look for all of a group that takes so many calls. */
  const shared = (subject: object, end: number, calls: number[], tries = 1): Poll<string> => ({
    group: 'all',
    subject,
    async ask(subjects) {
      calls.push(time.now());
      return { ok: true, tries, seen: new Map(subjects.map((one) => [one, doneAt(end)])) };
    },
  });

  it('looks at one wait as often as its pauses say: 70 times in an hour', async () => {
    const begin = time.now();
    const looks: number[] = [];
    const ended = await time.until(
      createPoller(undefined).wait(shared({}, Infinity, looks), LIMITS),
    );
    expect(ended).toMatchObject({ by: 'deadline', calls: 70, waitedMs: HOUR_MS });
    expect(looks.slice(0, 6).map((at) => Math.round((at - begin) / 100) / 10)).toEqual([
      0, 5, 10, 15, 20, 26.7,
    ]);
    expect(Math.round(looks.at(-1)!)).toBe(begin + HOUR_MS);
  });

  it.each([1, 3])('looks at 100 with %i calls a look as often, by calls', async (tries) => {
    const poller = createPoller(undefined);
    const looks: number[] = [];
    const all = Array.from({ length: 100 }, (_, index) =>
      poller.wait(shared({ index }, Infinity, looks, tries), LIMITS),
    );
    const ended = await time.until(Promise.all(all));
    expect(looks.length * tries).toBeLessThanOrEqual(70 + tries);
    expect(ended.every(({ by, waitedMs }) => by === 'deadline' && waitedMs === HOUR_MS)).toBe(true);
  });

  it('looks at those in turn that no look covers together, and at each once more at its end', async () => {
    const poller = createPoller(undefined);
    const counts = new Map<number, number>();
    const all = Array.from({ length: 20 }, (_, index) =>
      poller.wait(
        equalLook(
          `run ${index}`,
          async () => {
            counts.set(index, (counts.get(index) ?? 0) + 1);
            return { ok: true as const, tries: 1 };
          },
          () => pending,
        ),
        LIMITS,
      ),
    );
    await time.until(Promise.all(all));
    const looks = [...counts.values()];
    expect(looks.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(70 + 20);
    expect(Math.max(...looks) - Math.min(...looks)).toBeLessThanOrEqual(2);
  });

  it('does not slow others down by looks that see nothing but an end', async () => {
    const poller = createPoller(undefined);
    const end = time.now() + 10_000;
    const all = Array.from({ length: 50 }, (_, index) =>
      poller.wait(
        equalLook(
          `deployment ${index}`,
          async () => ({ ok: true as const, tries: 1 }),
          () => doneAt(end),
        ),
        LIMITS,
      ),
    );
    const ended = await time.until(Promise.all(all));
    expect(Math.max(...ended.map(({ waitedMs }) => waitedMs))).toBe(10_000);
  });

  it('asks equal looks once', async () => {
    const poller = createPoller(undefined);
    let asked = 0;
    const end = time.now() + 20_000;
    const wait = () =>
      poller.wait(
        equalLook(
          'deployment 1',
          async () => {
            asked += 1;
            return { ok: true as const, tries: 1 };
          },
          () => doneAt(end),
        ),
        LIMITS,
      );
    await time.until(Promise.all(Array.from({ length: 10 }, wait)));
    expect(asked).toBeLessThanOrEqual(6);
  });

  it('begins with short pauses again when nobody waited meanwhile', async () => {
    const poller = createPoller(undefined);
    const looks: number[] = [];
    await time.until(poller.wait(shared({}, time.now() + HOUR_MS / 2, looks), LIMITS));
    const begin = time.now();
    await time.until(poller.wait(shared({}, begin + 15_000, looks), LIMITS));
    expect(looks.filter((at) => at > begin).map((at) => at - begin)).toEqual([
      5_000, 10_000, 15_000,
    ]);
  });

  it('keeps a pause that the server asks for', async () => {
    const looks: number[] = [];
    const begin = time.now();
    const poll: Poll<string> = {
      group: 'one',
      subject: 'one',
      async ask() {
        looks.push(time.now() - begin);
        if (looks.length === 1) return { ...failure('throttled'), retryAfterMs: 42_000 };
        return { ok: true, tries: 1, seen: new Map([['one', doneAt(0)]]) };
      },
    };
    await time.until(createPoller(undefined).wait(poll, LIMITS));
    expect(looks).toEqual([0, 42_000]);
  });

  it('looks at each alone when the look for several is refused', async () => {
    const poller = createPoller(undefined);
    const sizes: number[] = [];
    const poll = (subject: string): Poll<string> => ({
      group: 'all',
      subject,
      async ask(subjects) {
        sizes.push(subjects.length);
        if (subjects.length > 1) return failure('refused');
        if (subjects[0] === 'bad') return failure('refused');
        return { ok: true, tries: 1, seen: new Map([[subjects[0], doneAt(0)]]) };
      },
    });
    const first = poller.wait(shared({}, time.now() + 1, []), LIMITS);
    const all = ['good', 'bad', 'fine'].map((name) =>
      poller.wait({ ...poll(name), group: 'x' }, LIMITS),
    );
    const [, good, bad, fine] = await time.until(Promise.all([first, ...all]));
    expect([good?.failure, bad?.failure?.kind, fine?.failure]).toEqual([
      undefined,
      'refused',
      undefined,
    ]);
    expect(sizes).toEqual([3, 1, 1, 1]);
  });

  it('passes on what a look throws to those who asked', async () => {
    const poller = createPoller(undefined);
    const bad = poller.wait(
      {
        group: 'bad',
        subject: 1,
        ask: () => Promise.reject(new Error('broken')),
      },
      LIMITS,
    );
    const good = poller.wait(shared({}, 0, []), LIMITS);
    await expect(time.until(bad)).rejects.toThrow('broken');
    expect((await time.until(good)).by).toBe('look');
  });

  it('ends all waits at once on a cancel', async () => {
    const controller = new AbortController();
    const poller = createPoller(controller.signal);
    const all = [1, 2, 3].map((index) => poller.wait(shared({ index }, Infinity, []), LIMITS));
    void import('../../../../nodes/alibabaCloud/client/clock').then(({ clock }) =>
      clock.sleep(62_000).then(() => controller.abort()),
    );
    const ended = await time.until(Promise.all(all));
    expect(ended.map(({ by, waitedMs }) => [by, waitedMs])).toEqual(
      all.map(() => ['cancelled', 62_000]),
    );
  });

  describe('waitFor', () => {
    const wait = (look: () => Promise<Look<string>>) =>
      time.until(
        waitFor({ poller: createPoller(undefined) } as PollingClient, ACTION, LIMITS, look),
      );

    it('outlives failures that pass by themselves for as long as its time allows', async () => {
      const end = time.now() + HOUR_MS / 2;
      const waited = await wait(async () =>
        time.now() < end ? failure('unavailable') : { state: 'done', value: 'end' },
      );
      expect(waited).toMatchObject({ ok: true, value: 'end' });
      expect(time.now() - end).toBeLessThanOrEqual(LIMITS.longestMs);
    });

    it('gives the failure, not that its time is over, where no look was ever answered', async () => {
      expect(await wait(async () => failure('unavailable'))).toEqual(failure('unavailable'));
    });

    it('says what was seen last when its time is over', async () => {
      let looks = 0;
      const waited = await wait(async () => (++looks < 3 ? pending : failure('network')));
      expect(waited).toMatchObject({
        kind: 'deadline',
        detail: 'the state is RUNNING after 3600 s and 70 calls',
      });
    });

    it('does not outlive a refusal', async () => {
      expect(await wait(async () => failure('refused'))).toEqual(failure('refused'));
      expect(time.now()).toBe(Date.UTC(2026, 0, 1));
    });
  });

  it('lets a look of several calls count as so many looks', () => {
    const one = nextLookAt(0, 1, LIMITS);
    expect(one).toBe(nextPause(0, LIMITS));
    expect(nextLookAt(0, 3, LIMITS)).toBe(nextLookAt(nextLookAt(one, 1, LIMITS), 1, LIMITS));
  });
});
