import { DataIntegrationFailure } from '../errors';
import { realTimeStatus, SOLUTION_STEPS, stepsDone } from '../state/real-time-task';
import type { SyncFile } from '../state/sync-file';
import { dataWorks, type Call, type Operation } from './operation';
import { deployedTask, REAL_TIME, REAL_TIME_OR_SOLUTION, SUCCESS, TASK } from './real-time-access';
import { taskOf } from './task-parameters';

/** What SolutionInfo.Status says; the documentation gives only the example "run". */
function solutionStatus(call: Call, { realTime }: SyncFile): string {
  const { startMs } = call.settings.durations;
  if (realTime.startedAt === undefined) return 'init';
  if (call.now - realTime.startedAt < startMs) return 'run';
  return realTime.startFailure === undefined ? 'success' : 'fail';
}

const getDISyncTask = dataWorks({
  action: 'GetDISyncTask',
  access: 'read',
  failure: 'di',
  query: TASK,
  handle(call, parameters) {
    const file = taskOf(call, parameters, REAL_TIME_OR_SOLUTION);
    const solution = {
      Id: file.fileId,
      Name: file.name,
      CreatorName: file.createdBy,
      ProjectId: file.projectId,
      ProcessContent: file.content,
      ProcessExtra: JSON.stringify(file.taskParam),
      SourceType: 'mysql',
      Type: 'realtime',
      Status: solutionStatus(call, file),
      StartTime: String(file.realTime.startedAt ?? ''),
      SubmitTime: String(file.createTime),
    };
    return {
      Success: true,
      Data: {
        Status: 'success',
        ...(file.taskType === 'DI_SOLUTION'
          ? { SolutionDetail: solution }
          : { Code: file.content, AlarmList: [] }),
      },
    };
  },
});

const deleteDISyncTask = dataWorks({
  action: 'DeleteDISyncTask',
  access: 'write',
  failure: 'di',
  query: TASK,
  handle(call, parameters) {
    const file = taskOf(call, parameters, REAL_TIME);
    const status = realTimeStatus(file.realTime, call.now);
    if (status !== 'NORUN' && status !== 'PAUSE') {
      throw new DataIntegrationFailure(`The task is in the state ${status}. Stop it first.`);
    }
    call.state.files.delete(file.fileId);
    return SUCCESS;
  },
});

const deployDISyncTask = dataWorks({
  action: 'DeployDISyncTask',
  access: 'write',
  failure: 'di',
  query: TASK,
  handle(call, parameters) {
    taskOf(call, parameters, REAL_TIME_OR_SOLUTION).realTime.deployed = true;
    return SUCCESS;
  },
});

const getDISyncInstanceInfo = dataWorks({
  action: 'GetDISyncInstanceInfo',
  access: 'read',
  failure: 'di',
  query: TASK,
  handle(call, parameters) {
    const file = deployedTask(call, parameters, REAL_TIME_OR_SOLUTION);
    const { realTime } = file;
    if (file.taskType === 'DI_REALTIME') {
      const Status = realTimeStatus(realTime, call.now);
      const Message = Status === 'NORUN' ? realTime.startFailure : undefined;
      return { Success: true, Data: { Status, Name: file.name, Message } };
    }
    const Status = solutionStatus(call, file);
    const done = stepsDone(realTime, call.now, call.settings.durations.startMs);
    const stepStatus = (step: number) => {
      if (step < done) return 'success';
      return step === done && Status !== 'init' ? Status : 'init';
    };
    return {
      Success: true,
      Data: {
        Status: Status === 'fail' ? 'fail' : 'success',
        Message: Status === 'fail' ? realTime.startFailure : undefined,
        SolutionInfo: {
          Id: file.fileId,
          CreatorName: file.createdBy,
          Status,
          StepDetail: SOLUTION_STEPS.map((StepName, step) => ({
            StepId: step + 1,
            StepName,
            Status: stepStatus(step),
            Info: '',
          })),
        },
      },
    };
  },
});

/** Reading, deleting and deploying real-time tasks and solutions. */
export const realTimeTasks: Operation[] = [
  getDISyncTask,
  deleteDISyncTask,
  deployDISyncTask,
  getDISyncInstanceInfo,
];
