import { isJsonObject, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { ResultName } from '../operation';

const fileIdIn = ({ FileId: fileId }: JsonObject) =>
  typeof fileId === 'number' || typeof fileId === 'string' ? String(fileId) : undefined;

/** The result of an operation that gives the FileId where the API does: in Data. */
export const namedByDataFileId: ResultName = {
  by: 'FileId',
  of: ({ Data: data }) => (isJsonObject(data) ? fileIdIn(data) : undefined),
};

/** The result of one that gives the FileId of the task beside other things. */
export const namedByFileId: ResultName = { by: 'FileId', of: fileIdIn };
