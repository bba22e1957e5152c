import type { IContextObject, IHttpRequestOptions } from 'n8n-workflow';

import { clock } from '../../nodes/alibabaCloud/client/clock';
import { fileSpec } from '../engine/diJobs';
import type { FlowMove, FlowSchedule } from './flowSchedule';
import { LaggingDataWorks } from './laggingDataWorks';
import { runNode } from './nodeRun';
import { sendOver, type Fate, type HelperReply } from './unreliableNetwork';

/** What each item does with a DI job. */
export const jobKinds = ['create', 'createAndStart', 'start', 'stop'] as const;
export type JobKind = (typeof jobKinds)[number];

/** A schedule of faults for items that each have a job of their own. */
export type JobSchedule = Pick<
  FlowSchedule,
  'fates' | 'readsFailMs' | 'lagMs' | 'seed' | 'items'
> & {
  kind: JobKind;
  /** One unit of work: n8n runs it again, or somebody stops it. */
  moves: Extract<FlowMove, { kind: 'again' | 'cancel' }>[];
  /** How long a start takes, in ms. */
  startMs: number;
};

type Json = Record<string, unknown>;

const FARES_WELL: Fate = { thereMs: 5, backMs: 5 };
const VERSION = '2024-05-18';
const ProjectId = '20000';
const OUTAGE = { ...FARES_WELL, fault: { kind: 'html', status: 503, acts: false } } as const;
/** It comes to its end by itself: a second start with force would run all of it again. */
const job = { ...fileSpec, migrationType: 'Full', jobType: 'DatabaseOfflineMigration' };

/** DataWorks, the network and n8n for one schedule, and what was said in the end. */
export class JobWorld {
  readonly dataWorks: LaggingDataWorks;
  #context: IContextObject = {};
  #ids: string[] = [];
  #sent = 0;
  #fates: readonly Fate[] = [];
  #readsFailUntil = -Infinity;
  #begun = 0;

  constructor(readonly schedule: JobSchedule) {
    const { seed, startMs, lagMs } = schedule;
    this.dataWorks = new LaggingDataWorks({ seed, durations: { startMs } }, lagMs);
  }

  #items = () => Array.from({ length: this.schedule.items }, (_, item) => item);

