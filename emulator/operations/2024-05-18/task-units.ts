import { objectsOf, objectOf, type JsonObject } from '../../state/studio/node';
import { resourceGroupOf, triggerOf } from './spec-reply';

/**
 * The same settings have other names and units in the Spec of a node and in a task: the Spec counts
 * rerunInterval in ms, a task in seconds; timeout has a unit there and is in seconds here.
 */
const RERUN_MODES: Record<string, string> = {
  Allowed: 'AllAllowed',
  FailureAllowed: 'FailureAllowed',
  Denied: 'AllDenied',
};
const SECONDS_IN: Record<string, number> = { HOURS: 3600, MINUTES: 60, SECONDS: 1 };

/** The settings of a task as GetTask and ListTasks write them. */
export function taskSettings(spec: JsonObject) {
  const trigger = triggerOf(spec);
  const script = objectOf(spec['script']);
  const unit = SECONDS_IN[String(spec['timeoutUnit'] ?? 'HOURS')] ?? 1;
  return {
    Type: objectOf(script['runtime'])['command'],
    Description: spec['description'] ?? '',
    InstanceMode: spec['instanceMode'] ?? 'T+1',
    Priority: spec['priority'] ?? 1,
    RerunMode: RERUN_MODES[String(spec['rerunMode'] ?? 'Allowed')],
    RerunTimes: spec['rerunTimes'] ?? 3,
    RerunInterval: Number(spec['rerunInterval'] ?? 180_000) / 1000,
    Timeout: Number(spec['timeout'] ?? 0) * unit,
    RuntimeResource: {
      Cu: objectOf(script['runtime'])['cu'],
      ResourceGroupId: resourceGroupOf(spec),
    },
    Trigger: {
      Type: trigger['type'],
      Cron: trigger['cron'],
      StartTime: trigger['startTime'],
      EndTime: trigger['endTime'],
      Recurrence: spec['recurrence'] ?? 'Normal',
    },
  };
}

/** The script's parameters as text, e.g. "bizdate=$bizdate hour=$[hh24]". */
export function scriptParameters(spec: JsonObject): string {
  return objectsOf(objectOf(spec['script'])['parameters'])
    .map(({ name, value }) => `${String(name)}=${String(value)}`)
    .join(' ');
}

/** What UpdateTask and BatchUpdateTasks take. */
interface Change {
  Name?: unknown;
  Description?: unknown;
  Owner?: unknown;
  InstanceMode?: unknown;
  RerunMode?: unknown;
  RerunTimes?: unknown;
  RerunInterval?: unknown;
  Timeout?: unknown;
  RuntimeResource?: unknown;
  Trigger?: unknown;
  Script?: unknown;
}

/**
 * The members of a node's Spec that `change` of a task comes to. `interval`: the unit of RerunInterval,
 * ms in UpdateTask, seconds in BatchUpdateTasks.
 */
export function specChange(change: Change, interval: 'ms' | 's'): JsonObject {
  const { RuntimeResource, Trigger, Script } = change;
  const { Cu, ResourceGroupId } = objectOf(RuntimeResource);
  const { Type, Cron, StartTime, EndTime, Recurrence } = objectOf(Trigger);
  const { Parameters } = objectOf(Script);
  const mode = Object.entries(RERUN_MODES).find(([, name]) => name === change.RerunMode)?.[0];
  const trigger = { type: Type, cron: Cron, startTime: StartTime, endTime: EndTime };
  const spec: JsonObject = {
    name: change.Name,
    description: change.Description,
    owner: change.Owner,
    instanceMode: change.InstanceMode,
    rerunMode: mode,
    rerunTimes: change.RerunTimes,
    rerunInterval:
      change.RerunInterval === undefined
        ? undefined
        : Number(change.RerunInterval) * (interval === 's' ? 1000 : 1),
    recurrence: Recurrence,
    ...(change.Timeout !== undefined && { timeout: change.Timeout, timeoutUnit: 'SECONDS' }),
    ...(ResourceGroupId !== undefined && { runtimeResource: { resourceGroup: ResourceGroupId } }),
    ...(Trigger !== undefined && { trigger: present(trigger) }),
    script: {
      ...(Parameters !== undefined && { parameters: asParameters(String(Parameters)) }),
      ...(Cu !== undefined && { runtime: { cu: Cu } }),
    },
  };
  return present(spec);
}

function present(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

/** "a=1 b=2" as parameters of a Spec. */
function asParameters(text: string): JsonObject[] {
  return text
    .split(/\s+/)
    .filter((pair) => pair.includes('='))
    .map((pair) => ({
      artifactType: 'Variable',
      scope: 'NodeParameter',
      type: 'System',
      name: pair.slice(0, pair.indexOf('=')),
      value: pair.slice(pair.indexOf('=') + 1),
    }));
}
