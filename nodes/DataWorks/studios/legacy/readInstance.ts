import { actions } from '../../api/dataworks-2020-05-18';
import { instanceStages } from '../../api/dataworks-2020-05-18/states';
import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import type { InstanceReference } from '../../fields/instanceFields';

/** What the state of an instance means for someone who waits for its end. */
export const stageOf = ({ Status }: JsonObject) => instanceStages[String(Status)] ?? 'under way';

/** An instance as GetInstance gives it. */
export interface ReadInstance {
  ok: true;
  /** The reply. */
  body: JsonObject;
  /** Its Data. */
  instance: JsonObject;
  requestId: string;
  tries: number;
}

/** Reads an instance. */
export async function readInstance(
  client: Client,
  reference: InstanceReference,
): Promise<ReadInstance | Failure> {
  const outcome = await client.call(actions.GetInstance, { ...reference });
  if (!outcome.ok) return outcome;
  const { body, tries, resent } = outcome;
  const { Data: instance, RequestId: requestId } = body;
  if (!isJsonObject(instance)) {
    return {
      ok: false,
      kind: 'damaged reply',
      action: actions.GetInstance,
      detail: 'The reply has no Data',
      httpStatus: 200,
      tries,
      mayHaveActed: false,
      resent,
    };
  }
  return { ok: true, body, instance, requestId: String(requestId ?? ''), tries };
}
