import type { INode } from 'n8n-workflow';
import { nodeType } from '../examples';
import { failureOf, outputOf, type WorkflowFile } from '../rest';
import { startScriptedModel, type Reading, type ScriptedModel, type Turn } from './scripted-model';
import { startTestbed, type Testbed } from './testbed';
import { createTask, manualTrigger, node } from './workflow-builder';

const langchain = '@n8n/n8n-nodes-langchain';
let bed: Testbed;
let model: ScriptedModel;

/** Does what the last answer of the tool tells it to do. */
function nextTurn({ tools, toolAnswers }: Reading): Turn {
  const tool = tools[0]?.name ?? '';
  const last = toolAnswers.at(-1);
  const task = { taskName: 'orders_daily', ifExists: 'fail' };
  if (last === undefined) return { tool, arguments: task };
  const fileId = /"FileId":\s*"?(\d+)/.exec(last)?.[1];
  if (fileId !== undefined) return { answer: `The task has the FileId ${fileId}.` };
  return /already in the folder/.test(last) && /"If the Name Is Taken\\*" to reuse/.test(last)
    ? { tool, arguments: { ...task, ifExists: 'reuse' } }
    : { answer: `It did not work: ${last}` };
}

beforeAll(async () => {
  bed = await startTestbed('agent');
  model = await startScriptedModel(nextTurn);
});
afterAll(async () => {
  await model?.close();
  await bed?.stop();
});

/** An AI Agent with a chat model, and this package's node as its tool. */
function agentWith(tool: INode, modelNode: INode): WorkflowFile {
  const agent = node('AI Agent', `${langchain}.agent`, 3, {
    promptType: 'define',
    text: 'Make a task orders_daily that copies the table u_pk.',
    options: { enableStreaming: false },
  });
  const to = (type: 'main' | 'ai_tool' | 'ai_languageModel') => ({
    [type]: [[{ node: agent.name, type, index: 0 }]],
  });
  const start = manualTrigger();
  return {
    name: 'Agent',
    nodes: [start, tool, modelNode, agent],
    connections: {
      [start.name]: to('main'),
      [tool.name]: to('ai_tool'),
      [modelNode.name]: to('ai_languageModel'),
    },
    settings: { executionOrder: 'v1' },
  };
}

test('an AI agent creates a task; asked again it meets the taken name, reads the message and reuses the task', async () => {
  const openAi = await bed.api.storeCredential('Model', 'openAiApi', {
    apiKey: 'none',
    url: model.url,
  });
  const chatModel = node(
    'Model',
    `${langchain}.lmChatOpenAi`,
    1.2,
    { model: { __rl: true, mode: 'id', value: 'scripted' }, options: { maxRetries: 0 } },
    { credentials: { openAiApi: { id: openAi.id, name: openAi.name } } },
  );
  const fromAi = (name: string, description: string) =>
    `={{ $fromAI('${name}', '${description}', 'string') }}`;
  const tool = createTask(
    bed.credential,
    fromAi('taskName', 'The name of the new task'),
    { ifExists: fromAi('ifExists', 'fail, reuse or update') },
    { type: `${nodeType}Tool` },
  );
  const workflow = await bed.api.createWorkflow(agentWith(tool, chatModel));
  const ask = async () => {
    const execution = await bed.api.finished(await bed.api.run(workflow, 'AI Agent'));
    expect(failureOf(execution)).toBe('');
    return outputOf(execution, 'AI Agent');
  };

  const first = await ask();
  const [task, ...more] = [...bed.emulator.emulator.state.files.values()];
  expect(more).toEqual([]);
  expect(first).toEqual([{ output: `The task has the FileId ${task?.fileId}.` }]);
  expect(model.readings.map(({ toolAnswers }) => toolAnswers.length)).toEqual([0, 1]);

  model.readings.length = 0;
  expect(await ask()).toEqual(first);
  expect(model.readings.map(({ toolAnswers }) => toolAnswers.length)).toEqual([0, 1, 2]);
  expect(bed.emulator.emulator.state.files.size).toBe(1);

  const [{ tools } = { tools: [] }] = model.readings;
  expect(tools).toEqual([
    expect.objectContaining({ name: 'Create_a_sync_task', description: expect.any(String) }),
  ]);
});
