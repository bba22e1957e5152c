import type { INode } from 'n8n-workflow';
import { nodeType } from '../examples';
import { failureOf, outputOf, type WorkflowFile } from '../rest';
import { startScriptedModel, type Reading, type ScriptedModel, type Turn } from './scripted-model';
import { startTestbed, type Testbed } from './testbed';
import {
  chain,
  createTask,
  dataWorks,
  manualTrigger,
  node,
  sampleScript,
} from './workflow-builder';

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
function agentWith(tool: INode, modelNode: INode, text: string): WorkflowFile {
  const agent = node('AI Agent', `${langchain}.agent`, 3, {
    promptType: 'define',
    text,
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

/** The node of a chat model that asks this one. */
async function chatModelOf({ url }: ScriptedModel, name: string): Promise<INode> {
  const openAi = await bed.api.storeCredential(name, 'openAiApi', { apiKey: 'none', url });
  return node(
    'Model',
    `${langchain}.lmChatOpenAi`,
    1.2,
    { model: { __rl: true, mode: 'id', value: 'scripted' }, options: { maxRetries: 0 } },
    { credentials: { openAiApi: { id: openAi.id, name: openAi.name } } },
  );
}

const fromAi = (name: string, description: string, type = 'string') =>
  `={{ $fromAI('${name}', '${description}', '${type}') }}`;

test('an AI agent creates a task; asked again it meets the taken name, reads the message and reuses the task', async () => {
  const chatModel = await chatModelOf(model, 'Model');
  const tool = createTask(
    bed.credential,
    fromAi('taskName', 'The name of the new task'),
    { ifExists: fromAi('ifExists', 'fail, reuse or update') },
    { type: `${nodeType}Tool` },
  );
  const workflow = await bed.api.createWorkflow(
    agentWith(tool, chatModel, 'Make a task orders_daily that copies the table u_pk.'),
  );
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

/** Lists the nodes, reads the one that there is, then tries to delete it. */
function readingTurn({ tools, toolAnswers }: Reading): Turn {
  const tool = tools[0]?.name ?? '';
  const call = (action: string, parameters: object): Turn => ({
    tool,
    arguments: { action, parameters: JSON.stringify({ ProjectId: 20000, ...parameters }) },
  });
  const [listed, read, deleted] = toolAnswers;
  if (listed === undefined) return call('ListNodes', { PageSize: 10 });
  const Id = /"Id":\s*"(\d{19})"/.exec(listed)?.[1];
  if (read === undefined) return call('GetNode', { Id });
  if (deleted === undefined) return call('DeleteNode', { Id });
  const name = /\\*"name\\*":\s*\\*"(\w+)/.exec(read)?.[1];
  return { answer: `The node ${Id} is ${name}. ${deleted}` };
}

test('an AI agent with API Call as its tool lists the nodes of a workspace and reads one; it may not delete', async () => {
  bed.emulator.emulator.reset();
  const made = await bed.api.createWorkflow(
    chain(
      'A node',
      manualTrigger(),
      dataWorks(bed.credential, 'Create a sync node', {
        resource: 'syncNode',
        operation: 'create',
        projectId: { __rl: true, mode: 'id', value: '20000' },
        nodeName: 'orders_daily',
        taskContent: JSON.stringify(sampleScript),
        resourceGroup: { __rl: true, mode: 'id', value: 'Serverless_res_group_demo_1' },
      }),
    ),
  );
  const before = await bed.api.finished(await bed.api.run(made, 'Create a sync node'));
  expect(failureOf(before)).toBe('');
  const [id] = [...bed.emulator.emulator.state.studio.nodes.keys()].map(String);

  const reader = await startScriptedModel(readingTurn);
  try {
    const tool = dataWorks(
      bed.credential,
      'DataWorks API',
      {
        resource: 'apiCall',
        operation: 'call',
        version: '2024-05-18',
        actionName: { __rl: true, mode: 'name', value: fromAi('action', 'The action to call') },
        parametersInput: 'json',
        parameters: fromAi('parameters', 'Its parameters, as JSON'),
      },
      { type: `${nodeType}Tool` },
    );
    const question = 'Which nodes does the workspace 20000 have?';
    const workflow = await bed.api.createWorkflow(
      agentWith(tool, await chatModelOf(reader, 'Reader'), question),
    );
    const execution = await bed.api.finished(await bed.api.run(workflow, 'AI Agent'));
    expect(failureOf(execution)).toBe('');
    const [{ output } = {}] = outputOf(execution, 'AI Agent');
    expect(output).toContain(`The node ${id} is orders_daily.`);
    expect(output).toMatch(/DeleteNode, which changes something, and only reads are wished/);
    const actions = bed.emulator.emulator.log.map(({ action }) => action);
    expect(actions.slice(-2)).toEqual(['ListNodes', 'GetNode']);
    expect(bed.emulator.emulator.state.studio.nodes.size).toBe(1);
  } finally {
    await reader.close();
  }
});
