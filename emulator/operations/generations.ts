import { DataIntegrationFailure } from '../errors';
import type { SyncFile } from '../state/sync-file';
import { oncePerClientToken } from './client-tokens';
import { dataWorks, type Call, type Operation } from './operation';
import { jsonObject } from './script-rules';
import { invalid, taskOf, taskTypeOf } from './task-parameters';
import { diWorkspace } from './workspace-access';

const TYPES = ['DI_REALTIME', 'DI_SOLUTION'];

/** What a script can be generated for: from MySQL to these. Source: the operation's page. */
const WRITERS = ['odps', 'kafka', 'holo', 'hologres'];

interface Step {
  stepType?: unknown;
  category?: unknown;
  parameter?: Record<string, unknown>;
}

function stepsOf(script: Record<string, unknown>): (Step | null)[] {
  return Array.isArray(script['steps']) ? (script['steps'] as (Step | null)[]) : [];
}

/** Throws Invalid.DI.Parameter when the script does not run from MySQL to a known target. */
function checkPair(script: Record<string, unknown>): void {
  const typeOf = (category: string) =>
    stepsOf(script).find((one) => one?.category === category)?.stepType;
  const [reader, writer] = [typeOf('reader'), typeOf('writer')];
  if (reader !== 'mysql' || !WRITERS.includes(String(writer))) {
    throw invalid(`A script from ${String(reader)} to ${String(writer)} cannot be generated.`);
  }
}

/**
 * The script for TaskParam, which has the shape {type, version, setting, steps[]}.
 * Throws Invalid.DI.Parameter when it is not an object with steps from MySQL to a known target.
 */
function generate(taskParam: string): string {
  const given = jsonObject('TaskParam', taskParam);
  checkPair(given);
  return JSON.stringify({
    type: 'realtime',
    version: '1.0',
    ...given,
    order: { hops: [{ from: 'Reader', to: 'Writer' }] },
  });
}

/**
 * The task's script with other tables. TaskParam names only the steps that change, the reader alone
 * for example. Source: the operation's page. Throws Invalid.DI.Parameter when it names none of them.
 */
function generateFrom(file: SyncFile, taskParam: string): string {
  const given = stepsOf(jsonObject('TaskParam', taskParam));
  const script = jsonObject('TaskContent', file.content);
  checkPair(script);
  const changeOf = (step: Step | null) =>
    given.find((one) => one !== null && one.category === step?.category);
  if (!stepsOf(script).some(changeOf)) throw invalid('TaskParam names no step of the task.');
  const steps = stepsOf(script).map((step) => ({
    ...step,
    parameter: { ...step?.parameter, ...changeOf(step)?.parameter },
  }));
  return JSON.stringify({ ...script, steps });
}

function start(
  call: Call,
  sent: { projectId: bigint; taskType: string; content: string; taskId?: bigint },
) {
  const plan = call.plans.generation();
  const processId = call.state.ids.next('process');
  call.state.generations.set(processId, {
    processId,
    projectId: sent.projectId,
    taskType: taskTypeOf(sent.taskType, TYPES),
    taskId: sent.taskId,
    readyAt: call.now + (plan?.ms ?? call.settings.durations.generationMs),
    content: sent.content,
    failure: plan?.fails ? (plan.message ?? 'The script could not be generated.') : undefined,
  });
  return { Success: true, Data: { Status: 'success', ProcessId: processId } };
}

const generateForCreating = dataWorks({
  action: 'GenerateDISyncTaskConfigForCreating',
  access: 'write',
  failure: 'di',
  query: { ProjectId: 'id*', TaskType: 'string*', TaskParam: 'string*', ClientToken: 'string' },
  handle(call, parameters) {
    diWorkspace(call, parameters.ProjectId);
    const { ProjectId: projectId, TaskParam: taskParam } = parameters;
    const taskType = taskTypeOf(parameters.TaskType, TYPES);
    return oncePerClientToken(call, parameters, () =>
      start(call, { projectId, taskType, content: generate(taskParam) }),
    );
  },
});

const generateForUpdating = dataWorks({
  action: 'GenerateDISyncTaskConfigForUpdating',
  access: 'write',
  failure: 'di',
  query: {
    ProjectId: 'id*',
    TaskId: 'id*',
    TaskType: 'string*',
    TaskParam: 'string*',
    ClientToken: 'string',
  },
  handle(call, parameters) {
    const { ProjectId, TaskType, TaskParam, TaskId } = parameters;
    const file = taskOf(call, { ProjectId, TaskType, FileId: TaskId }, TYPES);
    return oncePerClientToken(call, parameters, () =>
      start(call, {
        projectId: ProjectId,
        taskType: TaskType,
        content: generateFrom(file, TaskParam),
        taskId: file.fileId,
      }),
    );
  },
});

const queryProcessResult = dataWorks({
  action: 'QueryDISyncTaskConfigProcessResult',
  access: 'read',
  failure: 'di',
  query: { ProjectId: 'id*', TaskType: 'string*', AsyncProcessId: 'id*' },
  handle(call, parameters) {
    diWorkspace(call, parameters.ProjectId);
    const taskType = taskTypeOf(parameters.TaskType, TYPES);
    const generation = call.state.generations.get(parameters.AsyncProcessId);
    if (generation?.projectId !== parameters.ProjectId || generation.taskType !== taskType) {
      throw new DataIntegrationFailure(`Process ${parameters.AsyncProcessId} does not exist.`);
    }
    // Not documented: a pending one is told by its empty script alone.
    if (call.now < generation.readyAt) {
      return { Success: true, Data: { Status: 'success', TaskContent: '' } };
    }
    if (generation.failure !== undefined) throw new DataIntegrationFailure(generation.failure);
    return { Success: true, Data: { Status: 'success', TaskContent: generation.content } };
  },
});

/** The asynchronous generation of scripts for real-time tasks and solutions. */
export const generations: Operation[] = [
  generateForCreating,
  generateForUpdating,
  queryProcessResult,
];
