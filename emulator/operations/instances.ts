import { parseBusinessDate } from '../china-time';
import { BusinessError, invalidParameter } from '../errors';
import { finishedAt, instanceStatus, type Instance } from '../state/scheduler';
import { environmentOf } from './environment';
import { dataWorks, type Call, type Operation } from './operation';
import { page } from './paging';
import { fileWorkspace, requireRole } from './workspace-access';

/** The instance of that id in the environment. Throws a business error when there is none. */
export function instanceOf(
  call: Call,
  { InstanceId, ProjectEnv }: { InstanceId: bigint; ProjectEnv: string },
): Instance {
  requireRole(call);
  const instance = call.state.instances.get(InstanceId);
  if (!instance || instance.node.environment !== environmentOf(ProjectEnv)) {
    throw new BusinessError('InstanceNotExist');
  }
  return instance;
}

/** The members that GetInstance and ListInstances have in common; moments only once they are past. */
export function instanceReply(instance: Instance, call: Call) {
  const { node } = instance;
  const attempt = instance.attempts.at(-1);
  const reached = (at: number | undefined) => (at !== undefined && at <= call.now ? at : undefined);
  const finished = finishedAt(instance, call.now);
  const flow = call.state.files.get(node.fileId)?.folderPath.split('/')[1];
  const workspace = call.state.workspaces.get(node.projectId);
  return {
    InstanceId: instance.instanceId,
    DagId: instance.dagId,
    DagType: instance.dagType ?? 'SUPPLY_DATA',
    NodeId: node.nodeId,
    NodeName: node.name,
    Status: instanceStatus(instance, call.now),
    TaskType: instance.dryRun ? 'SKIP_UNCHOOSE' : 'NORMAL',
    Bizdate: instance.bizdate,
    CycTime: instance.cycleTime,
    ParamValues: instance.parameters,
    CreateTime: instance.createTime,
    CreateUser: instance.createdBy,
    ModifyTime: finished ?? attempt?.startedAt ?? instance.createTime,
    BeginWaitTimeTime: attempt?.startedAt,
    BeginWaitResTime: reached(attempt?.readyAt),
    BeginRunningTime: reached(attempt?.runningAt),
    FinishTime: finished,
    BusinessId: workspace?.businessFlows.find(({ name }) => name === flow)?.businessId,
    Priority: 1,
    RelatedFlowId: 0,
    RepeatInterval: node.configuration.AutoRerunIntervalMillis,
    Repeatability: node.configuration.RerunMode !== 'ALL_DENIED',
    // Nothing is rerun automatically here, so all automatic reruns are still allowed.
    TaskRerunTime:
      call.settings.taskRerunTime === 'remaining'
        ? node.configuration.AutoRerunTimes
        : Math.max(instance.attempts.length - 1, 0),
  };
}

const getInstance = dataWorks({
  action: 'GetInstance',
  access: 'read',
  failure: 'file',
  body: { InstanceId: 'id*', ProjectEnv: 'string*' },
  handle(call, parameters) {
    const instance = instanceOf(call, parameters);
    return {
      Success: true,
      HttpStatusCode: 200,
      Data: { ...instanceReply(instance, call), Owner: instance.node.owner, PeriodNumber: 1 },
    };
  },
});

function dateFilter(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const at = parseBusinessDate(text);
  if (at !== undefined) return at;
  const why = `${name} is not of the form yyyy-MM-dd 00:00:00.`;
  throw new BusinessError('RunParameter', { parameter: name, why });
}

/** Orders that ListInstances can be asked for. Source: its page. */
const ORDERS: Record<string, (one: Instance, other: Instance) => number> = {
  CREATE_TIME_DESC: (one, other) => other.createTime - one.createTime,
  INSTANCE_ID_DESC: (one, other) => Number(other.instanceId - one.instanceId),
};

/** As the page of ListInstances says. */
const DEFAULT_ORDER = 'INSTANCE_ID_DESC';
const MOST_PAGES = 100;

const listInstances = dataWorks({
  action: 'ListInstances',
  access: 'read',
  failure: 'file',
  body: {
    ProjectId: 'id*',
    ProjectEnv: 'string*',
    Bizdate: 'string',
    BeginBizdate: 'string',
    EndBizdate: 'string',
    BizName: 'string',
    DagId: 'id',
    NodeId: 'id',
    NodeName: 'string',
    Owner: 'string',
    ProgramType: 'string',
    Status: 'string',
    OrderBy: 'string',
    PageNumber: 'num',
    PageSize: 'num',
  },
  handle(call, parameters) {
    const workspace = fileWorkspace(call, parameters);
    const environment = environmentOf(parameters.ProjectEnv);
    if (Number(parameters.PageNumber ?? 1) > MOST_PAGES) throw invalidParameter('PageNumber');
    const { DagId, NodeId, NodeName, Owner, Status, BizName, ProgramType } = parameters;
    const exactly = dateFilter('Bizdate', parameters.Bizdate);
    const from = dateFilter('BeginBizdate', parameters.BeginBizdate) ?? -Infinity;
    const until = dateFilter('EndBizdate', parameters.EndBizdate) ?? Infinity;
    const inFlow = ({ node }: Instance) =>
      call.state.files.get(node.fileId)?.folderPath.split('/')[1] === BizName;
    const found = [...call.state.instances.values()].filter(
      (instance) =>
        call.now - instance.createTime >= call.settings.visibleAfterMs.instances &&
        instance.node.projectId === workspace.projectId &&
        instance.node.environment === environment &&
        (exactly === undefined || instance.bizdate === exactly) &&
        instance.bizdate >= from &&
        instance.bizdate <= until &&
        (DagId === undefined || instance.dagId === DagId) &&
        (NodeId === undefined || instance.node.nodeId === NodeId) &&
        (NodeName === undefined || instance.node.name.includes(NodeName)) &&
        (Owner === undefined || instance.node.owner === Owner) &&
        (BizName === undefined || inFlow(instance)) &&
        (ProgramType === undefined || ProgramType === 'DI') &&
        (Status === undefined || instanceStatus(instance, call.now) === Status),
    );
    const order = ORDERS[parameters.OrderBy ?? DEFAULT_ORDER];
    if (order) found.sort(order);
    const { items, paging } = page(found, parameters);
    return {
      Success: true,
      HttpStatusCode: 200,
      Data: { Instances: items.map((instance) => instanceReply(instance, call)), ...paging },
    };
  },
});

/** Reading and finding runs. */
export const instances: Operation[] = [getInstance, listInstances];
