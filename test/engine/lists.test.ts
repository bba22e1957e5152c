import type { INodeParameters } from 'n8n-workflow';

import { createParameters, shownFolder, startEmulated, type Emulated } from './emulated';
import { fillWorkspace } from './fillWorkspace';
import { createEngine, type Engine } from './harness/engine';

const list = (value: unknown) => ({ __rl: true, mode: 'list', value }) as INodeParameters;
const form = (changes: INodeParameters = {}) =>
  createParameters({ taskContentInput: 'form', ...changes });
/** A real-time operation's parameters: those of a form are hidden there. */
const onTask = (fileId: string) => ({
  ...createParameters({ fileId: list(fileId) }),
  operation: 'getStatus',
});

const readerTables = { readerDataSource: list('mysql_pub') };
const writerTables = { writerDataSource: list('odps_source') };

describe('the lists of the editor', () => {
  let emulated: Emulated;
  let withoutRole: Engine;
  let fill: ReturnType<typeof fillWorkspace>;

  beforeAll(async () => {
    emulated = await startEmulated();
    fill = fillWorkspace(emulated.server);
    withoutRole = await createEngine({
      credentials: {
        alibabaCloudAccessKeyApi: {
          accessKeyId: 'testid-norole',
          accessKeySecret: 'testsecret-norole',
          endpoint: emulated.server.url,
        },
      },
    });
  });
  afterAll(() => emulated.close());
  beforeEach(() => emulated.server.emulator.reset());

  const look = (
    method: string,
    parameters: INodeParameters = {},
    filter?: string,
    paginationToken?: string,
  ) =>
    emulated.engine.listSearch(method, { parameters: form(parameters), filter, paginationToken });
  const names = async (...asked: Parameters<typeof look>) =>
    (await look(...asked)).results.map(({ name }) => name);

  it.each<[string, INodeParameters, string[]]>([
    [
      'listWorkspaces',
      {},
      [
        'Demo workspace (demo_workspace, 10000)',
        'Empty workspace (empty_workspace, 10001)',
        'Demo studio (demo_studio, 20000)',
      ],
    ],
    ['listFolders', {}, ['demo']],
    ['listResourceGroups', {}, ['Demo Data Integration (exclusive)']],
    ['listReaderDataSources', {}, ['mysql_pub']],
    ['listWriterDataSources', {}, ['odps_source']],
    ['listReaderTables', readerTables, ['u_pk', 'orders']],
    ['listWriterTables', writerTables, ['u_pk', 'ods_orders']],
  ])('%s shows what is there', async (method, parameters, expected) => {
    expect(await names(method, parameters)).toEqual(expected);
  });

  it('gives each entry the value that the API wants', async () => {
    const values = async (method: string) => (await look(method)).results.map(({ value }) => value);

    expect(await values('listWorkspaces')).toEqual(['10000', '10001', '20000']);
    expect(await values('listFolders')).toEqual([shownFolder]);
    expect(await values('listResourceGroups')).toEqual(['S_res_group_demo_1']);
  });

  it('shows the tasks of the type that the node is about', async () => {
    fill.addTasks(['daily'], 'DI_OFFLINE');
    fill.addTasks(['live'], 'DI_REALTIME');
    const tasksOf = (taskType: string) => names('listTasks', { taskType });

    expect(await tasksOf('DI_OFFLINE')).toEqual([expect.stringMatching(/^daily \(batch, \d+\)$/)]);
    expect(await tasksOf('DI_REALTIME')).toEqual([
      expect.stringMatching(/^live \(real-time, \d+\)$/),
    ]);
  });

  it('shows the runs of the workspace, or of the chosen task', async () => {
    const { fileId } = fill.addRuns(2);

    expect(await names('listInstances')).toEqual([
      'orders, 2024-01-03 (SUCCESS, 100000000000002)',
      'orders, 2024-01-02 (SUCCESS, 100000000000001)',
      'others, 2024-01-01 (SUCCESS, 100000000000000)',
    ]);
    const { results } = await emulated.engine.listSearch('listInstances', {
      parameters: onTask(fileId),
    });
    expect(results.map(({ value }) => value)).toEqual(['100000000000002', '100000000000001']);
  });

  it('asks for data sources of the same kind in RDS too', async () => {
    fill.addDataSources('rds', ['rds_orders']);

    const first = await look('listReaderDataSources');
    const second = await look(
      'listReaderDataSources',
      {},
      undefined,
      first.paginationToken as string,
    );
    expect([...first.results, ...second.results].map(({ name }) => name)).toEqual([
      'mysql_pub',
      'rds_orders',
    ]);
    expect(emulated.requests('ListDataSources').map(({ parameters }) => parameters.query)).toEqual([
      expect.objectContaining({ DataSourceType: 'mysql', EnvType: '1' }),
      expect.objectContaining({ DataSourceType: 'rds', SubType: 'mysql', EnvType: '1' }),
    ]);
  });

  it('takes the workspace from an expression that the editor has resolved', async () => {
    expect(
      await names('listReaderDataSources', { projectId: { __rl: true, mode: 'id', value: 10000 } }),
    ).toEqual(['mysql_pub']);
  });

  it('reads the folder names of a workspace in Chinese', async () => {
    fill.workspace().folders = new Map([
      ['业务流程', 'f1'],
      ['业务流程/demo', 'f2'],
      ['业务流程/demo/数据集成', 'f3'],
    ]);

    expect((await look('listFolders')).results).toEqual([
      { name: 'demo', value: '业务流程/demo/数据集成' },
    ]);
  });

  it('looks into a second business flow when the first has lost the folder', async () => {
    fill.workspace().businessFlows = [
      { businessId: 1n, name: 'bare' },
      { businessId: 300001n, name: 'demo' },
    ];
    fill.workspace().folders.set('业务流程/bare', 'f8').set('业务流程/bare/General', 'f9');

    expect((await look('listFolders')).results.at(-1)).toEqual({
      name: 'demo',
      value: shownFolder,
    });
    // The first name that is looked for is the one that DataWorks is sure to take.
    expect(emulated.requests()).toHaveLength(3);
  });

  it('gives the path that is sure to be taken where no flow has the folder yet', async () => {
    fill.workspace().folders = new Map([['Business Flow', 'f1']]);
    expect((await look('listFolders')).results).toEqual([
      { name: 'demo', value: '业务流程/demo/folderDi' },
    ]);
  });

  it("finds DataWorks' own name of the folder", async () => {
    const { folders } = fill.workspace();
    folders.set('业务流程', 'f7').set('业务流程/demo', 'f8').set('业务流程/demo/folderDi', 'f9');
    expect((await look('listFolders')).results).toEqual([
      { name: 'demo', value: '业务流程/demo/folderDi' },
    ]);
  });

  describe('says why there is no list', () => {
    it.each<[string, string, INodeParameters, RegExp]>([
      ['no workspace', 'listFolders', { projectId: list('') }, /^Choose a workspace first\./],
      [
        'an expression without a value yet',
        'listTasks',
        { projectId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
        /^Choose a workspace first\. If an expression gives it, run the nodes before this one/,
      ],
      [
        'a workspace that is no number',
        'listReaderDataSources',
        { projectId: { __rl: true, mode: 'id', value: 'demo' } },
        /^The workspace is "demo", which is no number\./,
      ],
      [
        'no data source',
        'listReaderTables',
        { readerDataSource: list('') },
        /^Choose a data source first\./,
      ],
      [
        'no business flow',
        'listFolders',
        { projectId: list('10001') },
        /^This workspace has no business flow\./,
      ],
      [
        'no data source of the type',
        'listWriterDataSources',
        { writerType: 'kafka' },
        /^This workspace has no data source of the type Kafka/,
      ],
      ['no task', 'listTasks', {}, /^This workspace has no sync task of this type yet\.$/],
      [
        'solutions',
        'listTasks',
        { taskType: 'DI_SOLUTION' },
        /^DataWorks does not list solutions\./,
      ],
      ['no run', 'listInstances', {}, /^There are no runs yet\.$/],
    ])('%s', async (_what, method, parameters, message) => {
      await expect(look(method, parameters)).rejects.toThrow(message);
    });

    it('a data source that is not there', async () => {
      await expect(look('listReaderTables', { readerDataSource: list('gone') })).rejects.toThrow(
        /^DataWorks did not list the tables: .*\(Datasource gone does not exist\)\.$/,
      );
    });

    it('no tables', async () => {
      fill.setTables([]);
      await expect(look('listReaderTables', readerTables)).rejects.toThrow(
        'DataWorks lists no table of the data source mysql_pub. Choose By Name and enter it.',
      );
    });

    it('a task that is not deployed', async () => {
      const [task] = fill.addTasks(['orders'], 'DI_OFFLINE');
      const parameters = onTask(String(task!.fileId));
      await expect(emulated.engine.listSearch('listInstances', { parameters })).rejects.toThrow(
        'The task is not deployed, so it has no runs yet.',
      );
    });

    it('no workspace at all', async () => {
      emulated.server.emulator.state.workspaces.clear();
      await expect(look('listWorkspaces')).rejects.toThrow(
        /^There is no workspace in the region of the credential\./,
      );
    });
  });

  it.each([
    'listFolders',
    'listReaderDataSources',
    'listReaderTables',
    'listTasks',
    'listInstances',
  ])('%s says that the key has no role in the workspace', async (method) => {
    const looking = withoutRole.listSearch(method, { parameters: form(readerTables) });

    await expect(looking).rejects.toMatchObject({
      name: 'NodeApiError',
      message: expect.stringMatching(/^DataWorks did not list the .* has no right to /),
      description: expect.stringMatching(/RequestId: /),
      httpCode: '403',
    });
  });
});
