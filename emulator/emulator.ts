import { Clock } from './clock';
import { apiError } from './errors';
import { applyFault } from './faults/apply';
import { Faults } from './faults/fault-list';
import { authenticate } from './gateway/authenticate';
import { Nonces } from './gateway/nonces';
import { readParameters } from './gateway/parameters';
import { QuotaMeter, EDITIONS, type Quota } from './gateway/quota';
import { asThrottled } from './gateway/throttling';
import { OPERATIONS } from './operations';
import { isKnownAction, isKnownInAnyVersion } from './operations/known-actions';
import { DATAWORKS_VERSIONS, type Operation, type ReplyBody } from './operations/operation';
import { notServed } from './operations/not-served';
import { refuseLegacyCall } from './operations/wrong-studio';
import { settingsOf, type EmulatorOptions, type Settings } from './options';
import { Plans } from './plans';
import { settle } from './progress/settle';
import { approveStages } from './progress/pipeline-runs';
import { settleStudio } from './progress/studio';
import { Random } from './random';
import { failureReply, jsonReply, tooLongReply } from './replies';
import { header, type EmulatorRequest, type Outcome, type Reply } from './request';
import { openEntry, type LogEntry } from './request-log';
import { addScheduled, type ScheduledRuns } from './state/add-scheduled';
import { createState, type State } from './state/state';
import { inFormOf } from './throttling';

/**
 * A strict local DataWorks without sockets: requests in, replies out. All time comes from its
 * clock, all randomness from its seed, so a run can be repeated exactly.
 */
export class Emulator {
  readonly clock: Clock;
  /** What is to go wrong between client and server. */
  readonly faults = new Faults();
  /** How the next deployments, runs, generations and starts are to go. */
  readonly plans = new Plans();
  /** The account's limits; may be changed at any time, undefined for none. */
  quota: Quota | undefined;
  readonly #options: EmulatorOptions;
  #settings!: Settings;
  #random!: Random;
  #nonces!: Nonces;
  #meter!: QuotaMeter;
  #state!: State;
  #log!: LogEntry[];

  constructor(options: EmulatorOptions = {}) {
    this.#options = options;
    this.clock = new Clock(options.now ?? (() => Date.now()));
    this.reset();
  }

  /** The settings; may be changed, durations for example. */
  get settings(): Settings {
    return this.#settings;
  }

  /** Everything that is remembered, as of the last request or `settle`. */
  get state(): State {
    return this.#state;
  }

  /** The requests so far, oldest first. */
  get log(): readonly LogEntry[] {
    return this.#log;
  }

  /** Back to the start: state, settings, log, faults, plans, quota, seed; the clock keeps its time. */
  reset(): void {
    this.#settings = settingsOf(this.#options);
    const { quota, seed } = this.#settings;
    this.quota = typeof quota === 'string' ? EDITIONS[quota] : quota;
    this.#random = new Random(seed);
    this.#nonces = new Nonces();
    this.#meter = new QuotaMeter();
    this.#state = createState(this.clock.now(), this.#settings);
    this.#log = [];
    this.faults.clear();
    this.plans.clear();
  }

  /**
   * What becomes of one request. Never throws for what a client can send. Faults of the connection
   * come back as data, for the caller to carry out.
   */
  handle(request: EmulatorRequest): Outcome {
    const entry = openEntry(request, this.clock.now(), this.#random.requestId());
    this.#log.push(entry);
    const host = header(request, 'host') ?? '';
    const fault = this.faults.meet(entry.action);
    entry.fault = fault?.kind;
    const outcome = fault
      ? applyFault(fault, {
          answer: (skewMs) => this.#answer(request, entry, skewMs),
          refuse: (failure) =>
            failureReply(inFormOf(entry.version, failure, this.settings), undefined, {
              host,
              entry,
              settings: this.settings,
            }),
          acted: () => entry.acted,
          forgetClientTokens: (olderThanMs) => this.forgetClientTokens(olderThanMs),
        })
      : this.#answer(request, entry);
    if (outcome.kind !== 'reply') return outcome;
    entry.status = outcome.status;
    const date = new Date(this.clock.now()).toUTCString();
    return { ...outcome, headers: { date, ...outcome.headers } };
  }

  /** Brings the state up to the clock's time, as every request does. */
  settle(): void {
    const world = { state: this.#state, settings: this.settings, plans: this.plans };
    settle(world, this.clock.now());
    settleStudio(world, this.clock.now());
  }

  /** Lets a person approve every stage that waits for one; gives how many there were. */
  approve(): number {
    this.settle();
    const approved = approveStages(this.#state, this.clock.now());
    this.settle();
    return approved;
  }

  /** Adds runs that begin and end by themselves; gives their ids. */
  schedule(runs: ScheduledRuns): bigint[] {
    return addScheduled(this.#state, runs, this.clock.now());
  }

  /** Forgets the client tokens that were used at least `olderThanMs` ago; default: all. */
  forgetClientTokens(olderThanMs = 0): void {
    const { clientTokens } = this.#state;
    for (const [key, { usedAt }] of clientTokens) {
      if (this.clock.now() - usedAt >= olderThanMs) clientTokens.delete(key);
    }
  }

  #answer(request: EmulatorRequest, entry: LogEntry, skewMs = 0): Reply {
    if (Buffer.byteLength(request.url) > this.settings.maxUrlLength) return tooLongReply();
    const host = header(request, 'host') ?? '';
    let operation: Operation | undefined;
    try {
      operation = this.#operation(request);
      return jsonReply(200, this.#act(request, operation, entry, skewMs), entry.requestId);
    } catch (failure) {
      const { settings } = this;
      const throttled = entry.version === '2024-05-18' ? failure : asThrottled(failure, settings);
      const said = inFormOf(entry.version, throttled, settings);
      return failureReply(said, operation, { host, entry, settings });
    }
  }

  #operation(request: EmulatorRequest): Operation {
    const action = header(request, 'x-acs-action') ?? '';
    const version = header(request, 'x-acs-version') ?? '';
    const named = OPERATIONS.filter((one) => one.action === action);
    const operation = named.find((one) => one.version === version);
    if (operation) return operation;
    if (isKnownAction(action, version)) return notServed(action, version);
    const isKnown = named.length > 0 || isKnownInAnyVersion(action);
    throw apiError(isKnown ? 'InvalidVersion' : 'InvalidAction.NotFound');
  }

  #act(request: EmulatorRequest, operation: Operation, entry: LogEntry, skewMs: number): ReplyBody {
    const now = this.clock.now();
    const { accessKeys } = this.#state;
    const caller = authenticate(request, {
      accessKeys,
      nonces: this.#nonces,
      now,
      skewMs,
    });
    if (!operation.verbs.includes(request.method)) throw apiError('UnsupportedHTTPMethod');
    if (DATAWORKS_VERSIONS.some((version) => version === operation.version)) {
      this.#meter.count(caller.id, operation.access, now, this.quota);
    }
    const parameters = {
      ...readParameters(operation.query, entry.parameters.query),
      ...readParameters(operation.body, entry.parameters.body),
    };
    this.settle();
    refuseLegacyCall(operation, parameters, { state: this.#state, settings: this.settings });
    const reply = operation.handle(
      {
        action: operation.action,
        caller,
        state: this.#state,
        settings: this.settings,
        plans: this.plans,
        now,
        randomHex: (length) => this.#random.hex(length),
        randomUuid: () => this.#random.requestId().toLowerCase(),
      },
      parameters,
    );
    entry.acted = true;
    return reply;
  }
}
