import type { IDataObject, IHttpRequestOptions, IPollFunctions } from 'n8n-workflow';

import { clock } from '../../nodes/alibabaCloud/client/clock';
import type { poll as pollOf } from '../../nodes/DataWorks/poll';
import type { RunLists } from './runLists';

const credential = {
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  region: 'cn-shanghai',
  endpoint: 'http://127.0.0.1',
};

export interface Emission {
  at: number;
  items: IDataObject[];
}

/** n8n with one published trigger. */
export class TriggerN8n {
  readonly emissions: Emission[] = [];
  /** How long each poll that looked took, in ms, and how many calls; whether it came to nothing. */
  readonly looks: { at: number; ms: number; calls: number; failed: boolean }[] = [];
  #poll: typeof pollOf;
  #stored: IDataObject = {};
  /** The workflow's static data in memory, where n8n polls by its own timer. */
  #live: IDataObject = {};
  #context = {};
  #activation = 'activate';
  #isFirst = true;

  /**
   * @param durable whether n8n stores the node's data after each poll, with what it starts, or only
   * when it starts the workflow
   * @param newProcess gives the node's code; again after each restart
   */
  constructor(
    readonly parameters: Record<string, unknown>,
    readonly dataWorks: RunLists,
    readonly durable: boolean,
    readonly budgetMs: number,
    readonly newProcess: () => typeof pollOf,
  ) {
    this.#poll = newProcess();
  }

  /** n8n is killed and started again. */
  restart(): void {
    this.#poll = this.newProcess();
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
