import { Readable } from 'node:stream';

import type { IHttpRequestOptions } from 'n8n-workflow';

import { Random } from '../../emulator/random';
import { clock } from '../../nodes/alibabaCloud/client/clock';
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
