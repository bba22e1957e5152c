import type { JsonObject } from '../../alibabaCloud/client/exactJson';
import type { Failure, Outcome } from '../../alibabaCloud/client/outcome';
import type { Action } from '../../alibabaCloud/service';
import type { Creation, Named } from '../once/createOnce';
import type { Journal } from '../once/journal';
import type { Poll } from '../once/poll';
import type { Look, PollingClient, WaitLimits } from '../once/waitFor';
import type { BusinessDates } from '../businessDates';
import type { Found } from '../once/writeOnce';

/** What a flow works with, for one item. */
export interface Tools {
  /** Its waits are those of the execution. */
  client: PollingClient;
  journal: Journal;
  /** A token that stays the same however often n8n runs this item again. */
  unitToken(parameters: Readonly<Record<string, unknown>>): string;
  keep: Keep;
  /** Says what the run that is begun next is a step of. */
  within(whole: Within): void;
}

/** What a run that is waited for is a step of. */
export interface Within {
  /** Of the task that is run. */
  id: string;
  /** The output of the whole, but for this step. */
  body: JsonObject;
  /** What was done before, for a failure. */
  before: string;
}

/**
 * Does a step before, between or after waits, or gives what was kept of it where a wait was parked
 * meanwhile: plain JSON, less its `secrets`, which are made anew when the wait is over.
 * @param name another one for each step of the item
 */
export type Keep = <Made extends { ok: true }>(
  name: string,
  make: () => Promise<Made | Failure>,
) => Promise<Made | Failure>;

/** What an operation gives: the reply, by the API's names, or why there is none. */
export type Done = { ok: true; body: JsonObject } | Failure;

/** A task that has the name which a new one is to have. */
export interface NamedTask extends Named {
  /** As messages name it, e.g. "1000001 in Business Flow/demo". */
  label: string;
  /** Whether its type can be the one that is asked for. */
  isOfType: boolean;
  /** What it holds, as far as it is known. */
  content?: string;
}

/** A task that is to be created. */
export interface TaskCreation extends Creation<NamedTask> {
  /** Names where it is to stand: creations in the same place wait for each other. */
  place?: string;
  keeping?: Keeping;
  /** What an id is called, e.g. FileId. */
  idName: string;
  typeName: string;
  /** The reply that the creation would have given. */
  replyFor(id: string, requestId: string): JsonObject;
  /** Puts the task's content on one that is there; each change is harmless when made twice. */
  updating(task: NamedTask): TaskUpdate;
}

/** What a new task may have lost of what it was given. */
export interface Keeping {
  /** Looks; what cannot be told, and what is lost at the last look, it says by itself. */
  hasLost(id: string, isLast: boolean): Promise<boolean>;
  /** Puts back what is lost. */
  restoring(id: string): HarmlessWrite;
  /** What happened, for the failure to put it back. */
  lost: string;
}

/** Changes that put a content on a task, in order. */
export interface TaskUpdate {
  changes: readonly HarmlessWrite[];
}

/** A write that does no harm when it is done twice. */
export interface HarmlessWrite {
  action: Action;
  /** Begins; what is there already is not written. */
  begin?(): Promise<{ ok: true; isThere: boolean; requestId: string } | Failure>;
  send(): Promise<Outcome>;
  /** Whether it is done; left out where nothing tells. */
  isDone?(): Promise<{ ok: true; done: boolean; requestId: string } | Failure>;
  /** The reply that it would have given. */
  replyFor?(requestId: string): JsonObject;
}

/** What a deletion, or its way to production, made. */
export interface Removal {
  /** The id by which its way is followed, where it is known. */
  removal?: string;
  /** The node in the scheduler that the task had, where that is known instead. */
  node?: string;
}

/** A task that is to be deleted. */
export interface TaskDeletion {
  action: Action;
  task: Readonly<Record<string, unknown>>;
  send(): Promise<Outcome>;
  /** The id of the removal from the scheduler that a deletion began, where it did. */
  removalIn(body: JsonObject): string | undefined;
  /** Whether there is no such task any more; `node` where the scheduler may have it still. */
  lookIfGone(): Promise<{ ok: true; gone: boolean; node?: string } | Failure>;
  lookAtRemoval(made: Removal): Promise<Look<unknown>>;
  /** What brings a deletion to production, where it is deleted in development alone at first. */
  production(): Promise<{ ok: true; withdrawal?: Withdrawal } | Failure>;
  /** What a refusal for a task that is not there says. */
  notThere: string;
}

/** Takes a task that is deleted in development out of production too. Harmless when made twice. */
export interface Withdrawal {
  action: Action;
  send(): Promise<Outcome>;
  removalIn(body: JsonObject): string | undefined;
  /** Whether production does not have the task, or does not have it any more. */
  lookIfOut(): Promise<{ ok: true; out: boolean } | Failure>;
  lookAtRemoval(made: Removal): Promise<Look<unknown>>;
}

