import { Readable } from 'node:stream';

import type { IDataObject, IHttpRequestOptions, IPollFunctions } from 'n8n-workflow';

import { Random } from '../../emulator/random';
import { clock } from '../../nodes/alibabaCloud/client/clock';
import * as n8nWorkflow from 'n8n-workflow';

import type { poll as pollOf } from '../../nodes/DataWorks/poll';
import type { HelperReply } from './unreliableNetwork';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A try of a run. Times in ms since 1970. */
export interface Attempt {
  startedAt: number;
  endedAt: number;
  stage: 'succeeded' | 'failed';
}

/** What the scheduler does with a run. */
export interface TrueRun {
  id: number;
  /** Midnight in China. */
  bizdate: number;
  createdAt: number;
  attempts: Attempt[];
  /** How late its states show, in ms. */
  lateMs: number;
}

/** What goes wrong on the way. */
export interface Network {
  seed: number;
  /** How many of 100 requests fail. */
  failing: number;
  /** How long one takes, in ms. */
  callMs: number;
}

export type Studio = 'legacy' | 'dataStudio';

const WORDS = {
  legacy: { waiting: 'NOT_RUN', underWay: 'RUNNING', succeeded: 'SUCCESS', failed: 'FAILURE' },
  dataStudio: { waiting: 'NotRun', underWay: 'Running', succeeded: 'Success', failed: 'Failure' },
};

type State = 'waiting' | 'underWay' | Attempt['stage'];

/** Makes each format of dates once, which takes most of the time otherwise. */
export function keepFormats() {
  const Format = Intl.DateTimeFormat;
  const made = new Map<string, Intl.DateTimeFormat>();
  return jest.spyOn(Intl, 'DateTimeFormat').mockImplementation((locales, options) => {
    const key = JSON.stringify([locales, options]);
    const format = made.get(key) ?? new Format(locales, options);
    made.set(key, format);
    return format;
  });
}

/** Where a run stands at a moment. */
function stateAt({ attempts }: TrueRun, at: number): { state: State; endedAt?: number } {
  const last = attempts.filter(({ startedAt }) => startedAt <= at).at(-1);
  if (!last) return { state: 'waiting' };
  return last.endedAt <= at ? { state: last.stage, endedAt: last.endedAt } : { state: 'underWay' };
}

/** DataWorks, as far as a trigger calls it: lists of runs, page by page. */
export class RunLists {
  #random: Random;
  #now = 0;
  /** Requests so far, by when they arrived. */
  readonly calls: number[] = [];

  constructor(
    readonly studio: Studio,
    readonly runs: readonly TrueRun[],
    readonly unfinished: 'first' | 'last',
    readonly network: Network,
  ) {
    this.#random = new Random(network.seed);
  }

  async send(request: IHttpRequestOptions): Promise<HelperReply> {
    this.calls.push(clock.now());
    await clock.sleep(this.network.callMs);
    const date = new Date(clock.now()).toUTCString();
    const fails = this.#random.next() * 100 < this.network.failing;
    const body = fails
      ? { Code: 'ServiceUnavailable', Message: 'try later' }
      : this.#answer(new URLSearchParams(request.body as string), request);
    return {
      statusCode: fails ? 503 : 200,
      headers: { date, 'content-type': 'application/json' },
      body: Readable.from([Buffer.from(JSON.stringify(body))], { objectMode: false }),
    };
  }

