import type { INodeParameters } from 'n8n-workflow';

import { createParameters, folder, script, startEmulated, type Emulated } from '../emulated';

const named = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `task_${i}` }));
const perItem = (changes: INodeParameters = {}) =>
  createParameters({ taskName: '={{ $json.name }}', ...changes });

describe('Sync Task: Create', () => {
  let emulated: Emulated;

  beforeAll(async () => {
    emulated = await startEmulated();
  });
  afterAll(() => emulated.close());
  beforeEach(() => emulated.server.emulator.reset());

  it('creates a task and outputs the reply of the API', async () => {
    const run = await emulated.engine.run({ parameters: createParameters() });

    expect(run.error).toBeUndefined();
    expect(run.output).toEqual([
      [
        {
          json: {
            Success: true,
            RequestId: expect.any(String),
            Data: expect.objectContaining({ FileId: expect.any(Number), Status: 'success' }),
            Outcome: 'created',
          },
          pairedItem: { item: 0 },
        },
      ],
    ]);
    expect(run.hints).toEqual([]);
  });

  it('sends TaskContent in the form body and all else in the query', async () => {
    await emulated.engine.run({
      parameters: createParameters({ options: { clientToken: 'order-4711' }, cu: 1.5 }),
    });

    const [request] = emulated.requests('CreateDISyncTask');
    expect(request?.parameters).toEqual({
      query: {
        ProjectId: '10000',
        TaskType: 'DI_OFFLINE',
        TaskName: 'new_di_task',
        TaskParam: JSON.stringify({
          FileFolderPath: folder,
          ResourceGroup: 'S_res_group_demo_1',
          Cu: 1.5,
        }),
        ClientToken: 'order-4711',
      },
      body: { TaskContent: JSON.stringify(script) },
    });
  });

  it('takes TaskContent and TaskParam as objects from expressions', async () => {
    const run = await emulated.engine.run({
      items: [
        { script, settings: { FileFolderPath: folder, ResourceGroup: 'S_res_group_demo_1' } },
      ],
      parameters: createParameters({
        taskContent: '={{ $json.script }}',
        taskParamInput: 'json',
        taskParam: '={{ $json.settings }}',
      }),
    });

    expect(run.error).toBeUndefined();
    const [request] = emulated.requests('CreateDISyncTask');
    expect(JSON.parse(request!.parameters.body.TaskContent!)).toEqual(script);
  });

  it('evaluates expressions per item, keeps the order, and feeds the next node', async () => {
    const run = await emulated.engine.run({
      items: named(5),
      parameters: perItem(),
      after: [
        {
          name: 'Next',
          fields: { id: '={{ $json.Data.FileId }}', of: "={{ $('Trigger').item.json.name }}" },
        },
      ],
    });

    const ids = run.output[0]!.map(({ json }) => (json.Data as { FileId: number }).FileId);
    expect(new Set(ids).size).toBe(5);
    expect(run.itemsOf('Next').map(({ json }) => json)).toEqual(
      ids.map((id, index) => ({ id, of: `task_${index}` })),
    );
  });

  describe('with 50 items and one bad in the middle', () => {
    const items = named(50);
    items[25]!.name = ' ';
    const bad = 'The parameter "Task Name" is empty';

    it('stops at it by default, and says which items were done', async () => {
      const run = await emulated.engine.run({
        items,
        parameters: perItem({ options: { concurrency: 1 } }),
      });

      expect(run.status).toBe('error');
      expect(run.error?.message).toBe(bad);
      expect(run.error?.context?.itemIndex).toBe(25);
      expect(run.error?.description).toMatch(/25 other items were done \(FileId \d+, /);
      expect(emulated.requests('CreateDISyncTask')).toHaveLength(25);
    });

    it('continues with an item that says why', async () => {
      const run = await emulated.engine.run({
        items,
        parameters: perItem(),
        settings: { onError: 'continueRegularOutput' },
      });

      const output = run.output[0]!;
      expect(output).toHaveLength(50);
      expect(output[25]).toEqual({
        json: { error: expect.stringContaining(bad), details: { tries: 0 } },
        pairedItem: { item: 25 },
      });
      expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
        items.map((_, item) => ({ item })),
      );
      expect(output.filter(({ json }) => json.Success === true)).toHaveLength(49);
    });

    it('sends it to the error output with its input', async () => {
      const run = await emulated.engine.run({
        items,
        parameters: perItem(),
        settings: { onError: 'continueErrorOutput' },
      });

      expect(run.output[0]).toHaveLength(49);
      expect(run.output[1]).toEqual([
        {
          json: { name: ' ', error: expect.stringContaining(bad), details: { tries: 0 } },
          pairedItem: { item: 25 },
        },
      ]);
    });
  });

  it('keeps no script of a node whose Concurrency is refused', async () => {
    const run = await emulated.engine.run({
      items: named(1),
      parameters: perItem({ options: { concurrency: '={{ 0 }}' } }),
    });
    expect(run.error?.message).toMatch(/"Concurrency" is 0/);
    expect(run.error).toMatchObject({
      node: { parameters: { resource: 'syncTask', operation: 'create' } },
    });
    expect(JSON.stringify(run.error)).not.toContain('mysql_pub');
  });

  it('sends nothing more once the execution is cancelled during a call', async () => {
    emulated.server.emulator.faults.add({ kind: 'stall', action: 'CreateDISyncTask' });
    const { result, cancel } = emulated.engine.start({
      items: named(3),
      parameters: perItem({ options: { concurrency: 1 } }),
    });
    await emulated.untilRequest('CreateDISyncTask');
    cancel();

    expect((await result).status).toBe('canceled');
    expect(emulated.requests('CreateDISyncTask')).toHaveLength(1);
  });

  describe('refuses before sending', () => {
    const long = 'x'.repeat(65);
    it.each<[string, INodeParameters, RegExp]>([
      [
        'no workspace',
        { projectId: { __rl: true, mode: 'id', value: '=' } },
        /"Workspace" is empty/,
      ],
      [
        'a workspace that is no number',
        { projectId: { __rl: true, mode: 'id', value: 'demo' } },
        /"Workspace" is "demo"/,
      ],
      ['workspace 0', { projectId: { __rl: true, mode: 'id', value: '0' } }, /"Workspace" is "0"/],
      [
        'a workspace number that has lost digits',
        { projectId: { __rl: true, mode: 'id', value: '={{ 9007199254740993 }}' } },
        /"Workspace" is too large for a number/,
      ],
      ['an unknown task type', { taskType: '={{ "DI_BATCH" }}' }, /"Task Type" is "DI_BATCH"/],
      ['a blank name', { taskName: '={{ "  " }}' }, /"Task Name" is empty/],
      ['half a character', { taskName: '={{ "a\\ud83d" }}' }, /"Task Name" holds half/],
      [
        'a script that is not JSON',
        { taskContent: '{"type": "job",' },
        /"Task Content" is not JSON/,
      ],
      ['a script that is a list', { taskContent: '[]' }, /"Task Content" is not a JSON object/],
      ['an empty script', { taskContent: '' }, /"Task Content" is empty/],
      [
        'a script without a writer',
        { taskContent: JSON.stringify({ ...script, steps: [script.steps[0]] }) },
        /steps has no step with "category": "writer".*order\.hops\[0\]\.to names no step: "Writer"/,
      ],
      [
        'settings that are no object',
        { taskParamInput: 'json', taskParam: '"text"' },
        /"Task Settings \(JSON\)" is not a JSON object/,
      ],
      ['an odd Cu', { cu: 0.7 }, /"CU" is 0.7/],
      [
        'an odd Cu in JSON',
        { taskParamInput: 'json', taskParam: '{"Cu": "half"}' },
        /"CU" is half/,
      ],
      [
        'no folder',
        { fileFolderPath: { __rl: true, mode: 'path', value: '={{ "" }}' } },
        /"Folder" is empty/,
      ],
      ['a long token', { options: { clientToken: long } }, /"Client Token" has 65 characters/],
      ['a token with an umlaut', { options: { clientToken: 'ä' } }, /"Client Token" may hold only/],
      [
        'an update of a real-time task',
        { taskType: 'DI_REALTIME', options: { ifExists: 'update' } },
        /"If the Name Is Taken" is Update/,
      ],
      ['an odd timeout', { options: { requestTimeout: 'soon' } }, /"Request Timeout" is soon/],
    ])('%s', async (_what, changes, message) => {
      const run = await emulated.engine.run({ parameters: createParameters(changes) });

      expect(run.status).toBe('error');
      expect(run.error?.name).toBe('NodeOperationError');
      expect(run.error?.message).toMatch(message);
      expect(run.error?.description).toBeTruthy();
      expect(emulated.requests()).toEqual([]);
    });
  });

  it('keeps a workspace number above 2^53 exact when it is text', async () => {
    await emulated.engine.run({
      parameters: createParameters({
        projectId: { __rl: true, mode: 'id', value: '9007199254740993' },
      }),
    });
    expect(emulated.requests()[0]?.parameters.query.ProjectId).toBe('9007199254740993');
  });

  it('shows what is doubtful in a script as hints, and creates the task', async () => {
    const [reader, writer] = script.steps;
    const doubtful = {
      ...script,
      steps: [reader, { ...writer, parameter: { ...writer!.parameter, column: ['id'] } }],
    };
    const run = await emulated.engine.run({
      parameters: createParameters({ taskContent: JSON.stringify(doubtful) }),
    });

    expect(run.output[0]).toHaveLength(1);
    expect(run.hints).toEqual([
      expect.objectContaining({ message: expect.stringContaining('6 and 1 columns') }),
    ]);
  });

  describe('when the API refuses', () => {
    it('fails when the reply says so under HTTP 200', async () => {
      const run = await emulated.engine.run({
        parameters: createParameters({
          fileFolderPath: {
            __rl: true,
            mode: 'path',
            value: 'Business Flow/none/Data Integration',
          },
        }),
      });

      expect(run.error?.name).toBe('NodeApiError');
      expect(run.error?.message).toMatch(
        /^DataWorks did not create the task: .*\(Invalid path: Business Flow\/none\/Data Integration\)\.$/,
      );
      expect(run.error?.description).toMatch(/RequestId: \S+, HTTP status: 200, Tries: 1/);
    });

    it.each([
      [400, 'Invalid.DI.Parameter', /did not accept a parameter/, 'configuration-invalid'],
      [
        403,
        'Forbidden.DI.NoPrivilege',
        /no right to do this in the workspace/,
        'configuration-invalid',
      ],
      [
        500,
        'InternalError.DI.Parameter',
        /could not work with a parameter/,
        'configuration-invalid',
      ],
    ])('with HTTP %d %s, it says what to do', async (status, code, message, cause) => {
      emulated.server.emulator.faults.add({ kind: 'error', code, status });
      const run = await emulated.engine.run({ parameters: createParameters() });

      expect(run.error?.message).toMatch(message);
      expect(run.error?.description).toMatch(
        new RegExp(`Code: ${code}, RequestId: \\S+, HTTP status: ${status}, Tries: 1`),
      );
      expect(run.error).toMatchObject({
        httpCode: String(status),
        context: { itemIndex: 0 },
        failure: { cause },
      });
      expect(emulated.requests('CreateDISyncTask')).toHaveLength(1);
    });

    it('names the task that has the name', async () => {
      const first = await emulated.engine.run({ parameters: createParameters() });
      const { FileId } = first.output[0]![0]!.json.Data as { FileId: number };
      const second = await emulated.engine.run({ parameters: createParameters() });

      expect(second.error?.message).toContain(`its FileId is ${FileId}`);
      expect(second.error?.description).toMatch(/Code: Invalid\.DI\.Parameter\.File\.Existed/);
    });
  });
});
