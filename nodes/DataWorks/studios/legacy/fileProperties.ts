import { actions } from '../../api/dataworks-2020-05-18';
import { askedOnce } from '../../../alibabaCloud/client/askedOnce';
import type { Client } from '../../../alibabaCloud/client/call';
import type { ActionParameters } from '../../../alibabaCloud/service';
import { isJsonObject, type Json } from '../../../alibabaCloud/client/exactJson';
import { requestIdOf } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import type { Journal } from '../../once/journal';
import { sameScript, withExtendOf } from '../../script/sameScript';
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

/** The scheduling properties of a file as UpdateFile takes them. Source: the models of GetFile and UpdateFile. */
function scheduleOf({ configuration }: ReadFile): FileProperties {
  const found: FileProperties = {};
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

const blankOr = (name: string, value: unknown) => (saysNothing(name, value) ? '' : String(value));

/** ResourceGroupType: scheduling, exclusive ones for scheduling, Data Integration. */
const GROUP_TYPES = [1, 7, 4];

/**
 * Whether the resource group that starts a task has this Identifier: GetFile gives its number,
 * UpdateFile takes its Identifier.
 */
async function isInGroup(
  client: Client,
  journal: Journal | undefined,
  { configuration }: ReadFile,
  identifier: string,
): Promise<{ ok: true; is: boolean } | Failure> {
  const id = configuration.ResourceGroupId;
  if (id === undefined || id === null || id === '') return { ok: true, is: false };
  for (const ResourceGroupType of GROUP_TYPES) {
    const ask = () => client.call(actions.ListResourceGroups, { ResourceGroupType });
    const outcome = await (journal
      ? askedOnce(journal, `groups of type ${ResourceGroupType}`, ask)
      : ask());
    if (!outcome.ok) return outcome;
    const groups = Array.isArray(outcome.body.Data) ? outcome.body.Data.filter(isJsonObject) : [];
    const group = groups.find((one) => one.Identifier === identifier);
    if (group) return { ok: true, is: String(group.Id) === String(id) };
  }
  return { ok: true, is: false };
}

/** What of the wished properties a file does not have; a new script keeps the `extend` of the old one. */
async function missingIn(
  client: Client,
  journal: Journal | undefined,
  wished: FileProperties,
  read: ReadFile,
): Promise<{ ok: true; missing: FileProperties } | Failure> {
  const { Content: content, ResourceGroupIdentifier: group, ...others } = wished;
  const now: Record<string, unknown> = { ...read.file, ...scheduleOf(read) };
  const missing: FileProperties = Object.fromEntries(
    Object.entries(others).filter(
      ([name, value]) => value !== undefined && String(now[name] ?? '') !== blankOr(name, value),
    ),
  );
  if (content !== undefined) {
    const stored = typeof read.file.Content === 'string' ? read.file.Content : '';
    if (!sameScript(stored, content)) missing.Content = withExtendOf(content, stored);
  }
  if (group !== undefined) {
    const seen = await isInGroup(client, journal, read, group);
    if (!seen.ok) return seen;
    if (!seen.is) missing.ResourceGroupIdentifier = group;
  }
  return { ok: true, missing };
}

/** A change of a batch task's file. Ids are exact, as text. */
export interface FileChange {
  projectId: string;
  fileId: string;
  /** What is to be as given; all else stays. */
  changes: FileProperties;
  /** Texts in the changes that must not come back in a message. */
  secrets?: readonly string[];
  /** What all items share, so that resource groups are listed for all; needed where one is changed. */
  journal?: Journal;
}

/**
 * A change of properties of a file by UpdateFile.
 *
 * UpdateFile keeps what is left out and refuses a value that the file has already, so only what differs
 * is sent, and a file that is as wished is left alone. Source: the page on UpdateFile.
 * @param known the file as it is now, where it was read before
 */
export function fileChange(
  client: Client,
  { projectId, fileId, changes, secrets, journal }: FileChange,
  known?: ReadFile,
): HarmlessWrite {
  let wished = changes;
  let missing = changes;
  const look = async (read: ReadFile | Failure) => {
    if (!read.ok) return read;
    const seen = await missingIn(client, journal, wished, read);
    if (!seen.ok) return seen;
    missing = seen.missing;
    const isThere = Object.keys(missing).length === 0;
    return { ok: true as const, isThere, requestId: requestIdOf(read.body) };
  };
  return {
    action: actions.UpdateFile,
    async begin() {
      const read = known ?? (await readFile(client, projectId, fileId));
      if (read.ok) wished = withSchedulerType(changes, read);
      return look(read);
    },
    send: () =>
      client.call(
        actions.UpdateFile,
        { ProjectId: projectId, FileId: fileId, ...missing },
        secrets,
      ),
    async isDone() {
      const seen = await look(await readFile(client, projectId, fileId));
      return seen.ok ? { ok: true, done: seen.isThere, requestId: seen.requestId } : seen;
    },
    replyFor: (RequestId) => ({ Success: true, RequestId, HttpStatusCode: 200 }),
  };
}
