import { Random } from '../random';
import { TurnList } from '../turns';
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

/** The faults that wait for their requests, and those that come by chance. */
export class Faults extends TurnList<Fault> {
  #random: { plan: RandomFaults; random: Random; remaining: number } | undefined;

  /** Takes all faults away, also those by chance. */
  override clear(): void {
    super.clear();
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

  /** What the next request of `action` meets, if anything. */
  meet(action: string | undefined): Misbehaviour | undefined {
    return this.next((fault) => targets(fault, action)) ?? this.#draw(action);
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

function targets(target: Pick<FaultTarget, 'action'>, action: string | undefined): boolean {
  return target.action === undefined || target.action === action;
}
