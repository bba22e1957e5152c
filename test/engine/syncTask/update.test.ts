import type { INodeParameters } from 'n8n-workflow';

import { officialClient } from '../../oracle/officialClient';
import { createParameters, script, startEmulated, storedScript, type Emulated } from '../emulated';
import { generationParam, taskParameters } from '../realTime';

const fileId = '1000001';
const named = (value: string) => ({ __rl: true, mode: 'name', value });
const group = { __rl: true, mode: 'id', value: 'S_res_group_demo_1' };
const other = { ...script, setting: { speed: { concurrent: 3, throttle: false } } };
/** What DataWorks says of the script of a task that is created here. */
const created = { mode: 'code', resourceGroup: 'S_res_group_demo_1' };
/** Above what goes into a URL. */
const long = { ...other, comment: 'long '.repeat(1000) };

const parameters = (changes: INodeParameters = {}): INodeParameters =>
  taskParameters('update', fileId, {
    taskType: 'DI_OFFLINE',
    taskContentInput: 'json',
    taskContent: JSON.stringify(other),
    ...changes,
  });
const settingsAlone = (settings: INodeParameters): INodeParameters => ({
  taskContentInput: 'keep',
  settings,
});

describe('Sync Task: Update', () => {
  let emulated: Emulated;
  const file = () => emulated.server.emulator.state.files.get(BigInt(fileId))!;
  /** The script, less what DataWorks says of it. */
  const said = () => {
    const { extend, ...own } = JSON.parse(file().content) as Record<string, unknown>;
    expect(extend).toMatchObject({ mode: 'code' });
    return own;
  };
  const update = (changes?: INodeParameters) =>
    emulated.engine.run({ parameters: parameters(changes) });
  const sent = (action: string) => emulated.requests(action).map((request) => request.parameters);
  const faults = () => emulated.server.emulator.faults;
  const official = () =>
    officialClient(emulated.server.url, { accessKeyId: 'testid', accessKeySecret: 'testsecret' });

  beforeAll(async () => {
    emulated = await startEmulated();
  });
  afterAll(() => emulated.close());
  beforeEach(async () => {
    emulated.server.emulator.reset();
    await emulated.engine.run({ parameters: createParameters() });
  });

  it('replaces the script, and gives the FileId', async () => {
    const run = await update();

    expect(run.error).toBeUndefined();
    expect(run.output).toEqual([
      [
        {
          json: {
            Success: true,
            RequestId: expect.any(String),
            Data: { FileId: 1000001, Status: 'success' },
            Outcome: 'updated',
          },
          pairedItem: { item: 0 },
        },
      ],
    ]);
    expect(sent('UpdateDISyncTask')).toEqual([
      {
        query: {
          ProjectId: '10000',
          FileId: fileId,
          TaskType: 'DI_OFFLINE',
          TaskContent: JSON.stringify(other),
        },
        body: {},
      },
    ]);
    expect(said()).toEqual(other);
  });

  it('replaces script and settings in one call', async () => {
    await update({ settings: { resourceGroup: group, cu: 1.5 } });

    expect(sent('UpdateDISyncTask')).toHaveLength(1);
    expect(said()).toEqual(other);
    expect(file().taskParam).toMatchObject({ ResourceGroup: 'S_res_group_demo_1', Cu: 1.5 });
  });

  it('replaces settings and keeps the script', async () => {
    await update(settingsAlone({ cu: 2 }));

    expect(sent('UpdateDISyncTask')[0]?.query).toEqual({
      ProjectId: '10000',
      FileId: fileId,
      TaskType: 'DI_OFFLINE',
      TaskParam: '{"Cu":2}',
    });
    expect(JSON.parse(file().content)).toEqual(
      storedScript({ resourceGroup: 'S_res_group_demo_1' }),
    );
    expect(file().taskParam).toMatchObject({ Cu: 2 });
  });

  it('replaces the script by what the form says', async () => {
    const run = await update({
      taskContentInput: 'form',
      readerType: 'mysql',
      readerDataSource: named('mysql_pub'),
      readerTable: named('orders'),
      writerType: 'odps',
      writerDataSource: named('odps_source'),
      writerTable: named('ods_orders'),
    });

    expect(run.error).toBeUndefined();
    expect(JSON.parse(file().content)).toMatchObject({
      steps: [
        { stepType: 'mysql', parameter: { connection: [{ table: ['orders'] }] } },
        { stepType: 'odps', parameter: { table: 'ods_orders' } },
      ],
    });
  });

  it('takes the task and its type from the item', async () => {
    const run = await emulated.engine.run({
      items: [{ FileId: 1000001, TaskType: 'DI_OFFLINE' }],
      parameters: parameters({
        taskType: '={{ $json.TaskType }}',
        fileId: { __rl: true, mode: 'id', value: '={{ $json.FileId }}' },
      }),
    });

    expect(run.error).toBeUndefined();
    expect(said()).toEqual(other);
  });

  it('sends a long script in a body, and keeps the schedule', async () => {
    await official().call('UpdateFile', {
      body: {
        ProjectId: '10000',
        FileId: fileId,
        InputList: 'demo_workspace_root',
        ParaValue: 'a=1',
      },
    });
    const before = file().nodeConfiguration;
    const run = await update({ taskContent: JSON.stringify(long) });

    expect(run.output[0]![0]!.json).toEqual({
      Success: true,
      RequestId: expect.any(String),
      Data: { FileId: 1000001, Status: 'success' },
      Outcome: 'updated',
    });
    expect(sent('UpdateDISyncTask')).toEqual([]);
    expect(sent('UpdateFile')[1]).toEqual({
      query: {},
      body: { ProjectId: '10000', FileId: fileId, Content: expect.any(String) },
    });
    expect(JSON.parse(sent('UpdateFile')[1]!.body.Content as string)).toEqual({
      ...long,
      extend: created,
    });
    expect(JSON.parse(file().content)).toEqual({ ...long, extend: created });
    expect(file().nodeConfiguration).toEqual(before);
  });

  it('sends the settings beside a long script by a call of their own', async () => {
    await update({ taskContent: JSON.stringify(long), settings: { cu: 2 } });

    expect(sent('UpdateFile')).toHaveLength(1);
    expect(sent('UpdateDISyncTask')[0]?.query).toEqual({
      ProjectId: '10000',
      FileId: fileId,
      TaskType: 'DI_OFFLINE',
      TaskParam: '{"Cu":2}',
    });
    expect(JSON.parse(file().content)).toEqual({ ...long, extend: created });
    expect(file().taskParam).toMatchObject({ Cu: 2 });
  });

  it('puts a generated script on a real-time task', async () => {
    await emulated.engine.run({
      parameters: createParameters({
        taskType: 'DI_REALTIME',
        taskName: 'stream',
        taskContent: JSON.stringify(generationParam),
      }),
    });
    const { state } = emulated.server.emulator;
    const TaskContent = JSON.stringify({ ...generationParam, version: '1.1' });
    state.generations.set(1n, {
      ...({} as Parameters<typeof state.generations.set>[1]),
      taskId: 1000002n,
      content: TaskContent,
      readyAt: 0,
    });
    const run = await update({
      taskType: 'DI_REALTIME',
      fileId: { __rl: true, mode: 'id', value: '1000002' },
      taskContent: TaskContent,
    });

    expect(run.error).toBeUndefined();
    expect(state.files.get(1000002n)!.content).toBe(TaskContent);
  });

  it.each<[string, INodeParameters]>([
    ['UpdateDISyncTask', { settings: { resourceGroup: group, cu: 1 } }],
    ['UpdateFile', { taskContent: JSON.stringify(long) }],
  ])(
    'has by %s the effect that the same call of the official client has',
    async (action, changes) => {
      await update(changes);
      const [request] = sent(action);
      const ours = { ...file() };

      emulated.server.emulator.reset();
      await emulated.engine.run({ parameters: createParameters() });
      const { query, body } = request!;
      const reply = await official().call(action, {
        query,
        ...(Object.keys(body).length > 0 && { body }),
      });

      expect(reply.body).toMatchObject({ Success: true });
      const { content, taskParam, nodeConfiguration } = file();
      expect({ content, taskParam, nodeConfiguration }).toEqual({
        content: ours.content,
        taskParam: ours.taskParam,
        nodeConfiguration: ours.nodeConfiguration,
      });
      expect(sent(action)[0]).toEqual(request);
    },
  );

  it.each<[string, INodeParameters, RegExp]>([
    ['no workspace', { projectId: { __rl: true, mode: 'id', value: '=' } }, /"Workspace" is empty/],
    [
      'a task that is no number',
      { fileId: { __rl: true, mode: 'id', value: 'x' } },
      /"Task" is "x"/,
    ],
    ['an unknown task type', { taskType: '={{ "DI_BATCH" }}' }, /"Task Type" is "DI_BATCH"/],
    ['a script that is not JSON', { taskContent: '{"type": "job",' }, /"Task Content" is not JSON/],
    [
      'a script without a writer',
      { taskContent: JSON.stringify({ ...script, steps: [script.steps[0]] }) },
      /"Task Content" is no script that DataWorks can run/,
    ],
    ['an unknown kind of script', { taskContentInput: 'yaml' }, /"Script" is "yaml"/],
    [
      'nothing to change',
      settingsAlone({}),
      /"Settings" has no setting, and the script is to stay/,
    ],
    ['an odd Cu', { settings: { cu: 0.7 } }, /"CU" is 0.7/],
    [
      'no script for a real-time task',
      { taskType: 'DI_REALTIME', taskContent: '' },
      /"Task Content" is empty/,
    ],
  ])('refuses %s before sending', async (_what, changes, message) => {
    const before = emulated.requests().length;
    const run = await update(changes);

    expect(run.error?.name).toBe('NodeOperationError');
    expect(run.error?.message).toMatch(message);
    expect(run.error?.description).toBeTruthy();
    expect(emulated.requests()).toHaveLength(before);
  });

  describe('when the API refuses', () => {
    it.each<[string, INodeParameters, RegExp]>([
      [
        'there is no such task',
        { fileId: { __rl: true, mode: 'id', value: '999' } },
        /^DataWorks did not update the task: .*fileId\[999\] is invalid/,
      ],
      [
        'there is no such task for a long script',
        { fileId: { __rl: true, mode: 'id', value: '999' }, taskContent: JSON.stringify(long) },
        /^DataWorks did not give the task: .*does not exist/,
      ],
      [
        'the resource group is unknown',
        settingsAlone({ resourceGroup: { ...group, value: 'none' } }),
        /^DataWorks did not update the task: .*ResourceGroup is not/,
      ],
    ])('says that %s', async (_what, changes, message) => {
      const run = await update(changes);

      expect(run.error?.name).toBe('NodeApiError');
      expect(run.error?.message).toMatch(message);
    });

    it('does not show a secret of the script', async () => {
      const [reader, writer] = script.steps;
      const parameter = { ...reader!.parameter, password: 'hunter22-of-the-reader' };
      faults().add({
        kind: 'error',
        code: 'Invalid.DI.Parameter',
        message: 'bad password hunter22-of-the-reader',
        action: 'UpdateDISyncTask',
      });
      const run = await update({
        taskContent: JSON.stringify({ ...script, steps: [{ ...reader, parameter }, writer] }),
      });

      expect(run.error?.message).toContain('bad password ***');
    });
  });

  describe('when the reply is lost', () => {
    it.each<[string, INodeParameters]>([
      ['UpdateDISyncTask', {}],
      ['UpdateFile', { taskContent: JSON.stringify(long) }],
    ])('of %s, it finds the script there and does not send it again', async (action, changes) => {
      faults().add({ kind: 'drop-reply', action });
      const run = await update(changes);

      expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'updated' });
      expect(run.output[0]![0]!.json.Data).toEqual({ FileId: 1000001, Status: 'success' });
      expect(sent(action)).toHaveLength(1);
    });

    it.each<[string, INodeParameters]>([
      ['UpdateDISyncTask', {}],
      ['UpdateFile', { taskContent: JSON.stringify(long) }],
    ])('of %s with the request, it sends it again', async (action, changes) => {
      faults().add({ kind: 'drop-request', action });
      const run = await update(changes);

      expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'updated' });
      expect(sent(action)).toHaveLength(2);
      expect(file().revision).toBe(2);
    });

    it('sends settings again, which cannot be read back', async () => {
      faults().add({ kind: 'drop-reply', action: 'UpdateDISyncTask' });
      const run = await update(settingsAlone({ cu: 2 }));

      expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'updated' });
      expect(sent('UpdateDISyncTask')).toHaveLength(2);
    });

    it('gives up after the second time', async () => {
      faults().add({ kind: 'drop-request', times: 2, action: 'UpdateDISyncTask' });
      const run = await update();

      expect(run.error?.message).toMatch(
        /^DataWorks did not update the task: The connection broke/,
      );
      expect(sent('UpdateDISyncTask')).toHaveLength(2);
    });
  });
});
