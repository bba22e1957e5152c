import type { IContextObject, IHttpRequestOptions } from 'n8n-workflow';

import type { LogEntry } from '../../emulator';
import { clock } from '../../nodes/alibabaCloud/client/clock';
import type { FlowSchedule } from './flowSchedule';
import { LaggingDataWorks } from './laggingDataWorks';
import { runNode } from './nodeRun';
import { sendOver, type Fate, type HelperReply } from './unreliableNetwork';

/** One execution of the workflow, over all calls of the node that keep its context. */
export interface FlowExecution {
  id: number;
  context: IContextObject;
  runIndex: number;
  /** How often the parameters of its items were edited. */
  edits: number;
}

/** What the node said of an item. */
export interface Said {
  /** What it was asked for, by which its effects are told from those of others. */
  key: string;
  item: number;
  execution: FlowExecution;
  runIndex: number;
  /** `undefined` for an item that did not come out, as its run was stopped. */
  json?: Record<string, unknown>;
}

const FARES_WELL: Fate = { thereMs: 5, backMs: 5 };
const LONG_MS = 300_000;
const folder = 'Business Flow/demo/Data Integration';
const ProjectId = '10000';

export const scriptOf = (table: string) =>
  JSON.stringify({
    type: 'job',
    version: '2.0',
    steps: [
      { stepType: 'mysql', parameter: { datasource: 'm', table }, name: 'R', category: 'reader' },
      { stepType: 'odps', parameter: { datasource: 'o', table }, name: 'W', category: 'writer' },
    ],
    order: { hops: [{ from: 'R', to: 'W' }] },
  });

/** DataWorks, the network and n8n for one schedule, and what was said. */
export class FlowWorld {
  readonly dataWorks: LaggingDataWorks;
  readonly said: Said[] = [];
  /** The FileId, or InstanceId, of each execution's items. */
  readonly #targets = new Map<string, string>();
  #executions = 0;
  #sent = 0;
  #fates: readonly Fate[] = [];
  #readsFailUntil = -Infinity;

  constructor(readonly schedule: FlowSchedule) {
    this.dataWorks = new LaggingDataWorks({ seed: schedule.seed }, schedule.lagMs, schedule.dateMs);
  }

  /** Whether the items have a parameter beside what they are about. */
  get canBeEdited(): boolean {
    return !['deploy', 'rerun', 'delete'].includes(this.schedule.flow);
  }

  /** Whether several executions are about the same tasks. */
  get sharesTasks(): boolean {
    return this.schedule.flow === 'bringLive' && this.schedule.executions > 1;
  }

  /** What DataWorks did since the schedule began. */
  get log(): readonly LogEntry[] {
    return this.dataWorks.actual.log.filter(({ acted }) => acted);
  }

  /** Makes what the executions work on, then lets trouble begin. */
  async begin(): Promise<FlowExecution[]> {
    const executions = Array.from({ length: this.schedule.executions }, () => ({
      id: this.#executions++,
      context: {},
      runIndex: 0,
      edits: 0,
    }));
    for (const execution of executions) {
      for (const item of this.#items()) {
        const place = this.#placeOf(execution, item);
        if (!this.#targets.has(place)) this.#targets.set(place, await this.#makeTarget(place));
      }
    }
    await clock.sleep(LONG_MS);
    this.#fates = this.schedule.fates;
    return executions;
  }

  #items = () => Array.from({ length: this.schedule.items }, (_, item) => item);

  /** Equal items have the same target; but of two that deploy, rerun or delete one, the second is refused. */
  #placeOf({ id }: FlowExecution, item: number): string {
    const { flow, areEqual } = this.schedule;
    return `e${id} i${areEqual && /^(run|update)/.test(flow) ? 0 : item}`;
  }

