import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { officialClient } from '../../oracle/officialClient';
import { createParameters, startEmulated, type Emulated } from '../emulated';

const fileId = '1000001';
const parameters = (schedule: IDataObject, changes: INodeParameters = {}): INodeParameters => ({
  resource: 'syncTask',
  operation: 'schedule',
  projectId: { __rl: true, mode: 'id', value: '10000' },
  fileId: { __rl: true, mode: 'id', value: fileId },
  schedule: schedule as INodeParameters,
  ...changes,
});

describe('Sync Task: Schedule', () => {
  let emulated: Emulated;
  const file = () => emulated.server.emulator.state.files.get(BigInt(fileId))!;
  const sent = () => emulated.requests('UpdateFile').map((request) => request.parameters);
  const schedule = (given: IDataObject) => emulated.engine.run({ parameters: parameters(given) });
  const fail = (fault: Parameters<typeof emulated.server.emulator.faults.add>[0]) =>
    emulated.server.emulator.faults.add({ action: 'UpdateFile', ...fault });

  beforeAll(async () => {
    emulated = await startEmulated();
  });
  afterAll(() => emulated.close());
  beforeEach(async () => {
    emulated.server.emulator.reset();
    await emulated.engine.run({ parameters: createParameters() });
  });

  it('sets what is given, keeps the rest, and outputs the reply of the API', async () => {
    const before = file().nodeConfiguration;
    const run = await schedule({ cronExpress: '00 30 05 * * ?', inputList: 'demo_workspace_root' });

    expect(run.error).toBeUndefined();
    expect(run.output[0]).toEqual([
      {
        json: {
          Success: true,
          HttpStatusCode: 200,
          RequestId: expect.any(String),
          Data: { FileId: 1000001 },
          Outcome: 'updated',
        },
        pairedItem: { item: 0 },
      },
    ]);
    expect(run.hints).toEqual([]);
    expect(file().nodeConfiguration).toEqual({
      ...before,
      CronExpress: '00 30 05 * * ?',
      CycleType: 'DAY',
      InputList: [{ Input: 'demo_workspace_root', ParseType: 'MANUAL' }],
    });
  });

  it('sends what differs from the file, and nothing else', async () => {
    await schedule({ rerunMode: 'FAILURE_ALLOWED', stop: false, cronExpress: '00 23 00 * * ?' });

    expect(sent()).toEqual([
      { query: {}, body: { ProjectId: '10000', FileId: fileId, RerunMode: 'FAILURE_ALLOWED' } },
    ]);
    expect(emulated.requests().map(({ action }) => action)).toEqual([
      'CreateDISyncTask',
      'GetFile',
      'UpdateFile',
    ]);
  });

  it.each(['refused', 'accepted'] as const)(
    'sends no value that the file has, whether that is %s',
    async (unchangedValues) => {
      emulated.server.emulator.settings.unchangedValues = unchangedValues;
      const given = {
        resourceGroupIdentifier: 'S_res_group_demo_1',
        inputList: 'demo_workspace_root',
      };
      await schedule(given);
      const run = await schedule({ ...given, autoRerunTimes: 2 });

      expect(run.error).toBeUndefined();
      expect(sent()[1]?.body).toEqual({ ProjectId: '10000', FileId: fileId, AutoRerunTimes: '2' });
      expect(file().nodeConfiguration.ResourceGroupId).toBe(400001n);
    },
  );

  it.each<[string, IDataObject, Record<string, unknown>]>([
    ['a cycle below a day', { cronExpress: '00 00/30 * * * ?' }, { CycleType: 'NOT_DAY' }],
    ['a cycle given', { cycleType: 'NOT_DAY' }, { CycleType: 'NOT_DAY' }],
    ['parameters', { paraValue: 'bizdate=$bizdate x=1' }, { ParaValue: 'bizdate=$bizdate x=1' }],
    ['reruns', { autoRerunTimes: 10 }, { AutoRerunTimes: 10 }],
    ['a rerun interval', { autoRerunInterval: 30 }, { AutoRerunIntervalMillis: 1_800_000 }],
    ['when reruns are allowed', { rerunMode: 'ALL_DENIED' }, { RerunMode: 'ALL_DENIED' }],
    ['itself as dependency', { dependentType: 'SELF' }, { DependentType: 'SELF' }],
    [
      'other nodes as dependency',
      { dependentType: 'USER_DEFINE', dependentNodeIdList: '700001, 700002' },
      { DependentType: 'USER_DEFINE', DependentNodeIdList: '700001,700002' },
    ],
    [
      'parents',
      { inputList: 'demo_workspace_root, demo_workspace.a ,' },
      {
        InputList: ['demo_workspace_root', 'demo_workspace.a'].map((Input) => ({
          Input,
          ParseType: 'MANUAL',
        })),
      },
    ],
    [
      'outputs',
      { outputList: 'demo_workspace.b' },
      { OutputList: [{ Output: 'demo_workspace.b', RefTableName: '' }] },
    ],
    [
      'a resource group',
      { resourceGroupIdentifier: 'S_res_group_demo_1' },
      { ResourceGroupId: 400001n },
    ],
    ['a pause', { stop: true }, { Stop: true, SchedulerType: 'PAUSE' }],
    [
      'dates in the time zone of the workflow',
      { startEffectDate: '2026-03-01T00:00:00', endEffectDate: '2026-04-01T00:00:00+08:00' },
      { StartEffectDate: Date.UTC(2026, 2, 1, 5), EndEffectDate: Date.UTC(2026, 2, 31, 16) },
    ],
    [
      'a date of an expression',
      { endEffectDate: '={{ DateTime.fromMillis(2000000000000) }}' },
      { EndEffectDate: 2_000_000_000_000 },
    ],
    [
      'a date in ms',
      { endEffectDate: '={{ 2000000000000 }}' },
      { EndEffectDate: 2_000_000_000_000 },
    ],
  ])('sets %s', async (_what, given, expected) => {
    const run = await schedule(given);

    expect(run.error).toBeUndefined();
    expect(file().nodeConfiguration).toMatchObject(expected);
  });

  it('takes reruns back', async () => {
    await schedule({ autoRerunTimes: 3 });
    await schedule({ autoRerunTimes: 0 });
    expect(file().nodeConfiguration.AutoRerunTimes).toBe(0);
  });

  it('sets the owner', async () => {
    await schedule({ owner: '2000000000000002' });
    expect(file().owner).toBe('2000000000000002');
  });

  it('resumes a task that was paused', async () => {
    await schedule({ stop: true });
    await schedule({ stop: false });

    expect(file().nodeConfiguration).toMatchObject({ Stop: false, SchedulerType: 'NORMAL' });
  });

  it('keeps lists and texts that were set before', async () => {
    await schedule({
      inputList: 'demo_workspace_root',
      paraValue: 'a=1',
      dependentType: 'USER_DEFINE',
      dependentNodeIdList: '700001',
    });
    const before = file().nodeConfiguration;
    await schedule({ autoRerunTimes: 2 });

    expect(sent()[1]?.body).toEqual({ ProjectId: '10000', FileId: fileId, AutoRerunTimes: '2' });
    expect(file().nodeConfiguration).toEqual({ ...before, AutoRerunTimes: 2 });
  });

  it('leaves a task alone that is as wished already', async () => {
    const given = { stop: true, inputList: 'demo_workspace_root', autoRerunTimes: 0 };
    await schedule(given);
    const again = await schedule(given);

    expect(again.output[0]![0]!.json).toEqual({
      Success: true,
      HttpStatusCode: 200,
      RequestId: expect.any(String),
      Data: { FileId: 1000001 },
      Outcome: 'unchanged',
    });
    expect(sent()).toHaveLength(1);
  });

  it('says that a task without parents cannot be deployed', async () => {
    const run = await schedule({ stop: true });

    expect(run.hints).toEqual([
      expect.objectContaining({ message: expect.stringContaining('set Parent Output Names') }),
    ]);
  });

  it('keeps a resource group that is in no list', async () => {
    file().nodeConfiguration.ResourceGroupId = 77n;
    const run = await schedule({ inputList: 'demo_workspace_root' });

    expect(run.hints).toEqual([]);
    expect(file().nodeConfiguration.ResourceGroupId).toBe(77n);
    expect(emulated.requests('ListResourceGroups')).toEqual([]);
  });

  describe('refuses before sending', () => {
    it.each<[string, IDataObject, RegExp]>([
      ['no property', {}, /"Schedule" has no property/],
      [
        'a cron of five fields',
        { cronExpress: '30 05 * * ?' },
        /"Cron Expression" is no cron.*six fields/,
      ],
      [
        'a cron of words',
        { cronExpress: 'every day at five in morning' },
        /"Cron Expression" is no cron/,
      ],
      [
        'a cron of every minute',
        { cronExpress: '00 * * * * ?' },
        /more often than every 5 minutes/,
      ],
      [
        'a cron of every 4 minutes',
        { cronExpress: '00 00/4 * * * ?' },
        /more often than every 5 minutes/,
      ],
      ['a cron at midnight', { cronExpress: '00 00 00 * * ?' }, /before 00:05/],
      ['a cron of minute 60', { cronExpress: '00 60 05 * * ?' }, /not readable/],
      ['an unknown cycle', { cycleType: 'WEEK' }, /"Cycle" is "WEEK"/],
      ['an unknown dependency', { dependentType: 'PARENT' }, /"Previous Cycle" is "PARENT"/],
      [
        'node names for IDs',
        { dependentNodeIdList: 'orders' },
        /"Previous Cycle: Node IDs" is "orders"/,
      ],
      ['11 reruns', { autoRerunTimes: 11 }, /"Automatic Reruns" is 11/],
      [
        '31 minutes between reruns',
        { autoRerunInterval: 31 },
        /"Rerun Interval \(Minutes\)" is 31/,
      ],
      ['unknown reruns', { rerunMode: 'SOMETIMES' }, /"Reruns Allowed" is "SOMETIMES"/],
      ['a pause that is neither on nor off', { stop: '={{ "maybe" }}' }, /"Paused" is "maybe"/],
      ['no date', { startEffectDate: 'soon' }, /"Effective From" is no date: "soon"/],
      [
        'an end before the start',
        { startEffectDate: '2026-04-01', endEffectDate: '2026-03-01' },
        /"Effective Until" is not after "Effective From"/,
      ],
    ])('%s', async (_what, given, message) => {
      const before = emulated.requests().length;
      const run = await schedule(given);

      expect(run.error?.name).toBe('NodeOperationError');
      expect(run.error?.message).toMatch(message);
      expect(run.error?.description).toBeTruthy();
      expect(emulated.requests()).toHaveLength(before);
    });

    it.each<[string, INodeParameters, RegExp]>([
      [
        'no workspace',
        { projectId: { __rl: true, mode: 'id', value: '=' } },
        /"Workspace" is empty/,
      ],
      [
        'a task that is no number',
        { fileId: { __rl: true, mode: 'id', value: 'orders' } },
        /"Task" is "orders"/,
      ],
    ])('%s', async (_what, changes, message) => {
      const run = await emulated.engine.run({ parameters: parameters({ stop: true }, changes) });
      expect(run.error?.message).toMatch(message);
    });
  });

  it('refuses a real-time task, and says what it has instead', async () => {
    await emulated.engine.run({
      parameters: createParameters({
        taskType: 'DI_REALTIME',
        taskName: 'stream',
        taskContent: '{"type":"realtime"}',
      }),
    });
    const run = await emulated.engine.run({
      parameters: parameters(
        { stop: true },
        { fileId: { __rl: true, mode: 'id', value: '1000002' } },
      ),
    });

    expect(run.error?.message).toBe(
      'The parameter "Task" is stream, which is no batch task (FileType 900)',
    );
    expect(run.error?.description).toContain('from Start to Stop');
    expect(sent()).toEqual([]);
  });

  describe('when the API refuses', () => {
    it('says that there is no such task', async () => {
      const run = await emulated.engine.run({
        parameters: parameters(
          { stop: true },
          { fileId: { __rl: true, mode: 'id', value: '999' } },
        ),
      });

      expect(run.error?.name).toBe('NodeApiError');
      expect(run.error?.message).toMatch(
        /^DataWorks did not give the task: .*The file does not exist/,
      );
    });

    it('says what it does not accept', async () => {
      const run = await schedule({ resourceGroupIdentifier: 'none' });

      expect(run.error?.message).toMatch(
        /did not update the file.*did not accept the value of Resource Group \(ResourceGroupIdentifier\)/,
      );
      expect(run.error?.description).toMatch(
        /Code: InvalidResourceGroupIdentifier, RequestId: \S+, HTTP status: 400/,
      );
    });

    it.each(['GetFile', 'ListResourceGroups'])('changes nothing when %s fails', async (action) => {
      emulated.server.emulator.faults.add({
        kind: 'error',
        code: 'Forbidden.Access',
        status: 403,
        action,
      });
      const run = await schedule({ resourceGroupIdentifier: 'S_res_group_demo_1' });

      expect(run.error?.message).toMatch(/may not call this operation/);
      expect(sent()).toEqual([]);
    });
  });

  describe('when the reply to the change is lost', () => {
    it('finds it done, and does not send it again', async () => {
      fail({ kind: 'drop-reply' });
      const run = await schedule({ stop: true, resourceGroupIdentifier: 'S_res_group_demo_1' });

      expect(run.output[0]![0]!.json).toMatchObject({
        Data: { FileId: 1000001 },
        Outcome: 'updated',
      });
      expect(sent()).toHaveLength(1);
      expect(file().revision).toBe(2);
    });

    it('sends it again when it was not done', async () => {
      fail({ kind: 'drop-request' });
      const run = await schedule({ stop: true });

      expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'updated' });
      expect(sent()).toHaveLength(2);
      expect(file().revision).toBe(2);
    });

    it('gives up after the second time', async () => {
      fail({ kind: 'drop-request', times: 2 });
      const run = await schedule({ stop: true });

      expect(run.error?.message).toMatch(
        /^DataWorks did not update the file of the task: The connection broke/,
      );
      expect(sent()).toHaveLength(2);
    });
  });

  it('has the effect that the same call of the official client has', async () => {
    await schedule({
      cronExpress: '00 00/30 * * * ?',
      inputList: 'demo_workspace_root',
      paraValue: 'a=1 b=2',
      dependentType: 'SELF',
      autoRerunTimes: 2,
      autoRerunInterval: 5,
      rerunMode: 'FAILURE_ALLOWED',
      resourceGroupIdentifier: 'S_res_group_demo_1',
      owner: '2000000000000002',
      startEffectDate: '2026-03-01T00:00:00Z',
      stop: true,
    });
    const ours = { ...file() };
    const [request] = sent();

    emulated.server.emulator.reset();
    await emulated.engine.run({ parameters: createParameters() });
    const official = officialClient(emulated.server.url, {
      accessKeyId: 'testid',
      accessKeySecret: 'testsecret',
    });
    const reply = await official.call('UpdateFile', { body: request!.body });

    expect(reply.body).toMatchObject({ Success: true });
    const { nodeConfiguration, owner } = file();
    expect({ nodeConfiguration, owner }).toEqual({
      nodeConfiguration: ours.nodeConfiguration,
      owner: ours.owner,
    });
  });
});
