/** The place of an item among those that are worked on. */
export interface Place {
  /** The item waits: another may begin. */
  leave(): void;
  /** It goes on. It does not wait for a place, so more items than that may be worked on for a moment. */
  enter(): void;
}

/** An item that waits holds no place: others begin meanwhile. */
export async function waitOutside<Value>(place: Place, waited: Promise<Value>): Promise<Value> {
  place.leave();
  try {
    return await waited;
  } finally {
    place.enter();
  }
}

interface Items {
  count: number;
  /** How many are worked on at the same time. */
  concurrency: number;
  /** Whether further items may begin. */
  goesOn(): boolean;
  /** Works on an item; never rejects. */
  work(index: number, place: Place): Promise<void>;
  /** Nobody works: all that have begun wait or have ended, and no more can begin until one goes on. */
  onIdle?: () => void;
}

/** Begins all items in their order, several at the same time, and ends when the last of them has. */
export function workOnItems({ count, concurrency, goesOn, work, onIdle }: Items): Promise<void> {
  let next = 0;
  let busy = 0;
  let begun = 0;
  return new Promise((resolve, reject) => {
    function begin(): void {
      while (busy < concurrency && next < count && goesOn()) {
        busy += 1;
        begun += 1;
        const place = {
          leave() {
            busy -= 1;
            begin();
          },
          enter: () => void (busy += 1),
        };
        work(next++, place).then(() => {
          busy -= 1;
          begun -= 1;
          begin();
        }, reject);
      }
      if (begun === 0) resolve();
      else if (busy === 0) onIdle?.();
    }
    begin();
  });
}
