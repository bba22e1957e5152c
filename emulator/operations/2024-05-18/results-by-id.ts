import type { Call, ReplyBody } from '../operation';
import { StudioRefusal } from './errors';
import { readIds } from './ids';
import { requireMember } from './operation';

/** Does `act` for each of the ids; each id's own result stands in SuccessInfo, under HTTP 200. */
export function resultsById(
  call: Call,
  ids: string | undefined,
  act: (id: bigint) => void,
): ReplyBody {
  requireMember(call);
  const SuccessInfo: Record<string, { Success: boolean; Message?: string }> = {};
  for (const id of readIds('Ids', ids) ?? []) {
    try {
      act(id);
      SuccessInfo[String(id)] = { Success: true };
    } catch (failure) {
      if (!(failure instanceof StudioRefusal)) throw failure;
      SuccessInfo[String(id)] = { Success: false, Message: failure.message };
    }
  }
  return { SuccessInfo };
}
