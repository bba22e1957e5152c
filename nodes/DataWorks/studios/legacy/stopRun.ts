import { actions } from '../../api/dataworks-2020-05-18';
import type { Client } from '../../../alibabaCloud/client/call';
import type { JsonObject } from '../../../alibabaCloud/client/exactJson';
import { stageOf } from './readInstance';
import { instancesOf, type Run } from './watchRun';

/**
 * Stops the instances of a run that are under way. Those that wait for them do not begin then.
 * @param client one that sends after a cancel
 * @param seen the instances of the last look: they are stopped before anything else is asked
 * @returns a sentence on what was done
 */
export async function stopRun(
  client: Client,
  run: Run,
  seen: readonly JsonObject[],
): Promise<string> {
  const stopped = new Map<string, boolean>();
  const stop = async (instances: readonly JsonObject[]) => {
    const ids = instances
      .filter((one) => stageOf(one) === 'under way')
      .map(({ InstanceId }) => String(InstanceId))
      .filter((id) => !stopped.has(id));
    await Promise.all(
      ids.map(async (InstanceId) => {
        const outcome = await client.call(actions.StopInstance, {
          InstanceId,
          ProjectEnv: run.projectEnv,
        });
        stopped.set(InstanceId, outcome.ok);
      }),
    );
  };
  await stop(seen);
  // Since the last look one may have ended and the next begun.
  const now = await instancesOf(client, run);
  if (now.ok) await stop(now.instances);

  const goOn = now.ok
    ? now.instances.filter(
        (one) => stageOf(one) === 'under way' && stopped.get(String(one.InstanceId)) !== true,
      )
    : [];
  const count = [...stopped.values()].filter(Boolean).length;
  const done = `${count} running ${count === 1 ? 'instance was' : 'instances were'} stopped.`;
  return goOn.length === 0 ? done : `${done} ${goOn.length} could not be stopped.`;
}
