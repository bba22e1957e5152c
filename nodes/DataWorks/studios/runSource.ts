import { numberIn, textIn, type JsonObject } from '../../alibabaCloud/client/exactJson';
import type { Failure } from '../../alibabaCloud/client/outcome';
import type { Stage } from '../api/stage';
import { datesFrom, dayBefore, yesterdayIn } from '../businessDates';

/** What began a run. */
export type RunKind = 'backfill' | 'manual' | 'scheduled';

/** The ends that are reported. */
export type WatchedEnd = 'runEnded' | 'runFailed' | 'runSucceeded';

/** Which runs are watched; what is left out is not looked at. */
export interface Watch {
  projectId: string;
  environment: 'PROD' | 'DEV';
  event: WatchedEnd;
  /** The node (legacy) or task of the Operation Center; exact, as text. */
  schedulerId?: string | undefined;
  owner?: string | undefined;
  kinds: readonly RunKind[];
  /** How many business dates back. */
  businessDates: number;
  /** Where these begin, IANA. */
  timeZone: string;
}

/** One round through the lists. Times in ms since 1970. */
export interface Pass {
  /** When it began, by this machine's clock. */
  at: number;
  /** Ends before it are not wanted. */
  from: number;
}

/** A run as a list has it. */
export interface SeenRun {
  id: string;
  stage: Stage | 'waiting';
  /** ms since 1970; 0 where no time tells it. */
  endedAt: number;
  /** Whether the lists of the next pass no longer have it. */
  leaves: boolean;
  name: string;
  kind: RunKind;
  /** As the API gives it. */
  instance: JsonObject;
}

/** A page of a list. */
export interface RunPage {
  ok: true;
  runs: SeenRun[];
  /** Whether later pages hold nothing that is wanted. */
  isLast: boolean;
  /** Whether what is wanted stands behind more than is to be read, or can be. */
  isTooLong: boolean;
  /** The server's clock, ms since 1970. */
  serverTime: number | undefined;
  tries: number;
}

/** A list of runs, read page by page. */
export interface RunList {
  /** Tells it from the other lists of its pass. */
  name: string;
  /** @param number from 1 */
  page(number: number): Promise<RunPage | Failure>;
}

/** Where a trigger looks, by one version of the API. */
export interface RunSource {
  /**
   * The lists of a pass, the same for the same pass.
   * @param split more lists and each shorter: for what is too long otherwise
   */
  lists(pass: Pass, split: boolean): RunList[];
  /** Lists in which ended runs stand first, for who wants to see some. */
  recent(at: number): RunList[];
  /** What to say where a list is too long although it is split. */
  tooLong: Failure;
  /** One call for the first of these, and for those of whom it tells as well. */
  follow(followed: readonly Followed[]): Promise<FollowedRuns | Failure>;
  /** The log of a run. */
  log(id: string): Promise<{ ok: true; text: string } | Failure>;
  simple(instance: JsonObject): JsonObject;
}

/** Followed runs as they are; those that are no longer there are left out. */
export interface FollowedRuns {
  ok: true;
  /** The ids of those who were looked at. */
  asked: readonly string[];
  runs: SeenRun[];
  tries: number;
}

/** A run that no list has any more. */
export interface Followed {
  id: string;
  /** Of its business date, ms since 1970, as the API gives it. */
  bizdate: number;
}

/** The states that an end can have, by what is reported. */
export const STAGES = {
  runEnded: ['succeeded', 'failed'],
  runFailed: ['failed'],
  runSucceeded: ['succeeded'],
} as const satisfies Record<WatchedEnd, readonly Stage[]>;

/** After an outage, no more dates than these are looked at. */
const MOST_DATES = 31;

/** The business dates of a pass; those of an earlier one stay in until it is over. */
export function datesOf({ at, from }: Pass, { businessDates, timeZone }: Watch) {
  const last = yesterdayIn(timeZone, at);
  const back = (date: string, days: number): string =>
    days === 0 ? date : back(dayBefore(date), days - 1);
  const current = back(last, businessDates - 1);
  const earlier = back(yesterdayIn(timeZone, Math.min(from, at)), businessDates - 1);
  const oldest = back(last, MOST_DATES - 1);
  const first = [current, earlier].sort()[0] as string;
  const dates = datesFrom({ first: first < oldest ? oldest : first, last });
  return { dates, leaving: dates.filter((date) => date < current) };
}

/**
 * Reads lists that are sorted by a time, the latest first, up to what is not wanted. Whether those
 * without a time come first or last is not documented; a page out of order is not trusted.
 * @param from what is before it is not wanted, ms since 1970
 * @returns to be told of each page: whether it is the last one that is wanted
 */
export function untilBefore(from: number): (times: readonly (number | undefined)[]) => boolean {
  let hadTime = false;
  return (times) => {
    const known = times.filter((time) => time !== undefined);
    const isSorted = known.every((time, at) => at === 0 || time <= (known[at - 1] as number));
    const isBehind = (time: number | undefined) => (time === undefined ? hadTime : time < from);
    const ends = times.some((time) => {
      const behind = isBehind(time);
      hadTime ||= time !== undefined;
      return behind;
    });
    return isSorted && ends;
  };
}

/** A time of a reply, ms since 1970; `undefined` where it has none. */
export const timeOf = (value: unknown): number | undefined => {
  const time = numberIn(value);
  return Number.isFinite(time) && time > 0 ? time : undefined;
};

/** By which members an instance of one kind of workspace tells what a trigger wants to know. */
interface InstanceMembers {
  id: string;
  name: string;
  endedAt: string;
  kind: string;
  /** What the words of `kind` mean; any other is a manual run. */
  kinds: Readonly<Record<string, RunKind>>;
  stageOf(instance: JsonObject): SeenRun['stage'];
}

/** Reads an instance as a run. @returns a reader; `leaves` as in SeenRun */
export const seenBy =
  ({ id, name, endedAt, kind, kinds, stageOf }: InstanceMembers) =>
  (instance: JsonObject, leaves: boolean): SeenRun => ({
    id: textIn(instance[id]),
    stage: stageOf(instance),
    endedAt: timeOf(instance[endedAt]) ?? timeOf(instance.ModifyTime) ?? 0,
    leaves,
    name: textIn(instance[name]),
    kind: kinds[textIn(instance[kind])] ?? 'manual',
    instance,
  });
