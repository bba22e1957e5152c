import { STUDIO_RESOURCE_GROUPS } from '../../defaults';
import {
  objectOf,
  objectsOf,
  without,
  type Depend,
  type JsonObject,
} from '../../state/studio/node';
import { refused } from './errors';

/** What a FlowSpec says about its first node, the only one that counts. */
export interface ReadSpec {
  kind: string;
  node: JsonObject;
  /** The node's dependencies; undefined where the Spec has none of the places for them. */
  depends: Depend[] | undefined;
}

/** The kinds under which a single node was seen to be taken. */
const KINDS = ['Node', 'CycleWorkflow'];
const SOURCE_TYPES = ['Manual', 'System'];
const DEPEND_TYPES = [
  'Normal',
  'CrossCycleDependsOnSelf',
  'CrossCycleDependsOnChildren',
  'CrossCycleDependsOnOtherNode',
];

/** Reads a FlowSpec. Throws the refusals that were seen for what is wrong in it. */
export function readSpec(text: string): ReadSpec {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch {
    throw refused('badSpec');
  }
  const { kind, spec } = objectOf(whole);
  if (!KINDS.includes(String(kind)))
    throw refused('refusedSpec', 'spec kind and request not match');
  const [node] = objectsOf(objectOf(spec)['nodes']);
  if (!node) throw refused('badSpec', 'Spec JSON parse failed: spec.nodes is empty.');
  return { kind: String(kind), node, depends: readDepends(objectOf(spec), node) };
}

/** Parents stand in inputs.nodeOutputs, in flow or in dependencies; each output counts once. */
function readDepends(spec: JsonObject, node: JsonObject): Depend[] | undefined {
  const inputs = objectOf(node['inputs'])['nodeOutputs'];
  const flows = [...objectsOf(spec['flow']), ...objectsOf(spec['dependencies'])];
  if (inputs === undefined && flows.length === 0) return undefined;
  const own = [undefined, node['id'], node['name']];
  const found = flows
    .filter(({ nodeId }) => own.includes(nodeId))
    .flatMap(({ depends }) => objectsOf(depends))
    .concat(objectsOf(inputs).map(({ data, ...rest }) => ({ ...rest, output: data })));
  const depends = new Map<string, Depend>();
  for (const one of found) {
    const { type = 'Normal', output, nodeId, sourceType } = one;
    checkWord('SourceType', sourceType, SOURCE_TYPES);
    checkWord('DependencyType', type, DEPEND_TYPES);
    const read = { type: String(type), output: String(output ?? nodeId) };
    const key = `${read.type} ${read.output}`;
    const rest = without(one, 'artifactType', 'nodeId');
    if (!depends.has(key)) depends.set(key, { ...rest, ...read });
  }
  return [...depends.values()];
}

function checkWord(name: string, word: unknown, known: readonly string[]): void {
  if (word === undefined || known.includes(String(word))) return;
  throw refused('refusedSpec', `Enum not found. Enum: ${name} Value:${String(word)}`);
}

/** Checks a whole node, as a new one must be. Throws the refusals that were seen. */
export function checkNode(node: JsonObject): void {
  const { name, recurrence, rerunMode, instanceMode } = node;
  if (typeof name !== 'string' || name.trim() === '') throw refused('refusedSpec', 'name is empty');
  const script = objectOf(node['script']);
  const command = objectOf(script['runtime'])['command'];
  if (typeof command !== 'string' || command === '') {
    throw refused('refusedSpec', 'script.runtime.command is empty');
  }
  if (script['path'] !== undefined && String(script['path']).split('/').at(-1) !== name) {
    throw refused('refusedSpec', 'Script path must end with node name');
  }
  checkWord('RecurrenceType', recurrence, ['Normal', 'Pause', 'Skip']);
  checkWord('RerunMode', rerunMode, ['Allowed', 'Denied', 'FailureAllowed']);
  checkWord('InstanceMode', instanceMode, ['T+1', 'Immediately']);
  const { type, cron } = objectOf(node['trigger']);
  checkWord('TriggerType', type, ['Scheduler', 'Manual', 'Streaming', 'Custom', 'None']);
  if (type === 'Scheduler' && (typeof cron !== 'string' || !/^(\S+ ){5}\S+$/.test(cron.trim()))) {
    throw refused('refusedSpec', 'trigger.cron is not a cron expression of six fields');
  }
  const { resourceGroup } = objectOf(node['runtimeResource']);
  const isKnown = STUDIO_RESOURCE_GROUPS.some(({ id }) => id === resourceGroup);
  if (resourceGroup !== undefined && !isKnown) throw refused('noResourceGroup');
  if (command === 'DI') checkScript(script['content']);
}

/** A DI node's script is the same as a sync task's: flat, of type "job". An empty draft is allowed. */
function checkScript(content: unknown): void {
  if (content === undefined || content === '') return;
  let script: unknown;
  try {
    script = JSON.parse(String(content));
  } catch {
    script = undefined;
  }
  const { type, steps } = objectOf(script);
  const categories = objectsOf(steps).map(({ category }) => category);
  if (type !== 'job' || !categories.includes('reader') || !categories.includes('writer')) {
    throw refused('refusedSpec', 'script.content is not a job with a reader and a writer');
  }
}
