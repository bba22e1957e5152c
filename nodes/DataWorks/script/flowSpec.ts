import {
  isJsonObject,
  type Json,
  type JsonObject,
  parseExact,
  textIn,
} from '../../alibabaCloud/client/exactJson';

/**
 * The FlowSpec of a batch synchronization node (type DI) of the new Data Studio. Sources: the models
 * and samples of CreateNode, UpdateNode and GetNode (dataworks-public-20240518 v9.2.0), recorded
 * replies of GetNode, callers that create DI nodes.
 */

/** What of a node can be set. A key that is not there says nothing. */
export interface NodeSettings {
  description?: string;
  /** Account id. */
  owner?: string;
  /** The script as JSON text. */
  content?: string;
  /** `a=b c=d`; `$…` values are the scheduler's. */
  parameters?: string;
  /** Identifier of the resource group that runs the node. */
  resourceGroup?: string;
  /** Compute units of the scheduling run. */
  schedulingCu?: number;
  cron?: string;
  cycleType?: (typeof CYCLE_TYPES)[number];
  /** `yyyy-MM-dd HH:mm:ss` in the schedule's zone. */
  startTime?: string;
  endTime?: string;
  timeZone?: string;
  recurrence?: (typeof RECURRENCES)[number];
  instanceMode?: (typeof INSTANCE_MODES)[number];
  rerunMode?: (typeof RERUN_MODES)[number];
  rerunTimes?: number;
  rerunIntervalMs?: number;
  /** In hours; 0: the system's default. */
  timeoutHours?: number;
  /** 1 to 8, the higher the earlier. */
  priority?: number;
  /** Outputs of the parent nodes. */
  parents?: readonly string[];
  /** Names by which other nodes depend on this one. */
  outputs?: readonly string[];
  /** Whether a run waits for the node's own run of the cycle before. */
  dependsOnItself?: boolean;
}

export const CYCLE_TYPES = ['Daily', 'NotDaily'] as const;
export const RECURRENCES = ['Normal', 'Pause', 'Skip'] as const;
export const INSTANCE_MODES = ['T+1', 'Immediately'] as const;
export const RERUN_MODES = ['Allowed', 'FailureAllowed', 'Denied'] as const;

/** A node that is to be made. */
export interface NewNode extends NodeSettings {
  name: string;
  /** Folders joined by `/`; empty: the root. */
  folderPath: string;
}

const VERSION = '1.1.0';
/** Node type of a batch synchronization, and its number. */
const COMMAND = { command: 'DI', commandTypeId: 23 } as const;
const ITSELF = 'CrossCycleDependsOnSelf';

const output = (data: string): JsonObject => ({
  artifactType: 'NodeOutput',
  data,
  sourceType: 'Manual',
});

const objects = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];
const objectAt = (container: JsonObject | undefined, key: string): JsonObject => {
  const value = container?.[key];
  return isJsonObject(value) ? value : {};
};
const textAt = (container: JsonObject, key: string): string | undefined => {
  const value = container[key];
  return textIn(value) || undefined;
};

/** Where the node stands: folders and name joined by `/`. */
export const pathOf = ({ folderPath, name }: Pick<NewNode, 'folderPath' | 'name'>): string =>
  [...folderPath.split('/').map((one) => one.trim()), name].filter((one) => one !== '').join('/');

/** The output of the workspace's root node, on which a node without other parents depends. */
export const rootOutput = (workspace: string): string => `${workspace}_root`;

/** The output by which other nodes usually depend on a node. */
export const ownOutput = (workspace: string, node: string): string => `${workspace}.${node}`;

/** Scheduling parameters as a Spec has them. Those that begin with `$` are the scheduler's own. */
function specParameters(text: string): JsonObject[] {
  return text
    .split(/\s+/)
    .filter((one) => one !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return {
        artifactType: 'Variable',
        name,
        scope: 'NodeParameter',
        type: value.startsWith('$') ? 'System' : 'Constant',
        value,
      };
    });
}

/** The scalar keys of a node, by the setting that gives each. */
const SCALARS = {
  description: 'description',
  owner: 'owner',
  priority: 'priority',
  recurrence: 'recurrence',
  instanceMode: 'instanceMode',
  rerunMode: 'rerunMode',
  rerunTimes: 'rerunTimes',
  rerunIntervalMs: 'rerunInterval',
} as const satisfies Partial<Record<keyof NodeSettings, string>>;

