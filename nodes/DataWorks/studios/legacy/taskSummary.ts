import { typeOfFile } from '../../api/dataworks-2020-05-18/taskTypes';
import { parsedScript } from '../../script/parsedScript';
import { pick, type JsonObject } from '../../../alibabaCloud/client/exactJson';

/** The task type of a file, or `undefined` for a file that is no sync task. */
const taskTypeOf = (file: JsonObject): string | undefined => typeOfFile(file.FileType)?.type;

/** Members of a file that are worth a look, by the API's names. */
const SHOWN = ['AbsoluteFolderPath', 'Owner', 'CommitStatus', 'NodeId', 'LastEditTime'];

/** A task's file as GetFile or ListFiles gives it, in short: with TaskType, and the script as JSON. */
export function taskSummary(file: JsonObject): JsonObject {
  const TaskType = taskTypeOf(file);
  const TaskContent = parsedScript(file.Content);
  return {
    ...pick(file, ['FileId', 'FileName']),
    ...(TaskType === undefined ? {} : { TaskType }),
    ...pick(file, SHOWN),
    ...(TaskContent === undefined ? {} : { TaskContent }),
  };
}
