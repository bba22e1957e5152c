import type { Outcome } from '../../alibabaCloud/client/outcome';

/**
 * Sends a call for one subject in one with those of other items.
 * @param call names the call: what is the same for all that are joined
 * @param subject what it is for: one is never twice in a call
 * @param send sends it for several; what it gives is for all of them
 */
export type Join = (
  call: string,
  subject: string,
  send: (subjects: readonly string[]) => Promise<Outcome>,
) => Promise<Outcome>;

interface Joined {
  subject: string;
  send: Parameters<Join>[2];
  end(outcome: Promise<Outcome>): void;
}

/**
 * How many ids an action takes is not documented. After a reply that is lost each of so many can be looked
 * for and sent again: that takes two retries out of the budget.
 */
const MOST_SUBJECTS = 16;

/** Whether a call was refused as a whole, and nothing was done: each of its subjects may be why. */
const isRefusedWhole = (outcome: Outcome) =>
  !outcome.ok && outcome.kind === 'refused' && !outcome.mayHaveActed && !outcome.resent;

/** Sends equal calls, one batch after the other. */
async function sendAll(all: readonly Joined[]): Promise<void> {
  let rest = all;
  while (rest.length > 0) {
    const batch = new Map<string, Joined>();
    for (const one of rest) {
      if (batch.size < MOST_SUBJECTS && !batch.has(one.subject)) batch.set(one.subject, one);
    }
    rest = rest.filter((one) => batch.get(one.subject) !== one);
    const [first, ...others] = batch.values();
    if (!first) return;
    const together = first.send([...batch.keys()]);
    const ends = [...batch.values()].map(({ subject, send, end }) => {
      const outcome = together.then((given) =>
        others.length > 0 && isRefusedWhole(given) ? send([subject]) : given,
      );
      end(outcome);
      return outcome;
    });
    await Promise.allSettled(ends);
  }
}

/**
 * Keeps calls until `sendAll`, which is for when nobody else can come. Who joins must hold nothing that
 * another item waits for.
 */
export function createJoiner(): { join: Join; sendAll: () => void } {
  const waiting = new Map<string, Joined[]>();
  return {
    join: (call, subject, send) =>
      new Promise((end) => {
        const equal = waiting.get(call) ?? [];
        waiting.set(call, equal);
        equal.push({ subject, send, end });
      }),
    sendAll() {
      const calls = [...waiting.values()];
      waiting.clear();
      for (const joined of calls) void sendAll(joined);
    },
  };
}
