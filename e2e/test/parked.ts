import { randomUUID } from 'node:crypto';
import type { INode } from 'n8n-workflow';
import { fillWorkspace, numbered } from '../../test/engine/fillWorkspace';
import type { StoredWorkflow } from '../rest';
import { waitFor } from '../wait-for';
import type { Testbed } from './testbed';
import { postToWebhook } from './webhook';
import { chain, dataWorks, node, webhook } from './workflow-builder';

export const RUN = 'Run';

interface Given {
  count: number;
  operation?: 'run' | 'deploy';
  /** How long a run takes, or a deployment. */
  takesMs: number;
  options?: Record<string, boolean>;
  onError?: INode['onError'];
}

/** Stores and fires Webhook → a list of ids → Run or Deploy, parked → a node behind each of its outputs. */
export async function fireParked(
  { api, emulator, n8n, credential }: Testbed,
  { count, operation = 'run', takesMs, options = {}, onError }: Given,
): Promise<StoredWorkflow> {
  const { durations } = emulator.emulator.settings;
  durations.runMs = durations.deployMs = takesMs;
  const ids = fillWorkspace(emulator).addDeployed(numbered(count));
  const path = randomUUID();
  const locator = (value: string) => ({ __rl: true, mode: 'id', value });
  const list = node('List', 'n8n-nodes-base.splitOut', 1, {
    fieldToSplitOut: 'body.ids',
    options: { destinationFieldName: 'id' },
  });
  const run = dataWorks(
    credential,
    RUN,
    {
      resource: 'syncTask',
      operation,
      projectId: locator('10000'),
      taskType: 'DI_OFFLINE',
      fileId: locator('={{ $json.id }}'),
      ...(operation === 'run' && {
        runFor: 'range',
        startBizDate: '2026-02-28',
        endBizDate: '2026-02-28',
        wait: true,
      }),
      options: { ...options, whileWaiting: 'park' },
    },
    onError ? { onError } : {},
  );
  const good = node('Good', 'n8n-nodes-base.noOp', 1, {});
  const file = chain(path, webhook(path, 'onReceived'), list, run, good);
  file.nodes.push(node('Bad', 'n8n-nodes-base.noOp', 1, {}));
  if (onError === 'continueErrorOutput') {
    file.connections[RUN]!.main!.push([{ node: 'Bad', type: 'main', index: 0 }]);
  }
  const workflow = await api.createWorkflow(file);
  await api.activate(workflow);
  await postToWebhook(n8n.url, path, { ids });
  return workflow;
}

/** The execution that waits and that of its looks, once both are parked and none runs. */
export async function parked(
  { api }: Testbed,
  workflow: StoredWorkflow,
): Promise<{ parent: string; child: string }> {
  return await waitFor('both are parked', 60_000, async () => {
    const all = await api.executions(workflow);
    const [child, parent] = all;
    const isParked = all.length === 2 && all.every(({ status }) => status === 'waiting');
    return isParked && { parent: parent!.id, child: child!.id };
  });
}

/** The requests of an action that came to the emulator. */
export const requests = ({ emulator }: Testbed, action: string) =>
  emulator.emulator.log.filter((entry) => entry.action === action);
