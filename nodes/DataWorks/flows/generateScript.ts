import { isJsonObject, type JsonObject } from '../../alibabaCloud/client/exactJson';
import type { Failure } from '../../alibabaCloud/client/outcome';
import { relatedToken } from '../once/token';
import { waitFor, type Waited, type WaitLimits } from '../once/waitFor';
import { writeOnce } from '../once/writeOnce';
import type { Generation, Tools } from './ports';

/** A generated script: `value` is the reply that had it. */
export interface Generated extends Waited<JsonObject> {
  /** The script, JSON text. */
  taskContent: string;
  /** Exact, as text. */
  processId: string;
}

/** What is remembered of a generation that came to nothing. */
const CAME_TO_NOTHING = { ended: 'badly' };

/**
 * Generates a script so that a unit of work has one generation at a time: when n8n runs the node
 * again, one that is under way is waited for, one that is done is read, and only after one that
 * came to nothing is another one begun.
 */
export async function generateScript(
  { client, journal }: Pick<Tools, 'client' | 'journal'>,
  generation: Generation,
  limits: WaitLimits,
): Promise<Generated | Failure> {
  const { action, request, clientToken } = generation;
  // A token that a user gives may come with other parameters.
  const unitOf = (token: string) => relatedToken(token, JSON.stringify(request));
  const wait = async (unit: string, processId: string): Promise<Generated | Failure> => {
    const look = () => generation.lookAtProcess(processId);
    const waited = await waitFor(client, action, limits, look);
    if (waited.ok) return { ...waited, taskContent: generation.scriptIn(waited.value), processId };
    if (waited.kind === 'ended badly') journal.record(unit, CAME_TO_NOTHING);
    return waited;
  };
  for (let token = clientToken; ; token = relatedToken(token, 'another generation')) {
    // The server gives the same generation for the same token, also one that came to nothing.
    const unit = unitOf(token);
    const known = journal.resultOf(unit);
    if (isJsonObject(known) && known.ended !== undefined) continue;
    if (typeof known === 'string') {
      const result = await wait(unit, known);
      if (result.ok || result.kind !== 'ended badly') return result;
      continue;
    }
    const begun = await writeOnce<string>(client, journal, {
      action,
      unit,
      send: () => generation.begin(token),
      read: (body) => generation.processIdIn(body),
      told: generation.told,
    });
    return begun.ok ? wait(unit, begun.made) : begun;
  }
}
