import type { Client } from '../../../alibabaCloud/client/call';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { readBusinessDate } from '../../fields/readBusinessDate';
import { limitFields, readLimit } from '../../fields/limitFields';
import { optionsField } from '../../fields/optionsField';
import type { ParameterReader } from '../../fields/parameterReader';
import { projectEnvOption, readProjectEnv } from '../../fields/projectEnvOption';
import { readSimplify, simplifyField } from '../../fields/simplifyField';
import { taskField } from '../../fields/taskField';
import { workspaceField } from '../../fields/workspaceField';
import { instanceOrders, instanceStatuses } from '../../api/dataworks-2020-05-18/states';
import type { Call, Operation, Result } from '../operation';
import { actions } from '../../api/dataworks-2020-05-18';
import { nodeOf } from '../../studios/legacy/files';
import { listInstances, simpleInstance, withEnd } from '../../studios/legacy/instances';
import { bizDate } from '../../businessDates';

/** ListInstances: the runs of a workspace. */
export const getMany: Operation = {
  name: 'Get Many',
  value: 'getMany',
  action: 'Get many instances',
  description: 'Get the runs of a workspace by task, business date and status, one item each',
  fields: [
    workspaceField,
    ...limitFields,
    {
      displayName: 'Filters',
      name: 'filters',
      type: 'collection',
      placeholder: 'Add filter',
      default: {},
      options: [
        {
          displayName: 'First Business Date',
          name: 'beginBizdate',
          type: 'dateTime',
          typeOptions: { dateOnly: true },
          default: '',
          description: 'Runs for this date and later ones (BeginBizdate). Its time is ignored.',
        },
        {
          displayName: 'Last Business Date',
          name: 'endBizdate',
          type: 'dateTime',
          typeOptions: { dateOnly: true },
          default: '',
          description: 'Runs for this date and earlier ones (EndBizdate). Its time is ignored.',
        },
        {
          displayName: 'Node ID',
          name: 'nodeId',
          type: 'string',
          default: '',
          placeholder: 'e.g. 700000000001',
          description: "The scheduler's node of a task (NodeId), in place of the task",
        },
        {
          displayName: 'Run',
          name: 'dagId',
          type: 'string',
          default: '',
          placeholder: 'e.g. 300000000000001',
          description: 'The DAG ID that Sync Task: Run gives (DagId)',
        },
        {
          displayName: 'Status',
          name: 'status',
          type: 'options',
          options: instanceStatuses.map(({ status, label }) => ({ name: label, value: status })),
          default: 'FAILURE',
          description: 'The state of the runs',
        },
        { ...taskField, required: false, description: 'A batch task (FileId of the API)' },
      ],
    },
    simplifyField,
    optionsField([
      projectEnvOption,
      {
        displayName: 'Sort By',
        name: 'sortBy',
        type: 'options',
        options: instanceOrders.map(({ order, label }) => ({ name: label, value: order })),
        default: 'INSTANCE_ID_DESC',
        description: 'The order of the runs (OrderBy)',
      },
    ]),
  ],

  async execute({ parameters, client, timeZone }: Call): Promise<Result> {
    const filter = readFilter(parameters, timeZone);
    const limit = readLimit(parameters);
    const simplify = readSimplify(parameters);
    const NodeId = await readNodeId(client, parameters, filter.ProjectId);
    if (typeof NodeId === 'object') return NodeId;
    const listed = await listInstances(client, { ...filter, NodeId }, { limit });
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

function readFilter(parameters: ParameterReader, timeZone: string | undefined) {
  const statuses = instanceStatuses.map(({ status }) => status);
  const orders = instanceOrders.map(({ order }) => order);
  const date = (name: string, label: string) => {
    const read = readBusinessDate(parameters, `filters.${name}`, label, timeZone);
    return read === undefined ? undefined : bizDate(read);
  };
  return {
    ProjectId: parameters.id('projectId', 'Workspace'),
    ProjectEnv: readProjectEnv(parameters),
    BeginBizdate: date('beginBizdate', 'First Business Date'),
    EndBizdate: date('endBizdate', 'Last Business Date'),
    DagId: readId(parameters, 'dagId', 'Run'),
    OrderBy: parameters.isGiven('options.sortBy')
      ? parameters.oneOf('options.sortBy', 'Sort By', orders)
      : undefined,
    Status: parameters.isGiven('filters.status')
      ? parameters.oneOf('filters.status', 'Status', statuses)
      : undefined,
  };
}

const readId = (parameters: ParameterReader, name: string, label: string) =>
  parameters.isGiven(`filters.${name}`) ? parameters.id(`filters.${name}`, label) : undefined;

/** The API lists by node; a task's node stands in its file. */
async function readNodeId(
  client: Client,
  parameters: ParameterReader,
  projectId: string,
): Promise<string | undefined | Failure> {
  const nodeId = readId(parameters, 'nodeId', 'Node ID');
  const fileId = readId(parameters, 'fileId', 'Task');
  if (nodeId !== undefined || fileId === undefined) return nodeId;
  const node = await nodeOf(client, actions.ListInstances, projectId, fileId);
  return node.ok ? node.nodeId : node;
}
