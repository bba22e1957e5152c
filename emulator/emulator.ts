import { Clock } from './clock';
import { apiError } from './errors';
import { authenticate } from './gateway/authenticate';
import { Nonces } from './gateway/nonces';
import { readParameters, sentParameters } from './gateway/parameters';
import { QuotaMeter, EDITIONS, type Quota } from './gateway/quota';
import { OPERATIONS } from './operations';
import type { Operation, ReplyBody } from './operations/operation';
import { settingsOf, type EmulatorOptions, type Settings } from './options';
import { Random } from './random';
import { failureReply, jsonReply, tooLongReply } from './replies';
import { header, type EmulatorRequest, type Reply } from './request';
import { loggableHeaders, type LogEntry } from './request-log';
import { createState, type State } from './state/state';
import { parseAuthorization } from './gateway/signature';

/**
 * A strict local DataWorks without sockets: requests in, replies out. All time comes from its
 * clock, all randomness from its seed, so a run can be repeated exactly.
 */
export class Emulator {
  readonly clock: Clock;
  readonly settings: Settings;
  /** The account's limits; may be changed at any time, undefined for none. */
  quota: Quota | undefined;
  #random!: Random;
  #nonces!: Nonces;
  #meter!: QuotaMeter;
  #state!: State;
  #log!: LogEntry[];

  constructor(options: EmulatorOptions = {}) {
    this.settings = settingsOf(options);
    this.clock = new Clock(options.now ?? Date.now);
    this.reset();
  }

  /** Everything that is remembered: workspaces, files, keys, client tokens. */
  get state(): State {
    return this.#state;
  }

  /** The requests so far, oldest first. */
  get log(): readonly LogEntry[] {
    return this.#log;
  }

  /** Back to the defaults: state, log, nonces, quota and seed; the clock keeps its time. */
  reset(): void {
    const { quota, seed } = this.settings;
    this.quota = typeof quota === 'string' ? EDITIONS[quota] : quota;
    this.#random = new Random(seed);
    this.#nonces = new Nonces();
    this.#meter = new QuotaMeter();
    this.#state = createState(this.clock.now());
    this.#log = [];
  }

  /** Answers one request. Never throws for what a client can send. */
  handle(request: EmulatorRequest): Reply {
    const entry = this.#open(request);
    const host = header(request, 'host') ?? '';
    let reply: Reply;
    if (Buffer.byteLength(request.url) > this.settings.maxUrlLength) {
      reply = tooLongReply();
    } else {
      let operation: Operation | undefined;
      try {
        operation = this.#operation(request);
        reply = jsonReply(200, this.#act(request, operation, entry), entry.requestId);
      } catch (failure) {
        reply = failureReply(failure, operation, { requestId: entry.requestId, host, entry });
      }
    }
    entry.status = reply.status;
    return reply;
  }

  #open(request: EmulatorRequest): LogEntry {
    const entry: LogEntry = {
      at: this.clock.now(),
      method: request.method,
      action: header(request, 'x-acs-action'),
      version: header(request, 'x-acs-version'),
      accessKeyId: parseAuthorization(header(request, 'authorization'))?.accessKeyId,
      nonce: header(request, 'x-acs-signature-nonce'),
      parameters: sentParameters(request),
      headers: loggableHeaders(request),
      requestId: this.#random.requestId(),
      status: undefined,
      code: undefined,
      acted: false,
    };
    this.#log.push(entry);
    return entry;
  }

  #operation(request: EmulatorRequest): Operation {
    const action = header(request, 'x-acs-action') ?? '';
    const version = header(request, 'x-acs-version') ?? '';
    const named = OPERATIONS.filter((one) => one.action === action);
    if (named.length === 0) throw apiError('InvalidAction.NotFound');
    const operation = named.find((one) => one.version === version);
    if (!operation) throw apiError('InvalidVersion');
    return operation;
  }

  #act(request: EmulatorRequest, operation: Operation, entry: LogEntry): ReplyBody {
    const now = this.clock.now();
    const { accessKeys } = this.#state;
    const caller = authenticate(request, { accessKeys, nonces: this.#nonces, now });
    if (!operation.verbs.includes(request.method)) throw apiError('UnsupportedHTTPMethod');
    if (operation.version === '2020-05-18') {
      this.#meter.count(caller.id, operation.access, now, this.quota);
    }
    const { query, body } = entry.parameters;
    const parameters = {
      ...readParameters(operation.query, query),
      ...readParameters(operation.body, body),
    };
    const reply = operation.handle(
      {
        action: operation.action,
        caller,
        state: this.#state,
        settings: this.settings,
        now,
        randomHex: (length) => this.#random.hex(length),
      },
      parameters,
    );
    entry.acted = true;
    return reply;
  }
}