  async #makeTarget(place: string): Promise<string> {
    const { flow } = this.schedule;
    if (flow === 'bringLive') return '';
    const created = await this.#ask('CreateDISyncTask', {
      query: {
        ProjectId,
        TaskType: 'DI_OFFLINE',
        TaskName: place.replace(/\s/g, '_'),
        TaskParam: JSON.stringify({ FileFolderPath: folder }),
      },
      body: { TaskContent: scriptOf('first') },
    });
    const FileId = String((created.Data as { FileId: number }).FileId);
    if (flow === 'update') return FileId;
    await this.#ask('UpdateFile', {
      body: { ProjectId, FileId, InputList: 'demo_workspace_root' },
    });
    if (flow === 'deploy') return FileId;
    for (const action of ['SubmitFile', 'DeployFile']) {
      await this.#ask(action, { body: { ProjectId, FileId } });
      await clock.sleep(LONG_MS);
    }
    if (flow !== 'rerun') return FileId;
    this.dataWorks.plan({ of: 'run', result: 'FAILURE' });
    const { Data } = await this.#ask('GetFile', { body: { ProjectId, FileId } });
    const NodeId = String((Data as { File: { NodeId: number } }).File.NodeId);
    const date = '2023-12-01 00:00:00';
    const run = await this.#ask('RunCycleDagNodes', {
      body: {
        ProjectEnv: 'PROD',
        Name: 'before',
        RootNodeId: NodeId,
        IncludeNodeIds: NodeId,
        StartBizDate: date,
        EndBizDate: date,
        BizBeginTime: '00:00:00',
        BizEndTime: '23:59:59',
        Parallelism: 'false',
      },
    });
    await clock.sleep(LONG_MS);
    const [DagId] = run.Data as number[];
    const listed = await this.#ask('ListInstances', {
      body: { ProjectId, ProjectEnv: 'PROD', DagId: String(DagId), PageNumber: '1', PageSize: '9' },
    });
    const { Instances } = listed.Data as { Instances: { InstanceId: number }[] };
    return String(Instances[0]!.InstanceId);
  }

  async #ask(
    action: string,
    parts: Pick<Parameters<LaggingDataWorks['handle']>[0], 'query' | 'body'>,
  ) {
    const outcome = this.dataWorks.handle({ action, ...parts });
    if (outcome.kind !== 'reply') throw new Error(`${action} was not answered`);
    const reply = JSON.parse(outcome.body.toString()) as Record<string, unknown>;
    if (reply.Success !== true) throw new Error(`${action}: ${outcome.body.toString()}`);
    await clock.sleep(20_000);
    return reply;
  }

  /** What tells the effects of an item from those of others. */
  keyOf(execution: FlowExecution, item: number): string {
    return `${this.#placeOf(execution, item)} v${execution.edits}`;
  }

  targetOf(execution: FlowExecution, item: number): string {
    return this.#targets.get(this.#placeOf(execution, item)) ?? '';
  }

  #parametersOf(execution: FlowExecution, item: number): Record<string, unknown> {
    const key = this.keyOf(execution, item);
    const task = {
      resource: 'syncTask',
      projectId: ProjectId,
      taskType: 'DI_OFFLINE',
      fileId: this.targetOf(execution, item),
    };
    const script = { taskContentInput: 'json', taskContent: scriptOf(key) };
    const dates = (last: string) => ({
      runFor: 'range',
      startBizDate: '2023-12-01',
      endBizDate: last,
    });
    switch (this.schedule.flow) {
      case 'update':
        return { ...task, operation: 'update', ...script };
      case 'deploy':
        return { ...task, operation: 'deploy', options: { comment: key } };
      case 'run':
      case 'runRange': {
        const last = this.schedule.flow === 'run' ? '2023-12-01' : '2023-12-05';
        const options = { runName: key, concurrentRuns: 5 };
        return { ...task, operation: 'run', ...dates(last), wait: true, options };
      }
      case 'rerun': {
        const instanceId = this.targetOf(execution, item);
        return { resource: 'instance', operation: 'rerun', instanceId, wait: true };
      }
      case 'delete':
        return { ...task, operation: 'delete' };
      case 'bringLive':
        return {
          ...task,
          operation: 'bringLive',
          taskName: `live_${item}`,
          ...script,
          taskParamInput: 'fields',
          fileFolderPath: folder,
          resourceGroup: 'S_res_group_demo_1',
          schedule: { inputList: 'demo_workspace_root' },
          firstRun: true,
          ...dates('2023-12-01'),
          wait: true,
          options: { comment: key, runName: key, ifExists: 'update' },
        };
    }
  }

  /** Lets n8n call the node, and the network do what is planned. */
  async run(execution: FlowExecution, signal = new AbortController().signal): Promise<void> {
    const items = this.#items();
    const { runIndex } = execution;
    const result = await runNode({
      items: items.map((item) => this.#parametersOf(execution, item)),
      nodeContext: execution.context,
      runIndex,
      continuesOnFail: true,
      signal,
      send: (request, over) => this.#send(request, over),
    });
    if ('error' in result) throw result.error;
    for (const item of items) {
      const output = result.output.find(
        ({ pairedItem }) => (pairedItem as { item: number }).item === item,
      );
      const key = this.keyOf(execution, item);
      const of = { key, item, execution: { ...execution }, runIndex };
      this.said.push(output ? { ...of, json: output.json } : of);
    }
  }

  /** Lets all requests that are still under way arrive, and no fault happen any more. */
  async calmDown(): Promise<void> {
    this.#fates = [];
    this.#readsFailUntil = -Infinity;
    this.dataWorks.calmDown();
    await clock.sleep(3_600_000);
  }

  #send(request: IHttpRequestOptions, over: AbortSignal): Promise<HelperReply> {
    const action = (request.headers as Record<string, string>)['x-acs-action']!;
    const isRead = /^(Get|List|Query)/.test(action);
    const planned = this.#fates[this.#sent++];
    const { readsFailMs } = this.schedule;
    if (!isRead && planned?.fault && readsFailMs > 0) {
      this.#readsFailUntil = clock.now() + readsFailMs;
    }
    const isOut = isRead && clock.now() < this.#readsFailUntil;
    const outage = { ...FARES_WELL, fault: { kind: 'html', status: 503, acts: false } } as const;
    const fate = isOut ? outage : (planned ?? FARES_WELL);
    return sendOver(this.dataWorks, request, fate, over, () => {});
  }
}
