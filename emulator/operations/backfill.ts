import { DAY_MS, parseBusinessDate } from '../china-time';
import { BusinessError } from '../errors';
import { settle } from '../progress/settle';
import { dagFinishedAt, dagStatus, type Dag, type SchedulerNode } from '../state/scheduler';
import { addDag } from './add-dag';
import { environmentOf } from './environment';
import { dataWorks, type Operation } from './operation';
import { requireRole } from './workspace-access';

/** No more business dates than these in one backfill. */
const MAX_DATES = 1000;

function refuse(why: string): never {
  throw new BusinessError('RunParameter', { why });
}

function dateOf(name: string, text: string): number {
  return parseBusinessDate(text) ?? refuse(`${name} is not of the form yyyy-MM-dd 00:00:00.`);
}

/** The nodes of a comma-separated list of ids. Throws a business error for one that is not there. */
function nodesOf(list: string, among: Map<bigint, SchedulerNode>): SchedulerNode[] {
  return list.split(',').map((text) => {
    const id = text.trim();
    const node = /^\d+$/.test(id) ? among.get(BigInt(id)) : undefined;
    if (!node) throw new BusinessError('NodeNotExist', { id });
    return node;
  });
}

function nodeParameters(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return refuse('NodeParams is not a JSON object.');
  }
}

const runCycleDagNodes = dataWorks({
  action: 'RunCycleDagNodes',
  access: 'write',
  failure: 'file',
  body: {
    ProjectEnv: 'string*',
    Name: 'string*',
    RootNodeId: 'id*',
    IncludeNodeIds: 'string*',
    ExcludeNodeIds: 'string',
    StartBizDate: 'string*',
    EndBizDate: 'string*',
    BizBeginTime: 'string*',
    BizEndTime: 'string*',
    Parallelism: 'bool*',
    ConcurrentRuns: 'num',
    NodeParams: 'string',
    StartFutureInstanceImmediately: 'bool',
    AlertNoticeType: 'string',
    AlertType: 'string',
  },
  handle(call, parameters) {
    requireRole(call);
    const environment = environmentOf(parameters.ProjectEnv);
    const among = call.state.nodes[environment];
    const included = nodesOf(parameters.IncludeNodeIds, among);
    nodesOf(String(parameters.RootNodeId), among);
    const { ExcludeNodeIds } = parameters;
    const dry = ExcludeNodeIds === undefined ? [] : nodesOf(ExcludeNodeIds, among);
    const first = dateOf('StartBizDate', parameters.StartBizDate);
    const last = dateOf('EndBizDate', parameters.EndBizDate);
    if (last < first) refuse('EndBizDate is before StartBizDate.');
    const count = (last - first) / DAY_MS + 1;
    if (count > MAX_DATES) refuse(`More than ${MAX_DATES} business dates.`);
    for (const name of ['BizBeginTime', 'BizEndTime'] as const) {
      if (!/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(parameters[name])) {
        refuse(`${name} is not of the form HH:mm:ss.`);
      }
    }
    const { Parallelism, ConcurrentRuns } = parameters;
    if (ConcurrentRuns !== undefined && !(ConcurrentRuns >= 2 && ConcurrentRuns <= 10)) {
      refuse('ConcurrentRuns is not from 2 to 10.');
    }
    const lanes = Parallelism ? (ConcurrentRuns ?? count) : 1;
    const values = nodeParameters(parameters.NodeParams);

    const dags: Dag[] = [];
    for (let at = 0; at < count; at += 1) {
      dags.push(
        addDag(call, {
          environment,
          name: parameters.Name,
          bizdate: first + at * DAY_MS,
          follows: dags[at - lanes],
          waitsForTime: parameters.StartFutureInstanceImmediately !== true,
          nodes: [
            ...included.map((node) => ({ node, dryRun: false })),
            ...dry.map((node) => ({ node, dryRun: true })),
          ],
          values,
        }),
      );
    }
    // The first ones start now, not with the next request.
    settle(call, call.now);
    return { Success: true, HttpStatusCode: 200, Data: dags.map(({ dagId }) => dagId) };
  },
});

const getDag = dataWorks({
  action: 'GetDag',
  access: 'read',
  failure: 'file',
  body: { DagId: 'id*', ProjectEnv: 'string*' },
  handle(call, { DagId, ProjectEnv }) {
    requireRole(call);
    const dag = call.state.dags.get(DagId);
    if (!dag || dag.environment !== environmentOf(ProjectEnv)) {
      throw new BusinessError('DagNotExist');
    }
    return {
      Success: true,
      HttpStatusCode: 200,
      Data: {
        DagId: dag.dagId,
        Name: dag.name,
        Type: 'SUPPLY_DATA',
        Status: dagStatus(dag, call.now),
        ProjectId: dag.projectId,
        Bizdate: dag.bizdate,
        Gmtdate: dag.bizdate + DAY_MS,
        CreateTime: dag.createTime,
        CreateUser: dag.createdBy,
        ModifyTime: dag.startedAt ?? dag.createTime,
        StartTime: dag.startedAt,
        FinishTime: dagFinishedAt(dag, call.now),
        OpSeq: 1,
      },
    };
  },
});

/** Backfilling: runs of nodes for a range of business dates. */
export const backfill: Operation[] = [runCycleDagNodes, getDag];
