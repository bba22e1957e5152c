import { beginStage } from '../../progress/pipeline-runs';
import { nextStage, pipelineStatus, type PipelineRun } from '../../state/studio/pipeline-run';
import type { Call, Operation } from '../operation';
import { createPipelineRun } from './create-pipeline-run';
import { refused } from './errors';
import { studioId } from './ids';
import { studio, studioOf } from './operation';
import { PAGE, pageOf } from './paging';
import { runReply } from './pipeline-reply';

function runOf(call: Call, projectId: bigint, id: string): PipelineRun {
  studioOf(call, projectId);
  const run = call.state.studio.pipelineRuns.get(id);
  if (run?.projectId !== projectId) throw refused('noPipeline');
  return run;
}

const execStage = studio({
  action: 'ExecPipelineRunStage',
  access: 'write',
  failure: 'success',
  query: { ProjectId: 'id*' },
  body: { Id: 'string*', Code: 'string*' },
  handle(call, { ProjectId, Id, Code }) {
    const run = runOf(call, ProjectId, Id);
    if (pipelineStatus(run) !== 'Running') throw refused('pipelineOver');
    const stage = run.stages.find(({ code }) => code === Code);
    if (!stage) throw refused('parameter', `Code ${Code} is not valid.`);
    const plan = call.plans.stage(Code, 'is-asked');
    if (plan) throw refused('state', plan.message ?? `The stage ${Code} cannot be started.`);
    if (nextStage(run) !== stage || stage.status !== 'Init') {
      throw refused('state', `The stage ${Code} cannot be started now.`);
    }
    beginStage(call, stage, call.now);
    return { Success: true };
  },
});

const getPipelineRun = studio({
  action: 'GetPipelineRun',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: { Id: 'string*', ProjectId: 'id*' },
  handle(call, { Id, ProjectId }) {
    return { Pipeline: runReply(runOf(call, ProjectId, Id)) };
  },
});

const listPipelineRuns = studio({
  action: 'ListPipelineRuns',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: { ProjectId: 'id*', Creator: 'string', ObjectId: 'string', Status: 'string', ...PAGE },
  handle(call, parameters) {
    const { projectId } = studioOf(call, parameters.ProjectId);
    const { Creator, ObjectId, Status } = parameters;
    const found = [...call.state.studio.pipelineRuns.values()]
      .filter(
        (run) =>
          run.projectId === projectId &&
          (Creator === undefined || run.createdBy === Creator) &&
          (ObjectId === undefined || String(run.objectId) === ObjectId) &&
          (Status === undefined || pipelineStatus(run) === Status),
      )
      .reverse();
    const { items, paging } = pageOf(call, found, parameters, {
      createdAt: ({ createdAt }) => createdAt,
    });
    return { PagingInfo: { PipelineRuns: items.map(runReply), ...paging } };
  },
});

const listPipelineRunItems = studio({
  action: 'ListPipelineRunItems',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: { PipelineRunId: 'string*', ProjectId: 'id*', ...PAGE },
  handle(call, parameters) {
    const run = runOf(call, parameters.ProjectId, parameters.PipelineRunId);
    const { items, paging } = pageOf(call, run.nodes, parameters);
    const status = pipelineStatus(run);
    const { Message } = runReply(run);
    return {
      PagingInfo: {
        PipelineRunItems: items.map((node) => ({
          Id: studioId(call, node.id),
          Name: node.name,
          Type: 'Node',
          Status: status === 'Cancel' ? 'Termination' : status,
          Message,
          Version: 1,
          CreateTime: run.createdAt,
          ModifyTime: run.modifiedAt,
        })),
        ...paging,
      },
    };
  },
});

const abolishPipelineRun = studio({
  action: 'AbolishPipelineRun',
  access: 'write',
  failure: 'success',
  body: { Id: 'string*', ProjectId: 'id*' },
  handle(call, { Id, ProjectId }) {
    const run = runOf(call, ProjectId, Id);
    if (pipelineStatus(run) !== 'Running') throw refused('pipelineOver');
    const { abolished } = call.settings.studio;
    run.abolished = abolished;
    for (const stage of run.stages) if (stage.status === 'Running') stage.status = abolished;
    run.modifiedAt = call.now;
    call.state.studio.openRuns.delete(run);
    return { Success: true };
  },
});

/** Publishing, taking offline, and how far that is. */
export const pipelineRuns: Operation[] = [
  createPipelineRun,
  execStage,
  getPipelineRun,
  listPipelineRuns,
  listPipelineRunItems,
  abolishPipelineRun,
];
