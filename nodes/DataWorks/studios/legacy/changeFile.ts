import { actions } from '../../api/dataworks-2020-05-18';
import type { Client } from '../../../alibabaCloud/client/call';
import type { JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import {
  hasProperties,
  scheduleOf,
  withSchedulerType,
  type FileProperties,
} from './fileProperties';
import { readFile, type ReadFile } from './readFile';
import { resourceGroupOf } from './resourceGroupOf';

/** A change of a batch task's file. Ids are exact, as text. */
export interface FileChange {
  projectId: string;
  fileId: string;
  /** What is to be as given; all else stays. */
  changes: FileProperties;
  /** Texts in the changes that must not come back in a message. */
  secrets?: readonly string[];
}

/** What came of it: the reply of UpdateFile with the FileId and what was done. */
export interface Changed {
  ok: true;
  body: JsonObject & { Outcome: 'updated' | 'unchanged' };
  /** The number of the file's resource group, where it could not be sent along. */
  unlistedGroup?: string;
}

/** The reply of UpdateFile, where GetFile has told the same. */
const asReply = ({ body: { RequestId: requestId = '' } }: ReadFile): JsonObject => ({
  Success: true,
  RequestId: requestId,
  HttpStatusCode: 200,
});

/**
 * Changes properties of a file by UpdateFile.
 *
 * UpdateFile takes all scheduling properties at once, so those that the file has are sent along.
 * It refuses a call that changes nothing, and it has no token: a file that is already as wished is
 * left alone, and after a lost reply it is read before the call is made once more.
 * @param read the file as it is now
 */
export async function changeFile(
  client: Client,
  { projectId, fileId, changes, secrets }: FileChange,
  read: ReadFile,
): Promise<Changed | Failure> {
  const wished = withSchedulerType(changes, read);
  const group = await resourceGroupOf(client, read);
  if (!group.ok) return group;
  const { identifier, unlisted } = group;
  const isLeftOut = unlisted !== undefined && wished.ResourceGroupIdentifier === undefined;
  const done = (body: JsonObject, Outcome: Changed['body']['Outcome']): Changed => ({
    ok: true,
    body: { ...body, Data: { FileId: read.file.FileId ?? fileId }, Outcome },
    ...(isLeftOut && Outcome === 'updated' ? { unlistedGroup: unlisted } : {}),
  });
  if (hasProperties(wished, read, identifier)) return done(asReply(read), 'unchanged');

  const parameters = {
    ProjectId: projectId,
    FileId: fileId,
    ...scheduleOf(read, identifier),
    ...wished,
  };
  for (let sends = 1; ; sends++) {
    const outcome = await client.call(actions.UpdateFile, parameters, secrets);
    if (outcome.ok) return done(outcome.body, 'updated');
    if (!outcome.mayHaveActed || !client.takeRetry()) return outcome;
    const now = await readFile(client, projectId, fileId);
    const groupNow = now.ok ? await resourceGroupOf(client, now) : now;
    if (!now.ok || !groupNow.ok) return outcome;
    if (hasProperties(wished, now, groupNow.identifier)) return done(asReply(now), 'updated');
    if (sends === 2) return outcome;
  }
}
