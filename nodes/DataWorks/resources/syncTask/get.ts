import { actions } from '../../api/dataworks-2020-05-18';
import type { Client } from '../../../alibabaCloud/client/call';
import {
  exactId,
  isJsonObject,
  pick,
  type JsonObject,
} from '../../../alibabaCloud/client/exactJson';
import { concealOption } from '../../fields/concealOption';
import { optionsField } from '../../fields/optionsField';
import { readSimplify, simplifyField } from '../../fields/simplifyField';
import { readTaskReference, taskReferenceFields } from '../../fields/taskReference';
import { parsedScript } from '../../script/parsedScript';
import type { Call, Operation, Result } from '../operation';
import { readFile } from '../../studios/legacy/files';
import { saysNotDeployed } from '../../studios/legacy/realTime';
import { taskSummary } from '../../studios/legacy/taskSummary';
import type { TaskReference } from '../../studios/legacy/tasks';

/** Members of GetFile's NodeConfiguration that say when a task runs and after what. */
const SCHEDULE = ['CronExpress', 'CycleType', 'Stop', 'ParaValue', 'InputList', 'OutputList'];

/** Members of GetDISyncTask's SolutionDetail, beside its name and script. */
const SOLUTION = ['CreatorName', 'SourceType', 'SubmitTime', 'StartTime'];

/** GetFile, or GetDISyncTask and GetDISyncInstanceInfo: the script of a task, its schedule and state. */
export const get: Operation = {
  name: 'Get',
  value: 'get',
  action: 'Get sync task',
  description: 'Get the script of a task, with its schedule or its state',
  fields: [...taskReferenceFields(), simplifyField, optionsField([concealOption])],

  async execute({ parameters, client }: Call): Promise<Result> {
    const task = readTaskReference(parameters);
    const simplify = readSimplify(parameters);
    return task.TaskType === 'DI_OFFLINE'
      ? await getBatch(client, task, simplify)
      : await getRealTime(client, task, simplify);
  },
};

async function getBatch(client: Client, task: TaskReference, simplify: boolean): Promise<Result> {
  const read = await readFile(client, task.ProjectId, task.FileId);
  if (!read.ok) return read;
  if (!simplify) return { ok: true, body: read.body };
  return {
    ok: true,
    body: {
      ...taskSummary(read.file),
      ...pick(read.file, ['FileFolderId']),
      Schedule: pick(read.configuration, SCHEDULE),
    },
  };
}

/** A real-time task or a solution, with the state of its run, which it has once it is deployed. */
async function getRealTime(
  client: Client,
  task: TaskReference,
  simplify: boolean,
): Promise<Result> {
  const outcome = await client.call(actions.GetDISyncTask, { ...task });
  if (!outcome.ok) return outcome;
  const info = await client.call(actions.GetDISyncInstanceInfo, { ...task });
  if (!info.ok && !saysNotDeployed(info)) return info;
  const instance: JsonObject = info.ok
    ? isJsonObject(info.body.Data)
      ? info.body.Data
      : {}
    : { Message: info.detail };
  if (!simplify) return { ok: true, body: { ...outcome.body, Instance: instance } };

  const data = isJsonObject(outcome.body.Data) ? outcome.body.Data : {};
  const solution = isJsonObject(data.SolutionDetail) ? data.SolutionDetail : {};
  const TaskContent = parsedScript(data.Code ?? solution.ProcessContent);
  const FileName = instance.Name ?? solution.Name;
  return {
    ok: true,
    body: {
      FileId: exactId(task.FileId),
      ...(FileName === undefined ? {} : { FileName }),
      TaskType: task.TaskType,
      ...pick(instance, ['Status', 'Message', 'SolutionInfo']),
      ...pick(solution, SOLUTION),
      ...(TaskContent === undefined ? {} : { TaskContent }),
    },
  };
}
