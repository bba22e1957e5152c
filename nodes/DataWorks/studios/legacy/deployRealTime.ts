import { actions } from '../../api/dataworks-2020-05-18';
import type { JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import type { TaskReference } from '../../fields/taskReference';
import { actOnce } from '../../once/writeOnce';
import type { Call } from '../../resources/operation';
import { readInstanceInfo } from './instanceInfo';

const ACTION = actions.DeployDISyncTask;
const OUTCOME = 'deployed';

const replyOf = (requestId: string): JsonObject => ({
  Success: true,
  ...(requestId === '' ? {} : { RequestId: requestId }),
  Data: { Status: 'success' },
  Outcome: OUTCOME,
});

/**
 * Deploys a real-time task or a solution. A second time deploys what it holds once more and does no
 * harm, so after a lost reply it is sent again: its state does not tell which script is deployed.
 */
export async function deployRealTime(
  { client, memory, unitToken }: Pick<Call, 'client' | 'memory' | 'unitToken'>,
  task: TaskReference,
): Promise<{ ok: true; body: JsonObject } | Failure> {
  const token = unitToken({ action: ACTION.name, ...task });
  if (memory.madeBy(token) !== undefined) {
    const info = await readInstanceInfo(client, task);
    if (info.ok) return { ok: true, body: replyOf(info.requestId) };
    // A refusal without a code is about the task: it is not deployed any more.
    if (info.kind !== 'refused' || info.code !== undefined) return info;
  }
  const acted = await actOnce(client, memory, ACTION, {
    token,
    send: () => client.call(ACTION, { ...task }),
    read: () => OUTCOME,
    find: async () => ({ ok: true, made: undefined }),
  });
  if (!acted.ok) return acted;
  return { ok: true, body: acted.body ? { ...acted.body, Outcome: OUTCOME } : replyOf('') };
}
