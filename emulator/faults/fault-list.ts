import { Random } from '../random';
import type { Fault, FaultTarget, Misbehaviour } from './fault';

/** Faults that come by chance: each request meets at most one, drawn from the seed. */
export interface RandomFaults {
  seed: number;
  /** Only requests of this action; default: all. */
  action?: string;
  /** What can go wrong, and how probable it is at each request (0–1; together at most 1). */
  chances: { fault: Misbehaviour; probability: number }[];
  /** No more faults than these; default: no limit. */
  limit?: number;
}

interface Waiting {
  id: number;
  fault: Fault;
  /** Requests that still pass first. */
  passes: number;
  /** Requests that it still meets. */
  remaining: number;
}

/** The faults that wait for their requests. */
export class Faults {
  #waiting: Waiting[] = [];
  #random: { plan: RandomFaults; random: Random; remaining: number } | undefined;
  #nextId = 1;

  /** Adds a fault and gives its id. Faults are served in the order in which they were added. */
  add(fault: Fault): number {
    const { after = 0, times = 1 } = fault;
    const id = this.#nextId++;
    const remaining = times === 'always' ? Infinity : times;
    this.#waiting.push({ id, fault, passes: after, remaining });
    return id;
  }

  /** Takes a fault away again; one that is spent is no longer there. */
  remove(id: number): void {
    this.#waiting = this.#waiting.filter((one) => one.id !== id);
  }

  /** Takes all faults away, also those by chance. */
  clear(): void {
    this.#waiting = [];
    this.#random = undefined;
  }

  /** Lets faults come by chance from now on; added ones go before. Undefined ends it. */
  random(plan: RandomFaults | undefined): void {
    this.#random = plan && {
      plan,
      random: new Random(plan.seed),
      remaining: plan.limit ?? Infinity,
    };
  }

  /** The faults that wait, as they were added, with their ids. */
  list(): (Fault & { id: number })[] {
    return this.#waiting.map(({ id, fault }) => ({ ...fault, id }));
  }

  /**
   * What the next request of `action` meets, if anything. Each fault counts the requests that pass
   * it; of those that are due the first is spent.
   */
  next(action: string | undefined): Misbehaviour | undefined {
    let met: Waiting | undefined;
    for (const one of this.#waiting) {
      if (!targets(one.fault, action)) continue;
      if (one.passes > 0) one.passes -= 1;
      else met ??= one;
    }
    if (met) {
      met.remaining -= 1;
      if (met.remaining <= 0) this.remove(met.id);
      return met.fault;
    }
    return this.#draw(action);
  }

  #draw(action: string | undefined): Misbehaviour | undefined {
    const chance = this.#random;
    if (!chance || chance.remaining <= 0 || !targets(chance.plan, action)) return undefined;
    let drawn = chance.random.next();
    for (const { fault, probability } of chance.plan.chances) {
      if (drawn < probability) {
        chance.remaining -= 1;
        return fault;
      }
      drawn -= probability;
    }
    return undefined;
  }
}

function targets(target: FaultTarget, action: string | undefined): boolean {
  return target.action === undefined || target.action === action;
}