const TRIGGER = {
  cron: 'cron',
  startTime: 'startTime',
  endTime: 'endTime',
  timeZone: 'timezone',
  cycleType: 'cycleType',
} as const satisfies Partial<Record<keyof NodeSettings, string>>;

/** The keys of `container`, and those that the settings give. */
function withGiven(
  container: JsonObject,
  settings: NodeSettings,
  keys: Readonly<Partial<Record<keyof NodeSettings, string>>>,
): JsonObject {
  const given = Object.entries(keys).flatMap(([setting, key]) => {
    const value = settings[setting as keyof NodeSettings];
    return value === undefined ? [] : [[key, value as Json]];
  });
  return { ...container, ...(Object.fromEntries(given) as JsonObject) };
}

/** A node with the settings that are given; every other key stays as it is. */
function withSettings(node: JsonObject, settings: NodeSettings): JsonObject {
  const { content, parameters, resourceGroup, schedulingCu, timeoutHours, parents, outputs } =
    settings;
  const changed: JsonObject = withGiven(node, settings, SCALARS);
  const script = objectAt(node, 'script');
  changed.script = {
    ...script,
    ...(content === undefined ? {} : { content }),
    ...(parameters === undefined ? {} : { parameters: specParameters(parameters) }),
    ...(schedulingCu === undefined
      ? {}
      : { runtime: { ...objectAt(script, 'runtime'), cu: String(schedulingCu) } }),
  };
  const trigger = withGiven(objectAt(node, 'trigger'), settings, TRIGGER);
  if (Object.keys(trigger).length > 0) changed.trigger = trigger;
  if (timeoutHours !== undefined) {
    Object.assign(changed, { timeout: timeoutHours, timeoutUnit: 'HOURS' });
  }
  if (resourceGroup !== undefined) changed.runtimeResource = { resourceGroup };
  if (parents !== undefined) {
    changed.inputs = { ...objectAt(node, 'inputs'), nodeOutputs: parents.map(output) };
  }
  if (outputs !== undefined) {
    const before = objectAt(node, 'outputs');
    // DataWorks gives each node one more, its id, on which others may depend.
    const byItself = objects(before.nodeOutputs).filter(
      ({ isDefault, data }) => isDefault === true && !outputs.includes(textIn(data)),
    );
    changed.outputs = { ...before, nodeOutputs: [...outputs.map(output), ...byItself] };
  }
  return changed;
}

/** What the node waits for, as the flow of a Spec says it. */
function dependsOf(
  nodeId: string,
  node: JsonObject,
  before: readonly JsonObject[],
  { parents, dependsOnItself }: NodeSettings,
): JsonObject[] {
  const isOnItself = ({ type }: JsonObject) => type === ITSELF;
  const others =
    parents === undefined
      ? before.filter((one) => !isOnItself(one))
      : parents.map((one) => ({ type: 'Normal', output: one, sourceType: 'Manual' }));
  const wasOnItself = before.filter(isOnItself);
  if (dependsOnItself === undefined) return [...others, ...wasOnItself];
  const [own] = objects(objectAt(node, 'outputs').nodeOutputs);
  const itself = { type: ITSELF, output: textAt(own ?? {}, 'data') ?? nodeId };
  return dependsOnItself ? [...others, itself] : others;
}

const specWith = (
  version: string,
  id: string,
  node: JsonObject,
  depends: JsonObject[],
): JsonObject => ({
  version,
  kind: 'Node',
  spec: {
    nodes: [node],
    ...(depends.length === 0 ? {} : { flow: [{ nodeId: id, depends }] }),
  },
});

/** The Spec by which CreateNode makes a node. */
export function newNodeSpec({ name, folderPath, ...settings }: NewNode): JsonObject {
  const bare: JsonObject = {
    // Until the node has an id, its name finds it in the flow.
    id: name,
    name,
    script: { path: pathOf({ folderPath, name }), language: 'json', runtime: { ...COMMAND } },
    trigger: { type: 'Scheduler' },
    autoParse: false,
  };
  const node = withSettings(bare, settings);
  return specWith(VERSION, name, node, dependsOf(name, node, [], settings));
}

/** A node as GetNode gives it. */
export interface ReadNode {
  id: string;
  version: string;
  node: JsonObject;
  /** What it waits for. */
  depends: JsonObject[];
  /** The workflow that it stands in, where it stands in one. */
  workflowId: string | undefined;
  /** The task of the Operation Center; absent before the node is published. */
  taskId: string | undefined;
}

