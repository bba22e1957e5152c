import type { Client } from '../../../alibabaCloud/client/call';
import { parseExact, type Json } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import type { ParameterReader } from '../../fields/parameterReader';
import { scriptSecrets } from '../../script/scriptSecrets';
import { BATCH_FILE_TYPE, readFile } from './readFile';

/** A batch task's node in the scheduler. */
export interface TaskNode {
  ok: true;
  /** Exact, as text. */
  nodeId: string;
  /** Texts of the script that must not be shown. */
  secrets: string[];
}

function secretsOf(content: Json | undefined): string[] {
  try {
    return typeof content === 'string' ? scriptSecrets(parseExact(content)) : [];
  } catch {
    return [];
  }
}

/**
 * The scheduler's node of a batch task: what is run, and what instances belong to.
 * @throws NodeOperationError for a task that is no batch task, or was never submitted
 */
export async function nodeOf(
  client: Client,
  parameters: ParameterReader,
  projectId: string,
  fileId: string,
): Promise<TaskNode | Failure> {
  const read = await readFile(client, projectId, fileId);
  if (!read.ok) return read;
  const { FileType: fileType, FileName: name, NodeId: nodeId, Content: content } = read.file;
  if (Number(fileType) !== BATCH_FILE_TYPE) {
    throw parameters.refuse(
      'Task',
      `is ${String(name)}, which is no batch task (FileType ${String(fileType)})`,
      'A real-time task has no runs for dates. It runs from Start to Stop: use Sync Task: Start.',
    );
  }
  if (nodeId === undefined || nodeId === null || Number(nodeId) === 0) {
    throw parameters.refuse(
      'Task',
      `is ${String(name)}, which has no node in the scheduler yet`,
      'Deploy it first: use Sync Task: Deploy.',
    );
  }
  return { ok: true, nodeId: String(nodeId), secrets: secretsOf(content) };
}
