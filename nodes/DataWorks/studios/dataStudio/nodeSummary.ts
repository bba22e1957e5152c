import {
  isJsonObject,
  type JsonObject,
  pick,
  textIn,
} from '../../../alibabaCloud/client/exactJson';
import { settingsOf } from '../../script/flowSpec';
import { parsedScript } from '../../script/parsedScript';
import { pathIn, type FoundNode } from './readNodes';

/** Members of a node that are worth a look, by the API's names. */
const SHOWN = ['Id', 'Name', 'Owner', 'TaskId', 'CreateTime', 'ModifyTime'];

/** Settings that say when a node runs, by the names of the Spec. */
const SCHEDULE = {
  cron: 'cron',
  cycleType: 'cycleType',
  startTime: 'startTime',
  endTime: 'endTime',
  timeZone: 'timezone',
  recurrence: 'recurrence',
  instanceMode: 'instanceMode',
  rerunMode: 'rerunMode',
  rerunTimes: 'rerunTimes',
  rerunIntervalMs: 'rerunInterval',
  priority: 'priority',
} as const;

/** A node as GetNode gives it, in short: what its Spec says, with the script as JSON. */
export function nodeSummary({ reply, spec }: FoundNode): JsonObject {
  const settings = settingsOf(spec);
  const { content, description, parameters, resourceGroup, parents = [], outputs = [] } = settings;
  const { script } = spec.node;
  const schedule = Object.entries(SCHEDULE).flatMap(([setting, name]) => {
    const value = settings[setting as keyof typeof SCHEDULE];
    return value === undefined ? [] : [[name, value] as const];
  });
  const TaskContent = parsedScript(content);
  const given = {
    Path: isJsonObject(script) ? script.path : undefined,
    WorkflowId: spec.workflowId,
    Description: description,
    ResourceGroup: resourceGroup,
    Parameters: parameters,
    TaskContent,
  };
  return {
    ...pick(reply, SHOWN),
    Id: spec.id,
    ...(JSON.parse(JSON.stringify(given)) as JsonObject),
    Schedule: Object.fromEntries(schedule),
    Parents: [...parents],
    Outputs: [...outputs],
  };
}

const outputsIn = ({ Outputs: outputs }: JsonObject): string[] => {
  const listed = isJsonObject(outputs) ? outputs.NodeOutputs : undefined;
  return (Array.isArray(listed) ? listed : []).flatMap((one) =>
    isJsonObject(one) && typeof one.Data === 'string' ? [one.Data] : [],
  );
};

/** An entry of ListNodes in short, with the path that its script has. */
export function listedSummary(entry: JsonObject): JsonObject {
  const group = isJsonObject(entry.RuntimeResource) ? entry.RuntimeResource.ResourceGroup : null;
  return {
    ...pick(entry, SHOWN),
    Id: textIn(entry.Id),
    Path: pathIn(entry),
    ...pick(entry, ['Description', 'Recurrence']),
    Trigger: isJsonObject(entry.Trigger)
      ? pick(entry.Trigger, ['Type', 'Cron', 'StartTime', 'EndTime', 'Timezone'])
      : {},
    ResourceGroup: group ?? null,
    Outputs: outputsIn(entry),
  };
}
