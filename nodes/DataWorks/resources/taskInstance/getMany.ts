import { actions } from '../../api/dataworks-2024-05-18';
import { instanceOrders, instanceStatuses, runTypes } from '../../api/dataworks-2024-05-18/states';
import { beginOfDate } from '../../businessDates';
import { limitFields, readLimit } from '../../fields/limitFields';
import { optionsField } from '../../fields/optionsField';
import type { ParameterReader } from '../../fields/parameterReader';
import { projectEnvOption } from '../../fields/projectEnvOption';
import { readBusinessDate } from '../../fields/readBusinessDate';
import { readEnvironment } from '../../fields/readEnvironment';
import { readSimplify, simplifyField } from '../../fields/simplifyField';
import { readTimeZone, timeZoneOption } from '../../fields/timeZoneOption';
import { workspaceField } from '../../fields/workspaceField';
import type { Call, Operation, Result } from '../operation';
import {
  listInstances,
  simpleInstance,
  withEnd,
  type InstanceFilter,
} from '../../studios/dataStudio/instances';
import { taskOf } from '../../studios/dataStudio/nodeTask';

const statuses = instanceStatuses.filter(({ isFilter }) => isFilter);
const DATE = 'Business Date';
const DIRECTIONS = ['Asc', 'Desc'] as const;

/** ListTaskInstances: the runs of a workspace for one business date. */
export const getMany: Operation = {
  name: 'Get Many',
  value: 'getMany',
  action: 'Get many task instances',
  description:
    'Get the runs of a workspace for one business date, by node, status and type, one item each',
  fields: [
    workspaceField,
    {
      displayName: DATE,
      name: 'bizDate',
      type: 'dateTime',
      typeOptions: { dateOnly: true },
      default: '',
      required: true,
      description:
        'The business date of the runs: the day before the one on which they are due (Bizdate). Its time is ignored.',
    },
    ...limitFields,
    {
      displayName: 'Filters',
      name: 'filters',
      type: 'collection',
      placeholder: 'Add filter',
      default: {},
      options: [
        {
          displayName: 'Name',
          name: 'taskName',
          type: 'string',
          default: '',
          placeholder: 'e.g. orders_daily',
          description: 'What the name of the task has in it (TaskName)',
        },
        {
          displayName: 'Node ID',
          name: 'nodeId',
          type: 'string',
          default: '',
          placeholder: 'e.g. 7000000000000000001',
          description: 'The node of Data Studio, in place of its task. It costs one call.',
        },
        {
          displayName: 'Run',
          name: 'workflowInstanceId',
          type: 'string',
          default: '',
          placeholder: 'e.g. 1000000000001',
          description: 'The run that Sync Node: Run gives for the date (WorkflowInstanceId)',
        },
        {
          displayName: 'Status',
          name: 'status',
          type: 'options',
          options: statuses.map(({ status, label }) => ({ name: label, value: status })),
          default: 'Failure',
          description: 'The state of the runs',
        },
        {
          displayName: 'Task ID',
          name: 'taskId',
          type: 'string',
          default: '',
          placeholder: 'e.g. 700000000001',
          description: 'The task of the Operation Center (TaskId)',
        },
        {
          displayName: 'Type of Run',
          name: 'runType',
          type: 'options',
          options: runTypes.map(({ type, label }) => ({ name: label, value: type })),
          default: 'Normal',
          description: 'What began the runs (WorkflowInstanceType)',
        },
      ],
    },
    simplifyField,
    optionsField([
      projectEnvOption,
      {
        displayName: 'Sort By',
        name: 'sortBy',
        type: 'options',
        options: instanceOrders.map(({ by, label }) => ({ name: label, value: by })),
        default: 'TriggerTime',
        description: 'What the runs are sorted by (SortBy)',
      },
      {
        displayName: 'Sort Direction',
        name: 'sortDirection',
        type: 'options',
        options: [
          { name: 'Ascending', value: 'Asc' },
          { name: 'Descending', value: 'Desc' },
        ],
        default: 'Desc',
        description: 'The direction of sorting; by ID where Sort By is not added',
      },
      {
        ...timeZoneOption,
        description:
          'In which time zone the business date begins. When empty, in that of the region; set it where DataWorks shows another one in the Operation Center. A name such as America/New_York, or UTC+0 or UTC+8.',
      },
    ]),
  ],

  async execute({ parameters, client, timeZone }: Call): Promise<Result> {
    const filter = readFilter(parameters, timeZone);
    const nodeId = readId(parameters, 'nodeId', 'Node ID');
    const limit = readLimit(parameters);
    const simplify = readSimplify(parameters);
    if (nodeId !== undefined && filter.TaskId === undefined) {
      const action = actions.ListTaskInstances;
      const task = await taskOf(client, action, { projectId: filter.ProjectId, nodeId });
      if (!task.ok) return task;
      filter.TaskId = task.taskId;
    }
    const listed = await listInstances(client, filter, { limit });
    if (!listed.ok) return listed;
    return {
      ok: true,
      body: listed.entries.map((one) => ({
        ...(simplify ? simpleInstance(one) : one),
        ...withEnd(one),
      })),
    };
  },
};

const readId = (parameters: ParameterReader, name: string, label: string) =>
  parameters.isGiven(`filters.${name}`) ? parameters.id(`filters.${name}`, label) : undefined;

function readOrder(parameters: ParameterReader): string | undefined {
  const isGiven = ['sortBy', 'sortDirection'].some((name) => parameters.isGiven(`options.${name}`));
  if (!isGiven) return undefined;
  const orders = instanceOrders.map(({ by }) => by);
  const by = parameters.oneOf('options.sortBy', 'Sort By', orders, 'Id');
  return `${by} ${parameters.oneOf('options.sortDirection', 'Sort Direction', DIRECTIONS, 'Desc')}`;
}

function readFilter(parameters: ParameterReader, ofRegion: string | undefined) {
  const ProjectId = parameters.id('projectId', 'Workspace');
  const timeZone = readTimeZone(parameters, ofRegion);
  const date = readBusinessDate(parameters, 'bizDate', DATE, timeZone);
  if (date === undefined) throw parameters.refuse(DATE, 'is empty', 'Give a date.');
  const choice = (name: string, label: string, values: readonly string[]) =>
    parameters.isGiven(`filters.${name}`)
      ? parameters.oneOf(`filters.${name}`, label, values)
      : undefined;
  const typeNames = runTypes.map(({ type }) => type);
  const statusNames = statuses.map(({ status }) => status);
  return {
    ProjectId,
    ProjectEnv: readEnvironment(parameters),
    Bizdate: beginOfDate(timeZone, date),
    TaskId: readId(parameters, 'taskId', 'Task ID'),
    TaskName: parameters.optionalText('filters.taskName', 'Name')?.trim(),
    WorkflowInstanceId: readId(parameters, 'workflowInstanceId', 'Run'),
    Status: choice('status', 'Status', statusNames),
    WorkflowInstanceType: choice('runType', 'Type of Run', typeNames),
    SortBy: readOrder(parameters),
  } satisfies InstanceFilter;
}
