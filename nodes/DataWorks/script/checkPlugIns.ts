import {
  isJsonObject,
  type Json,
  type JsonObject,
  textIn,
} from '../../alibabaCloud/client/exactJson';
import { plugInFor } from './buildScript';
import { dataSourceTypes } from './dataSourceTypes';
import type { Note } from './finding';
import type { PlugIn } from './plugIn';
import type { ScriptStep } from './scriptParts';
import { ADDRESSES, knownStepType, spelledOtherwise } from './stepTypes';

/** Names of one plug-in that sources disagree on. */
const SAME: Readonly<Record<string, string>> = { hologres: 'holo' };
/** SQL of one's own, which takes the place of table and columns. */
const OWN_SQL = ['querySql', 'querysql'];

/** A step whose `parameter` is an object. */
interface Step extends ScriptStep {
  parameter: JsonObject;
}

const isGiven = (value: Json | undefined) => value !== undefined && value !== null && value !== '';

/** The step's `parameter` and what is in its `connection`, which may hold the same. */
function parts(parameter: JsonObject): JsonObject[] {
  const { connection } = parameter;
  return [parameter, ...(Array.isArray(connection) ? connection.filter(isJsonObject) : [])];
}

const has = (parameter: JsonObject, names: readonly string[]) =>
  parts(parameter).some((part) => names.some((name) => isGiven(part[name])));

/** A plug-in that is not known here may well be known to DataWorks. */
function checkStepType({ plugInPath, stepType }: Step, warn: Note): void {
  if (typeof stepType !== 'string' || stepType === '') return warn(plugInPath, 'is missing');
  const usual = spelledOtherwise(stepType);
  if (usual !== undefined) {
    warn(plugInPath, `is "${stepType.slice(0, 50)}"; it is usually "${usual}"`);
  }
}

function plugInOf({ stepType, category }: Step): PlugIn | undefined {
  const name = textIn(stepType).toLowerCase();
  const type = dataSourceTypes.find(
    (one) => one.reader.stepType.toLowerCase() === (SAME[name] ?? name),
  );
  return category === 'reader' || category === 'writer' ? type?.[category] : undefined;
}

/** What the page of the plug-in requires. */
function checkRequired({ path, parameter }: Step, plugIn: PlugIn, warn: Note): void {
  if (has(parameter, OWN_SQL)) return;
  const { place } = plugInFor({ plugIn, settings: parameter });
  for (const name of new Set([place.parameter, ...plugIn.required])) {
    const names = [name, ...(plugIn.insteadOf?.[name] ?? [])];
    if (!has(parameter, names)) warn(`${path}.parameter.${name}`, 'is missing');
  }
}

function checkColumn({ path, stepType, parameter }: Step, warn: Note): void {
  if (!knownStepType(stepType)?.columnsByPosition) return;
  const { column } = parameter;
  if (Array.isArray(column) && column.length === 0) warn(`${path}.parameter.column`, 'is empty');
  if (isGiven(column) && !Array.isArray(column)) {
    warn(`${path}.parameter.column`, 'is usually a list');
  }
}

/** How many columns a step has; `undefined` where that cannot be told from its list. */
function columnCount({ stepType, parameter }: Step): number | undefined {
  const { column } = parameter;
  if (!knownStepType(stepType)?.columnsByPosition || has(parameter, OWN_SQL)) return undefined;
  if (!Array.isArray(column) || column.length === 0 || column.includes('*')) return undefined;
  return column.length;
}

/** Where both plug-ins match columns by position, there are as many on both sides. */
function checkColumnCounts(steps: readonly Step[], warn: Note): void {
  const [one, other] = steps;
  if (steps.length !== 2 || !one || !other) return;
  const [read, written] = [columnCount(one), columnCount(other)];
  if (read !== undefined && written !== undefined && read !== written) {
    const rule = 'reader and writer columns are matched by position';
    const [where, verb] = one.path.startsWith('steps')
      ? ['steps', 'have']
      : ['configuration', 'has'];
    warn(where, `${verb} ${read} and ${written} columns; ${rule}`);
  }
}

/** Notes what is doubtful about the plug-ins of a script, as far as their pages say it. */
export function checkPlugIns(all: readonly ScriptStep[], warn: Note): void {
  const steps = all.filter((step): step is Step => isJsonObject(step.parameter));
  for (const step of steps) {
    checkStepType(step, warn);
    const { path, category, stepType, parameter } = step;
    if (typeof category === 'string' && !['reader', 'writer'].includes(category)) {
      warn(`${path}.category`, 'is usually "reader" or "writer"');
    }
    if (knownStepType(stepType)?.datasource && !has(parameter, ADDRESSES)) {
      warn(`${path}.parameter.datasource`, 'is missing');
    }
    const plugIn = plugInOf(step);
    if (plugIn) checkRequired(step, plugIn, warn);
    checkColumn(step, warn);
  }
  checkColumnCounts(steps, warn);
}
