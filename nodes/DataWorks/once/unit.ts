import { createHash } from 'node:crypto';

import type { IContextObject } from 'n8n-workflow';

import { isJsonObject, type Json, type JsonObject } from '../../alibabaCloud/client/exactJson';
import type { Journal } from './journal';
import { deriveClientToken } from './token';

/** One item of one call of the node by n8n. */
export interface ItemOfRun {
  workflowId: string;
  nodeId: string;
  /** The round of a loop, from 0; n8n counts it up for each try of a tool that an agent invokes. */
  runIndex: number;
  itemIndex: number;
  /** Whether an agent calls the node as its tool. */
  isTool: boolean;
}

/** The tokens of an item's units of work. */
export interface ItemUnits {
  /**
   * A token of at most 64 ASCII characters that stays the same however often n8n runs this item
   * again, and is another for other parameters.
   */
  tokenOf(parameters: Readonly<Record<string, unknown>>): string;
  /** To be told once the item has come to its end. */
  end(hasFailed: boolean): void;
}

/** Round, item, and which one of several calls of a tool that n8n numbers alike. */
type Identity = readonly [runIndex: number, itemIndex: number, nth: number];

/** Where n8n's node context holds the identities of items that failed, and who went on with them. */
const STORE = 'units';

/** Calls of a tool by this process that are under way or have succeeded: n8n numbers no two alike that tell apart. */
const calls = new WeakMap<IContextObject, Set<string>>();

const keyOf = (...parts: readonly unknown[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);

function memberOf(container: JsonObject, name: string): JsonObject {
  const known = container[name];
  if (isJsonObject(known)) return known;
  const made: JsonObject = {};
  container[name] = made;
  return made;
}

/** An identity whose item failed, and the round in which it did so last. */
interface FailedItem {
  identity: Identity;
  lastRound: number;
}

const isCount = (value: Json | undefined): value is number => Number.isSafeInteger(value);

function identityIn(stored: Json | undefined): Identity | undefined {
  const [round, item, nth] = Array.isArray(stored) ? stored : [];
  return isCount(round) && isCount(item) && isCount(nth) ? [round, item, nth] : undefined;
}

function failedItemIn(stored: Json): FailedItem | undefined {
  const { identity: given, lastRound } = isJsonObject(stored) ? stored : {};
  const identity = identityIn(given);
  return identity && isCount(lastRound) ? { identity, lastRound } : undefined;
}

const isSame = (one: Identity, other: Identity) => one.every((part, at) => part === other[at]);

/**
 * Says which units of work an item's are. They belong to the round and the item, except that an item
 * which failed and comes again in a later round with equal parameters goes on with its units: so does
 * Retry On Fail of a tool that an agent invokes, and a loop from the error output back to the node.
 * @param nodeContext n8n's `getContext('node')`
 */
export function openUnits(
  nodeContext: IContextObject,
  journal: Pick<Journal, 'seed' | 'digestOf'>,
  { workflowId, nodeId, runIndex, itemIndex, isTool }: ItemOfRun,
): ItemUnits {
  let begun: { parametersOf(): string; identity: Identity; call: string } | undefined;
  // Most executions have no failed item: the digests that find one are not taken then.
  const hasStore = () => STORE in nodeContext;
  const store = () => memberOf(nodeContext as JsonObject, STORE);
  const failed = (parameters: string) => {
    const list = memberOf(store(), 'failed')[parameters];
    const all = Array.isArray(list) ? list : [];
    return all.map(failedItemIn).filter((one) => one !== undefined);
  };
  const setFailed = (parameters: string, list: readonly FailedItem[]) => {
    const all = memberOf(store(), 'failed');
    const items = list.map(({ identity, lastRound }) => ({ identity: [...identity], lastRound }));
    if (items.length > 0) all[parameters] = items;
    else delete all[parameters];
  };
  const others = (parameters: string, identity: Identity) =>
    failed(parameters).filter((one) => !isSame(one.identity, identity));
  const callOf = (parameters: string, identity: Identity) => keyOf(parameters, identity);
  const running = () => {
    const known = calls.get(nodeContext) ?? new Set<string>();
    calls.set(nodeContext, known);
    return known;
  };

  function identityOf(parameters: string): Identity {
    const place = keyOf(parameters, runIndex, itemIndex);
    const continued = identityIn(memberOf(store(), 'continued')[place]);
    if (continued && !(isTool && running().has(callOf(parameters, continued)))) return continued;
    // Of two equal items of one round none is the other.
    const earlier = failed(parameters).filter(({ lastRound }) => lastRound < runIndex);
    const taken = (earlier.find(({ identity }) => identity[1] === itemIndex) ?? earlier[0])
      ?.identity;
    if (taken) {
      setFailed(parameters, others(parameters, taken));
      memberOf(store(), 'continued')[place] = [...taken];
      return taken;
    }
    let nth = 0;
    if (isTool) {
      while (running().has(callOf(parameters, [runIndex, itemIndex, nth]))) nth++;
    }
    return [runIndex, itemIndex, nth];
  }

  return {
    tokenOf(given) {
      const tokenOf = ([round, item, nth]: Identity) =>
        deriveClientToken(journal, {
          workflowId,
          nodeId,
          runIndex: round,
          itemIndex: item,
          parameters: given,
          ...(nth === 0 ? {} : { nth }),
        });
      if (!begun) {
        const parametersOf = () => tokenOf([-1, -1, 0]);
        const isFirst = !isTool && !hasStore();
        const identity = isFirst ? ([runIndex, itemIndex, 0] as const) : identityOf(parametersOf());
        begun = { parametersOf, identity, call: isTool ? callOf(parametersOf(), identity) : '' };
        if (isTool) running().add(begun.call);
      }
      return tokenOf(begun.identity);
    },

    end(hasFailed) {
      if (!begun || !(hasFailed || hasStore())) return;
      const { parametersOf, identity, call } = begun;
      const parameters = parametersOf();
      if (hasFailed) running().delete(call);
      if (!hasFailed && failed(parameters).length === 0) return;
      const rest = others(parameters, identity);
      setFailed(parameters, hasFailed ? [...rest, { identity, lastRound: runIndex }] : rest);
    },
  };
}
