import { RESOURCE_GROUPS } from '../defaults';
import { BusinessError, invalidParameter } from '../errors';
import type { SchedulerNode } from '../state/scheduler';
import { environmentOf } from './environment';
import { dataWorks, type Call, type Operation } from './operation';
import { page } from './paging';
import { fileWorkspace, requireRole } from './workspace-access';

/** RepeatMode by RerunMode: 0 always, 1 after a failure, 2 never. */
const REPEAT_MODES: Record<string, number> = { ALL_ALLOWED: 0, FAILURE_ALLOWED: 1, ALL_DENIED: 2 };

/** ProgramType of a node by the file's type. */
function programType({ fileType }: SchedulerNode): string {
  return fileType === 23 ? 'DI' : String(fileType);
}

/** The members that GetNode and ListNodes have in common. */
function nodeReply(node: SchedulerNode, call: Call) {
  const { configuration } = node;
  const group = RESOURCE_GROUPS.find(({ id }) => id === configuration.ResourceGroupId);
  const flow = call.state.files.get(node.fileId)?.folderPath.split('/')[1];
  const workspace = call.state.workspaces.get(node.projectId);
  return {
    NodeId: node.nodeId,
    NodeName: node.name,
    FileId: node.fileId,
    FileType: node.fileType,
    FileVersion: node.fileVersion,
    ProjectId: node.projectId,
    BusinessId: workspace?.businessFlows.find(({ name }) => name === flow)?.businessId,
    OwnerId: node.owner,
    ProgramType: programType(node),
    SchedulerType: configuration.SchedulerType,
    CronExpress: configuration.CronExpress,
    ParamValues: configuration.ParaValue,
    RepeatInterval: configuration.AutoRerunIntervalMillis,
    RepeatMode: REPEAT_MODES[configuration.RerunMode],
    ResGroupIdentifier: group?.identifier,
    ResGroupName: group?.name,
    CreateTime: node.createTime,
    ModifyTime: node.deployDate,
    DeployDate: node.deployDate,
    Priority: 1,
    Description: '',
  };
}

const getNode = dataWorks({
  action: 'GetNode',
  access: 'read',
  failure: 'file',
  body: { NodeId: 'id*', ProjectEnv: 'string*' },
  handle(call, { NodeId, ProjectEnv }) {
    requireRole(call);
    const node = call.state.nodes[environmentOf(ProjectEnv)].get(NodeId);
    if (!node) throw new BusinessError('NodeNotExist', { id: String(NodeId) });
    // Text here, a boolean in ListNodes: so the SDK's models have it.
    const Repeatability = String(node.configuration.RerunMode !== 'ALL_DENIED');
    return {
      Success: true,
      HttpStatusCode: 200,
      Data: { ...nodeReply(node, call), Repeatability },
    };
  },
});

const listNodes = dataWorks({
  action: 'ListNodes',
  access: 'read',
  failure: 'file',
  body: {
    ProjectId: 'id*',
    ProjectEnv: 'string*',
    BizName: 'string',
    NodeName: 'string',
    Owner: 'string',
    ProgramType: 'string',
    SchedulerType: 'string',
    PageNumber: 'num',
    PageSize: 'num',
  },
  handle(call, parameters) {
    const workspace = fileWorkspace(call, parameters);
    const { BizName, NodeName = '', Owner, ProgramType, SchedulerType } = parameters;
    const inFlow = ({ fileId }: SchedulerNode) =>
      call.state.files.get(fileId)?.folderPath.split('/')[1] === BizName;
    const found = [...call.state.nodes[environmentOf(parameters.ProjectEnv)].values()].filter(
      (node) =>
        node.projectId === workspace.projectId &&
        node.name.includes(NodeName) &&
        (BizName === undefined || inFlow(node)) &&
        (Owner === undefined || node.owner === Owner) &&
        (ProgramType === undefined || programType(node) === ProgramType) &&
        (SchedulerType === undefined || node.configuration.SchedulerType === SchedulerType),
    );
    const { items, paging } = page(found, parameters);
    return {
      Success: true,
      HttpStatusCode: 200,
      Data: {
        Nodes: items.map((node) => ({
          ...nodeReply(node, call),
          Repeatability: node.configuration.RerunMode !== 'ALL_DENIED',
        })),
        ...paging,
      },
    };
  },
});

const offlineNode = dataWorks({
  action: 'OfflineNode',
  access: 'write',
  failure: 'none',
  body: { NodeId: 'id*', ProjectId: 'id*' },
  handle(call, { NodeId, ProjectId }) {
    requireRole(call);
    const node = call.state.nodes.PROD.get(NodeId);
    if (node?.projectId !== ProjectId) {
      throw invalidParameter('NodeId');
    }
    call.state.nodes.PROD.delete(NodeId);
    for (const version of call.state.files.get(node.fileId)?.versions ?? []) {
      version.isCurrentProd = false;
    }
    // Text, not a boolean: so the SDK's model has it.
    return { Success: 'true' };
  },
});

/** The scheduler's nodes. */
export const nodes: Operation[] = [getNode, listNodes, offlineNode];
