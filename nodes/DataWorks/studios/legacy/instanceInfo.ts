import { actions } from '../../api/dataworks-2020-05-18';
import {
  realTimeMotions,
  solutionStages,
  type Motion,
} from '../../api/dataworks-2020-05-18/states';
import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import type { TaskReference } from '../../fields/taskReference';

/** The run of a real-time task or solution, as GetDISyncInstanceInfo gives it. */
export interface InstanceInfo {
  ok: true;
  /** The reply. */
  body: JsonObject;
  /** `undefined` for a state that is not documented. */
  motion: Motion | undefined;
  /** The state in DataWorks' word. */
  now: string;
  /** DataWorks' reason for the state, clean; empty where there is none. */
  message: string;
  requestId: string;
  tries: number;
}

const objectOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** A solution runs once all its steps are done. */
function solutionMotion(data: JsonObject): { motion: Motion | undefined; now: string } {
  const info = objectOf(data.SolutionInfo);
  const steps = Array.isArray(info.StepDetail) ? info.StepDetail.filter(isJsonObject) : [];
  const stages = [info, ...steps].map(({ Status }) => solutionStages[textOf(Status).toLowerCase()]);
  const [own, ...ofSteps] = stages;
  const now = textOf(info.Status) || textOf(data.Status);
  if (data.Status === 'fail' || stages.includes('failed')) return { motion: 'at rest', now };
  const isDone = ofSteps.length > 0 && ofSteps.every((stage) => stage === 'succeeded');
  if (own === 'succeeded' || isDone) return { motion: 'running', now };
  return { motion: own === 'under way' ? 'starting' : undefined, now };
}

/** Reads the state of a real-time task or a solution. */
export async function readInstanceInfo(
  client: Client,
  task: TaskReference,
): Promise<InstanceInfo | Failure> {
  const outcome = await client.call(actions.GetDISyncInstanceInfo, { ...task });
  if (!outcome.ok) return outcome;
  const { body, tries } = outcome;
  const data = objectOf(body.Data);
  const state = textOf(data.Status);
  return {
    ok: true,
    body,
    tries,
    requestId: textOf(body.RequestId),
    message: cleanServerText(data.Message),
    ...(task.TaskType === 'DI_SOLUTION'
      ? solutionMotion(data)
      : { motion: realTimeMotions[state], now: state }),
  };
}