/** A script that is to be generated, by an action with a token. */
export interface Generation {
  action: Action;
  /** What makes the generation another one, beside its token. */
  request: Readonly<Record<string, unknown>>;
  clientToken: string;
  begin(token: string): Promise<Outcome>;
  processIdIn(body: JsonObject): string | undefined;
  /** Where a reply has the id, for messages. */
  told: string;
  lookAtProcess(processId: string): Promise<Look<JsonObject>>;
  scriptIn(body: JsonObject): string;
}

/** A step of a release that has ended well. */
export interface StepEnd {
  /** Its state, by the API's names. */
  state: JsonObject;
  /** The version that it is about, where the API tells it. */
  version: string | undefined;
  requestId: string;
}

/** A step of a task's way into production. */
export interface ReleaseStep {
  action: Action;
  /** Sends it with a text by which it can be found again. */
  send(mark: string): Promise<Outcome>;
  /** What to follow it by; `undefined` for a reply that does not say. */
  read(body: JsonObject): JsonObject | undefined;
  /** Looks for what a send with this mark began. */
  find(mark: string): Promise<Found<JsonObject> | Failure>;
  /** Looks at what `read` or `find` gave. */
  lookAt(begun: JsonObject): Promise<Look<StepEnd>>;
}

/** A task's release: to development, and from there to production where that is wished. */
export interface Release {
  /** What names the task, and all that makes this release another one. */
  unit: Readonly<Record<string, unknown>>;
  submission: ReleaseStep;
  /** Whether it is submitted before; left out: it is. Without development it goes to production alone. */
  submits?(): Promise<{ ok: true; submits: boolean } | Failure>;
  /** @param version what was submitted, where it is known */
  production?(version: string | undefined): ReleaseStep;
  /** What names the task in the output. */
  named: JsonObject;
}

/** A deployment that does no harm when it is made once more. */
export interface RepeatableRelease extends HarmlessWrite {
  /** The reply that it would have given. */
  replyFor(requestId: string): JsonObject;
  unit: Readonly<Record<string, unknown>>;
  /** Whether what this unit deployed before still is. */
  lookIfDeployed(): Promise<{ ok: true; deployed: boolean; requestId: string } | Failure>;
}

/** What a look at a run says. */
export interface SeenRun {
  ok: true;
  stage: 'under way' | 'succeeded' | 'failed';
  /** In DataWorks' words. */
  now: string;
  instances: JsonObject[];
  requestId: string;
  tries: number;
}

/** Runs of one task. */
export interface Runs {
  action: Action;
  /** What names the task and how it is to run: another one is another unit of work. */
  unit: Readonly<Record<string, unknown>>;
  dates: BusinessDates | { yesterdayIn: string };
  /** @param token stands in the run's name, by which it can be found */
  start(dates: BusinessDates, token: string): Promise<Outcome>;
  /** The ids of the runs: one for each business date. */
  runIdsIn(body: JsonObject): readonly string[] | undefined;
  /** Looks for runs by their name. @returns looks once each time it is called */
  finder(dates: BusinessDates, token: string): (since: number) => Promise<RunIds | Failure>;
  lookAt(dates: BusinessDates, runIds: readonly string[]): Promise<SeenRun | Failure>;
  /** What a wait for its end looks at, together with other runs that are waited for. */
  watch(dates: BusinessDates, runIds: readonly string[]): WatchedRun;
  /** The failure of a run that has failed, with the end of its log. */
  failureOf(seen: SeenRun, tries: number): Promise<Failure>;
  /** Stops what is under way, also after a cancel. @returns a sentence on what was done */
  stop(
    dates: BusinessDates,
    runIds: readonly string[],
    seen: readonly JsonObject[],
  ): Promise<string>;
  /** The output of a run. */
  replyFor(dates: BusinessDates, runIds: readonly string[], requestId: string): JsonObject;
  simple(instance: JsonObject): JsonObject;
  /** What an instance that has ended moved, by its log: `Statistics`, or nothing. */
  moved(instance: JsonObject): Promise<JsonObject>;
  /** Left out: whatever is under way, a run is started. */
  meeting?: Meeting;
}

/** Runs of one task that others start. */
export interface AwaitedRuns
  extends Pick<Runs, 'action' | 'unit' | 'failureOf' | 'simple' | 'moved'> {
  /**
   * What a wait looks at, together with other tasks that are waited for.
   * @param read is told what was seen; `undefined`: there is no run for the date yet
   */
  watch(date: string, read: (seen: SeenRun | undefined) => Look<SeenRun>): Poll<SeenRun>;
  /** What names the task in the output. */
  named: JsonObject;
}

/** An instance of a task, whoever began it. */
export interface OtherInstance {
  instance: JsonObject;
  id: string;
  /** As `Runs` name it. */
  runId: string;
  date: string;
  stage: SeenInstance['stage'];
  /** Whether it waits for resources, runs or is checked. */
  isUnderWay: boolean;
  isScheduled: boolean;
  /** In DataWorks' word. */
  now: string;
}

/** What is known of the other runs of a task. */
export interface OtherRuns {
  /** Names the task and the environment. */
  key: string;
  /** All of the dates, perhaps also of dates beside them. */
  look(
    dates: BusinessDates,
  ): Promise<{ ok: true; instances: OtherInstance[]; requestId: string; tries: number } | Failure>;
  stop(id: string): Promise<Outcome>;
}

