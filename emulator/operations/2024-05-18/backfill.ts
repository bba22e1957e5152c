import { DAY_MS, parseBusinessDate } from '../../china-time';
import { settleTaskInstances } from '../../progress/task-instances';
import { objectOf, objectsOf, type JsonObject } from '../../state/studio/node';
import type { Task, TaskEnvironment } from '../../state/studio/task';
import type { Call, Operation } from '../operation';
import { addCreation, type Wish } from './add-creation';
import { refused } from './errors';
import { exactParse, idsIn } from './ids';
import { studio, studioOf } from './operation';
import { environmentOf } from './task-access';
import { NO_WORKFLOW } from './tasks';

const MAX_RANGES = 7;
const MODES = ['General', 'ManualSelection', 'Chain', 'AllDownstream'];

/** The business dates (ms) that Periods names, in ascending order. */
function datesOf(periods: JsonObject): number[] {
  const ranges = objectsOf(periods['BizDates']);
  // What one caller was told; the documented form is yyyy-mm-dd.
  if (ranges.length === 0) throw refused('parameter', 'BizdateIntervals not set');
  if (ranges.length > MAX_RANGES) throw refused('parameter', 'More than 7 BizDates.');
  const dates = ranges.flatMap(({ StartBizDate, EndBizDate }) => {
    const first = parseBusinessDate(`${String(StartBizDate)} 00:00:00`);
    const last = parseBusinessDate(`${String(EndBizDate)} 00:00:00`);
    if (first === undefined || last === undefined) {
      throw refused('parameter', 'BizdateIntervals not set');
    }
    if (last < first) throw refused('parameter', 'EndBizDate is before StartBizDate.');
    return Array.from({ length: (last - first) / DAY_MS + 1 }, (_, at) => first + at * DAY_MS);
  });
  checkTimes(periods);
  return [...new Set(dates)].sort((a, b) => a - b);
}

function checkTimes({ StartTime, EndTime }: JsonObject): void {
  if (StartTime === undefined && EndTime === undefined) return;
  const isTime = (text: unknown) => /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(String(text));
  if (!isTime(StartTime) || !isTime(EndTime)) {
    throw refused('parameter', 'StartTime and EndTime of Periods are both of the form hh:mm:ss.');
  }
}

/** How a backfill is to run. What is marked as required for SupplementData is asked for. */
function runProperties(given: unknown) {
  const properties = objectOf(given);
  const { Mode, Parallelism, Order = 'Asc', Analysis, RunPolicy } = properties;
  if (!MODES.includes(String(Mode))) throw refused('parameter', 'Mode is not valid.');
  const { Enabled, Blocked } = objectOf(Analysis);
  if (typeof Enabled !== 'boolean' || typeof Blocked !== 'boolean') {
    throw refused('parameter', 'Analysis is not valid.');
  }
  const lanes = Number(Parallelism);
  if (!Number.isInteger(lanes) || lanes < 1 || lanes > 10) {
    throw refused('parameter', 'Parallelism is not from 1 to 10.');
  }
  if (Order !== 'Asc' && Order !== 'Desc') throw refused('parameter', 'Order is not valid.');
  const ids = (name: string) => idsIn(name, properties[name]) ?? [];
  return {
    mode: String(Mode),
    lanes,
    descending: Order === 'Desc',
    immediately: objectOf(RunPolicy)['Immediately'] === true,
    roots: ids('RootTaskIds'),
    included: ids('IncludeTaskIds'),
    excluded: ids('ExcludeTaskIds'),
  };
}

type Properties = ReturnType<typeof runProperties>;

/** The tasks of `ids`, and the ids that no task has. */
function split(ids: bigint[], among: Map<bigint, Task>) {
  const missing = ids.filter((id) => !among.has(id));
  const tasks = ids.flatMap((id) => among.get(id) ?? []);
  return { tasks, missing };
}

/** The tasks that a backfill runs, by its mode. */
function chosen(properties: Properties, among: Map<bigint, Task>): Task[] {
  const { mode, roots, included, excluded } = properties;
  const found = new Set(split([...roots, ...included], among).tasks);
  if (mode === 'AllDownstream') {
    // A set grows while it is walked through, so children of children come too.
    for (const parent of found) {
      for (const task of among.values()) {
        const isChild = task.depends.some(({ output }) => parent.outputs.includes(output));
        if (isChild) found.add(task);
      }
    }
  }
  return [...found].filter(({ taskId }) => !excluded.includes(taskId));
}

