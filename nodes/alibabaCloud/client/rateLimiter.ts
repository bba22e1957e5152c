/**
 * How fast one execution sends: as fast as it can until the server throttles, then just below the
 * rate that the server let through. Services count calls per second, reads and writes apart.
 */
const settings = {
  /** What of a measured rate is not used: it is for what the network does to the spacing. */
  margin: 0.03,
  /** The margin doubles with each throttled reply that comes before a rate is proven, up to this. */
  largestMargin: 0.24,
  /** How long a rate must hold to be proven, in ms. */
  provenMs: 5_000,
  /** Sends per second that are always allowed. */
  slowest: 0.5,
  /** By how much a late send may be made up for, in ms. */
  catchUpMs: 10,
  /** How long the climb back to a rate that was proven takes, in ms. */
  climbMs: 5_000,
  /** The rest before a climb, after one that failed, in sends: a climb that fails is throttled once. */
  restSends: 50,
  /** No shorter and no longer than this, in ms. */
  restMs: 10_000,
  longestRestMs: 40_000,
  /** After so many ms without a throttled reply the rate grows, by this part of it each second. */
  quietMs: 60_000,
  growth: 0.05,
} as const;

/** The second that quotas are counted by, in ms. */
const SECOND = 1_000;

/** An adaptive rate limiter for one kind of call. Times are in ms since 1970. */
export interface RateLimiter {
  /** When the next send is due; in the past when it may go at once. */
  dueAt(): number;
  /** Notes a send. */
  onSent(now: number): void;
  /**
   * Notes a throttled reply.
   * @param sentAt as given to `onSent`
   * @param waitMs nothing is sent for so long
   * @param retryAfterMs the wait that the server asked for, where it did
   */
  onThrottled(sentAt: number, now: number, waitMs: number, retryAfterMs?: number): void;
}

/** What throttled replies to calls that were under way together have shown. Rates per second. */
interface Finding {
  /** The second that was full begins here. */
  begin: number;
  at: number;
  /** The rate before it. */
  before: number;
  /** What is taken off that rate where nothing better is known. */
  margin: number;
  /** The rate to climb back to, after a rest. */
  goal: number;
  restMs: number;
}

const NOTHING: Finding = {
  begin: -Infinity,
  at: -Infinity,
  before: Infinity,
  margin: settings.margin,
  goal: 0,
  restMs: 0,
};

export function createRateLimiter(): RateLimiter {
  /** Sends of the last seconds that were not throttled, oldest first. */
  let sends: number[] = [];
  let due = -Infinity;
  let rate = Infinity;
  let found = NOTHING;

  function rateAt(now: number): number {
    if (rate === Infinity) return rate;
    const quietMs = now - found.at;
    const climb = Math.min(1, Math.max(0, quietMs - found.restMs) / settings.climbMs);
    const grown = Math.max(0, quietMs - settings.quietMs) / SECOND;
    const climbed = rate + Math.max(0, found.goal - rate) * climb;
    return climbed * (1 + settings.growth * grown);
  }

  function find(sentAt: number, now: number, leftMs: number | undefined): Finding {
    const before = rateAt(now);
    const quietMs = now - found.at;
    const isProven = quietMs >= settings.provenMs;
    const hasClimbed = before > rate;
    // Proven once, it is worth a climb for as long as the execution runs.
    const wasGoal = found.goal > rate;
    return {
      // A quota per second is spent until its second ends: what got through in it is the quota. The
      // server's clock was read some time between the call and its reply.
      begin: sentAt - SECOND + (leftMs === undefined ? 0 : leftMs - (now - sentAt) / 2),
      at: now,
      before,
      margin: isProven ? settings.margin : Math.min(settings.largestMargin, 2 * found.margin),
      goal: wasGoal
        ? found.goal
        : isProven && before < Infinity
          ? before * (hasClimbed ? 1 - settings.margin : 1)
          : 0,
      restMs: !wasGoal
        ? 0
        : hasClimbed
          ? Math.min(
              settings.longestRestMs,
              Math.max(settings.restMs, (settings.restSends * SECOND) / rate),
            )
          : found.restMs,
    };
  }

  return {
    dueAt: () => due,

    onSent(now) {
      if ((sends[0] ?? now) < now - 4 * SECOND) {
        sends = sends.filter((at) => at >= now - 2 * SECOND);
      }
      sends.push(now);
      due = Math.max(due, now - settings.catchUpMs) + SECOND / rateAt(now);
    },

    onThrottled(sentAt, now, waitMs, retryAfterMs) {
      const index = sends.lastIndexOf(sentAt);
      if (index >= 0) sends.splice(index, 1);
      due = Math.max(due, now + waitMs);

      const leftMs =
        retryAfterMs !== undefined && retryAfterMs <= SECOND ? retryAfterMs : undefined;
      const isKnown = sentAt <= found.at + (leftMs === undefined ? SECOND : 0);
      if (!isKnown) found = find(sentAt, now, leftMs);

      const passed = sends.filter((at) => at >= found.begin && at <= found.at).length;
      // A difference below one call says nothing.
      const measured =
        passed + 0.5 < found.before
          ? passed * (1 - settings.margin)
          : found.before * (1 - found.margin);
      rate = Math.max(settings.slowest, measured);
    },
  };
}
