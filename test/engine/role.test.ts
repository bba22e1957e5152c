import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { stsErrors } from '../../nodes/alibabaCloud/role/stsErrors';
import { createParameters, startEmulated, type Emulated } from './emulated';
import type { Engine, RunOptions } from './harness/engine';
import { createEngine } from './harness/engine';
import { useFakeClock } from './harness/fakeClock';

const CREATE = 'CreateDISyncTask';
const ASSUME = 'AssumeRole';
const ROLE = 'acs:ram::1000000000000001:role/dataworks';
const MINUTE = 60_000;

let emulated: Emulated;
let sessions = 0;
beforeAll(async () => {
  emulated = await startEmulated();
});
afterAll(() => emulated.close());
beforeEach(() => emulated.server.emulator.reset());

/** An engine whose credential takes on a role; keys live as long as the process, so each has its session. */
const engineWith = (changes: IDataObject = {}): Promise<Engine> =>
  createEngine({
    credentials: {
      alibabaCloudAccessKeyApi: {
        accessKeyId: 'testid',
        accessKeySecret: 'testsecret',
        endpoint: emulated.server.url,
        assumeRole: true,
        roleArn: ROLE,
        roleSessionName: `engine-${++sessions}`,
        ...(changes as Record<string, string>),
      },
    },
  });
const items = Array.from({ length: 50 }, (_, index) => ({ name: `task_${index}` }));
const create = (changes: INodeParameters = {}): RunOptions => ({
  parameters: createParameters(changes),
});
const createMany: RunOptions = {
  items,
  parameters: createParameters({
    taskName: '={{ $json.name }}',
    options: { concurrency: 10 },
  }),
};
const tasks = () => [...emulated.server.emulator.state.files.values()].map(({ name }) => name);
const keyIds = (action: string) => [
  ...new Set(emulated.requests(action).map(({ accessKeyId }) => accessKeyId)),
];

