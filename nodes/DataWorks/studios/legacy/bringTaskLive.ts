import { exactId, isJsonObject, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import type { DeployWish } from '../../fields/deployOptions';
import type { RunWish } from '../../fields/runFields';
import type { ScheduleChanges } from '../../fields/scheduleFields';
import type { Call } from '../../resources/operation';
import { changeFile } from './changeFile';
import { createOnce, type NewTask } from './createOnce';
import { deployTask } from './deployTask';
import { nodeOf } from './nodeOf';
import { readFile } from './readFile';
import { runTask } from './runTask';

/** A run that follows the deployment. */
export interface FirstRun {
  wish: RunWish;
  wait: boolean;
  stopWhenCancelled: boolean;
}

/** A batch task that is to go live. */
export interface LiveTask {
  task: NewTask;
  /** `{}`: the schedule stays as it is. */
  changes: ScheduleChanges;
  deployWish: DeployWish;
  firstRun: FirstRun | undefined;
}

type Done = { ok: true; body: JsonObject } | Failure;
type Bodies = Record<string, JsonObject>;

/** The steps by the name of the operation that does each alone. */
type Step = 'Create' | 'Schedule' | 'Deploy' | 'Run';

const fileIdOf = ({ Data: data }: JsonObject) =>
  isJsonObject(data) && data.FileId !== undefined ? String(data.FileId) : '';

/** What was done before the step that failed, and how to go on. */
function withProgress(failure: Failure, failed: Step, bodies: Bodies): Failure {
  const { Create: created, Schedule: scheduled, Deploy: deployed } = bodies;
  if (!created) return failure;
  const done = [
    String(created.Outcome),
    ...(scheduled ? ['scheduled'] : []),
    ...(deployed ? [String(deployed.Outcome)] : []),
  ];
  const words = [done.slice(0, -1).join(', '), ...done.slice(-1)].filter(Boolean).join(' and ');
  const before = `The task (FileId ${fileIdOf(created)}) is ${words}. Run the node again: it goes on from there and repeats nothing. By hand, go on with Sync Task: ${failed}.`;
  return { ...failure, before: [failure.before, before].filter(Boolean).join(' ') };
}

/** A step with a FileId and an Outcome that, once done, is not looked at again. */
async function stepOnce({ memory }: Call, unit: string, act: () => Promise<Done>): Promise<Done> {
  const [Outcome, fileId] = memory.madeBy(unit)?.split(':') ?? [];
  if (Outcome !== undefined && fileId !== undefined) {
    const RequestId = memory.requestIdOf(unit);
    const Data = { FileId: exactId(fileId) };
    return { ok: true, body: { Success: true, RequestId, Data, Outcome } };
  }
  const done = await act();
  if (done.ok) {
    const { Outcome: outcome, RequestId: requestId } = done.body;
    const made = `${String(outcome)}:${fileIdOf(done.body)}`;
    memory.remember(unit, made, typeof requestId === 'string' ? requestId : '');
  }
  return done;
}

/** Each step that is wished, in order. `fileId` is what the first one gives. */
function stepsOf(call: Call, live: LiveTask, fileId: () => string): [Step, () => Promise<Done>][] {
  const { client, memory, parameters, unitToken } = call;
  const { task, changes, deployWish, firstRun } = live;
  const { projectId, taskName, taskContent, taskParam, clientToken } = task;

  const creation = { projectId, taskName, taskContent, taskParam, clientToken };
  const create = () =>
    stepOnce(call, unitToken({ step: 'Create', ...creation }), () =>
      createOnce(client, memory, task),
    );
  const schedule = () =>
    stepOnce(call, unitToken({ step: 'Schedule', fileId: fileId(), changes }), async () => {
      const read = await readFile(client, projectId, fileId());
      return read.ok ? changeFile(client, { projectId, fileId: fileId(), changes }, read) : read;
    });
  const deploy = () =>
    deployTask(call, {
      projectId,
      fileId: fileId(),
      ...deployWish,
      unit: { taskContent, taskParam, changes },
    });
  const run = async ({ wish, wait, stopWhenCancelled }: FirstRun): Promise<Done> => {
    const node = await nodeOf(client, parameters, projectId, fileId());
    if (!node.ok) return node;
    const { nodeId, secrets } = node;
    const limits = wait ? deployWish.limits : undefined;
    return runTask(call, { projectId, nodeId, wish, limits, stopWhenCancelled, secrets });
  };
  const steps: [Step, () => Promise<Done>][] = [['Create', create]];
  if (Object.keys(changes).length > 0) steps.push(['Schedule', schedule]);
  steps.push(['Deploy', deploy]);
  if (firstRun) steps.push(['Run', () => run(firstRun)]);
  return steps;
}

/**
 * Takes a batch task from its script into production: creates or updates it, schedules it, deploys
 * it, and runs it where that is wished. Where n8n runs it again, it goes on where it stopped.
 * @returns the FileId with the result of each step, or why one failed, with what was done before it
 */
export async function bringTaskLive(call: Call, live: LiveTask): Promise<Done> {
  const bodies: Bodies = {};
  const fileId = () => fileIdOf(bodies.Create ?? {});
  for (const [step, act] of stepsOf(call, live, fileId)) {
    const done = await act();
    if (!done.ok) return withProgress(done, step, bodies);
    bodies[step] = done.body;
  }
  return {
    ok: true,
    body: { Success: true, Data: { FileId: exactId(fileId()) }, ...bodies, Outcome: 'live' },
  };
}
