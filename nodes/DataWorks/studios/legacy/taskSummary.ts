import {
  parseExact,
  pick,
  type Json,
  type JsonObject,
} from '../../../alibabaCloud/client/exactJson';

/** TaskType by FileType. */
const TASK_TYPES: Readonly<Record<string, string>> = { 23: 'DI_OFFLINE', 900: 'DI_REALTIME' };

/** The task type of a file, or `undefined` for a file that is no sync task. */
const taskTypeOf = (file: JsonObject): string | undefined => TASK_TYPES[String(file.FileType)];

/** Members of a file that are worth a look, by the API's names. */
const SHOWN = ['AbsoluteFolderPath', 'Owner', 'CommitStatus', 'NodeId', 'LastEditTime'];

/** A script as JSON, so that expressions reach into it; as text where it is not JSON. */
export function parsedScript(content: Json | undefined): Json | undefined {
  if (typeof content !== 'string') return content;
  try {
    return parseExact(content);
  } catch {
    return content;
  }
}

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
