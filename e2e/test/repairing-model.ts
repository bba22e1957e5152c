import type { Reading, Turn } from './scripted-model';

/** The tools that it knows. */
export type RepairTools = 'Create' | 'Get' | 'Update' | 'Schedule' | 'Deploy' | 'Run' | 'Get_Log';

/** What a person wants of it. */
export interface RepairWish {
  readonly name: string;
  /** The script that it would write. */
  readonly script: string;
  /** Columns as they should be, by what it has written. */
  readonly right: Readonly<Record<string, string>>;
  /** Whether the task is to run once, not only to be there. */
  readonly isToRun: boolean;
}

type Reply = Record<string, unknown>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The id of the task, as the newest reply has it that names one. */
function idIn(replies: readonly Reply[]): string | undefined {
  const ids = replies.map(({ Id: id, Data: data }) => id ?? (data as Reply | undefined)?.FileId);
  const found = ids.filter((id) => id !== undefined).at(-1);
  return found === undefined ? undefined : String(found);
}

/**
 * A model that knows nothing of DataWorks: each of its turns follows from what the last reply says, and
 * every id, instance and column is one that it has read. What tells it nothing, it gives up at.
 */
export const repairingTurns =
  ({ name, script, right, isToRun }: RepairWish) =>
  ({ tools, toolAnswers }: Reading): Turn => {
    const replies = toolAnswers.map((text) => (JSON.parse(text) as Reply[])[0] ?? {});
    const last = replies.at(-1);
    const taskId = idIn(replies);
    const call = (tool: RepairTools, more: object = {}): Turn => ({
      tool,
      arguments: { taskId, ...more },
    });
    const create = (ifExists: string): Turn => ({
      tool: 'Create' satisfies RepairTools,
      arguments: { name, script, ifExists },
    });
    if (!last) return create('fail');

    const error = textOf(last.error);
    if (/"If the Name Is Taken" to reuse/.test(error)) return create('reuse');
    if (/Deploy it first/.test(error)) return call('Deploy');
    if (/Set Parent Output Names first, by Sync Task: Schedule/.test(error)) {
      const { parameters } = tools.find((tool) => tool.name === 'Schedule') ?? {};
      const [root] = /\w+_root/.exec(parameters?.properties.parents?.description ?? '') ?? [];
      return call('Schedule', { parents: root });
    }
    const [, instanceId] = /ended without success \(instance (\d+) is/.exec(error) ?? [];
    if (instanceId !== undefined) return call('Get_Log', { instanceId });
    const stuck: Turn = { answer: `It did not work: ${JSON.stringify(last)}` };
    if (error !== '') return stuck;

    const columnIn = (reply: Reply) =>
      /Unknown column '(\w+)'/.exec(textOf(reply.Data) + textOf(reply.TaskInstanceLog))?.[1];
    if (columnIn(last) !== undefined) return call('Get');
    if (last.TaskContent !== undefined) {
      const wrong = replies.map(columnIn).filter(Boolean).at(-1) ?? '';
      const written = JSON.stringify(last.TaskContent);
      return call('Update', { script: written.replaceAll(wrong, right[wrong] ?? wrong) });
    }
    if (/when it is deployed: use Deploy/.test(JSON.stringify(last.Hints))) return call('Deploy');
    const found = `The task is ${taskId}.`;
    switch (last.Outcome) {
      case 'created':
      case 'reused':
        return isToRun ? call('Run') : { answer: found };
      case 'deployed':
        return call('Run');
      case 'started':
        return { answer: `${found} Its run has ended well.` };
      default:
        return stuck;
    }
  };
