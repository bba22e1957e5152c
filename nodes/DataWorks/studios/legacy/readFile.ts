import { factsOf } from '../../api/dataworks-2020-05-18/taskTypes';
import { actions } from '../../api/dataworks-2020-05-18';
import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';

/** ListFiles' and GetFile's FileType of a batch synchronization. */
export const BATCH_FILE_TYPE = factsOf('DI_OFFLINE')?.fileType;

/** A task's file as GetFile gives it. */
export interface ReadFile {
  ok: true;
  /** The reply. */
  body: JsonObject;
  /** Data.File: name, script, owner … */
  file: JsonObject;
  /** Data.NodeConfiguration: the schedule. */
  configuration: JsonObject;
}

/** Reads a batch or real-time task with its schedule. */
export async function readFile(
  client: Client,
  projectId: string,
  fileId: string,
): Promise<ReadFile | Failure> {
  const outcome = await client.call(actions.GetFile, { ProjectId: projectId, FileId: fileId });
  if (!outcome.ok) return outcome;
  const { body } = outcome;
  const data = isJsonObject(body.Data) ? body.Data : {};
  if (!isJsonObject(data.File)) {
    return {
      ok: false,
      kind: 'damaged reply',
      action: actions.GetFile,
      detail: 'The reply has no Data.File',
      httpStatus: 200,
      tries: outcome.tries,
      mayHaveActed: false,
      resent: outcome.resent,
    };
  }
  const configuration = isJsonObject(data.NodeConfiguration) ? data.NodeConfiguration : {};
  return { ok: true, body, file: data.File, configuration };
}
