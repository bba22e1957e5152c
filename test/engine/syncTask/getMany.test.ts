import type { INodeParameters } from 'n8n-workflow';

import { startBatchTasks, type BatchTasks } from '../batchTasks';
import { createParameters, folder, shownFolder, storedScript } from '../emulated';

const workspace = { __rl: true, mode: 'id', value: '10000' };
const parameters = (changes: INodeParameters = {}): INodeParameters => ({
  resource: 'syncTask',
  operation: 'getMany',
  projectId: workspace,
  ...changes,
});

describe('Sync Task: Get Many', () => {
  let tasks: BatchTasks;
  beforeAll(async () => {
    tasks = await startBatchTasks();
  });
  afterAll(() => tasks.close());
  beforeEach(() => tasks.reset());

  const getMany = (changes?: INodeParameters) =>
    tasks.engine.run({ parameters: parameters(changes) });
  const names = async (changes?: INodeParameters) => {
    const run = await getMany(changes);
    expect(run.error).toBeUndefined();
    return run.output[0]!.map(({ json }) => json.FileName);
  };
  const pages = () =>
    tasks
      .requests('ListFiles')
      .map(({ parameters: { body } }) => `${body.PageNumber} of ${body.PageSize}`);
  const addMany = async (count: number) => {
    for (let index = 0; index < count; index++) await tasks.addTask(`task_${index}`);
  };
  const addRealTime = () =>
    tasks.engine.run({
      parameters: createParameters({
        taskType: 'DI_REALTIME',
        taskName: 'stream',
        taskContent: '{"type":"realtime"}',
      }),
    });

  it('gives one item per task, in short', async () => {
    const fileId = await tasks.addTask('orders');
    await tasks.deploy(fileId);
    await addRealTime();
    const run = await getMany();

    expect(run.output[0]).toEqual([
      {
        json: {
          FileId: Number(fileId),
          FileName: 'orders',
          TaskType: 'DI_OFFLINE',
          AbsoluteFolderPath: shownFolder,
          Owner: '2000000000000001',
          CommitStatus: 1,
          NodeId: 7_000_000_001,
          LastEditTime: expect.any(Number),
        },
        pairedItem: { item: 0 },
      },
      {
        json: {
          FileId: Number(fileId) + 1,
          FileName: 'stream',
          TaskType: 'DI_REALTIME',
          AbsoluteFolderPath: shownFolder,
          Owner: '2000000000000001',
          CommitStatus: 0,
          LastEditTime: expect.any(Number),
        },
        pairedItem: { item: 0 },
      },
    ]);
    expect(tasks.requests('ListFiles').map((request) => request.parameters)).toEqual([
      {
        query: {},
        body: {
          ProjectId: '10000',
          FileTypes: '23,900',
          NeedAbsoluteFolderPath: 'true',
          PageNumber: '1',
          PageSize: '50',
        },
      },
    ]);
  });

  it('gives what the API gives when it is not to simplify', async () => {
    await tasks.addTask('orders');
    const run = await getMany({ simplify: false, options: { needContent: true } });
    const reply = await tasks.official('ListFiles', {
      ProjectId: '10000',
      FileTypes: '23,900',
      NeedAbsoluteFolderPath: 'true',
      NeedContent: 'true',
      PageNumber: '1',
      PageSize: '50',
    });

    const [ours, theirs] = tasks.requests('ListFiles').map((request) => request.parameters);
    expect(ours).toEqual(theirs);
    expect(run.output[0]!.map(({ json }) => json)).toEqual(
      (reply.Data as { Files: unknown }).Files,
    );
  });

  it('gives the script as JSON on demand', async () => {
    await tasks.addTask('orders');
    const run = await getMany({ options: { needContent: true } });

    expect(run.output[0]![0]!.json.TaskContent).toEqual(storedScript());
  });

  it('gives no item when there is no task', async () => {
    expect((await getMany()).output).toEqual([[]]);
  });

  it('gives at most 50 tasks', async () => {
    await addMany(51);
    expect(await names()).toHaveLength(50);
    expect(pages()).toEqual(['1 of 50']);
  });

  it.each([
    [{ limit: 2 }, 2, ['1 of 2']],
    [{ limit: 205 }, 205, ['1 of 100', '2 of 100', '3 of 100']],
    [{ limit: 500 }, 210, ['1 of 100', '2 of 100', '3 of 100']],
    [{ returnAll: true }, 210, ['1 of 100', '2 of 100', '3 of 100']],
  ])('pages as far as it must for %j', async (changes, count, expected) => {
    await addMany(210);
    const found = await names(changes);

    expect(found).toEqual(Array.from({ length: count }, (_, index) => `task_${index}`));
    expect(pages()).toEqual(expected);
  });

  it('gives each task once when one is deleted between two pages', async () => {
    await addMany(150);
    const { emulator } = tasks.server;
    const last = emulator.state.files.get(1_000_150n)!;
    const { handle } = emulator;
    jest.spyOn(emulator, 'handle').mockImplementation((request) => {
      const outcome = handle.call(emulator, request);
      // After the first page a task comes in front: the last of that page is on the second again.
      if (pages().length === 1) {
        emulator.state.files.delete(last.fileId);
        const files = [...emulator.state.files];
        emulator.state.files.clear();
        for (const [id, file] of [[last.fileId, last] as const, ...files]) {
          emulator.state.files.set(id, file);
        }
      }
      return outcome;
    });
    const found = await names({ returnAll: true });
    jest.restoreAllMocks();

    expect(pages()).toHaveLength(2);
    expect(new Set(found).size).toBe(found.length);
    expect(found).toHaveLength(149);
  });

  describe('filters', () => {
    beforeEach(async () => {
      const { folders } = tasks.server.emulator.state.workspaces.get(10000n)!;
      folders.set(`${shownFolder}/sub`, 'folder_sub');
      await tasks.addTask('orders_daily');
      await tasks.addTask('orders_hourly', `${folder}/sub`);
      await tasks.addTask('customers');
      await addRealTime();
    });

    it.each<[INodeParameters, string[]]>([
      [{ keyword: 'orders' }, ['orders_daily', 'orders_hourly']],
      [{ fileFolderPath: { __rl: true, mode: 'path', value: `${folder}/sub` } }, ['orders_hourly']],
      [{ taskTypes: ['DI_REALTIME'] }, ['stream']],
      [{ taskTypes: ['DI_OFFLINE'], keyword: 's' }, ['orders_daily', 'orders_hourly', 'customers']],
      [{ taskTypes: [], keyword: 'stream' }, ['stream']],
      [{ owner: '2000000000000002' }, []],
      [{ owner: '2000000000000001', keyword: 'customers' }, ['customers']],
    ])('by %j', async (filters, expected) => {
      expect(await names({ filters })).toEqual(expected);
    });
  });

  it.each<[string, INodeParameters, RegExp]>([
    ['no workspace', { projectId: { __rl: true, mode: 'id', value: '=' } }, /"Workspace" is empty/],
    ['a limit of 0', { limit: '={{ 0 }}' }, /"Limit" is 0/],
    ['a limit of words', { limit: '={{ "few" }}' }, /"Limit" is few/],
    ['solutions', { filters: { taskTypes: ['DI_SOLUTION'] } }, /"Task Types" holds "DI_SOLUTION"/],
  ])('refuses %s before sending', async (_what, changes, message) => {
    const run = await getMany(changes);

    expect(run.error?.name).toBe('NodeOperationError');
    expect(run.error?.message).toMatch(message);
    expect(tasks.requests()).toEqual([]);
  });

  it('says what the API refuses', async () => {
    const run = await getMany({ projectId: { __rl: true, mode: 'id', value: '77' } });

    expect(run.error?.name).toBe('NodeApiError');
    expect(run.error?.message).toMatch(/^DataWorks did not list the tasks: /);
  });

  it('gives nothing when a later page fails', async () => {
    await addMany(110);
    tasks.server.emulator.faults.add({
      kind: 'error',
      code: 'Forbidden.Access',
      status: 403,
      action: 'ListFiles',
      after: 1,
    });
    const run = await getMany({ returnAll: true });

    expect(run.error?.message).toMatch(/^DataWorks did not list the tasks: The AccessKey may not/);
    expect(pages()).toHaveLength(2);
  });
});
