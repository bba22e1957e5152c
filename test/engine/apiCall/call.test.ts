import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { Version } from '../../../nodes/DataWorks/api/catalog';
import { startBatchTasks, type BatchTasks } from '../batchTasks';
import { script } from '../emulated';
import { packageRoot } from '../harness/builtPackage';
import { apiCall, apiCallByFields } from './apiCalls';

const OLD = '2020-05-18';
const NEW = '2024-05-18';

describe('API Call', () => {
  let tasks: BatchTasks;
  beforeAll(async () => {
    tasks = await startBatchTasks({ largeIds: true });
  });
  afterAll(() => tasks.close());
  beforeEach(() => tasks.reset());

  const run = (...call: Parameters<typeof apiCall>) =>
    tasks.engine.run({ parameters: apiCall(...call) });
  const refusal = async (parameters: INodeParameters) => {
    const { error } = await tasks.engine.run({ parameters });
    expect(tasks.requests()).toEqual([]);
    return `${error?.message} | ${error?.description}`;
  };
  /** What was sent of the parameters: the emulator serves not every action, but writes all down. */
  const sent = (name: string) => tasks.requests(name).map(({ parameters }) => parameters);

  describe('a list of either version', () => {
    it.each<[Version, string, string, object, object]>([
      [OLD, 'ListProjects', 'POST', {}, { PageResult: { ProjectList: expect.any(Array) } }],
      [
        OLD,
        'ListDataSources',
        'GET',
        { ProjectId: 10000 },
        { Data: { DataSources: expect.any(Array) } },
      ],
      [NEW, 'ListProjects', 'POST', {}, { PagingInfo: { Projects: expect.any(Array) } }],
      [
        NEW,
        'ListDataSources',
        'GET',
        { ProjectId: 20000, Types: ['mysql'] },
        { PagingInfo: { DataSources: [{ Name: 'mysql_pub' }] } },
      ],
    ])('%s %s', async (version, name, method, parameters, reply) => {
      const { output, hints, error } = await run(version, name, parameters);
      expect(error).toBeUndefined();
      expect(output[0]).toEqual([
        {
          json: expect.objectContaining({ RequestId: expect.any(String) }),
          pairedItem: { item: 0 },
        },
      ]);
      expect(output[0]![0]!.json).toMatchObject(reply);
      expect(hints).toEqual([]);
      expect(tasks.requests()).toMatchObject([{ action: name, version, method }]);
    });

    it.each<[Version, string, object, string, string]>([
      [OLD, 'ListFiles', { ProjectId: 10000 }, 'Data', 'Files'],
      [OLD, 'ListProjects', {}, 'PageResult', 'ProjectList'],
      [NEW, 'ListProjects', {}, 'PagingInfo', 'Projects'],
    ])('%s %s, all its pages', async (version, name, parameters, container, list) => {
      const names = ['one', 'two', 'three', 'four', 'five'];
      for (const task of names) await tasks.addTask(task);
      const { output } = await run(
        version,
        name,
        { ...parameters, PageSize: 2 },
        { returnAll: true },
      );

      const paged = output[0]![0]!.json[container] as IDataObject;
      const entries = paged[list] as IDataObject[];
      expect(entries).toHaveLength(Number(paged.TotalCount));
      expect(new Set(entries.map((entry) => JSON.stringify(entry))).size).toBe(entries.length);
      expect(entries.length).toBeGreaterThan(2);
      expect(tasks.requests(name)).toHaveLength(Math.ceil(entries.length / 2));
    });

    it('is one page unless all are wished', async () => {
      for (const task of ['one', 'two', 'three']) await tasks.addTask(task);
      const { output } = await run(OLD, 'ListFiles', { ProjectId: 10000, PageSize: 2 });
      expect((output[0]![0]!.json.Data as IDataObject).Files).toHaveLength(2);
      expect(tasks.requests('ListFiles')).toHaveLength(1);
    });
  });

  it('keeps ids of 19 digits exact, out and in', async () => {
    await tasks.addTask();
    const [file] = tasks.server.emulator.state.files.values();
    const FileId = String(file!.fileId);
    expect(FileId).toMatch(/^\d{19}$/);
    const { output, error } = await run(
      OLD,
      'GetFile',
      `{"ProjectId": 10000, "FileId": ${FileId}}`,
    );
    expect(error).toBeUndefined();
    const { NodeConfiguration, File } = output[0]![0]!.json.Data as IDataObject;
    expect(NodeConfiguration).toBeDefined();
    expect((File as IDataObject).FileName).toMatch(/^task_/);
    expect(sent('GetFile')).toEqual([{ query: {}, body: { ProjectId: '10000', FileId } }]);

    const list = await run(OLD, 'ListFiles', { ProjectId: '10000' });
    expect(list.output[0]![0]!.json).toMatchObject({ Data: { Files: [{ FileId }] } });
  });

  describe('the wire form', () => {
    const Ids = '[9007199254740993, 12345678901234567890, 7]';

    it('of JSON has the digits that were given', async () => {
      await run(NEW, 'ListProjects', `{"Ids": ${Ids}, "Names": ["9007199254740993"]}`);
      expect(sent('ListProjects')).toEqual([
        {
          query: {},
          body: { Ids: '[9007199254740993,12345678901234567890,7]', Names: '["9007199254740993"]' },
        },
      ]);
    });

    it('of JSON in a text is the text', async () => {
      await run(NEW, 'ListProjects', { Ids });
      expect(sent('ListProjects')).toEqual([{ query: {}, body: { Ids } }]);
    });

    it('of an id is its digits, of a text that holds JSON as well', async () => {
      await run(
        NEW,
        'CreateNode',
        '{"ProjectId": 9007199254740993, "Scene": "DATAWORKS_PROJECT", "Spec": {"id": 9007199254740995}}',
      );
      expect(sent('CreateNode')).toEqual([
        {
          query: {},
          body: {
            ProjectId: '9007199254740993',
            Scene: 'DATAWORKS_PROJECT',
            Spec: '{"id":9007199254740995}',
          },
        },
      ]);
    });

    it('of a list has commas, of a list of objects numbered names', async () => {
      await run(NEW, 'ListDataSources', { ProjectId: 20000, Types: ['mysql', 'maxcompute'] });
      await run(OLD, 'CreateTable', {
        TableName: 't',
        Columns: [
          { ColumnName: 'id', ColumnType: 'bigint' },
          { ColumnName: 'pt', IsPartitionCol: true },
        ],
        Themes: [],
      });
      expect(sent('ListDataSources')).toEqual([
        { query: { ProjectId: '20000', Types: 'mysql,maxcompute' }, body: {} },
      ]);
      expect(sent('CreateTable')).toEqual([
        {
          query: { TableName: 't', ClientToken: expect.stringMatching(/^[\x21-\x7e]{1,64}$/) },
          body: {
            'Columns.1.ColumnName': 'id',
            'Columns.1.ColumnType': 'bigint',
            'Columns.2.ColumnName': 'pt',
            'Columns.2.IsPartitionCol': 'true',
          },
        },
      ]);
    });

    it('is the same from fields', async () => {
      const parameters = apiCallByFields(NEW, 'ListDataSources', [
        [' ProjectId ', '20000'],
        ['Types', 'mysql,maxcompute'],
        ['PageSize', '={{ 10 + 10 }}'],
        ['', ''],
      ]);
      const { error } = await tasks.engine.run({ parameters });
      expect(error).toBeUndefined();
      await tasks.engine.run({
        parameters: apiCallByFields(OLD, 'CreateTable', [
          ['Columns', '[{"ColumnName": 9007199254740993}]'],
          ['Visibility', '={{ 1 }}'],
        ]),
      });
      await tasks.engine.run({
        parameters: apiCallByFields(NEW, 'ListProjects', [
          ['Ids', Ids],
          ['Names', '={{ ["a"] }}'],
        ]),
      });
      expect(sent('ListDataSources')).toEqual([
        { query: { ProjectId: '20000', Types: 'mysql,maxcompute', PageSize: '20' }, body: {} },
      ]);
      expect(sent('CreateTable')).toMatchObject([
        { query: { Visibility: '1' }, body: { 'Columns.1.ColumnName': '9007199254740993' } },
      ]);
      expect(sent('ListProjects')).toEqual([{ query: {}, body: { Ids, Names: '["a"]' } }]);
    });

    it('leaves out what is null', async () => {
      await run(NEW, 'ListProjects', { Names: null, PageSize: 10 });
      expect(sent('ListProjects')).toEqual([{ query: {}, body: { PageSize: '10' } }]);
    });
  });

  describe('bad input is refused before anything is sent', () => {
    it.each<[string, INodeParameters, RegExp]>([
      [
        'a parameter in another case',
        apiCall(NEW, 'GetNode', { projectId: 1 }),
        /"Parameters" has projectId, which GetNode does not take \| Did you mean ProjectId\?/,
      ],
      [
        'a misspelt parameter',
        apiCall(NEW, 'ListNodes', { ProjctId: 1, Nam: 'x' }),
        /has ProjctId, Nam, which ListNodes does not take \| Did you mean ProjectId, Name\?/,
      ],
      [
        'a parameter of another action',
        apiCall(NEW, 'GetNode', { Bizdate: 1 }),
        /has Bizdate, which GetNode does not take \| It takes: Id, ProjectId\./,
      ],
      [
        'a name of every object',
        apiCall(NEW, 'GetNode', '{"__proto__": 1, "constructor": 2}'),
        /has __proto__, constructor, which/,
      ],
      [
        'a misspelt action',
        apiCall(NEW, 'ListNode'),
        /"Action" is "ListNode", which API version 2024-05-18 does not have \| Did you mean ListNodes\? .*Verb/,
      ],
      [
        'an action of the other version',
        apiCall(NEW, 'CreateDISyncTask'),
        /\| API version 2020-05-18 has it/,
      ],
      ['an action that nobody knows', apiCall(NEW, 'Xyzzy'), /\| Choose it from the list\. .*Verb/],
      [
        'an unknown action with its verb alone',
        apiCall(NEW, 'Xyzzy', {}, { method: 'GET' }),
        /"Verb" and "Parameters Go In"/,
      ],
      ['no JSON', apiCall(NEW, 'GetNode', '{"Id": 1'), /"Parameters" is not JSON/],
      ['a list', apiCall(NEW, 'GetNode', '[1]'), /"Parameters" is not a JSON object/],
      [
        'an object for an id',
        apiCall(NEW, 'GetNode', { ProjectId: {} }),
        /has ProjectId, which is not an ID \| Give an ID/,
      ],
      [
        'a text for JSON',
        apiCall(NEW, 'ListProjects', { Ids: 'all' }),
        /has Ids, which is not JSON/,
      ],
      [
        'a number for JSON',
        apiCall(NEW, 'ListProjects', { Ids: 7 }),
        /has Ids, which is not an object or a list/,
      ],
      [
        'objects in a list of single values',
        apiCall(NEW, 'ListDataSources', { Types: [{}] }),
        /has Types, which is not a list of single values/,
      ],
      [
        'an id that n8n has rounded, in JSON',
        { ...apiCall(NEW, 'GetNode'), parameters: '={{ { ProjectId: 9007199254740993 } }}' },
        /"Parameters" holds a number that is too large/,
      ],
      [
        'an id that n8n has rounded, in fields',
        apiCallByFields(NEW, 'GetNode', [['ProjectId', '={{ 9007199254740993 }}']]),
        /has ProjectId, which is too large for a number in n8n/,
      ],
      [
        'a field twice',
        apiCallByFields(NEW, 'GetNode', [
          ['Id', '1'],
          ['Id', '2'],
        ]),
        /"Parameters" has Id twice/,
      ],
      [
        'a field without a name',
        apiCallByFields(NEW, 'GetNode', [['', '1']]),
        /"Parameters" has a value without a name/,
      ],
    ])('%s', async (_what, parameters, words) => {
      expect(await refusal(parameters)).toMatch(words);
    });
  });

  describe('hints', () => {
    it('tell what the description marks as required', async () => {
      const { hints } = await tasks.engine.run({
        parameters: apiCall(NEW, 'ListNodes', {}),
        settings: { onError: 'continueRegularOutput' },
      });
      expect(hints.map(({ message }) => message)).toEqual([
        "The API's description of ListNodes marks as required: ProjectId.",
      ]);
    });

    it('tell that an action is deprecated, and what to take instead', async () => {
      const { hints } = await tasks.engine.run({
        parameters: apiCall(OLD, 'CreateConnection', {
          ConnectionType: 'mysql',
          Content: '{}',
          EnvType: 1,
          Name: 'x',
          ProjectId: 10000,
        }),
        settings: { onError: 'continueRegularOutput' },
      });
      expect(hints.map(({ message }) => message)).toEqual([
        'CreateConnection is deprecated. Use 2020-05-18 CreateDataSource instead.',
      ]);
    });
  });

  describe('an action that is not in the list', () => {
    it.each<[string, 'query' | 'body']>([
      ['query', 'query'],
      ['form', 'body'],
    ])('goes out with its parameters in the %s', async (place, part) => {
      const parameters =
        '{"Id": 9007199254740993, "Filter": {"Ids": [9007199254740995]}, "On": true}';
      const { error } = await run(NEW, 'GetNewThing', parameters, { method: 'PUT', place });
      expect(error?.message).toMatch(/^DataWorks did not carry out GetNewThing/);
      expect(tasks.requests()).toMatchObject([
        {
          action: 'GetNewThing',
          method: 'PUT',
          parameters: {
            [part]: { Id: '9007199254740993', Filter: '{"Ids":[9007199254740995]}', On: 'true' },
          },
        },
      ]);
    });
  });

  describe('Reads Only', () => {
    const asTool = async (parameters: INodeParameters) => {
      const { reply } = await tasks.engine.runAsTool({ parameters, toolArguments: {} });
      return reply[0]!;
    };
    const remove = (options = {}) =>
      apiCall(NEW, 'DeleteNode', { Id: 1, ProjectId: 20000 }, options);

    it('is on where the node is the tool of an agent', async () => {
      expect((await asTool(remove())).error).toMatch(
        /is DeleteNode, which changes something, and only reads are wished\. Add the option "Reads Only" and turn it off\./,
      );
      const unknown = apiCall(NEW, 'GetNewThing', {}, { method: 'GET', place: 'query' });
      expect((await asTool(unknown)).error).toMatch(/which may change something/);
      expect(tasks.requests()).toEqual([]);
    });

    it('lets an agent read, and change what somebody switched it off for', async () => {
      expect(await asTool(apiCall(NEW, 'ListProjects'))).toHaveProperty('PagingInfo');
      await asTool(remove({ readsOnly: false }));
      expect(tasks.requests().map(({ action }) => action)).toEqual(['ListProjects', 'DeleteNode']);
    });

    it('is off elsewhere, and can be turned on', async () => {
      expect(await refusal(remove({ readsOnly: true }))).toMatch(/only reads are wished/);
      await tasks.engine.run({ parameters: remove() });
      expect(tasks.requests('DeleteNode')).toHaveLength(1);
    });
  });

  describe('a lost reply', () => {
    const lose = (action: string) =>
      tasks.server.emulator.faults.add({ kind: 'drop-reply', action });
    const createFolder = () =>
      run(OLD, 'CreateFolder', {
        ProjectId: 10000,
        FolderPath: 'Business Flow/demo/Data Integration/x',
      });

    it('is followed by no second send of a write', async () => {
      lose('CreateFolder');
      const { error } = await createFolder();
      expect(tasks.requests('CreateFolder')).toHaveLength(1);
      expect(error?.message).toMatch(/carry out CreateFolder/);
      expect(error?.description).toMatch(/may/);
    });

    it('of a read is read again', async () => {
      lose('ListProjects');
      const { error } = await run(NEW, 'ListProjects');
      expect(error).toBeUndefined();
      expect(tasks.requests('ListProjects')).toHaveLength(2);
    });

    it('of a write with a ClientToken is followed by the same once more', async () => {
      lose('CreateDISyncTask');
      const { error, output } = await run(OLD, 'CreateDISyncTask', {
        ProjectId: 10000,
        TaskType: 'DI_OFFLINE',
        TaskName: 'by_api_call',
        TaskContent: script,
        TaskParam: { FileFolderPath: 'Business Flow/demo/Data Integration' },
      });
      expect(error).toBeUndefined();
      expect(output[0]![0]!.json).toMatchObject({ Success: true });
      const tokens = sent('CreateDISyncTask').map(({ query }) => query.ClientToken);
      expect(tokens).toEqual([expect.any(String), tokens[0]]);
      expect(tasks.server.emulator.state.files.size).toBe(1);
    });

    it("keeps the user's own ClientToken", async () => {
      const ClientToken = 'order-4711';
      await run(OLD, 'CreateProjectMember', { ProjectId: 10000, UserId: '1', ClientToken });
      expect(sent('CreateProjectMember')).toMatchObject([{ query: { ClientToken } }]);
    });
  });

  it('lists what examples/call-any-action.json goes on with', async () => {
    const { nodes } = JSON.parse(
      readFileSync(join(packageRoot, 'examples/call-any-action.json'), 'utf8'),
    ) as { nodes: INode[] };
    const { parameters } = nodes.find(({ name }) => name === 'List data sources')!;
    const { output } = await tasks.engine.run({ parameters });
    expect(output[0]![0]!.json).toMatchObject({
      PagingInfo: {
        DataSources: [
          { Name: 'mysql_pub', Type: 'mysql', DataSource: [{ Description: '' }] },
          { Name: 'odps_source', Type: 'maxcompute', DataSource: [{ Description: '' }] },
          { Name: 'holo_dwh', Type: 'hologres', DataSource: [{ Description: '' }] },
        ],
      },
    });
  });

  it('says what went wrong, with details for the next node', async () => {
    const { output } = await tasks.engine.run({
      parameters: apiCall(NEW, 'GetNode', { Id: '7', ProjectId: 20000 }),
      settings: { onError: 'continueErrorOutput' },
    });
    expect(output[0]).toEqual([]);
    expect(output[1]![0]!.json).toEqual({
      error: expect.stringMatching(/^DataWorks did not carry out GetNode[:( ]/),
      details: {
        action: 'GetNode',
        code: expect.any(String),
        detail: expect.any(String),
        todo: expect.any(String),
        requestId: expect.any(String),
        httpStatus: expect.any(Number),
        tries: 1,
      },
    });
  });

  it('names an action in the refusal of a server that does not serve it', async () => {
    const { error } = await run(NEW, 'ListAlertRules', { PageNumber: 1, PageSize: 10 });
    expect(error?.message).toContain('ListAlertRules');
  });

  describe('secrets', () => {
    const Password = 'Hidden-4711';
    const ConnectionProperties = { envType: 'Prod', username: 'u', password: Password };

    it('in the parameters stay out of messages', async () => {
      tasks.server.emulator.faults.add({
        kind: 'error',
        code: 'Invalid.Parameter',
        status: 400,
        message: `Cannot connect with ${Password}`,
        action: 'CreateDataSource',
      });
      const { error } = await run(NEW, 'CreateDataSource', {
        ConnectionProperties,
        ConnectionPropertiesMode: 'UrlMode',
        Name: 'x',
        ProjectId: 20000,
        Type: 'mysql',
      });
      expect(error?.message).toContain('CreateDataSource');
      expect(JSON.stringify(error)).not.toContain(Password);
    });

    it('in a reply are blanked unless they are wished', async () => {
      const workspace = tasks.server.emulator.state.workspaces.get(20000n)!;
      workspace.dataSources = workspace.dataSources.map((one) => ({
        ...one,
        content: { ...one.content, password: Password },
      })) as typeof workspace.dataSources;
      const concealed = await run(NEW, 'ListDataSources', { ProjectId: 20000 });
      expect(JSON.stringify(concealed.output)).not.toContain(Password);
      expect(JSON.stringify(concealed.output)).toContain('mysql_pub');
      const shown = await run(NEW, 'ListDataSources', { ProjectId: 20000 }, { conceal: false });
      expect(JSON.stringify(shown.output)).toContain(Password);
    });
  });

  describe('the list of actions', () => {
    const look = (version: string, filter?: string) =>
      tasks.engine.listSearch('listActions', {
        parameters: { resource: 'apiCall', operation: 'call', version },
        filter,
      });

    it.each<[Version, number]>([
      [OLD, 315],
      [NEW, 358],
    ])('has all of %s, deprecated ones last', async (version, count) => {
      const { results } = await look(version);
      expect(results).toHaveLength(count);
      const marks = results.map(({ name }) => name.includes('(deprecated)'));
      expect(marks.lastIndexOf(false)).toBeLessThan(marks.indexOf(true));
    });

    it('finds by words of name and purpose, and tells what changes something', async () => {
      const { results } = await look(NEW, 'alert rule');
      expect(results.map(({ value }) => value)).toEqual(
        expect.arrayContaining(['ListAlertRules', 'CreateAlertRule']),
      );
      const marked = (value: string) => results.find((one) => one.value === value)!.name;
      expect(marked('CreateAlertRule')).toMatch(/^CreateAlertRule – .*\(changes\)$/);
      expect(marked('ListAlertRules')).not.toContain('(changes)');
    });
  });
});
