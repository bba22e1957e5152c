import type { actions } from '../../api/dataworks-2020-05-18';
import type { ActionParameters } from '../../../alibabaCloud/service';
import { isJsonObject, type Json } from '../../../alibabaCloud/client/exactJson';
import { sameScript } from '../../script/sameScript';
import type { ReadFile } from './readFile';

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
export function scheduleOf(
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
export function withSchedulerType(changes: FileProperties, read: ReadFile): FileProperties {
  if (changes.Stop === undefined) return changes;
  const { SchedulerType: now } = read.configuration;
  if (changes.Stop === true) return { ...changes, SchedulerType: 'PAUSE' };
  return now === 'PAUSE' ? { ...changes, SchedulerType: 'NORMAL' } : changes;
}

/** Whether a file has the properties that are wished. */
export function hasProperties(
  wished: FileProperties,
  read: ReadFile,
  resourceGroup: string | undefined,
): boolean {
  const { Content: content, ...others } = wished;
  const now: Record<string, unknown> = { ...read.file, ...scheduleOf(read, resourceGroup) };
  const sameContent =
    content === undefined || sameScript(String(content), String(read.file.Content ?? ''));
  return (
    sameContent &&
    Object.entries(others).every(
      ([name, value]) => value === undefined || String(now[name] ?? '') === blankOr(name, value),
    )
  );
}

const blankOr = (name: string, value: unknown) => (saysNothing(name, value) ? '' : String(value));
