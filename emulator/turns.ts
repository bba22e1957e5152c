/** When something that was arranged has its turn. */
export interface Turn {
  /** How many occasions pass first; default 0. */
  after?: number;
  /** How many it then takes; default 1. */
  times?: number | 'always';
}

interface Waiting<T> {
  id: number;
  item: T;
  passes: number;
  remaining: number;
}

/** Things arranged for later occasions, each served in its turn, in the order of arranging. */
export class TurnList<T extends Turn> {
  #waiting: Waiting<T>[] = [];
  #nextId = 1;

  /** Adds an item and gives its id. */
  add(item: T): number {
    const { after = 0, times = 1 } = item;
    const id = this.#nextId++;
    this.#waiting.push({
      id,
      item,
      passes: after,
      remaining: times === 'always' ? Infinity : times,
    });
    return id;
  }

  /** Takes an item away again; one that is spent is no longer there. */
  remove(id: number): void {
    this.#waiting = this.#waiting.filter((one) => one.id !== id);
  }

  /** Takes all items away. */
  clear(): void {
    this.#waiting = [];
  }

  /** The items that wait, with their ids. */
  list(): (T & { id: number })[] {
    return this.#waiting.map(({ id, item }) => ({ ...item, id }));
  }

  /**
   * The item whose turn it is on an occasion that `suits` it, if any. Each suitable item counts the
   * occasions that pass it; of those that are due the first is spent.
   */
  next(suits: (item: T) => boolean): T | undefined {
    let due: Waiting<T> | undefined;
    for (const one of this.#waiting) {
      if (!suits(one.item)) continue;
      if (one.passes > 0) one.passes -= 1;
      else due ??= one;
    }
    if (!due) return undefined;
    due.remaining -= 1;
    if (due.remaining <= 0) this.remove(due.id);
    return due.item;
  }
}
