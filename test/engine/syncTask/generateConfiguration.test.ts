import fastify from 'fastify';
import type { INodeParameters } from 'n8n-workflow';

import { createEngine } from '../harness/engine';
import { generationParam, startRealTime, taskParameters, type RealTime } from '../realTime';

const BEGIN = 'GenerateDISyncTaskConfigForCreating';
const QUERY = 'QueryDISyncTaskConfigProcessResult';

describe('Sync Task: Generate Configuration', () => {
  let rt: RealTime;
  beforeAll(async () => {
    rt = await startRealTime();
  });
  afterAll(() => rt.close());
  beforeEach(() => rt.reset());

  const parameters = (changes: INodeParameters = {}): INodeParameters => ({
    resource: 'syncTask',
    operation: 'generateConfiguration',
    projectId: { __rl: true, mode: 'id', value: '10000' },
    taskType: 'DI_REALTIME',
    generationParam: JSON.stringify(generationParam),
    ...changes,
  });
  const generate = (changes: INodeParameters = {}) =>
    rt.engine.run({ parameters: parameters(changes) });
  const updating = (id: string) => ({
    generateFor: 'updating',
    fileId: { __rl: true, mode: 'id', value: id },
  });

  it('waits for the script and outputs the reply of the API', async () => {
    const run = await generate();

    expect(run.error).toBeUndefined();
    expect(run.output).toEqual([
      [
        {
          json: {
            Success: true,
            RequestId: expect.any(String),
            Data: { Status: 'success', TaskContent: expect.stringMatching(/^\{"type":"realtime"/) },
            ProcessId: expect.any(Number),
            Calls: 2,
            WaitedSeconds: 5,
          },
          pairedItem: { item: 0 },
        },
      ],
    ]);
  });

  it('keeps a process number above 2^53 exact', async () => {
    const large = await startRealTime({ largeIds: true });
    large.reset();
    const run = await large.engine.run({ parameters: parameters() });
    await large.close();

    expect(run.output[0]![0]!.json.ProcessId).toMatch(/^\d{19}$/);
    const [generation] = large.server.emulator.state.generations.keys();
    expect(run.output[0]![0]!.json.ProcessId).toBe(String(generation));
  });

  it.each([
    [BEGIN, 'creating'],
    ['GenerateDISyncTaskConfigForUpdating', 'updating'],
  ])('sends what the official client sends for %s', async (action, generateFor) => {
    const id = await rt.addTask('DI_SOLUTION');
    const isUpdate = generateFor === 'updating';
    await generate({
      ...(isUpdate ? updating(id) : {}),
      taskType: 'DI_SOLUTION',
      options: { clientToken: 'order-1' },
    });
    const reply = await rt.official(action, {
      ProjectId: '10000',
      TaskType: 'DI_SOLUTION',
      TaskParam: JSON.stringify(generationParam),
      ClientToken: 'order-2',
      ...((isUpdate ? { TaskId: id } : {}) as Record<string, string>),
    });
    const { ProcessId } = reply.Data as { ProcessId: number };
    await rt.official(QUERY, {
      ProjectId: '10000',
      TaskType: 'DI_SOLUTION',
      AsyncProcessId: String(ProcessId),
    });

    const [ours, theirs] = rt.requests(action).map((request) => request.parameters);
    expect(ours).toEqual({ ...theirs, query: { ...theirs!.query, ClientToken: 'order-1' } });
    const queries = rt.requests(QUERY).map((request) => request.parameters);
    expect(queries[0]).toEqual({
      ...queries.at(-1),
      query: { ...queries.at(-1)!.query, AsyncProcessId: expect.any(String) },
    });
    const [first, second] = [...rt.server.emulator.state.generations.values()];
    expect(first!.content).toBe(second!.content);
    expect(first!.taskId).toBe(second!.taskId);
  });

  it('says why there is no script', async () => {
    rt.server.emulator.plans.add({ of: 'generation', fails: true, message: 'no such table' });
    const run = await generate();

    expect(run.error?.message).toBe(
      'DataWorks did not generate the configuration: It ended without success (no such table).',
    );
    expect(run.error?.description).toMatch(new RegExp(`Operation: ${BEGIN}, RequestId: `));
  });

  it('takes a missing script under a status that is not documented for one under way', async () => {
    const states = [
      { Status: 'running' },
      { Status: 'init', TaskContent: null },
      { TaskContent: '{}' },
    ];
    const server = fastify();
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', (_request, _body, done) => done(null));
    server.post('/', ({ headers }) => ({
      Success: true,
      RequestId: 'R',
      Data: headers['x-acs-action'] === QUERY ? states.shift() : { ProcessId: 7 },
    }));
    const endpoint = await server.listen({ host: '127.0.0.1', port: 0 });
    const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
    const engine = await createEngine({
      credentials: { alibabaCloudAccessKeyApi: { ...keys, endpoint } },
    });
    const run = await engine.run({ parameters: parameters() });
    await server.close();

    expect(run.output[0]![0]!.json).toMatchObject({ Data: { TaskContent: '{}' }, Calls: 3 });
  });

  describe('when n8n runs the node again', () => {
    it('waits for the generation that is under way', async () => {
      rt.server.emulator.plans.add({ of: 'generation', ms: 90_000 });
      const run = await generate({ options: { waitAtMost: 1 } });
      expect(run.error?.message).toMatch(/did not end in time \(the state is under way \(process/);

      const again = await run.retry();
      expect(again.output[0]![0]!.json).toMatchObject({ Data: { Status: 'success' } });
      expect(rt.requests(BEGIN)).toHaveLength(1);
    });

    it('begins another one after each that came to nothing', async () => {
      rt.server.emulator.plans.add({ of: 'generation', fails: true, times: 2 });
      const first = await generate();
      const second = await first.retry();
      expect([first.status, second.status]).toEqual(['error', 'error']);

      const third = await second.retry();
      expect(third.output[0]![0]!.json).toMatchObject({ Data: { Status: 'success' } });
      const tokens = rt.requests(BEGIN).map((request) => request.parameters.query.ClientToken);
      expect(new Set(tokens).size).toBe(3);
    });

    it('begins another one when the one it knows of is gone', async () => {
      rt.server.emulator.plans.add({ of: 'generation', ms: 90_000 });
      const run = await generate({ options: { waitAtMost: 1 } });
      rt.server.emulator.state.generations.clear();

      const again = await run.retry();
      expect(again.output[0]![0]!.json).toMatchObject({ Data: { Status: 'success' } });
      expect(rt.requests(BEGIN)).toHaveLength(2);
    });
  });

  it('has one generation when the reply is lost', async () => {
    rt.server.emulator.faults.add({ kind: 'drop-reply', action: BEGIN });
    const run = await generate();

    expect(run.output[0]![0]!.json).toMatchObject({ Data: { Status: 'success' } });
    expect(rt.server.emulator.state.generations.size).toBe(1);
  });

  it('keeps secrets of the settings out of the message', async () => {
    const message = 'login failed with hunter2secret';
    rt.server.emulator.plans.add({ of: 'generation', fails: true, message });
    const [reader, writer] = generationParam.steps;
    const steps = [{ ...reader, parameter: { password: 'hunter2secret' } }, writer];
    const run = await generate({ generationParam: JSON.stringify({ ...generationParam, steps }) });

    expect(run.error?.message).toContain('login failed with ***');
    expect(run.error?.description).not.toContain('hunter2secret');
  });

  it('says what is wrong with settings that DataWorks refuses', async () => {
    const run = await generate({ generationParam: '{}' });

    expect(run.error?.message).toMatch(/did not generate the configuration: .*cannot be generated/);
    expect(run.error?.description).toMatch(/Code: Invalid\.DI\.Parameter/);
    expect(rt.requests(QUERY)).toEqual([]);
  });

  it.each<[string, INodeParameters, RegExp, RegExp]>([
    ['a batch task', { taskType: 'DI_OFFLINE' }, /"Task Type" is DI_OFFLINE/, /Task Content/],
    [
      'settings that are not JSON',
      { generationParam: '{' },
      /"Generation Settings \(JSON\)" is not JSON/,
      /ends too early|breaks at/,
    ],
    ['an update of no task', updating('={{ "" }}'), /"Task" is empty/, /value/],
    [
      'a token with a space',
      { options: { clientToken: 'a b' } },
      /"Client Token" may hold only/,
      /leave it empty/,
    ],
    [
      'a wait of eight days',
      { options: { waitAtMost: 8 * 24 * 60 } },
      /"Wait at Most" is 11520/,
      /10080/,
    ],
  ])('refuses %s before sending', async (_what, changes, message, wayOut) => {
    const run = await generate(changes);

    expect(run.error?.name).toBe('NodeOperationError');
    expect(run.error?.message).toMatch(message);
    expect(run.error?.description).toMatch(wayOut);
    expect(rt.requests()).toEqual([]);
  });

  it('gives a script that Create takes', async () => {
    const generated = await generate();
    const { TaskContent } = generated.output[0]![0]!.json.Data as { TaskContent: string };
    const created = await rt.engine.run({
      parameters: {
        ...taskParameters('create', ''),
        taskName: 'live_orders',
        taskContent: TaskContent,
        taskParamInput: 'json',
        taskParam: JSON.stringify({ FileFolderPath: 'Business Flow/demo/Data Integration' }),
      },
    });
    expect(created.output[0]![0]!.json).toMatchObject({ Outcome: 'created' });
  });
});
