import { isJsonObject } from '../../alibabaCloud/client/exactJson';
import type { Followed } from '../studios/runSource';

/** A pass that a poll did not finish: the next one goes on from here. */
export interface OpenPass {
  /** When it began, by this machine's clock and by the server's, ms since 1970. */
  at: number;
  begun: number;
  /** The list and the page that come next. */
  list: string;
  page: number;
}

/** What a trigger remembers between polls. Times in ms since 1970. */
export interface Memory {
  /** Whose it is: it is worth nothing for another node, workflow or n8n, or other parameters. */
  of: string;
  /** When the trigger began, by the server's clock: what ended before is not reported. */
  since: number;
  /** When the last finished pass began, and the one before it, by the server's clock. */
  last: number;
  /** What a pass missed, because lists changed while it turned pages, the next one sees. */
  mark: number;
  /** When the last look was, by this machine's clock. */
  lookedAt: number;
  /** Whether that look left something for the next poll. */
  isUnfinished: boolean;
  pass?: OpenPass | undefined;
  /** When each end that is reported was, by what tells it from others; those that a look may meet again. */
  reported: Record<string, number>;
  followed: Followed[];
  /** Whether the lists were too long, so that each is read in parts. */
  isSplit: boolean;
  /** The node or task of the Operation Center that the chosen one stands for. */
  schedulerId?: string | undefined;
}

/** How long the lists may be behind, in ms: no source says how soon they show an end. */
export const OVERLAP_MS = 60 * 60_000;

/** A trigger's memory at its first look. */
export const firstMemory = (of: string, serverTime: number, lookedAt: number): Memory => ({
  of,
  since: serverTime,
  last: serverTime,
  mark: serverTime,
  lookedAt,
  isUnfinished: false,
  reported: {},
  followed: [],
  isSplit: false,
});

/** From when on ends are wanted; those before are reported, or older than the trigger. */
export const wantedFrom = ({ since, mark }: Pick<Memory, 'since' | 'mark'>): number =>
  Math.max(since, mark - OVERLAP_MS);

/** n8n's polls come a little early or late; the least between two is a minute. */
const EARLY_MS = 30_000;

/** Whether the next look is due at `now` (ms since 1970, by this machine's clock). */
export function isDue({ lookedAt, isUnfinished }: Memory, everyMs: number, now: number): boolean {
  // A clock that was set back must not silence the trigger.
  return isUnfinished || now < lookedAt || now - lookedAt >= everyMs - EARLY_MS;
}

/** As one text: n8n watches every member of an object in its static data, of which there may be thousands. */
export const writeMemory = (memory: Memory): string => JSON.stringify(memory);

/** What `writeMemory` wrote for `of`; `undefined` for anything else. */
export function readMemory(text: unknown, of: string): Memory | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const read: unknown = JSON.parse(text);
    return isJsonObject(read) && read.of === of ? (read as unknown as Memory) : undefined;
  } catch {
    return undefined;
  }
}
