import type { INodeExecutionData } from 'n8n-workflow';

/** What the items of an execution gave, in the order of the items, however they come. */
export interface OrderedOutput {
  /** Takes what one item gave; nothing else of the item is kept. */
  add(itemIndex: number, given: INodeExecutionData[]): void;
  /** All of it, and of how many items it is. To be asked for once, when no more comes. */
  end(): { items: INodeExecutionData[]; done: number };
}

export function createOrderedOutput(): OrderedOutput {
  const items: INodeExecutionData[] = [];
  /** By item index: what came while something in front of it is still to come. */
  const early = new Map<number, INodeExecutionData[]>();
  let next = 0;
  let done = 0;
  // Not spread into `push`: a list of tasks may be longer than the arguments of a call.
  const append = (given: INodeExecutionData[]) => {
    for (const one of given) items.push(one);
  };
  return {
    add(itemIndex, given) {
      done += 1;
      early.set(itemIndex, given);
      for (let front = early.get(next); front; front = early.get(next)) {
        append(front);
        early.delete(next++);
      }
    },
    end() {
      for (const [, given] of [...early].sort(([one], [other]) => one - other)) append(given);
      return { items, done };
    },
  };
}
