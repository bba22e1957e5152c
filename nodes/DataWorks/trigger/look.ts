import { numberIn } from '../../alibabaCloud/client/exactJson';
import type { Failure } from '../../alibabaCloud/client/outcome';
import {
  STAGES,
  type Followed,
  type RunSource,
  type SeenRun,
  type Watch,
} from '../studios/runSource';
import { OVERLAP_MS, wantedFrom, type Memory } from './memory';

/** Which of the runs that are seen are reported. */
export interface Wanted extends Pick<Watch, 'event' | 'kinds'> {
  /** A name with `*` for anything; all names unless given. */
  namePattern?: string | undefined;
}

/** Bounds of a look. */
export interface Bounds {
  /** This machine's clock, ms since 1970. */
  now(): number;
  /** Whether there is time for a further call. */
  hasTime(): boolean;
}

/** What a look found. */
export interface Look {
  ok: true;
  /** The oldest first. */
  ends: SeenRun[];
  /** What is to be remembered once all of these are reported. */
  memory: Memory;
  /** How many requests it took, and how many lists it read. */
  calls: number;
  lists: number;
}

/** More than these are not held at a time; the rest is read by the next poll. */
const MOST_ENDS = 10_000;
/** Runs that are followed, the newest of them. */
const MOST_FOLLOWED = 50;

/** What tells an end from others: a run that is run again, or set to successful, ends once more. */
export const endOf = ({ id, endedAt, stage }: SeenRun): string => `${id}-${endedAt}-${stage}`;

const isEnd = ({ stage }: SeenRun) => stage === 'succeeded' || stage === 'failed';

/** Whether a name has the form of a pattern, in time in proportion to both. */
export function fitsPattern(name: string, pattern: string): boolean {
  const [begin = '', ...parts] = pattern.toLowerCase().split('*');
  const text = name.toLowerCase();
  const end = parts.pop();
  if (end === undefined) return text === begin;
  if (!text.startsWith(begin) || !text.endsWith(end)) return false;
  let from = begin.length;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from + end.length <= text.length;
}

const isWatched = ({ name, kind }: SeenRun, { kinds, namePattern }: Wanted): boolean =>
  (kinds.length === 0 || kinds.includes(kind)) &&
  (namePattern === undefined || fitsPattern(name, namePattern));

/** Whether an end of this run is reported. */
export const isWanted = (run: SeenRun, wanted: Wanted): boolean =>
  STAGES[wanted.event].some((stage) => stage === run.stage) && isWatched(run, wanted);

/** The oldest first; of the same moment, by id. */
export const byEnd = (one: SeenRun, other: SeenRun): number =>
  one.endedAt - other.endedAt || one.id.length - other.id.length || (one.id < other.id ? -1 : 1);

const followedOf = ({ id, instance }: SeenRun): Followed => ({
  id,
  bizdate: numberIn(instance.Bizdate ?? 0),
});

/**
 * Looks for ends that are not reported yet. Without time for all pages it stops, and the look after it
 * goes on where it did; what was found is given at once.
 */
export async function look(
  source: RunSource,
  memory: Memory,
  wanted: Wanted,
  { now, hasTime }: Bounds,
): Promise<Look | Failure> {
  const lookedAt = now();
  const from = wantedFrom(memory);
  const pass = { at: memory.pass?.at ?? lookedAt, from };
  const found = new Map<string, SeenRun>();
  const followed = new Map(memory.followed.map((one) => [one.id, one]));
  let { isSplit } = memory;
  let begun = memory.pass?.begun;
  let calls = 0;

  const note = (run: SeenRun, isFollowed: boolean) => {
    if (isEnd(run)) {
      followed.delete(run.id);
      const end = endOf(run);
      const isNew = !Object.hasOwn(memory.reported, end);
      if (isNew && (isFollowed || run.endedAt >= from) && isWanted(run, wanted)) {
        found.set(end, run);
      }
    } else if (run.stage === 'under way' && run.leaves && isWatched(run, wanted)) {
      followed.set(run.id, followedOf(run));
    }
  };

  if (!memory.pass && followed.size > 0) {
    const read = await source.follow(memory.followed);
    calls += read.tries;
    if (!read.ok) return read;
    // Who is still under way comes last, so that each has its turn.
    for (const id of read.asked) followed.delete(id);
    for (const run of read.runs) note(run, true);
  }

  const done = (open: Memory['pass']): Look => ({
    ok: true,
    ends: [...found.values()].sort(byEnd),
    memory: {
      ...memory,
      isSplit,
      pass: open,
      isUnfinished: open !== undefined,
      lookedAt,
      ...(open === undefined && begun !== undefined && { last: begun, mark: memory.last }),
      followed: [...followed.values()].slice(-MOST_FOLLOWED),
    },
    calls,
    lists: lists.length,
  });

  let lists = source.lists(pass, isSplit);
  const resumed = lists.findIndex(({ name }) => name === memory.pass?.list);
  let page = resumed < 0 ? 1 : (memory.pass?.page ?? 1);
  let pages = 0;
  for (let at = Math.max(0, resumed); at < lists.length; at++, page = 1) {
    const list = lists[at];
    for (let isLast = false; list && !isLast; page++) {
      // What moved up meanwhile is met again.
      const open = { at: pass.at, list: list.name, page: Math.max(1, page - 1) };
      const cut = () => done({ ...open, begun: begun ?? now() });
      // The first was read before: a poll without time for a second one would never get on.
      if (pages >= 2 && (!hasTime() || found.size >= MOST_ENDS)) return cut();
      const read = await list.page(page);
      calls += read.tries;
      if (!read.ok) return pages > 0 && read.gaveUp === 'time limit' ? cut() : read;
      pages++;
      begun ??= read.serverTime ?? now();
      for (const run of read.runs) note(run, false);
      isLast = read.isLast;
      if (read.isTooLong) {
        if (isSplit) return source.tooLong;
        isSplit = true;
        lists = source.lists(pass, isSplit);
        at = -1;
        break;
      }
    }
  }
  return done(undefined);
}

/**
 * What is remembered after a look, of whose ends some are reported.
 * @param given the first of them, in their order
 */
export function afterReport({ ends, memory: next }: Look, before: Memory, given: number): Memory {
  const reported = { ...before.reported };
  for (const run of ends.slice(0, given)) reported[endOf(run)] = run.endedAt;
  if (given < ends.length)
    return {
      ...next,
      last: before.last,
      mark: before.mark,
      pass: before.pass,
      isUnfinished: true,
      reported,
      followed: before.followed,
    };
  if (next.pass === undefined) {
    const from = next.mark - OVERLAP_MS;
    for (const [end, at] of Object.entries(reported)) if (at < from) delete reported[end];
  }
  return { ...next, reported };
}
