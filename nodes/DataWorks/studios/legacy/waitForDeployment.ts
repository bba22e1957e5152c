import { actions } from '../../api/dataworks-2020-05-18';
import type { Action } from '../../../alibabaCloud/service';
import { checkingStages, deploymentStages } from '../../api/dataworks-2020-05-18/states';
import { isJsonObject, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure, Reply } from '../../../alibabaCloud/client/outcome';
import { equalLook } from '../../once/poll';
import {
  waitFor,
  type Look,
  type PollingClient,
  type Waited,
  type WaitLimits,
} from '../../once/waitFor';

/** A package of changes on its way to the scheduler. Ids are exact, as text. */
export interface Deployment {
  projectId: string;
  deploymentId: string;
  /** The operation that began it: what did not happen, in messages. */
  begunBy: Action;
}

function lookAt(deployment: Deployment, { body, tries }: Reply): Look<JsonObject> {
  const data = isJsonObject(body.Data) ? body.Data : {};
  const state = isJsonObject(data.Deployment) ? data.Deployment : {};
  const check = checkingStages[String(state.CheckingStatus)];
  const stage = deploymentStages[String(state.Status)] ?? 'under way';
  const name = `deployment ${deployment.deploymentId}`;
  if (check === 'failed' || stage === 'failed') {
    const words = typeof state.ErrorMessage === 'string' ? state.ErrorMessage : '';
    return {
      ok: false,
      kind: 'ended badly',
      action: deployment.begunBy,
      detail: `${check === 'failed' ? 'the check of ' : ''}${name} failed${words ? `: ${words}` : ''}`,
      ...(typeof body.RequestId === 'string' ? { requestId: body.RequestId } : {}),
      httpStatus: 200,
      tries,
      mayHaveActed: true,
      resent: false,
    };
  }
  // A file that is submitted may go to production only when its check has ended too.
  if (stage === 'succeeded' && check === undefined) {
    return { state: 'done', value: body };
  }
  const now = check === undefined ? 'deploying' : 'checking';
  return { state: 'pending', now: `${now} (${name})` };
}

/**
 * Waits for a deployment and its check. Source: the page on GetDeployment.
 * @returns the last reply of GetDeployment, or why there is none
 */
export function waitForDeployment(
  client: PollingClient,
  deployment: Deployment,
  limits: WaitLimits,
): Promise<Waited<JsonObject> | Failure> {
  const { projectId: ProjectId, deploymentId: DeploymentId } = deployment;
  const look = equalLook(
    `GetDeployment ${ProjectId} ${DeploymentId}`,
    () => client.call(actions.GetDeployment, { ProjectId, DeploymentId }),
    (reply: Reply) => lookAt(deployment, reply),
  );
  return waitFor(client, deployment.begunBy, limits, look);
}
