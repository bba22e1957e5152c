import type { IContextObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import { clock } from '../../nodes/alibabaCloud/client/clock';
import { runNode, type NodeResult } from './nodeRun';
import { LaggingDataWorks } from './laggingDataWorks';
import type { Schedule } from './schedule';
import { sendOver, type Fate } from './unreliableNetwork';

/** The context of the node over all runs that keep it, and where the execution stands. */
export interface Execution {
  /** Of the execution and the node: two nodes of one workflow have each their own. */
  id: number;
  nodeId: string;
  context: IContextObject;
  runIndex: number;
  /** How often each item's script was edited. */
  edits: number[];
}

/** One item of a run. */
export interface Item {
  /** The unit of work: what must make one task. */
  unit: string;
  name: string;
  script: string;
  parameters: Record<string, unknown>;
}

/** One request, as it was sent. */
export interface Send {
  run: Run;
  at: number;
  action: string;
  /** The task's name, or its FileId. */
  about: string;
  unit: string | undefined;
  /** Whether the execution had been cancelled before. */
  isAfterCancel: boolean;
}

/** The unit of work whose request made a task, and the execution that sent it. */
export interface Maker {
  unit: string | undefined;
  execution: number;
}

export interface Run {
  execution: Execution;
  items: Item[];
  result: NodeResult;
  ms: number;
}

const FARES_WELL: Fate = { thereMs: 5, backMs: 5 };
const folder = 'Business Flow/demo/Data Integration';

const scriptOf = (table: string) =>
  JSON.stringify({
    type: 'job',
    version: '2.0',
    steps: [
      { stepType: 'mysql', parameter: { datasource: 'm', table }, name: 'R', category: 'reader' },
      { stepType: 'odps', parameter: { datasource: 'o', table }, name: 'W', category: 'writer' },
    ],
    order: { hops: [{ from: 'R', to: 'W' }] },
  });

/** DataWorks, the network and n8n, and what really happened. */
export class World {
  readonly dataWorks: LaggingDataWorks;
  readonly sends: Send[] = [];
  readonly runs: Run[] = [];
  /** Whose request made each task, by FileId. */
  readonly makers = new Map<string, Maker>();
  #executions = 0;
  #fates: readonly Fate[];

  constructor(readonly schedule: Schedule) {
    const { seed, tokenLifetimeMs, largeIds = false, lagMs = 0 } = schedule;
    const options = { seed, largeIds, clientTokenLifetimeMs: tokenLifetimeMs };
    this.dataWorks = new LaggingDataWorks(options, lagMs);
    this.#fates = schedule.fates;
  }

  /** DataWorks as it is. */
  get emulator(): Emulator {
    return this.dataWorks.actual;
  }

  /** A new execution of the workflow, or another of its nodes in one. */
  newExecution(nodeId = 'node'): Execution {
    const edits = this.schedule.items.map(() => 0);
    return { id: this.#executions++, nodeId, context: {}, runIndex: 0, edits };
  }

  itemsOf(execution: Execution): Item[] {
    const items: Item[] = [];
    this.schedule.items.forEach((plan, index) => {
      const before = items[index - 1];
      const isRepeat = plan.repeats && before && plan.token !== undefined;
      const token = isRepeat ? this.schedule.items[index - 1]?.token : plan.token;
      if (isRepeat && token !== undefined) return items.push(before);
      const script = scriptOf(`${index} ${execution.edits[index]}`);
      const { id, runIndex } = execution;
      return items.push({
        unit:
          plan.token === undefined
            ? `execution ${id}, round ${runIndex}, item ${index}, ${script}`
            : `${plan.token}, ${plan.name}, ${script}`,
        name: plan.name,
        script,
        parameters: {
          resource: 'syncTask',
          operation: 'create',
          projectId: '10000',
          taskType: 'DI_OFFLINE',
          taskName: plan.name,
          taskContentInput: 'json',
          taskContent: script,
          taskParamInput: 'fields',
          fileFolderPath: folder,
          resourceGroup: 'S_res_group_demo_1',
          options: { ifExists: this.schedule.ifExists, clientToken: plan.token },
        },
      });
    });
    return items;
  }

  /** Lets n8n call the node, and the network do what is planned. */
  async run(
    execution: Execution,
    { signal = new AbortController().signal, continuesOnFail = this.schedule.continuesOnFail } = {},
  ): Promise<Run> {
    const begin = clock.now();
    const items = this.itemsOf(execution);
    const run: Run = { execution, items, result: { output: [] }, ms: 0 };
    this.runs.push(run);
    run.result = await runNode({
      items: items.map(({ parameters }) => parameters),
      nodeId: execution.nodeId,
      nodeContext: execution.context,
      runIndex: execution.runIndex,
      continuesOnFail,
      signal,
      send: (request, over) => this.#send(request, over, run, signal),
    });
    run.ms = clock.now() - begin;
    return run;
  }

  /** Lets all requests that are still under way arrive, and no fault happen any more. */
  async calmDown(): Promise<void> {
    this.#fates = [];
    this.dataWorks.calmDown();
    await clock.sleep(3_600_000);
  }

  #send(request: IHttpRequestOptions, over: AbortSignal, run: Run, cancel: AbortSignal) {
    const fate = this.#fates[this.sends.length] ?? FARES_WELL;
    const action = (request.headers as Record<string, string>)['x-acs-action']!;
    const fields = {
      ...(request.qs as Record<string, string>),
      ...Object.fromEntries(new URLSearchParams((request.body as string) ?? '')),
    };
    const about = fields.TaskName ?? fields.ExactFileName ?? fields.FileId ?? '';
    const unit = run.items.find(
      ({ name, script }) => fields.TaskName === name && fields.TaskContent === script,
    )?.unit;
    const send: Send = {
      run,
      at: clock.now(),
      action,
      about,
      unit,
      isAfterCancel: cancel.aborted,
    };
    this.sends.push(send);
    return sendOver(this.dataWorks, request, fate, over, () => {
      for (const fileId of this.emulator.state.files.keys()) {
        if (this.makers.has(String(fileId))) continue;
        this.makers.set(String(fileId), { unit, execution: run.execution.id });
      }
    });
  }
}
