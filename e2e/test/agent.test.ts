import type { INode } from 'n8n-workflow';
import { nodeType } from '../examples';
import { failureOf, outputOf, type WorkflowFile } from '../rest';
import { repairingTurns, type RepairTools } from './repairing-model';
import { startScriptedModel, type Reading, type ScriptedModel, type Turn } from './scripted-model';
import { nothingTakesTime, startTestbed, type Testbed } from './testbed';
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

/** An AI Agent with a chat model, and nodes of this package as its tools. */
function agentWith(tools: INode[], modelNode: INode, text: string): WorkflowFile {
  const agent = node('AI Agent', `${langchain}.agent`, 3, {
    promptType: 'define',
    text,
    options: { enableStreaming: false, maxIterations: 20 },
  });
  const to = (type: 'main' | 'ai_tool' | 'ai_languageModel') => ({
    [type]: [[{ node: agent.name, type, index: 0 }]],
  });
  const start = manualTrigger();
  return {
    name: 'Agent',
    nodes: [start, ...tools, modelNode, agent],
    connections: {
      [start.name]: to('main'),
      ...Object.fromEntries(tools.map(({ name }) => [name, to('ai_tool')])),
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
    agentWith([tool], chatModel, 'Make a task orders_daily that copies the table u_pk.'),
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
      agentWith([tool], await chatModelOf(reader, 'Reader'), question),
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

/** A workspace of one kind: its tools for an agent, and what the emulator holds of it. */
interface Kind {
  readonly projectId: string;
  readonly task: string;
  readonly instance: string;
  /** What names a task, and a run, that there is. */
  readonly byId: INode['parameters'];
  readonly instanceId: string;
  /** What a new task has beside its name and script. */
  readonly newTask: INode['parameters'];
  readonly schedule: INode['parameters'];
  /** Tools that are called where nothing was made before but the task, in their order. */
  readonly called: readonly string[];
  /** The script of each task, as it is and as it is in production. */
  scripts(): Array<{ draft: string; live: string | undefined }>;
  /** What became of each run. */
  runs(): Array<string | undefined>;
}

const locator = (mode: string, value: string) => ({ __rl: true, mode, value });
const taskId = locator('id', fromAi('taskId', 'The ID of the task'));
const state = () => bed.emulator.emulator.state;
const resultOf = ({ attempts }: { attempts: Array<{ result: string }> }) => attempts.at(-1)?.result;

const kinds: Record<string, Kind> = {
  'with legacy DataStudio': {
    projectId: '10000',
    task: 'syncTask',
    instance: 'instance',
    byId: { taskType: 'DI_OFFLINE', fileId: taskId },
    instanceId: 'instanceId',
    newTask: {
      taskType: 'DI_OFFLINE',
      taskName: fromAi('name', 'The name of the new task'),
      taskParamInput: 'fields',
      fileFolderPath: locator('path', 'Business Flow/demo/Data Integration'),
      resourceGroup: locator('id', 'S_res_group_demo_1'),
    },
    schedule: {
      schedule: {
        inputList: fromAi(
          'parents',
          'Output names of the parents; demo_workspace_root is the start of the workspace',
        ),
      },
    },
    called: ['Create', 'Create', 'Run', 'Deploy', 'Schedule', 'Deploy', 'Run'],
    scripts: () =>
      [...state().files.values()].map(({ content, versions, nodeId }) => {
        const live = nodeId === undefined ? undefined : state().nodes.PROD.get(nodeId)?.fileVersion;
        return {
          draft: content,
          live: versions.find(({ version }) => version === live)?.content,
        };
      }),
    runs: () => [...state().instances.values()].map(resultOf),
  },
  'with the new Data Studio': {
    projectId: '20000',
    task: 'syncNode',
    instance: 'taskInstance',
    byId: { nodeId: taskId },
    instanceId: 'taskInstanceId',
    newTask: {
      nodeName: fromAi('name', 'The name of the new node'),
      folderPath: locator('path', 'demo/sync'),
      taskContentInput: 'json',
      resourceGroup: locator('id', 'Serverless_res_group_demo_1'),
    },
    schedule: {
      schedule: {
        parents: fromAi(
          'parents',
          'Output names of the parents; demo_studio_root is the start of the workspace',
        ),
      },
    },
    called: ['Create', 'Create', 'Run', 'Deploy', 'Run'],
    scripts: () => {
      const { nodes, tasks } = state().studio;
      const contentOf = (spec: Record<string, unknown> | undefined) =>
        (spec?.script as { content: string } | undefined)?.content;
      return [...nodes.values()].map(({ spec, taskId: published }) => ({
        draft: contentOf(spec) ?? '',
        live: contentOf(published === undefined ? undefined : tasks.Prod.get(published)?.spec),
      }));
    },
    runs: () => [...state().studio.taskInstances.values()].map(resultOf),
  },
};

/** The tools of an agent that makes, runs and repairs a task. */
function repairTools({ projectId, task, instance, ...kind }: Kind): INode[] {
  const tool = (name: RepairTools, resource: string, operation: string, more: object) =>
    dataWorks(
      bed.credential,
      name,
      { resource, operation, projectId: locator('id', projectId), ...more },
      { type: `${nodeType}Tool` },
    );
  const taskContent = fromAi('script', 'The script of Data Integration, as JSON');
  const { byId, newTask, instanceId } = kind;
  const options = { ifExists: fromAi('ifExists', 'If the Name Is Taken: fail, reuse or update') };
  const quick = { firstPause: 0.1, longestPause: 0.1 };
  return [
    tool('Create', task, 'create', { ...newTask, taskContent, options }),
    tool('Get', task, 'get', byId),
    tool('Update', task, 'update', { ...byId, taskContentInput: 'json', taskContent }),
    tool('Schedule', task, 'schedule', { ...byId, ...kind.schedule }),
    tool('Deploy', task, 'deploy', { ...byId, options: quick }),
    tool('Run', task, 'run', { ...byId, runFor: 'yesterday', wait: true, options: quick }),
    tool('Get_Log', instance, 'getLog', {
      [instanceId]: locator('id', fromAi('instanceId', 'The ID of the run')),
    }),
  ];
}

test.each(Object.entries(kinds))(
  'in a workspace %s an AI agent makes a task, meets it again, runs it, reads why it failed, repairs and runs it',
  async (name, kind) => {
    const { emulator } = bed.emulator;
    emulator.reset();
    nothingTakesTime(bed);
    emulator.plans.add({
      of: 'run',
      result: 'FAILURE',
      log: "DataXException: Code:[DBUtilErrorCode-07], Description:[The SQL statement failed.]. - Unknown column 'nmae' in 'field list'",
    });
    const script = JSON.stringify(sampleScript).replaceAll('"name"]', '"nmae"]');
    const wish = { name: 'orders_daily', script, right: { nmae: 'name' } };
    const ask = async (isToRun: boolean) => {
      const repairer = await startScriptedModel(repairingTurns({ ...wish, isToRun }));
      try {
        const chatModel = await chatModelOf(repairer, name);
        const workflow = await bed.api.createWorkflow(
          agentWith(repairTools(kind), chatModel, 'Make the task orders_daily.'),
        );
        const id = await bed.api.run(workflow, 'AI Agent');
        const execution = await bed.api.finished(id, 150_000);
        expect(failureOf(execution)).toBe('');
        const [{ output } = {}] = outputOf(execution, 'AI Agent');
        return { output, called: repairer.readings.at(-1)?.called };
      } finally {
        await repairer.close();
      }
    };

    const made = await ask(false);
    expect(made).toEqual({
      output: expect.stringMatching(/^The task is \d+\.$/),
      called: ['Create'],
    });
    const [id] = /\d+/.exec(String(made.output)) ?? [];
    expect(await ask(true)).toEqual({
      output: `The task is ${id}. Its run has ended well.`,
      called: [...kind.called, 'Get_Log', 'Get', 'Update', 'Deploy', 'Run'],
    });
    expect(kind.runs()).toEqual(['FAILURE', 'SUCCESS']);
    const [{ draft, live } = { draft: '', live: '' }, ...more] = kind.scripts();
    expect(more).toEqual([]);
    expect(JSON.parse(draft)).toMatchObject({
      steps: [{ parameter: { column: ['id', 'name'] } }, { parameter: { column: ['id', 'name'] } }],
    });
    expect(live).toBe(draft);
  },
);