  #answer(sent: URLSearchParams, { headers, qs }: IHttpRequestOptions): object {
    const action = (headers as Record<string, string>)['x-acs-action'];
    const of = (name: string) =>
      sent.get(name) ?? (qs as Record<string, string> | undefined)?.[name] ?? undefined;
    if (action === 'GetInstance') {
      const run = this.#visible().find(({ id }) => String(id) === of('InstanceId'));
      return { Success: true, RequestId: 'r', Data: run && this.#legacy(run) };
    }
    const status = of('Status');
    const ids = of('Ids');
    const bizdate = of('Bizdate');
    const date =
      bizdate === undefined || this.studio === 'dataStudio'
        ? bizdate && Number(bizdate)
        : Date.parse(`${bizdate.slice(0, 10)}T00:00:00+08:00`);
    const words = WORDS[this.studio];
    const found = this.#visible().filter(
      (run) =>
        (date === undefined || run.bizdate === date) &&
        (status === undefined || words[this.#shown(run).state] === status) &&
        (ids === undefined || (JSON.parse(ids) as number[]).includes(run.id)),
    );
    const size = Number(of('PageSize'));
    const first = (Number(of('PageNumber')) - 1) * size;
    if (this.studio === 'legacy') {
      found.sort((one, other) => other.createdAt - one.createdAt || other.id - one.id);
      const Instances = found.slice(first, first + size).map((run) => this.#legacy(run));
      return { Success: true, RequestId: 'r', Data: { Instances, TotalCount: found.length } };
    }
    const none = this.unfinished === 'first' ? Infinity : 0;
    const keys = new Map(found.map((run) => [run, this.#shown(run).endedAt ?? none]));
    found.sort((one, other) => {
      const [a, b] = [keys.get(one)!, keys.get(other)!];
      return a === b ? other.id - one.id : b - a;
    });
    const TaskInstances = found.slice(first, first + size).map((run) => this.#studio(run));
    return { RequestId: 'r', PagingInfo: { TaskInstances, TotalCount: found.length } };
  }

  #visible() {
    this.#now = clock.now();
    return this.runs.filter((run) => run.createdAt + run.lateMs <= this.#now);
  }

  #shown = (run: TrueRun) => stateAt(run, this.#now - run.lateMs);

  #legacy(run: TrueRun) {
    const { state, endedAt } = this.#shown(run);
    return {
      InstanceId: run.id,
      NodeName: 'orders',
      DagType: 'DAILY',
      Status: WORDS.legacy[state],
      Bizdate: run.bizdate,
      CreateTime: run.createdAt,
      ...(endedAt !== undefined && { FinishTime: endedAt }),
    };
  }

  #studio(run: TrueRun) {
    const { state, endedAt } = this.#shown(run);
    return {
      Id: run.id,
      TaskName: 'orders',
      WorkflowInstanceType: 'Normal',
      Status: WORDS.dataStudio[state],
      Bizdate: run.bizdate,
      ...(endedAt !== undefined && { FinishedTime: endedAt }),
    };
  }
}

const credential = {
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  region: 'cn-shanghai',
  endpoint: 'http://127.0.0.1',
};

/** The node's code in a process of its own: what it keeps in memory is lost. */
function newProcess(): typeof pollOf {
  let poll!: typeof pollOf;
  jest.isolateModules(() => {
    // It is large, and holds nothing of the node.
    jest.doMock('n8n-workflow', () => n8nWorkflow);
    const { clock: own } = jest.requireActual<{ clock: typeof clock }>(
      '../../nodes/alibabaCloud/client/clock',
    );
    own.now = () => clock.now();
    own.sleep = (ms, signal) => clock.sleep(ms, signal);
    ({ poll } = jest.requireActual<{ poll: typeof pollOf }>('../../nodes/DataWorks/poll'));
  });
  return poll;
}

export interface Emission {
  at: number;
  items: IDataObject[];
}

/** n8n with one published trigger. */
export class TriggerN8n {
  readonly emissions: Emission[] = [];
  /** How long each poll that looked took, in ms, and how many calls; whether it came to nothing. */
  readonly looks: { at: number; ms: number; calls: number; failed: boolean }[] = [];
  #poll = newProcess();
  #stored: IDataObject = {};
  /** The workflow's static data in memory, where n8n polls by its own timer. */
  #live: IDataObject = {};
  #context = {};
  #activation = 'activate';
  #isFirst = true;

  /**
   * @param durable whether n8n stores the node's data after each poll, with what it starts, or only
   * when it starts the workflow
   */
  constructor(
    readonly parameters: Record<string, unknown>,
    readonly dataWorks: RunLists,
    readonly durable: boolean,
    readonly budgetMs: number,
  ) {}

  /** n8n is killed and started again. */
  restart(): void {
    this.#poll = newProcess();
    this.#reload('init');
  }

  /** The workflow is published again. */
  republish(): void {
    this.#reload('update');
  }

  #reload(activation: string): void {
    this.#live = structuredClone(this.#stored);
    this.#context = {};
    this.#activation = activation;
    this.#isFirst = true;
  }

  /** A poll; what comes of one that is lost is neither stored nor starts anything. */
  async poll(isLost = false): Promise<void> {
    const data = this.durable ? structuredClone(this.#stored) : this.#live;
    const begun = JSON.stringify(data);
    const before = this.dataWorks.calls.length;
    const at = clock.now();
    let items: IDataObject[] = [];
    let failed = false;
    try {
      const [given] = (await this.#poll.call(this.#contextOf(data))) ?? [[]];
      items = given!.map(({ json }) => json);
    } catch (error) {
      if (!/DataWorks did not/.test(String(error))) throw error;
      failed = true;
    }
    const calls = this.dataWorks.calls.length - before;
    if (calls > 0) this.looks.push({ at, ms: clock.now() - at, calls, failed });
    if (isLost && calls > 0) this.looks.at(-1)!.failed = true;
    if (isLost) {
      // By its own timer n8n loses a poll only with its process.
      if (!this.durable) this.restart();
      return;
    }
    if (items.length > 0) this.emissions.push({ at: clock.now(), items });
    const isChanged = JSON.stringify(data) !== begun;
    // The first poll belongs to the activation, after which n8n stores the workflow's data.
    const isStored = (this.durable || this.#isFirst) && !failed && isChanged;
    this.#isFirst = false;
    if (items.length > 0 || isStored) {
      this.#stored = structuredClone(data);
    }
  }

  #contextOf(data: IDataObject): IPollFunctions {
    const parameter = (path: string, fallback: unknown) =>
      path
        .split('.')
        .reduce<unknown>(
          (value, name) => (value as Record<string, unknown>)?.[name],
          this.parameters,
        ) ?? fallback;
    const context = {
      getNode: () => ({
        id: 'node',
        name: 'Trigger',
        type: 'dataWorksTrigger',
        typeVersion: 1,
        position: [0, 0],
        parameters: this.parameters,
      }),
      getNodeParameter: parameter,
      getMode: () => 'trigger',
      getActivationMode: () => this.#activation,
      getInstanceId: () => 'instance',
      getWorkflow: () => ({ id: 'workflow', active: true }),
      getWorkflowStaticData: () => data,
      getPollBudgetMs: () => this.budgetMs,
      getTimezone: () => 'Asia/Shanghai',
      getCredentials: () => Promise.resolve(credential),
      logger: { warn: () => {}, info: () => {}, debug: () => {}, error: () => {} },
      helpers: {
        httpRequestWithAuthentication: (_type: string, request: IHttpRequestOptions) =>
          this.dataWorks.send(request),
      },
    };
    // By its own timer n8n keeps one context for as long as the workflow is active.
    return Object.assign(this.durable ? {} : this.#context, context) as unknown as IPollFunctions;
  }
}
