import { actions } from '../../api/dataworks-2020-05-18';
import type { Action } from '../../../alibabaCloud/service';
import { checkingStages, deploymentStages } from '../../api/dataworks-2020-05-18/states';
import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { waitFor, type Look, type Waited, type WaitLimits } from '../../once/waitFor';

/** A package of changes on its way to the scheduler. Ids are exact, as text. */
export interface Deployment {
  projectId: string;
  deploymentId: string;
  /** The operation that began it: what did not happen, in messages. */
  begunBy: Action;
}

function lookAt(deployment: Deployment, body: JsonObject, tries: number) {
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
    } satisfies Failure;
  }
  // A file that is submitted may go to production only when its check has ended too.
  if (stage === 'succeeded' && check === undefined) {
    return { state: 'done', value: body } satisfies Look<JsonObject>;
  }
  const now = check === undefined ? 'deploying' : 'checking';
  return { state: 'pending', now: `${now} (${name})` } satisfies Look<JsonObject>;
}

/**
 * Waits for a deployment and its check. Source: the page on GetDeployment.
 * @returns the last reply of GetDeployment, or why there is none
 */
export function waitForDeployment(
  client: Client,
  deployment: Deployment,
  limits: WaitLimits,
): Promise<Waited<JsonObject> | Failure> {
  const { projectId: ProjectId, deploymentId: DeploymentId } = deployment;
  return waitFor(client, deployment.begunBy, limits, async (): Promise<Look<JsonObject>> => {
    const outcome = await client.call(actions.GetDeployment, { ProjectId, DeploymentId });
    return outcome.ok ? lookAt(deployment, outcome.body, outcome.tries) : outcome;
  });
}
