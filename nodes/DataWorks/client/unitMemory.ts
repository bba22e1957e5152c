import type { IContextObject } from 'n8n-workflow';

import { clock } from './clock';
import { seedOf } from './clientToken';

/**
 * What an execution remembers of its creations, by ClientToken. It is kept where n8n keeps it: over
 * Retry On Fail and "Retry execution".
 */
export interface UnitMemory {
  seed: string;
  /** When this execution first came to the node, ms since 1970. */
  startedAt: number;
  /** The FileId that a token made, exact. */
  madeBy(token: string): string | undefined;
  /** Whether a FileId was made under another token than this. */
  madeByAnother(fileId: string, token: string): boolean;
  /** Whether an earlier run sent this token and never learnt the outcome. */
  isUnsure(token: string): boolean;
  remember(token: string, fileId: string): void;
  /** Notes that the outcome of a token is not known. */
  doubt(token: string): void;
}

interface Store {
  [key: string]: string | number | Record<string, string | number> | undefined;
  startedAt?: number;
  made?: Record<string, string>;
  unsure?: Record<string, number>;
}

/** Half a token tells the few of one execution apart, and is half as much to store. */
const short = (token: string) => token.slice(0, 24);

/** @param nodeContext n8n's `getContext('node')` */
export function openUnitMemory(nodeContext: IContextObject): UnitMemory {
  const seed = seedOf(nodeContext);
  const store = nodeContext as Store;
  store.startedAt ??= clock.now();
  const made = (store.made ??= {});
  const unsure = (store.unsure ??= {});
  const tokensByFile = new Map(Object.entries(made).map(([token, fileId]) => [fileId, token]));
  return {
    seed,
    startedAt: store.startedAt,
    madeBy: (token) => made[short(token)],
    madeByAnother(fileId, token) {
      const maker = tokensByFile.get(fileId);
      return maker !== undefined && maker !== short(token);
    },
    isUnsure: (token) => unsure[short(token)] !== undefined,
    remember(token, fileId) {
      made[short(token)] = fileId;
      tokensByFile.set(fileId, short(token));
      delete unsure[short(token)];
    },
    doubt(token) {
      unsure[short(token)] = 1;
    },
  };
}
