import type { Json, JsonObject } from '../../alibabaCloud/client/exactJson';
import type { ColumnRule, PlugIn } from './plugIn';

/** One side of the form, checked. */
export interface FormStep {
  plugIn: PlugIn;
  datasource: string;
  /** The table, object, topic … */
  place: string;
  /** A key of the plug-in's `modes`. */
  mode?: string;
  /** By the names of the script's parameters, as they stand there. */
  settings: JsonObject;
  /** Parameters that the form does not know; they win over all else. */
  additional: JsonObject;
}

/** A column of the reader and the one of the writer that takes it. For OSS it is an index from 0. */
export interface ColumnPair {
  reader: FormColumn;
  writer: FormColumn;
}

export interface FormColumn {
  name: string;
  /** Only where the plug-in wants one; without it, the plug-in's usual one. */
  type: string | undefined;
}

/** How the data flows from the reader to the writer. */
export interface Channel {
  /** Which of a data source's environments: 0 development, 1 production. */
  envType: number;
  concurrent: number;
  /** MB/s; without it, there is no throttle. */
  mbps?: number;
  /** How many dirty records are tolerated; without it, DataWorks decides. */
  dirtyRecords?: number;
  /** Whether the task is spread over several machines. */
  distribute: boolean;
}

/** What the form says. */
export interface ScriptForm {
  reader: FormStep;
  writer: FormStep;
  /** Without any, all columns are meant. */
  columns: readonly ColumnPair[];
  channel: Channel;
}

/** The plug-in with what is otherwise for the file format that is chosen. */
export function plugInFor({ plugIn, settings }: Pick<FormStep, 'plugIn' | 'settings'>): PlugIn {
  const format = settings.fileFormat ?? plugIn.defaults.fileFormat;
  return { ...plugIn, ...plugIn.byFormat?.[String(format)] };
}

function column(rule: ColumnRule, { name, type }: FormColumn): Json {
  switch (rule.shape) {
    case 'typed name':
      return { name, type: type ?? rule.type ?? 'string' };
    case 'typed index':
      return { index: Number(name), type: type ?? rule.type ?? 'string' };
    default:
      return name;
  }
}

function columnsOf(rule: ColumnRule, columns: readonly FormColumn[]): JsonObject {
  if (rule.shape === 'none') return {};
  if (columns.length === 0) return { column: ['*'] };
  return { column: columns.map((one) => column(rule, one)) };
}

function placed(
  { place: { parameter, shape } }: PlugIn,
  name: string,
  datasource: string,
): JsonObject {
  if (shape === 'connection') return { connection: [{ datasource, [parameter]: [name] }] };
  return { [parameter]: shape === 'list' ? [name] : name };
}

function parameterOf(step: FormStep, columns: readonly FormColumn[], envType: number): JsonObject {
  const { datasource, place, mode, settings, additional } = step;
  const plugIn = plugInFor(step);
  const implied = Object.keys(settings).map((name) => plugIn.implied?.[name]);
  return {
    envType,
    datasource,
    ...plugIn.defaults,
    ...(mode === undefined ? {} : plugIn.modes?.[mode]),
    ...(Object.assign({}, ...implied) as JsonObject),
    ...settings,
    ...placed(plugIn, place, datasource),
    ...columnsOf(plugIn.columns, columns),
    ...additional,
  };
}

function settingOf({ concurrent, mbps, dirtyRecords, distribute }: Channel): JsonObject {
  return {
    executeMode: distribute ? 'distribute' : null,
    errorLimit: { record: dirtyRecords === undefined ? '' : String(dirtyRecords) },
    speed: {
      concurrent,
      ...(mbps === undefined ? { throttle: false } : { throttle: true, mbps: String(mbps) }),
    },
  };
}

/** The script of a batch task (TaskContent) that the form stands for. */
export function buildScript({ reader, writer, columns, channel }: ScriptForm): JsonObject {
  const read = columns.map((pair) => pair.reader);
  const written = columns.map((pair) => pair.writer);
  return {
    type: 'job',
    version: '2.0',
    steps: [
      {
        stepType: reader.plugIn.stepType,
        parameter: parameterOf(reader, read, channel.envType),
        name: 'Reader',
        category: 'reader',
      },
      {
        stepType: writer.plugIn.stepType,
        parameter: parameterOf(writer, written, channel.envType),
        name: 'Writer',
        category: 'writer',
      },
    ],
    setting: settingOf(channel),
    order: { hops: [{ from: 'Reader', to: 'Writer' }] },
  };
}
