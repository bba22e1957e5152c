/**
 * How fast one execution sends: as fast as it can until the server throttles, then just below the
 * rate that the server let through. DataWorks counts calls per second, reads and writes apart.
 */
export const pacing = {
  /** What of a measured rate is not used: it is for what the network does to the spacing. */
  margin: 0.03,
  /** The margin doubles with every throttled reply that comes before a rate is proven, up to this. */
  largestMargin: 0.24,
  /** Sends per second that are always allowed. */
  slowest: 0.5,
  /** By how much a late send may be made up for, in ms. */
  catchUpMs: 10,
  /** A rate that held for so long is one to come back to, and how long that takes. In ms. */
  provenMs: 5_000,
  recoveryMs: 10_000,
  /** After so many ms without a throttled reply the rate grows, by this part of it each second. */
  quietMs: 60_000,
  growth: 0.05,
} as const;

/** The second that quotas are counted by, in ms. */
const SECOND = 1_000;

/** The pace of one kind of call. Times are in ms since 1970. */
export interface Pace {
  /** When the next send is due; in the past when it may go at once. */
  dueAt(): number;
  /** Notes a send. */
  sent(now: number): void;
  /**
   * Notes a throttled reply.
   * @param sentAt as given to `sent`
   * @param waitMs nothing is sent for so long
   * @param retryAfterMs the wait that the server asked for, where it did
   */
  throttled(sentAt: number, now: number, waitMs: number, retryAfterMs?: number): void;
}

/** Throttled replies that belong together, as their calls were under way together. */
interface Episode {
  /** The second that was full. */
  begin: number;
  end: number;
  /** Sends per second before it. */
  rate: number;
  isProven: boolean;
  margin: number;
}

export function createPace(): Pace {
  /** Sends of the last seconds that were not throttled, oldest first. */
  let sends: number[] = [];
  let due = -Infinity;
  /** Sends per second after the last throttled reply, and the rate to come back to. */
  let rate = Infinity;
  let known = Infinity;
  let last: Episode = {
    begin: -Infinity,
    end: -Infinity,
    rate: Infinity,
    isProven: true,
    margin: pacing.margin,
  };

  function rateAt(now: number): number {
    if (rate === Infinity) return rate;
    const quiet = now - last.end;
    const recovered = rate + (known - rate) * Math.min(1, quiet / pacing.recoveryMs);
    const grown = Math.max(0, quiet - pacing.quietMs) / SECOND;
    return recovered * (1 + pacing.growth * grown);
  }

  function begin(sentAt: number, now: number, restMs: number | undefined): Episode {
    const isProven = now - last.end >= pacing.provenMs;
    return {
      // A quota per second is spent until its second ends, so what got through in it is the quota.
      begin: sentAt - SECOND + (restMs === undefined ? 0 : restMs - (now - sentAt) / 2),
      end: now,
      rate: rateAt(now),
      isProven,
      margin: isProven ? pacing.margin : Math.min(pacing.largestMargin, 2 * last.margin),
    };
  }

  return {
    dueAt: () => due,

    sent(now) {
      if ((sends[0] ?? now) < now - 4 * SECOND) {
        sends = sends.filter((at) => at >= now - 2 * SECOND);
      }
      sends.push(now);
      due = Math.max(due, now - pacing.catchUpMs) + SECOND / rateAt(now);
    },

    throttled(sentAt, now, waitMs, retryAfterMs) {
      const index = sends.lastIndexOf(sentAt);
      if (index >= 0) sends.splice(index, 1);
      due = Math.max(due, now + waitMs);

      const restMs =
        retryAfterMs !== undefined && retryAfterMs <= SECOND ? retryAfterMs : undefined;
      const isLate = sentAt <= last.end + (restMs === undefined ? SECOND : 0);
      if (!isLate) last = begin(sentAt, now, restMs);

      const passed = sends.filter((at) => at >= last.begin && at <= last.end).length;
      // A difference below one call says nothing.
      rate = Math.max(
        pacing.slowest,
        passed + 0.5 < last.rate ? passed * (1 - pacing.margin) : last.rate * (1 - last.margin),
      );
      const comesBack = last.isProven && last.rate !== Infinity;
      known = comesBack ? Math.max(rate, (1 - pacing.margin) * last.rate) : rate;
    },
  };
}
