import {
  isJsonObject,
  type Json,
  type JsonObject,
  textIn,
} from '../../alibabaCloud/client/exactJson';
import { checkPlugIns } from './checkPlugIns';
import type { Finding, Note } from './finding';
import { scriptParts, type ScriptParts } from './scriptParts';

export interface ScriptFindings {
  /** What DataWorks cannot run; the call is not made. */
  errors: Finding[];
  /** What is doubtful; shown as a hint. */
  warnings: Finding[];
}

const SIDES = ['reader', 'writer'];
/** What `errorLimit.strategy` can be. */
const STRATEGIES = ['ZeroTolerance', 'Tolerance', 'Ignore'];

function checkSteps(steps: Json[], error: Note): Set<string> {
  const names = new Set<string>();
  steps.forEach((step, index) => {
    const at = `steps[${index}]`;
    if (!isJsonObject(step)) return error(at, 'must be an object');
    if (!isJsonObject(step.parameter)) error(`${at}.parameter`, 'must be an object');
    if (typeof step.name !== 'string' || step.name === '') return error(`${at}.name`, 'is missing');
    if (names.has(step.name)) error(`${at}.name`, `is used twice: "${step.name}"`);
    names.add(step.name);
  });
  for (const side of SIDES) {
    if (!steps.some((step) => isJsonObject(step) && step.category === side)) {
      error('steps', `has no step with "category": "${side}"`);
    }
  }
  return names;
}

function checkHops(order: Json | undefined, names: Set<string>, error: Note, warn: Note): void {
  if (order === undefined)
    return warn('order', 'is missing; it says which reader feeds which writer');
  const hops = isJsonObject(order) ? order.hops : undefined;
  if (!Array.isArray(hops)) return error('order.hops', 'must be a list');
  hops.forEach((hop, index) => {
    for (const end of ['from', 'to']) {
      const name = isJsonObject(hop) ? hop[end] : undefined;
      if (typeof name !== 'string' || !names.has(name)) {
        error(`order.hops[${index}].${end}`, `names no step: ${JSON.stringify(name ?? null)}`);
      }
    }
  });
}

/** What a script of version 1.0 has in place of steps and hops. */
function checkConfiguration(configuration: JsonObject, error: Note): void {
  for (const side of SIDES) {
    const step = configuration[side];
    const path = `configuration.${side}`;
    if (!isJsonObject(step)) error(path, 'must be an object');
    else if (!isJsonObject(step.parameter)) error(`${path}.parameter`, 'must be an object');
  }
}

function checkSetting({ setting, settingPath: path }: ScriptParts, error: Note, warn: Note): void {
  if (setting === undefined) return;
  if (!isJsonObject(setting)) return error(path, 'must be an object');
  const warnInside: Note = (place, message) => warn(`${path}.${place}`, message);
  checkErrorLimit(setting.errorLimit, warnInside);
  checkSpeed(setting, warnInside);
}

function checkErrorLimit(errorLimit: Json | undefined, warn: Note): void {
  if (!isJsonObject(errorLimit)) return;
  const { record, strategy } = errorLimit;
  if (record !== undefined && record !== null && !(Number(record) >= 0)) {
    warn('errorLimit.record', 'is usually a number from 0');
  }
  if (strategy !== undefined && !STRATEGIES.includes(textIn(strategy))) {
    warn('errorLimit.strategy', `is usually one of ${STRATEGIES.join(', ')}`);
  }
}

function checkSpeed({ speed, executeMode }: JsonObject, warn: Note): void {
  if (executeMode !== undefined && executeMode !== null && executeMode !== 'distribute') {
    warn('executeMode', 'is usually null or "distribute"');
  }
  if (speed === undefined) return;
  if (!isJsonObject(speed)) return warn('speed', 'is usually an object');
  const throttled = speed.throttle === true || speed.throttle === 'true';
  if (throttled && !(Number(speed.mbps) > 0)) {
    warn('speed.mbps', 'should be a number above 0 when "throttle" is true');
  }
  const concurrent = speed.concurrent === undefined ? undefined : Number(speed.concurrent);
  if (concurrent !== undefined && !(concurrent >= 1 && concurrent <= 32)) {
    warn('speed.concurrent', 'is usually a number from 1 to 32');
  }
  if (executeMode === 'distribute' && (concurrent ?? 0) < 8) {
    warn('speed.concurrent', 'should be 8 or more with "executeMode": "distribute"');
  }
}

/**
 * Checks the script of a Data Integration task (TaskContent). Refuses only what no plug-in accepts;
 * all that depends on a plug-in is a warning, because the sources disagree there.
 */
export function checkScript(script: JsonObject): ScriptFindings {
  const errors: Finding[] = [];
  const warnings: Finding[] = [];
  const error: Note = (path, message) => void errors.push({ path, message });
  const warn: Note = (path, message) => void warnings.push({ path, message });

  if (script.type !== 'job') error('type', 'must be "job"');
  if (script.version !== '1.0' && script.version !== '2.0') {
    warn('version', 'is usually "2.0"');
  }
  const parts = scriptParts(script);
  if (parts === undefined) {
    error('steps', 'must be a list with at least one reader and one writer');
    return { errors, warnings };
  }
  if (Array.isArray(script.steps)) {
    checkHops(script.order, checkSteps(script.steps, error), error, warn);
  } else {
    checkConfiguration(script.configuration as JsonObject, error);
  }
  checkSetting(parts, error, warn);
  checkPlugIns(parts.steps, warn);
  return { errors, warnings };
}
