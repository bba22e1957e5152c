import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { BatchTasks } from './batchTasks';
import { fillWorkspace, numbered } from './fillWorkspace';
import { byId } from './studioNodes';

/** Who keeps the wait. */
export type Way = 'hold' | 'park';

const BIZDATE = '2026-02-28';

/** Run with a wait, for an item of `tasksToRun`. */
export const waitingRun = (whileWaiting: Way): INodeParameters => ({
  resource: 'syncTask',
  operation: 'run',
  projectId: byId('10000'),
  taskType: 'DI_OFFLINE',
  fileId: byId('={{ $json.id }}'),
  runFor: 'range',
  startBizDate: BIZDATE,
  endBizDate: BIZDATE,
  wait: true,
  // The longest that it can be.
  options: { whileWaiting, waitAtMost: 7 * 24 * 60 },
});

/** Items of deployed tasks, one whose run takes so long for each of these times. */
export function tasksToRun(tasks: BatchTasks, runsMs: readonly number[]): IDataObject[] {
  const names = numbered(runsMs.length);
  const { plans } = tasks.server.emulator;
  names.forEach((nodeName, at) => plans.add({ of: 'run', nodeName, ms: runsMs[at] }));
  const ids = fillWorkspace(tasks.server).addDeployed(names);
  return ids.map((id) => ({ id }));
}

/** The calls that have looked how the runs are. */
export const looksOf = (tasks: BatchTasks) =>
  tasks.requests().filter(({ action = '' }) => /^(Get(?!File)|List)/.test(action));