describe('a node whose credential takes on a role', () => {
  it('asks STS once for 50 items, and signs them all with the keys of the role', async () => {
    const run = await (await engineWith()).run(createMany);
    expect(run.status).toBe('success');
    expect(tasks().sort()).toEqual(items.map(({ name }) => name).sort());
    expect(emulated.requests(ASSUME)).toEqual([
      expect.objectContaining({ accessKeyId: 'testid', status: 200 }),
    ]);
    expect(emulated.requests(ASSUME)[0]!.parameters.query).toEqual({
      RoleArn: ROLE,
      RoleSessionName: `engine-${sessions}`,
      DurationSeconds: '3600',
    });
    expect(keyIds(CREATE)).toEqual([expect.stringMatching(/^STS\./)]);
  });

  it('gets new keys when the old ones end in the middle of 50 items, and creates each task once', async () => {
    const { clock } = emulated.server.emulator;
    // Within the 15 minutes that a signature may be off on either side.
    clock.advance(-8 * MINUTE);
    const { result } = (await engineWith({ roleDurationSeconds: 900 })).start(createMany);
    const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
    while (emulated.requests(CREATE).length < 20) await turn();
    clock.advance(15 * MINUTE);
    const run = await result;
    clock.advance(-7 * MINUTE);

    expect(run.status).toBe('success');
    expect(run.output[0]!.map(({ json }) => json.Outcome)).toEqual(items.map(() => 'created'));
    expect(tasks().sort()).toEqual(items.map(({ name }) => name).sort());
    expect(emulated.requests(ASSUME)).toHaveLength(2);
    expect(keyIds(CREATE)).toHaveLength(2);
    const refused = emulated.requests(CREATE).filter(({ code }) => code !== undefined);
    expect(new Set(refused.map(({ code }) => code))).toEqual(
      new Set(['InvalidSecurityToken.Expired']),
    );
    expect(refused.length).toBeLessThanOrEqual(10);
    expect(emulated.requests(CREATE)).toHaveLength(50 + refused.length);
  });

  it('sends a refused call again once and no more', async () => {
    emulated.server.emulator.faults.add({ kind: 'expired-token', action: CREATE, times: 'always' });
    const run = await (await engineWith()).run(create());
    expect(run.error?.message).toContain('The temporary keys have expired');
    expect(emulated.requests(CREATE)).toHaveLength(2);
    expect(emulated.requests(ASSUME)).toHaveLength(2);
  });

  it('asks for no more keys when new ones are refused, too, and sends the other items once each', async () => {
    const fault = { kind: 'error', code: 'InvalidSecurityToken.Expired', status: 400 } as const;
    emulated.server.emulator.faults.add({ ...fault, action: CREATE, times: 'always' });
    const run = await (
      await engineWith()
    ).run({ ...createMany, settings: { onError: 'continueRegularOutput' } });
    expect(run.output[0]).toHaveLength(items.length);
    expect(emulated.requests(ASSUME).length).toBeLessThanOrEqual(3);
    // Those that were under way when the first keys were refused are sent again.
    expect(emulated.requests(CREATE).length).toBeLessThanOrEqual(items.length + 10);
  });

  it('asks STS that refuses once for all items of an execution, and again in the next', async () => {
    const engine = await engineWith({ roleArn: 'acs:ram::1000000000000001:role/none' });
    const many = { ...createMany, settings: { onError: 'continueRegularOutput' } as const };
    emulated.server.emulator.faults.add({
      kind: 'error',
      code: 'NoPermission',
      status: 403,
      action: ASSUME,
      times: 'always',
    });
    for (const executions of [1, 2]) {
      const run = await engine.run(many);
      expect(run.output[0]).toHaveLength(items.length);
      expect(JSON.stringify(run.output[0]![49])).toMatch(/may not take on this RAM role/);
      expect(emulated.requests(ASSUME)).toHaveLength(executions);
    }
    expect(emulated.requests(CREATE)).toEqual([]);
  });

  it('renews the keys between runs shortly before they end', async () => {
    const clock = useFakeClock();
    try {
      const engine = await engineWith();
      const look = () => engine.listSearch('listWorkspaces', create());
      await look();
      await clock.advance(56 * MINUTE);
      await look();
      expect(emulated.requests(ASSUME)).toHaveLength(1);
      await clock.advance(2 * MINUTE);
      await look();
      expect(emulated.requests(ASSUME)).toHaveLength(2);
    } finally {
      clock.restore();
    }
  });

  it('takes the external id that the role demands', async () => {
    const engine = await engineWith({ roleArn: `${ROLE}-partner`, externalId: ' partner-4711 ' });
    expect((await engine.run(create())).status).toBe('success');
  });

  it.each([
    ['drop-request', { kind: 'drop-request' }],
    ['a reset', { kind: 'reset' }],
    ['a busy STS', { kind: 'html', status: 503 }],
    ['a throttled call', { kind: 'throttle', code: 'Throttling.User' }],
    ['a cut reply', { kind: 'cut' }],
  ] as const)('asks STS again after %s', async (_what, fault) => {
    const clock = useFakeClock();
    try {
      emulated.server.emulator.faults.add({ ...fault, action: ASSUME });
      const run = await (await engineWith()).run(create());
      expect(run.status).toBe('success');
      expect(tasks()).toEqual(['new_di_task']);
      expect(emulated.requests(ASSUME)).toHaveLength(2);
    } finally {
      clock.restore();
    }
  });

  it('also asks again before a call that must not be sent twice', async () => {
    const clock = useFakeClock();
    try {
      const engine = await engineWith();
      await engine.run(create());
      const fileId = [...emulated.server.emulator.state.files.keys()].map(String)[0]!;
      await clock.advance(60 * MINUTE);
      emulated.server.emulator.faults.add({ kind: 'html', status: 502, action: ASSUME });
      const run = await engine.run({
        parameters: {
          ...createParameters({ fileId: { __rl: true, mode: 'id', value: fileId } }),
          operation: 'delete',
        },
      });
      expect(run.status).toBe('success');
      expect(emulated.requests('DeleteFile')).toHaveLength(1);
    } finally {
      clock.restore();
    }
  });

  it('ends a wait for STS when the execution is cancelled', async () => {
    emulated.server.emulator.faults.add({ kind: 'delay', ms: 600_000, action: ASSUME });
    const started = (await engineWith()).start(create());
    await emulated.untilRequest(ASSUME);
    started.cancel();
    expect((await started.result).status).toBe('canceled');
    expect(emulated.requests(CREATE)).toEqual([]);
  });
});