/**
 * Finds a node in a Spec: alone in it, or among those of its workflow.
 * @param id the node's id, exact, as text
 * @returns `undefined` for a text that is no Spec or does not have the node
 */
export function readNodeSpec(text: string, id: string): ReadNode | undefined {
  let whole: Json;
  try {
    whole = parseExact(text);
  } catch {
    return undefined;
  }
  const spec = isJsonObject(whole) ? objectAt(whole, 'spec') : {};
  const workflows = objects(spec.workflows);
  const places = [{ container: spec, workflow: undefined as JsonObject | undefined }].concat(
    workflows.map((workflow) => ({ container: workflow, workflow })),
  );
  for (const { container, workflow } of places) {
    const nodes = objects(container.nodes);
    const node =
      nodes.find((one) => textAt(one, 'id') === id) ??
      (workflow === undefined && nodes.length === 1 ? nodes[0] : undefined);
    if (!node) continue;
    const flow = [...objects(container.flow), ...objects(container.dependencies)];
    const depends = flow
      .filter((one) => [undefined, textAt(node, 'id')].includes(textAt(one, 'nodeId')))
      .flatMap((one) => objects(one.depends));
    return {
      id,
      version: textAt(whole as JsonObject, 'version') ?? VERSION,
      node,
      depends,
      workflowId: workflow && textAt(workflow, 'id'),
      taskId: textAt(objectAt(node, 'metadata'), 'schedulerNodeId'),
    };
  }
  return undefined;
}

/** The Spec by which UpdateNode gives a node other settings; keys that are not known here are kept. */
export function changedNodeSpec(read: ReadNode, settings: NodeSettings): JsonObject {
  const node = { ...withSettings(read.node, settings), id: read.id };
  return specWith(read.version, read.id, node, dependsOf(read.id, node, read.depends, settings));
}

const LIST_KEYS = { parents: 'inputs', outputs: 'outputs' } as const;

/** The settings that a node has. */
export function settingsOf({ node, depends }: Pick<ReadNode, 'node' | 'depends'>): NodeSettings {
  const script = objectAt(node, 'script');
  const trigger = objectAt(node, 'trigger');
  const found: Record<string, unknown> = {};
  const take = (container: JsonObject, keys: Readonly<Record<string, string>>) => {
    for (const [setting, key] of Object.entries(keys)) {
      const value = container[key];
      if (value !== undefined && value !== null) found[setting] = value;
    }
  };
  take(node, SCALARS);
  take(trigger, TRIGGER);
  take(script, { content: 'content' });
  take(objectAt(node, 'runtimeResource'), { resourceGroup: 'resourceGroup' });
  if (Array.isArray(script.parameters)) {
    found.parameters = objects(script.parameters)
      .map(({ name, value }) => `${textIn(name)}=${textIn(value)}`)
      .join(' ');
  }
  const cu = textAt(objectAt(script, 'runtime'), 'cu');
  if (cu !== undefined) found.schedulingCu = Number(cu);
  const perHour = { HOURS: 1, MINUTES: 60, SECONDS: 3600 }[textAt(node, 'timeoutUnit') ?? 'HOURS'];
  if (typeof node.timeout === 'number' && perHour !== undefined) {
    found.timeoutHours = node.timeout / perHour;
  }
  for (const [setting, key] of Object.entries(LIST_KEYS)) {
    const { nodeOutputs } = objectAt(node, key);
    if (Array.isArray(nodeOutputs)) {
      found[setting] = objects(nodeOutputs).flatMap((one) => textAt(one, 'data') ?? []);
    }
  }
  if (depends.some(({ type }) => type === ITSELF)) found.dependsOnItself = true;
  return found as NodeSettings;
}

/** What DataWorks writes beside the script: what runs it. Source: callers whose nodes run. */
export function withExtend(
  script: JsonObject,
  { resourceGroup, cu }: { resourceGroup?: string | undefined; cu?: number | undefined },
): JsonObject {
  return {
    ...script,
    extend: {
      mode: 'code',
      formatType: 'datax',
      __new__: true,
      ...objectAt(script, 'extend'),
      ...(resourceGroup === undefined ? {} : { resourceGroup }),
      ...(cu === undefined ? {} : { cu }),
    },
  };
}
