import { isJsonObject, type Json, type JsonObject } from '../../alibabaCloud/client/exactJson';
import { plugInFor } from './buildScript';
import { dataSourceTypes } from './dataSourceTypes';
import type { Note } from './finding';
import type { PlugIn } from './plugIn';
import { stepTypes } from './stepTypes';

/** Addresses that stand for a data source. */
const ADDRESSES = ['jdbcUrl', 'endpoint', 'endPoint', 'server', 'address'];
/** Names of one plug-in that sources disagree on. */
const SAME: Readonly<Record<string, string>> = { hologres: 'holo' };

const isGiven = (value: Json | undefined) => value !== undefined && value !== null && value !== '';

/** The step's `parameter` and what is in its `connection`, which may hold the same. */
function parts(parameter: JsonObject): JsonObject[] {
  const { connection } = parameter;
  return [parameter, ...(Array.isArray(connection) ? connection.filter(isJsonObject) : [])];
}

const has = (parameter: JsonObject, names: readonly string[]) =>
  parts(parameter).some((part) => names.some((name) => isGiven(part[name])));

function checkStepType(at: string, stepType: Json | undefined, warn: Note): void {
  if (typeof stepType !== 'string' || stepType === '') return warn(`${at}.stepType`, 'is missing');
  if (stepTypes.includes(stepType)) return;
  const other = stepTypes.find((known) => known.toLowerCase() === stepType.toLowerCase());
  const wayOut = other === undefined ? 'look how it is spelled' : `it is usually "${other}"`;
  warn(`${at}.stepType`, `is "${stepType.slice(0, 50)}", which is not known here; ${wayOut}`);
}

function plugInOf({ stepType, category }: JsonObject): PlugIn | undefined {
  const name = String(stepType).toLowerCase();
  const type = dataSourceTypes.find(
    (one) => one.reader.stepType.toLowerCase() === (SAME[name] ?? name),
  );
  return category === 'reader' || category === 'writer' ? type?.[category] : undefined;
}

/** What the page of the plug-in requires. SQL of one's own takes the place of table and columns. */
function checkRequired(at: string, plugIn: PlugIn, parameter: JsonObject, warn: Note): void {
  if (has(parameter, ['querySql'])) return;
  const { place } = plugInFor({ plugIn, settings: parameter });
  for (const name of new Set([place.parameter, ...plugIn.required])) {
    // Files of other formats may be named by a path, too.
    const names = name === 'object' ? [name, 'path'] : [name];
    if (!has(parameter, names)) warn(`${at}.parameter.${name}`, 'is missing');
  }
}

function checkColumn(at: string, { column }: JsonObject, warn: Note): void {
  if (Array.isArray(column) && column.length === 0) warn(`${at}.parameter.column`, 'is empty');
  if (isGiven(column) && !Array.isArray(column)) {
    warn(`${at}.parameter.column`, 'is usually a list');
  }
}

/** Columns of readers and writers map by position. */
function checkColumnCounts(steps: readonly JsonObject[], warn: Note): void {
  const counts = steps.flatMap(({ parameter }) => {
    const column = isJsonObject(parameter) ? parameter.column : undefined;
    return Array.isArray(column) && column.length > 0 && !column.includes('*')
      ? [column.length]
      : [];
  });
  const [read, written] = counts;
  if (counts.length === 2 && read !== written) {
    const rule = 'reader and writer columns are matched by position';
    warn('steps', `have ${read} and ${written} columns; ${rule}`);
  }
}

/** Notes what is doubtful about the plug-ins of a script, whose steps are objects. */
export function checkPlugIns(steps: readonly Json[], warn: Note): void {
  steps.forEach((step, index) => {
    if (!isJsonObject(step) || !isJsonObject(step.parameter)) return;
    const at = `steps[${index}]`;
    const { stepType, category, parameter } = step;
    checkStepType(at, stepType, warn);
    if (typeof category === 'string' && !['reader', 'writer'].includes(category)) {
      warn(`${at}.category`, 'is usually "reader" or "writer"');
    }
    if (stepType !== 'stream' && !has(parameter, ['datasource', ...ADDRESSES])) {
      warn(`${at}.parameter.datasource`, 'is missing');
    }
    const plugIn = plugInOf(step);
    if (plugIn) checkRequired(at, plugIn, parameter, warn);
    checkColumn(at, parameter, warn);
  });
  checkColumnCounts(steps.filter(isJsonObject), warn);
}
