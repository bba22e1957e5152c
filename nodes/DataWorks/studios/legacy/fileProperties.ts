import { actions } from '../../api/dataworks-2020-05-18';
import type { Client } from '../../../alibabaCloud/client/call';
import type { ActionParameters } from '../../../alibabaCloud/service';
import { isJsonObject, type Json } from '../../../alibabaCloud/client/exactJson';
import { requestIdOf } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { sameScript } from '../../script/sameScript';
import type { HarmlessWrite } from '../../flows/ports';
import { readFile, type ReadFile } from './files';

/** Properties of a file, by UpdateFile's names. */
export type FileProperties = ActionParameters<typeof actions.UpdateFile>;

/** Scheduling properties that GetFile gives by the names and in the form that UpdateFile takes. */
const PLAIN = [
  'ApplyScheduleImmediately',
  'AutoRerunIntervalMillis',
  'AutoRerunTimes',
  'CronExpress',
  'CycleType',
  'DependentNodeIdList',
  'DependentType',
  'EndEffectDate',
  'IgnoreParentSkipRunningProperty',
  'ImageId',
  'ParaValue',
  'RerunMode',
  'SchedulerType',
  'StartEffectDate',
  'Stop',
  'Timeout',
] as const satisfies readonly (keyof FileProperties)[];

/** Lists whose items GetFile gives as objects and UpdateFile takes as names with commas. */
const LISTS = { InputList: 'Input', OutputList: 'Output' } as const;

/** Lists that UpdateFile takes as JSON text. */
const PARAMETER_LISTS = ['InputParameters', 'OutputParameters'] as const;

const isPlain = (value: Json | undefined): value is string | number | boolean =>
  value !== null && ['string', 'number', 'boolean'].includes(typeof value);

/** What says nothing is not sent: neither keeping nor leaving it out changes anything. */
const saysNothing = (name: string, value: unknown) =>
  value === '' || (value === 0 && name !== 'AutoRerunTimes');

/**
 * The scheduling properties of a file as UpdateFile takes them. Source: the models of GetFile and
 * UpdateFile.
 * @param resourceGroup the Identifier that belongs to the file's ResourceGroupId
 */
function scheduleOf(
  { configuration }: ReadFile,
  resourceGroup: string | undefined,
): FileProperties {
  const found: FileProperties = { ResourceGroupIdentifier: resourceGroup };
  for (const name of PLAIN) {
    const value = configuration[name];
    if (isPlain(value) && !saysNothing(name, value)) Object.assign(found, { [name]: value });
  }
  for (const [name, member] of Object.entries(LISTS) as [keyof typeof LISTS, string][]) {
    const list = configuration[name];
    const items = Array.isArray(list) ? list.filter(isJsonObject) : [];
    const names = items.map((item) => item[member]).filter((one) => typeof one === 'string');
    if (names.length > 0) found[name] = names.join(',');
  }
  for (const name of PARAMETER_LISTS) {
    const list = configuration[name];
    if (Array.isArray(list) && list.length > 0) found[name] = JSON.stringify(list);
  }
  return found;
}

/** Stop and SchedulerType say the same of a pause: neither may be left behind by the other. */
function withSchedulerType(changes: FileProperties, read: ReadFile): FileProperties {
  if (changes.Stop === undefined) return changes;
  const { SchedulerType: now } = read.configuration;
  if (changes.Stop === true) return { ...changes, SchedulerType: 'PAUSE' };
  return now === 'PAUSE' ? { ...changes, SchedulerType: 'NORMAL' } : changes;
}

/** Whether a file has the properties that are wished. */
function hasProperties(
  wished: FileProperties,
  read: ReadFile,
  resourceGroup: string | undefined,
): boolean {
  const { Content: content, ...others } = wished;
  const now: Record<string, unknown> = { ...read.file, ...scheduleOf(read, resourceGroup) };
  const sameContent =
    content === undefined || sameScript(String(read.file.Content ?? ''), String(content));
  return (
    sameContent &&
    Object.entries(others).every(
      ([name, value]) => value === undefined || String(now[name] ?? '') === blankOr(name, value),
    )
  );
}

