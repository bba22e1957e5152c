import type { Client } from '../../../alibabaCloud/client/call';
import { exactId, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import { unfit } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import type { Action } from '../../../alibabaCloud/service';
import { dateWritten, timeZoneNamed } from '../../businessDates';
import { firstInstance } from '../../firstInstance';
import { settingsOf } from '../../script/flowSpec';
import { secretsInContent } from '../../script/scriptSecrets';
import { readNode, type FoundNode, type NodeReference } from './readNodes';

/** A node's task in the Operation Center: what is run. */
export interface NodeTask {
  ok: true;
  /** Exact, as text. */
  taskId: string;
  /** Texts of the script that must not be shown. */
  secrets: string[];
}

/** `undefined` for a node that is not published. */
function taskIn({ taskId, spec }: FoundNode): NodeTask | undefined {
  if (taskId === undefined) return undefined;
  return { ok: true, taskId, secrets: secretsInContent(settingsOf(spec).content) };
}

/**
 * Reads which task a node is published as.
 * @param neededFor what cannot be done with a node that never was published
 */
export async function taskOf(
  client: Client,
  neededFor: Action,
  node: NodeReference,
): Promise<NodeTask | Failure> {
  const read = await readNode(client, node);
  if (!read.ok) return read;
  return (
    taskIn(read) ??
    unfit(neededFor, {
      field: 'Node',
      problem: `is ${cleanServerText(String(read.reply.Name ?? node.nodeId), 200)}, which is not published yet`,
      todo: 'Deploy it first: use Sync Node: Deploy.',
    })
  );
}

/** What is known of a node that has just been published; what cannot be read is left out. */
export interface Published {
  task?: NodeTask | undefined;
  /** By what the output names it. */
  named: JsonObject;
  /** When it first runs by itself, a sentence. */
  firstRun?: string;
}

/**
 * @param timeZone of a schedule that names none
 * @param now ms since 1970
 */
export async function readPublished(
  client: Client,
  node: NodeReference,
  timeZone: string,
  now: number,
): Promise<Published> {
  const read = await readNode(client, node);
  const Id = node.nodeId;
  if (!read.ok) return { named: { Id } };
  const task = taskIn(read);
  const { cron, startTime, endTime, timeZone: own, ...settings } = settingsOf(read.spec);
  const schedule = {
    timeZone: timeZoneNamed(own ?? '') ?? timeZone,
    cron,
    from: dateWritten(startTime ?? ''),
    until: dateWritten(endTime ?? ''),
    mode: settings.instanceMode,
    isPaused: settings.recurrence === 'Pause',
    isDryRun: settings.recurrence === 'Skip',
  };
  return {
    task,
    named: { Id, ...(task ? { TaskId: exactId(task.taskId) } : {}) },
    firstRun: firstInstance(schedule, now),
  };
}
