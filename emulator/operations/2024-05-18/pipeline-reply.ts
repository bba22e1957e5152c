import { CHECKERS } from '../../progress/pipeline-runs';
import { pipelineStatus, type PipelineRun, type Stage } from '../../state/studio/pipeline-run';

function stageReply({ code, name, type, step, status, message }: Stage) {
  const checkerList = CHECKERS.map((checker) => ({
    name: checker,
    status: message.startsWith(checker) ? 'Fail' : status,
    message: message.startsWith(checker) ? message : '',
  }));
  return {
    Code: code,
    Name: name,
    Description: name,
    Type: type,
    Step: step,
    Status: status,
    Message: message,
    Detail: type === 'Build' ? { checkerList } : {},
  };
}

/** A pipeline run as GetPipelineRun and ListPipelineRuns give it. */
export function runReply(run: PipelineRun) {
  const failed = run.stages.find(({ status }) => status === 'Fail');
  return {
    Id: run.id,
    ProjectId: run.projectId,
    Creator: run.createdBy,
    CreateTime: run.createdAt,
    ModifyTime: run.modifiedAt,
    Description: run.description,
    Status: pipelineStatus(run),
    Message: failed?.message ?? '',
    Stages: run.stages.map(stageReply),
  };
}