function wishOf(
  call: Call,
  environment: TaskEnvironment,
  parameters: { Name: string; DefaultRunProperties: string; Periods: string },
): Omit<Wish, 'parameters' | 'starts'> {
  const given = exactParse('DefaultRunProperties', parameters.DefaultRunProperties);
  const properties = runProperties(given);
  const dates = datesOf(objectOf(exactParse('Periods', parameters.Periods)));
  const among = call.state.studio.tasks[environment];
  const { roots, included, mode } = properties;
  if (roots.length === 0 && (mode !== 'Chain' || included.length === 0)) {
    throw refused('parameter', 'RootTaskIds is empty.');
  }
  if ((mode === 'General' || mode === 'AllDownstream') && roots.length > 1) {
    throw refused('parameter', `Mode ${mode} takes one RootTaskIds.`);
  }
  const { missing } = split([...roots, ...included], among);
  const failure = missing.length > 0 ? `Non-existent TaskIDs: [${missing.join(', ')}]` : undefined;
  if (failure !== undefined && call.settings.studio.unknownTask === 'refused') {
    throw refused('noTask', failure);
  }
  return {
    environment,
    name: parameters.Name,
    dates: properties.descending ? dates.reverse() : dates,
    lanes: properties.lanes,
    waitsForTime: !properties.immediately,
    tasks: chosen(properties, among),
    failure,
  };
}

const createWorkflowInstances = studio({
  action: 'CreateWorkflowInstances',
  access: 'write',
  failure: 'none',
  body: {
    Name: 'string*',
    ProjectId: 'id*',
    Type: 'string*',
    WorkflowId: 'id*',
    AutoStartEnabled: 'bool',
    Comment: 'string',
    DefaultRunProperties: 'string',
    EnvType: 'string',
    Periods: 'string',
    TagCreationPolicy: 'string',
    Tags: 'json',
    TaskParameters: 'string',
    WorkflowParameters: 'string',
  },
  handle(call, parameters) {
    studioOf(call, parameters.ProjectId);
    const { Type, WorkflowId, DefaultRunProperties, Periods, Name } = parameters;
    if (Type !== 'SupplementData') {
      throw refused('parameter', `The emulator does not serve the Type ${Type}.`);
    }
    if (WorkflowId !== NO_WORKFLOW) throw refused('parameter', 'WorkflowId is not valid.');
    if (DefaultRunProperties === undefined || Periods === undefined) {
      throw refused('parameter', 'DefaultRunProperties and Periods are required.');
    }
    const environment = environmentOf(parameters.EnvType);
    const wish = wishOf(call, environment, { Name, DefaultRunProperties, Periods });
    const plan = call.plans.backfill();
    const creation = addCreation(call, parameters.ProjectId, {
      ...wish,
      failure: wish.failure ?? (plan && (plan.message ?? 'The instances could not be created.')),
      starts: parameters.AutoStartEnabled !== false,
      parameters: objectOf(exactParse('TaskParameters', parameters.TaskParameters ?? '{}')),
    });
    settleTaskInstances(call, call.now);
    return { OperationId: creation.operationId };
  },
});

const getResult = studio({
  action: 'GetCreateWorkflowInstancesResult',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: { OperationId: 'string*' },
  handle(call, { OperationId }) {
    const creation = call.state.studio.creations.get(OperationId);
    if (!creation) throw refused('noInstance', 'The operation does not exist.');
    if (call.now < creation.readyAt) return { Result: { Status: 'Creating' } };
    if (creation.failure !== undefined) {
      return { Result: { Status: 'CreateFailure', FailureMessage: creation.failure } };
    }
    const made = creation.workflowInstances;
    return {
      Result: {
        Status: 'Created',
        WorkflowInstanceIds: made.map(({ id }) => id),
        UnifiedWorkflowInstanceIds: [...new Set(made.map(({ unifiedId }) => unifiedId))],
      },
    };
  },
});

/** Backfilling: runs of tasks for business dates. */
export const backfill: Operation[] = [createWorkflowInstances, getResult];