/** What to do where a run of the task is under way. */
export interface Meeting {
  /** What may be begun at the same time, one after the other. */
  key: string;
  /** @returns what was joined, why nothing may be started, or `undefined`: it may */
  meet(
    tools: Tools,
    runs: Runs,
    dates: BusinessDates,
  ): Promise<{ ok: true; body: JsonObject; joined: string[] } | Failure | undefined>;
  /** What a wait for the end of what was joined looks at. */
  watch(dates: BusinessDates, joined: readonly string[]): Poll<SeenRun>;
}

/** How a run is waited for. */
export interface RunWait {
  /** How long to wait for the end; `undefined`: not at all. */
  limits: WaitLimits | undefined;
  stopWhenCancelled: boolean;
  /** Whether the output says what each instance moved: one call each. */
  includeStatistics: boolean;
}

/** A run that is waited for. */
export interface WatchedRun {
  poll: Poll<SeenRun>;
  /** What the looks have seen so far. */
  seen(): SeenRun;
}

export interface RunIds {
  ok: true;
  runIds: string[];
}

/** A change of the state of a task or an instance, by an action without a token. */
export interface StateChange {
  action: Action;
  /** What names it, and what makes it another change. */
  unit: Readonly<Record<string, unknown>>;
  /** What the change is called when this unit has made it. */
  done: string;
  /** What it is called while it is accepted and the state does not show it yet; `done` unless given. */
  accepted?: string;
  send(): Promise<Outcome>;
  /** @param before the state before this unit of work acted, in DataWorks' word, where it is known */
  look(before?: string): Promise<SeenState | Failure>;
  /** Whether to look before anything is sent: what is in the wished state is left as it is. */
  looksFirst?: boolean;
  /** The state before, where it is known without a look. */
  before?: string;
  /** The reply that the action would have given. */
  replyFor(requestId: string): JsonObject;
  /** Whether a refusal because the state is the wished one already counts as `unchanged`. */
  knowsUnchanged: boolean;
  /** How long an accepted change may take until the state shows it, in ms; at once unless given. */
  showsAfterMs?: number;
}

/** What a look at a state says. */
export interface SeenState {
  ok: true;
  /** Whether it is the state that is wished, or on the way there. */
  reached: boolean;
  /** Whether it is only on the way there. */
  isUnderWay?: boolean;
  /** Why the state does not tell whether this unit of work has made the change. */
  unclear?: string;
  /** The state in DataWorks' word. */
  now: string;
  requestId: string;
}

/** A start or a stop of what runs on and on. */
export interface Activity extends StateChange {
  /** How far the change is; `stopped` while it never was seen on its way may be from before. */
  lookAtProgress(): Promise<Progress | Failure>;
  /** What the output has of the last look after a wait, by names of its own. */
  endIn(body: JsonObject): JsonObject;
  /** Takes a start back, also after a cancel. */
  takeBack?(): Promise<Outcome>;
}

export interface Progress extends SeenState {
  /** `over`: it has come to an end since the change, and not to the wished one. */
  stage: 'reached' | 'on the way' | 'at rest' | 'over' | 'other';
  body: JsonObject;
  /** DataWorks' reason for the state, clean; empty where there is none. */
  message: string;
  tries: number;
}

/** What a look at an instance says. */
export interface SeenInstance {
  ok: true;
  instance: JsonObject;
  stage: 'waiting' | 'under way' | 'succeeded' | 'failed';
  /** What tells its attempt from the one before it. */
  attempt: readonly string[];
  /** In DataWorks' word. */
  now: string;
  requestId: string;
  tries: number;
}

/** An instance that is to be run again. */
export interface Rerun {
  action: Action;
  unit: Readonly<Record<string, unknown>>;
  send(): Promise<Outcome>;
  look(): Promise<SeenInstance | Failure>;
  failureOf(seen: SeenInstance, tries: number): Promise<Failure>;
  stop(): Promise<Outcome>;
  replyFor(requestId: string): JsonObject;
  simple(instance: JsonObject): JsonObject;
  /** What an instance that has ended moved, by its log: `Statistics`, or nothing. */
  moved(instance: JsonObject): Promise<JsonObject>;
}

/** Instances of which those that have failed are to be run again. */
export interface FailedRuns
  extends Pick<Runs, 'action' | 'unit' | 'failureOf' | 'simple' | 'moved'> {
  /** Lists that have all of them together; of several of a task for one time only the newest. */
  lists: readonly (() => Promise<
    { ok: true; seen: SeenInstance[]; requestId: string; tries: number } | Failure
  >)[];
  /** The members that tell instances apart, and stay the same when one is run again. */
  names: Readonly<Record<'id' | 'task' | 'time', string>>;
  /** Whether its task may not be run again. */
  isDenied(instance: JsonObject): boolean;
  /** The statuses and how many instances have each. */
  told(instances: readonly JsonObject[]): string;
  rerunOf(client: PollingClient, id: string): Rerun;
}
