import * as n8n from 'n8n-workflow';
import type {
  IDataObject,
  IExecuteFunctions,
  IRunExecutionData,
  INodeExecutionData,
  IPairedItemData,
  IWorkflowBase,
  NodeParameterValueType,
} from 'n8n-workflow';

import { clock } from '../alibabaCloud/client/clock';
import { bareNode } from '../alibabaCloud/client/failureError';
import type { JsonObject } from '../alibabaCloud/client/exactJson';
import type { Failure } from '../alibabaCloud/client/outcome';
import type { SharedParameters } from './fields/parameterReader';
import type { Keep, Within } from './flows/ports';
import type { ParkedWait } from './once/poller';
import type { Result } from './resources/operation';

/** What is kept of an item while n8n waits. */
export interface ParkedItem {
  /** As they were read, by name. */
  parameters: Record<string, unknown>;
  /** What was done before the wait. */
  kept: Record<string, JsonObject>;
  wait?: ParkedWait | undefined;
  within?: Within | undefined;
  /** What it gives, where it is over. */
  done?: IDataObject[];
}

/** An item whose wait goes on later: when it is to be looked at, ms since 1970. */
export interface ParkedUntil {
  parked: ParkedItem;
  until: number;
}

/** What the looks of one execution know: plain JSON. */
export interface Looks {
  /** The execution that is waited for, and what names the units of work in it. */
  parent: string;
  workflowId: string;
  runIndex: number;
  operation: string;
  continues: boolean;
  items: ParkedItem[];
  /** Whether it has waited: the first look comes after a pause. */
  begun?: boolean;
}

/** The operation of the looks, which the editor does not show. */
const LOOK = 'look';

/** What Run reads of the parameters of Bring Live: not what the task is made from. */
const OF_RUN = /^(options\.|(projectId|taskType|runFor|startBizDate|endBizDate|wait)$)/;

/** n8n keeps an execution waiting from 65 s on. */
const LEAST_SECONDS = 66;

/** Why a wait cannot be parked here. */
export const whyNotPark = (isTool: boolean): string | undefined => {
  if (isTool) return 'Choose Hold: an AI agent waits for its tools.';
  // What a sub-workflow that fails tells the one that waits for it came with this.
  return 'WAIT_FOR_SUB_EXECUTION' in n8n ? undefined : 'Choose Hold, or update n8n.';
};

/** The item that goes through the wait. */
export const waiting = (until = 0): INodeExecutionData => ({
  json: { parkedFor: Math.max(LEAST_SECONDS, Math.ceil((until - clock.now()) / 1000)) },
  pairedItem: { item: 0 },
});

/** What n8n has of this execution, which its types do not name. */
const resultDataOf = (context: IExecuteFunctions) =>
  (context as { runExecutionData?: IRunExecutionData }).runExecutionData?.resultData;

/** Takes n8n's record of the looks before out, which it would read and write again at each. */
export function forgetLooks(context: IExecuteFunctions): void {
  const all = Object.values(resultDataOf(context)?.runData ?? {});
  for (const runs of all) runs.splice(0, runs.length - 1);
}

/**
 * Leaves a failure in the execution while it waits, for where n8n is killed during a look: the one that
 * waits for it would be given the item of the wait as if all had gone well.
 */
export function markUnended(context: IExecuteFunctions, isUnended: boolean): void {
  const resultData = resultDataOf(context);
  if (!resultData) return;
  delete resultData.error;
  if (!isUnended) return;
  resultData.error = new n8n.NodeOperationError(
    bareNode(context.getNode()),
    'n8n ended while it looked at the run or deployment',
    { description: 'It may go on in DataWorks: look there before you start it again.' },
  );
}

/** What the looks of this execution know; `undefined` where it is not one that looks. */
export function openLooks(context: IExecuteFunctions): Looks | undefined {
  if (context.getNodeParameter('operation', 0) !== LOOK) return undefined;
  const [first] = context.getInputData();
  // n8n keeps the context of a node over a wait.
  const known = context.getContext('node');
  if (!known.looks) {
    const { memory, looks } = first?.json as { memory: IDataObject; looks: IDataObject };
    Object.assign(known, memory, { looks });
  }
  return known.looks as unknown as Looks;
}

/** Whether the execution that is waited for still waits. */
export async function stillWaits(context: IExecuteFunctions, { parent }: Looks): Promise<boolean> {
  const data = await context.getExecutionDataById(parent);
  return data !== undefined && data.resultData.error === undefined;
}