  #ask(action: string, query: Record<string, string>, body?: Record<string, string>): Json {
    const method = body ? 'POST' : 'GET';
    const call = { action, version: VERSION, method, query, ...(body && { body }) };
    const outcome = this.dataWorks.handle(call);
    if (outcome.kind !== 'reply') throw new Error(`${action} was not answered`);
    return JSON.parse(outcome.body.toString()) as Json;
  }

  /** Makes the jobs that are to be started or stopped. */
  async #begin(): Promise<void> {
    const { kind } = this.schedule;
    for (const item of kind.startsWith('create') ? [] : this.#items()) {
      const FileSpec = JSON.stringify({ ...job, migrationType: 'FullAndRealtimeIncremental' });
      const made = this.#ask(
        'CreateDIJob',
        { ProjectId, Name: `job_${item}` },
        { FileSpec: kind === 'start' ? JSON.stringify(job) : FileSpec },
      );
      const Id = String(made.Id);
      this.#ids.push(Id);
      if (kind === 'stop') this.#ask('StartDIJob', { Id });
    }
    await clock.sleep(300_000);
    this.#begun = this.dataWorks.actual.log.length;
    this.#fates = this.schedule.fates;
  }

  #parametersOf(item: number): Json {
    const { kind } = this.schedule;
    if (!kind.startsWith('create')) {
      const options = kind === 'start' ? { forceToRerun: true } : {};
      const diJobId = this.#ids[item];
      return {
        resource: 'diJob',
        operation: kind,
        projectId: ProjectId,
        diJobId,
        wait: true,
        options,
      };
    }
    return {
      resource: 'diJob',
      operation: 'create',
      projectId: ProjectId,
      jobInput: 'fileSpec',
      jobName: `job_${item}`,
      fileSpec: JSON.stringify(job),
      start: kind === 'createAndStart',
      wait: true,
    };
  }

  /** Lets n8n call the node; what it gives of each item. */
  async #run(signal = new AbortController().signal): Promise<(Json | undefined)[]> {
    const result = await runNode({
      items: this.#items().map((item) => this.#parametersOf(item)),
      nodeContext: this.#context,
      runIndex: 0,
      continuesOnFail: true,
      signal,
      send: (request, over) => this.#send(request, over),
    });
    if ('error' in result) throw result.error;
    return this.#items().map(
      (item) =>
        result.output.find(({ pairedItem }) => (pairedItem as { item: number }).item === item)
          ?.json,
    );
  }

  #send(request: IHttpRequestOptions, over: AbortSignal): Promise<HelperReply> {
    const action = (request.headers as Record<string, string>)['x-acs-action']!;
    const isRead = /^(Get|List)/.test(action);
    const planned = this.#fates[this.#sent++];
    const { readsFailMs } = this.schedule;
    if (!isRead && planned?.fault && readsFailMs > 0) {
      this.#readsFailUntil = clock.now() + readsFailMs;
    }
    const isOut = isRead && clock.now() < this.#readsFailUntil;
    return sendOver(
      this.dataWorks,
      request,
      isOut ? OUTAGE : (planned ?? FARES_WELL),
      over,
      () => {},
    );
  }

  /** Plays the schedule, lets n8n run it once more without any fault, and tells what was broken. */
  async brokenPromises(): Promise<string[]> {
    await this.#begin();
    await this.#run();
    for (const move of this.schedule.moves) {
      const controller = new AbortController();
      if (move.kind === 'again') {
        await clock.sleep(move.afterMs);
        // What n8n's database does to a context.
        this.#context = JSON.parse(JSON.stringify(this.#context)) as IContextObject;
      } else {
        void clock.sleep(move.duringMs).then(() => controller.abort());
      }
      await this.#run(controller.signal);
    }
    this.#fates = [];
    this.#readsFailUntil = -Infinity;
    this.dataWorks.calmDown();
    await clock.sleep(3_600_000);
    const last = await this.#run();
    return [
      ...this.#twice(),
      ...last.flatMap((json, item) => (this.#isDoubt(json) ? [] : this.#wrong(item, json))),
    ];
  }

  /**
   * Where the first look was refused, nothing tells what was there before: after a lost reply the
   * doubt stays, and is said.
   */
  #isDoubt(json: Json | undefined): boolean {
    const mayNotLook = this.schedule.fates.some(
      ({ fault }) =>
        fault?.kind === 'expired-token' ||
        (fault?.kind === 'error' && fault.code.startsWith('Forbidden')),
    );
    return mayNotLook && /not known whether an earlier request/.test(String(json?.error));
  }

  #jobs = () => [...this.dataWorks.actual.state.studio.diJobs.values()];

  /** How often the job was started or stopped since the schedule began. */
  #acted(id: bigint): number {
    const action = this.schedule.kind === 'stop' ? 'StopDIJob' : 'StartDIJob';
    return this.dataWorks.actual.log
      .slice(this.#begun)
      .filter((one) => one.acted && one.action === action)
      .filter(({ parameters }) => parameters.query.Id === String(id)).length;
  }

  #twice(): string[] {
    const names = this.#jobs().map(({ name }) => name);
    return [
      ...names.filter((name, at) => names.indexOf(name) !== at).map((name) => `two jobs ${name}`),
      ...this.#jobs()
        .filter(({ id }) => this.#acted(id) > 1)
        .map(({ id, name }) => `${name}: ${this.#acted(id)} times`),
    ];
  }

  /** What is not as the node says of an item in the end. */
  #wrong(item: number, json: Json | undefined): string[] {
    const { kind } = this.schedule;
    const job = this.#jobs().find(({ name }) => name === `job_${item}`);
    const done = {
      create: 'created',
      createAndStart: 'created',
      start: 'started',
      stop: 'stopped',
    };
    const isTold =
      json?.Outcome === done[kind] &&
      (!kind.startsWith('create') || json.Id === Number(job?.id)) &&
      (kind !== 'createAndStart' || (json.Start as Json | undefined)?.Outcome === 'started');
    const isDone = job !== undefined && this.#acted(job.id) === (kind === 'create' ? 0 : 1);
    return isTold && isDone ? [] : [`job_${item} ends as ${JSON.stringify(json)}`];
  }
}