describe('a role that STS refuses', () => {
  const refusals: Array<[string, IDataObject, string, string]> = [
    ['no such role', { roleArn: `${ROLE}-none` }, 'EntityNotExist.Role', 'Copy the ARN'],
    [
      'a wrong external id',
      { roleArn: `${ROLE}-partner`, externalId: 'partner-4712' },
      'NoPermission',
      'compare the External ID',
    ],
    ['no external id', { roleArn: `${ROLE}-partner` }, 'NoPermission', 'compare the External ID'],
    [
      'a user that may not',
      { accessKeyId: 'testid-norole', accessKeySecret: 'testsecret-norole' },
      'NoPermission',
      'Grant its RAM user the action sts:AssumeRole',
    ],
    [
      'too long a session',
      { roleDurationSeconds: 7200 },
      'InvalidParameter.DurationSeconds',
      'Lower Session Duration',
    ],
    ['a name for an ARN', { roleArn: 'dataworks' }, 'InvalidParameter.RoleArn', 'acs:ram::'],
    [
      'an odd session name',
      { roleSessionName: 'n 8 n' },
      'InvalidParameter.RoleSessionName',
      '2 to 64 letters',
    ],
  ];

  it('is tried with every code that has a hint', () => {
    const codes = refusals.map(([, , code]) => code);
    expect(Object.keys(stsErrors).filter((code) => !codes.includes(code))).toEqual([]);
  });

  it.each(refusals)('stops the run before anything is sent: %s', async (_, role, code, todo) => {
    const run = await (await engineWith(role)).run(create());
    expect(run.error?.message).toMatch(/^STS did not give keys of the RAM role: /);
    expect(run.error?.description).toContain(todo);
    expect(run.error?.description).toMatch(
      new RegExp(`Operation: AssumeRole, Code: ${code}, RequestId: [-0-9A-F]+, HTTP status: 40\\d`),
    );
    expect(emulated.requests().map(({ action }) => action)).toEqual([ASSUME]);
  });

  it('goes to the error output as data', async () => {
    const run = await (
      await engineWith({ roleArn: `${ROLE}-none` })
    ).run({ ...create(), settings: { onError: 'continueErrorOutput' } });
    expect(run.output[1]![0]!.json).toMatchObject({
      error: expect.stringContaining('There is no RAM role with this ARN'),
      details: { action: ASSUME, code: 'EntityNotExist.Role', httpStatus: 404, tries: 1 },
    });
  });

  it('is told of in the lists', async () => {
    const engine = await engineWith({ roleArn: `${ROLE}-none` });
    for (const list of ['listWorkspaces', 'listResourceGroups', 'listFolders']) {
      await expect(engine.listSearch(list, create())).rejects.toThrow(
        'There is no RAM role with this ARN',
      );
    }
  });

  it.each([
    [{ roleArn: ' ' }, 'The Role ARN in the Alibaba Cloud credential is empty.'],
    [
      { accessKeySecret: 'test secret' },
      'The AccessKey Secret in the Alibaba Cloud credential has',
    ],
    [{ roleDurationSeconds: 60 }, 'The Session Duration in the Alibaba Cloud credential is not'],
  ])('is not asked for with %j', async (role, message) => {
    const run = await (await engineWith(role)).run(create());
    expect(run.error?.message).toContain(message);
    expect(emulated.requests()).toEqual([]);
  });
});