const blankOr = (name: string, value: unknown) => (saysNothing(name, value) ? '' : String(value));

/** ResourceGroupType: scheduling, exclusive ones for scheduling, Data Integration. */
const GROUP_TYPES = [1, 7, 4];

/**
 * The Identifier of the resource group that starts a task: GetFile gives its number, UpdateFile takes
 * its Identifier.
 * @returns no identifier where the file has no group, or one that is in no list: then its number
 */
async function resourceGroupOf(
  client: Client,
  { configuration }: ReadFile,
): Promise<{ ok: true; identifier?: string; unlisted?: string } | Failure> {
  const id = configuration.ResourceGroupId;
  if (id === undefined || id === null || id === '') return { ok: true };
  for (const ResourceGroupType of GROUP_TYPES) {
    const outcome = await client.call(actions.ListResourceGroups, { ResourceGroupType });
    if (!outcome.ok) return outcome;
    const groups = Array.isArray(outcome.body.Data) ? outcome.body.Data.filter(isJsonObject) : [];
    const group = groups.find((one) => String(one.Id) === String(id));
    if (typeof group?.Identifier === 'string') return { ok: true, identifier: group.Identifier };
  }
  return { ok: true, unlisted: String(id) };
}

/** A change of a batch task's file. Ids are exact, as text. */
export interface FileChange {
  projectId: string;
  fileId: string;
  /** What is to be as given; all else stays. */
  changes: FileProperties;
  /** Texts in the changes that must not come back in a message. */
  secrets?: readonly string[];
}

/** What was found when the change was made. */
export interface FoundFile {
  read?: ReadFile;
  /** The number of the file's resource group, where it could not be sent along. */
  unlistedGroup?: string;
}

/**
 * A change of properties of a file by UpdateFile.
 *
 * UpdateFile takes all scheduling properties at once, so those that the file has are sent along. It
 * refuses a call that changes nothing, so a file that is already as wished is left alone.
 * @param read the file as it is now, where it was read before
 * @param found gets what was found
 */
export function fileChange(
  client: Client,
  { projectId, fileId, changes, secrets }: FileChange,
  found: FoundFile = {},
): HarmlessWrite {
  let parameters: FileProperties = {};
  let wished = changes;
  const look = async () => {
    const read = await readFile(client, projectId, fileId);
    if (!read.ok) return read;
    const group = await resourceGroupOf(client, read);
    return group.ok ? { ok: true as const, read, group } : group;
  };
  return {
    action: actions.UpdateFile,
    async begin() {
      const read = found.read ?? (await readFile(client, projectId, fileId));
      if (!read.ok) return read;
      const group = await resourceGroupOf(client, read);
      if (!group.ok) return group;
      const { identifier, unlisted } = group;
      wished = withSchedulerType(changes, read);
      const isThere = hasProperties(wished, read, identifier);
      if (!isThere && unlisted !== undefined && wished.ResourceGroupIdentifier === undefined) {
        found.unlistedGroup = unlisted;
      }
      parameters = {
        ProjectId: projectId,
        FileId: fileId,
        ...scheduleOf(read, identifier),
        ...wished,
      };
      return { ok: true, isThere, requestId: requestIdOf(read.body) };
    },
    send: () => client.call(actions.UpdateFile, parameters, secrets),
    async isDone() {
      const seen = await look();
      if (!seen.ok) return seen;
      const done = hasProperties(wished, seen.read, seen.group.identifier);
      return { ok: true, done, requestId: requestIdOf(seen.read.body) };
    },
    replyFor: (RequestId) => ({ Success: true, RequestId, HttpStatusCode: 200 }),
  };
}
