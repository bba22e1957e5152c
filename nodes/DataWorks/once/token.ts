import { createHash, randomBytes } from 'node:crypto';

import type { IContextObject } from 'n8n-workflow';

/** What makes a unit of work: the same over every way in which n8n runs it again. */
export interface UnitOfWork {
  workflowId: string;
  nodeId: string;
  /** The round of a loop, from 0. */
  runIndex: number;
  itemIndex: number;
  /** Which one it is of several calls that n8n numbers alike; left out for the first. */
  nth?: number;
  /** The request's own parameters: an edited one is another unit of work. */
  parameters: Readonly<Record<string, unknown>>;
}

const SEED = 'clientTokenSeed';

/**
 * The random part of this execution's tokens. It lives in n8n's context of the node, which is kept
 * over Retry On Fail and "Retry execution" and is new in every other execution.
 */
export function seedOf(nodeContext: IContextObject): string {
  const known = nodeContext[SEED];
  if (typeof known === 'string') return known;
  const seed = randomBytes(16).toString('hex');
  nodeContext[SEED] = seed;
  return seed;
}

/** Names texts by their SHA-256. */
export type Digest = (text: string) => string;

/** The digest of the last text is kept: most items of an execution share their script. */
export function createDigest(): Digest {
  let last = { text: '', digest: '' };
  return (text) => {
    if (last.digest === '' || last.text !== text) {
      last = { text, digest: createHash('sha256').update(text).digest('base64url') };
    }
    return last.digest;
  };
}

/** Longer texts stand for themselves by their digest. In characters. */
const LONG = 256;

/**
 * A ClientToken (52 ASCII characters) that is always the same for one unit of work, and no other's.
 * @param seed the random part of the execution's tokens
 */
export function deriveClientToken(
  { seed, digestOf }: { seed: string; digestOf: Digest },
  unit: UnitOfWork,
): string {
  const { workflowId, nodeId, runIndex, itemIndex, parameters, nth } = unit;
  const named = Object.entries(parameters)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => {
      const isLong = typeof value === 'string' && value.length > LONG;
      return isLong ? [name, digestOf(value), 'digest'] : [name, value];
    });
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, workflowId, nodeId, runIndex, itemIndex, named, nth]))
    .digest('hex');
  return `n8n-${digest.slice(0, 48)}`;
}

/** A ClientToken that always goes with another one: for a further step of the same unit of work. */
export function relatedToken(token: string, step: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([token, step]))
    .digest('hex');
  return `n8n-${digest.slice(0, 48)}`;
}

/** What is wrong with a ClientToken given by hand, or `undefined`. Source: the API page. */
export function checkClientToken(token: string): string | undefined {
  if (token.length > 64) return `has ${token.length} characters; at most 64 are allowed`;
  if (!/^[\x21-\x7e]*$/.test(token)) return 'may hold only ASCII characters without spaces';
  return undefined;
}