/** All items in order: those that wait, and what the others gave. */
export function parkedItems(
  count: number,
  parked: ReadonlyMap<number, ParkedUntil>,
  given: readonly INodeExecutionData[],
): ParkedItem[] {
  const items = Array.from({ length: count }, (_, itemIndex): ParkedItem => {
    const one = parked.get(itemIndex)?.parked;
    return one ?? { parameters: {}, kept: {}, done: [] };
  });
  for (const { json, pairedItem } of given) {
    items[(pairedItem as IPairedItemData).item]?.done?.push(json);
  }
  return items;
}

/** Hands a wait to n8n: a workflow that looks, waits and looks again, for which this execution waits. */
export async function park(
  context: IExecuteFunctions,
  looks: Omit<Looks, 'parent'>,
): Promise<INodeExecutionData[]> {
  const { id, name, type, typeVersion, position, credentials } = context.getNode();
  const [begin, ended, wait] = ['Begin', 'Ended', 'Wait'].map((step) => `${name}: ${step}`) as [
    string,
    string,
    string,
  ];
  const base = (own: string, kind: string, parameters: Record<string, NodeParameterValueType>) => ({
    id: own,
    name: own,
    type: `n8n-nodes-base.${kind}`,
    typeVersion: 1,
    position,
    parameters,
  });
  const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
  const resource = context.getNodeParameter('resource', 0) as string;
  const parameters = { resource, operation: LOOK };
  const isStep = looks.items.some(({ within }) => within);
  const operation = isStep ? 'run' : looks.operation;
  for (const item of isStep ? looks.items : []) {
    const id = item.within?.id;
    const own = Object.entries(item.parameters).filter(([name]) => OF_RUN.test(name));
    item.parameters = { ...Object.fromEntries(own), fileId: id, nodeId: id };
  }
  const code = {
    name,
    active: false,
    nodes: [
      base(begin, 'executeWorkflowTrigger', {}),
      { id, name, type, typeVersion, position, credentials, parameters },
      base(ended, 'if', {
        conditions: { boolean: [{ value1: '={{ !$json.parkedFor }}', value2: true }] },
      }),
      base(wait, 'wait', { amount: '={{ $json.parkedFor }}', unit: 'seconds' }),
    ],
    connections: {
      [begin]: { main: [to(name)] },
      [name]: { main: [to(ended)] },
      [ended]: { main: [[], to(wait)] },
      [wait]: { main: [to(name)] },
    },
    settings: { executionOrder: 'v1' },
  } as unknown as IWorkflowBase;
  const executionId = context.getExecutionId();
  const given = await context.executeWorkflow(
    { code },
    [
      {
        json: {
          memory: structuredClone(context.getContext('node')),
          looks: { ...looks, operation, parent: executionId } as unknown as IDataObject,
        },
      },
    ],
    undefined,
    {
      parentExecution: {
        executionId,
        workflowId: context.getWorkflow().id ?? '',
        shouldResume: true,
      },
    },
  );
  return given.data[0] ?? [];
}

/** The parameters of an item, which are kept as they are read; a look has those alone. */
export const keepParameters = (
  item: ParkedItem,
  isLook: boolean,
  values: SharedParameters['values'],
): SharedParameters['values'] =>
  isLook
    ? (name) => item.parameters[name] ?? null
    : (name, itemIndex) => {
        const value = values(name, itemIndex);
        if (name !== 'options') item.parameters[name] = value;
        return value;
      };

/**
 * Keeps what is done before, between and after waits; a look gets what was kept, and does nothing of it
 * again.
 * @param renewals takes what makes the secrets anew, which are not kept
 */
export const keeper =
  (item: ParkedItem, isLook: boolean, renewals: (() => Promise<Failure | undefined>)[]): Keep =>
  async <Made extends { ok: true }>(name: string, make: () => Promise<Made | Failure>) => {
    // What is done again within an execution, for what was not seen yet, is not what was kept.
    const known = isLook ? item.kept[name] : undefined;
    if (!known) {
      const made = await make();
      if (made.ok) item.kept[name] = { ...made, ...('secrets' in made && { secrets: [] }) };
      return made;
    }
    if (!('secrets' in known)) return known as unknown as Made;
    const secrets: string[] = [];
    renewals.push(async () => {
      const made = (await make()) as { ok: true; secrets: string[] } | Failure;
      if (!made.ok) return made;
      secrets.push(...made.secrets);
      return undefined;
    });
    return { ...known, secrets } as unknown as Made;
  };

/** The result of a run as a step of something larger. */
export function resultWithin(within: Within | undefined, result: Result): Result {
  if (!within) return result;
  if (!result.ok) {
    return { ...result, before: [result.before, within.before].filter(Boolean).join(' ') };
  }
  const Run = result.body as JsonObject;
  return { ...result, body: { ...within.body, Run, Outcome: 'live' } };
}
