import { actions } from '../../api/dataworks-2020-05-18';
import type { Client } from '../../../alibabaCloud/client/call';
import { relatedToken } from '../../once/token';
import { createRedactor } from '../../../alibabaCloud/client/redact';
import { isJsonObject, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure, Reply } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import type { UnitMemory } from '../../once/journal';
import { equalLook, type Look } from '../../once/poll';
import { waitFor, type PollingClient, type Waited, type WaitLimits } from '../../once/waitFor';

/** A script to be generated. Texts as they are sent. */
export interface Generation {
  projectId: string;
  taskType: string;
  /** The task that is to be updated; without it the script is for a new one. */
  taskId?: string | undefined;
  taskParam: string;
  clientToken: string;
  /** Texts in taskParam that must not come back in a message. */
  secrets: readonly string[];
  limits: WaitLimits;
}

/** A generated script: `value` is the reply of QueryDISyncTaskConfigProcessResult. */
export interface Generated extends Waited<JsonObject> {
  /** The script, JSON text. */
  taskContent: string;
  /** Exact, as text. */
  processId: string;
}

/** What is remembered of a generation that came to nothing. */
const CAME_TO_NOTHING = 'none';

/**
 * Generates a script so that a unit of work has one generation at a time: when n8n runs the node
 * again, one that is under way is waited for, one that is done is read, and only after one that
 * came to nothing is another one begun.
 */
export async function generateOnce(
  client: PollingClient,
  memory: UnitMemory,
  generation: Generation,
): Promise<Generated | Failure> {
  const { projectId, taskType, taskId = '', taskParam } = generation;
  // A token that a user gives may come with other parameters.
  const unitOf = (token: string) => [token, projectId, taskType, taskId, taskParam].join('\n');
  // The server gives the same generation for the same token, also one that came to nothing.
  const next = (token: string) => relatedToken(token, 'another generation');

  let token = generation.clientToken;
  while (memory.madeBy(unitOf(token)) === CAME_TO_NOTHING) token = next(token);
  const known = memory.madeBy(unitOf(token));
  if (known !== undefined) {
    const result = await waitForScript(client, generation, known);
    if (result.ok || result.kind !== 'ended badly') return result;
    memory.remember(unitOf(token), CAME_TO_NOTHING);
    token = next(token);
  }

  const begun = await begin(client, generation, token);
  if (!begun.ok) return begun;
  memory.remember(unitOf(token), begun.processId);
  const result = await waitForScript(client, generation, begun.processId);
  if (!result.ok && result.kind === 'ended badly') {
    memory.remember(unitOf(token), CAME_TO_NOTHING);
  }
  return result;
}

const actionOf = ({ taskId }: Generation) =>
  taskId === undefined
    ? actions.GenerateDISyncTaskConfigForCreating
    : actions.GenerateDISyncTaskConfigForUpdating;

async function begin(
  client: Client,
  generation: Generation,
  ClientToken: string,
): Promise<{ ok: true; processId: string } | Failure> {
  const { projectId, taskType, taskId, taskParam, secrets } = generation;
  const all = { ProjectId: projectId, TaskType: taskType, TaskParam: taskParam, ClientToken };
  const outcome =
    taskId === undefined
      ? await client.call(actions.GenerateDISyncTaskConfigForCreating, all, secrets)
      : await client.call(
          actions.GenerateDISyncTaskConfigForUpdating,
          { ...all, TaskId: taskId },
          secrets,
        );
  if (!outcome.ok) return outcome;
  const { Data: data } = outcome.body;
  const processId = String(isJsonObject(data) ? data.ProcessId : undefined);
  if (/^\d+$/.test(processId)) return { ok: true, processId };
  return {
    ok: false,
    kind: 'damaged reply',
    action: actionOf(generation),
    detail: 'The reply has no Data.ProcessId',
    httpStatus: 200,
    tries: outcome.tries,
    mayHaveActed: true,
    resent: outcome.resent,
  };
}

async function waitForScript(
  client: PollingClient,
  generation: Generation,
  processId: string,
): Promise<Generated | Failure> {
  const { projectId, taskType, secrets, limits } = generation;
  const action = actionOf(generation);
  const cameToNothing = (failure: Partial<Failure>): Failure => ({
    ok: false,
    detail: '',
    tries: 1,
    mayHaveActed: true,
    resent: false,
    ...failure,
    kind: 'ended badly',
    action,
  });
  const ask = async () => {
    const outcome = await client.call(
      actions.QueryDISyncTaskConfigProcessResult,
      { ProjectId: projectId, TaskType: taskType, AsyncProcessId: processId },
      secrets,
    );
    const isAboutIt = !outcome.ok && outcome.kind === 'refused' && outcome.code === undefined;
    return isAboutIt ? cameToNothing(outcome) : outcome;
  };
  const read = ({ body, tries }: Reply): Look<JsonObject> => {
    const data = isJsonObject(body.Data) ? body.Data : {};
    if (scriptIn(body) !== '') return { state: 'done', value: body, tries };
    if (data.Status === 'fail') {
      const message = typeof data.Message === 'string' ? data.Message : '';
      return cameToNothing({
        detail: cleanServerText(message, undefined, createRedactor(secrets)),
        tries,
      });
    }
    // A generation that is under way has no documented state.
    return { state: 'pending', now: `under way (process ${processId})`, tries };
  };
  const key = `QueryDISyncTaskConfigProcessResult ${projectId} ${taskType} ${processId}`;
  const waited = await waitFor(client, action, limits, equalLook(key, ask, read));
  return waited.ok ? { ...waited, taskContent: scriptIn(waited.value), processId } : waited;
}

function scriptIn({ Data: data }: JsonObject): string {
  const content = isJsonObject(data) ? data.TaskContent : undefined;
  return typeof content === 'string' ? content.trim() : '';
}
