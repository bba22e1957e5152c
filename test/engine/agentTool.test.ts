import type { INodeParameters } from 'n8n-workflow';

import { createParameters, startEmulated, type Emulated } from './emulated';

let emulated: Emulated;
beforeAll(async () => {
  emulated = await startEmulated();
});
afterAll(() => emulated.close());
beforeEach(() => emulated.server.emulator.reset());

/** What an agent's model reads after it called the node. */
async function replyTo(parameters: INodeParameters) {
  const { reply } = await emulated.engine.runAsTool({
    parameters: createParameters(parameters),
    toolArguments: { name: 'orders' },
  });
  return reply;
}

describe('what the model of an AI agent reads', () => {
  it('is the reply of a success', async () => {
    const [reply] = await replyTo({ taskName: "={{ $fromAI('name', '', 'string') }}" });
    expect(reply).toMatchObject({ Success: true, Outcome: 'created' });
  });

  it('is what happened, what to do and the facts, when DataWorks refuses', async () => {
    await replyTo({ taskName: 'orders' });
    expect(await replyTo({ taskName: 'orders', cu: 1 })).toEqual([
      {
        error: expect.stringMatching(
          /is already in the folder .* its FileId is \d+\)\. .*"If the Name Is Taken" to reuse or update.*Code: Invalid\.DI\.Parameter\.File\.Existed/,
        ),
      },
    ]);
  });

  it('is what is wrong and the way out, when the node refuses', async () => {
    const [reply] = await replyTo({ taskContent: '{"type": "job"' });
    expect(reply?.error).toMatch(/Task Content.*\. \S.*/);
    expect(emulated.requests()).toEqual([]);
  });
});

describe('what the editor shows beside the output', () => {
  const script = createParameters({}).taskContent;
  const schedule = { cronExpress: '00 30 02 * * ?' };
  const ofTask = { resource: 'syncTask', projectId: createParameters({}).projectId };

  it.each<[string, INodeParameters]>([
    ['update', { taskType: 'DI_OFFLINE', taskContent: script }],
    ['schedule', { schedule }],
  ])('stands in the reply of %s: it is not deployed yet', async (operation, parameters) => {
    await replyTo({ taskName: 'orders' });
    const [fileId] = [...emulated.server.emulator.state.files.keys()].map(String);
    const { reply } = await emulated.engine.runAsTool({
      parameters: {
        ...ofTask,
        operation,
        fileId: { __rl: true, mode: 'id', value: fileId },
        ...parameters,
      } as INodeParameters,
      toolArguments: {},
    });
    expect(reply).toEqual([
      expect.objectContaining({
        Outcome: 'updated',
        Hints: expect.arrayContaining(['It takes effect when it is deployed: use Deploy.']),
      }),
    ]);
  });

  it('makes no reply where there is none, and is left out where nothing is shown', async () => {
    const list = { ...ofTask, operation: 'getMany' } as INodeParameters;
    const { reply } = await emulated.engine.runAsTool({ parameters: list, toolArguments: {} });
    expect(reply).toEqual([]);
    expect((await replyTo({ taskName: 'orders' }))[0]).not.toHaveProperty('Hints');
    const [made] = await replyTo({ taskName: 'a/b' });
    expect(made).toMatchObject({ Hints: [expect.stringMatching(/^Task Name: has a "\/" in it/)] });
  });
});

describe('how much of a reply the model reads', () => {
  const tasks = async (parameters: INodeParameters) => {
    await replyTo({ taskName: 'orders' });
    const { resource, projectId } = createParameters({});
    const { reply } = await emulated.engine.runAsTool({
      parameters: { resource, operation: 'getMany', projectId, ...parameters } as INodeParameters,
      toolArguments: {},
    });
    return reply;
  };

  it('is what matters, unless something else is chosen', async () => {
    const [task] = await tasks({});
    expect(task).toMatchObject({ FileId: expect.any(Number), FileName: 'orders' });
    const [raw] = await tasks({ output: 'raw' });
    expect(Object.keys(raw ?? {}).length).toBeGreaterThan(Object.keys(task ?? {}).length);
  });

  it('is the fields that are named', async () => {
    const selected = { output: 'selected', outputFields: 'FileName, CommitStatus, constructor' };
    expect(await tasks(selected)).toEqual([{ FileName: 'orders', CommitStatus: 0 }]);
  });

  it('is a refusal when none is named', async () => {
    const [reply] = await tasks({ output: 'selected', outputFields: ' , ' });
    expect(reply?.error).toMatch(/"Fields to Include" is empty/);
  });
});

describe('a tool that an agent invokes itself', () => {
  const invoke = async (parameters: INodeParameters, invocations: number, settings = {}) => {
    const { reply } = await emulated.engine.runAsTool({
      parameters,
      toolArguments: {},
      invocations,
      settings,
    });
    return reply.map((one) => String(one.reply));
  };

  it('makes one thing for each of two equal calls at the same time (defect 28)', async () => {
    const create = createParameters({ taskName: 'orders', options: { ifExists: 'reuse' } });
    const replies = await invoke(create, 2);
    expect(replies.filter((reply) => reply.includes('"Outcome":"created"'))).toHaveLength(1);
    expect(replies.filter((reply) => reply.includes('"Outcome":"reused"'))).toHaveLength(1);
    expect(emulated.server.emulator.state.files.size).toBe(1);
  });

  it('goes on with its unit of work when Retry On Fail calls it again (defect 9)', async () => {
    const { faults } = emulated.server.emulator;
    faults.add({ kind: 'drop-reply', action: 'CreateDISyncTask', times: 4 });
    const replies = await invoke(createParameters({ taskName: 'orders' }), 1, {
      retryOnFail: true,
      maxTries: 2,
      waitBetweenTries: 0,
    });
    expect(replies).toEqual([expect.stringContaining('"Outcome":"created"')]);
    const sent = emulated.requests('CreateDISyncTask').map(({ parameters }) => parameters);
    const tokens = sent.map(({ query, body }) => query.ClientToken ?? body.ClientToken);
    expect(tokens).toHaveLength(5);
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).toMatch(/./);
    expect(emulated.server.emulator.state.files.size).toBe(1);
  });
});
