import { batchTask, DATES, deployedTask } from './batch-life';

describe('RunCycleDagNodes', () => {
  test('makes a DAG with an instance for each business date', () => {
    const { backfill, instances, dag, nodeId } = deployedTask();
    const { Data } = backfill({ EndBizDate: DATES[2]! });
    expect(Data).toEqual([300000000000001, 300000000000002, 300000000000003]);
    expect(instances().Data.Instances.reverse()).toMatchObject(
      DATES.map((date, at) => ({
        DagId: Data[at],
        InstanceId: 310000000000001 + at,
        NodeId: Number(nodeId),
        Bizdate: Date.parse(`${date.slice(0, 10)}T00:00:00+08:00`),
        CycTime: Date.parse(`${date.slice(0, 10)}T00:23:00+08:00`) + 86_400_000,
      })),
    );
    expect(dag(Data[0]).Data).toMatchObject({ Name: 'backfill', Type: 'SUPPLY_DATA' });
  });

  test('one after the other, each once the one before has succeeded', () => {
    const { backfill, statuses, dag, emulator } = deployedTask();
    const { Data } = backfill({ EndBizDate: DATES[1]! });
    expect(statuses()).toEqual(['WAIT_RESOURCE', 'NOT_RUN']);
    expect([dag(Data[0]).Data.Status, dag(Data[1]).Data.Status]).toEqual(['RUNNING', 'CREATED']);
    emulator.clock.advance(10);
    expect(statuses()).toEqual(['RUNNING', 'NOT_RUN']);
    emulator.clock.advance(1000);
    expect(statuses()).toEqual(['SUCCESS', 'WAIT_RESOURCE']);
    // Nobody looked at the moment when the first ended: the second began then all the same.
    emulator.clock.advance(1010);
    expect(statuses()).toEqual(['SUCCESS', 'SUCCESS']);
    const { StartTime, FinishTime } = dag(Data[1]).Data;
    expect(FinishTime - StartTime).toBe(1010);
    expect(StartTime).toBe(dag(Data[0]).Data.FinishTime);
  });

  test('the chain stops at a failure and goes on when it is mended', () => {
    const { backfill, statuses, instance, instances, emulator } = deployedTask();
    emulator.plans.add({ of: 'run', result: 'FAILURE' });
    backfill({ EndBizDate: DATES[1]! });
    emulator.clock.advance(100_000);
    expect(statuses()).toEqual(['FAILURE', 'NOT_RUN']);
    instance('SetSuccessInstance', instances().Data.Instances.at(-1).InstanceId);
    expect(statuses()).toEqual(['SUCCESS', 'WAIT_RESOURCE']);
  });

  test('all at once, or so many at a time', () => {
    const all = deployedTask();
    all.backfill({ EndBizDate: DATES[2]!, Parallelism: 'true' });
    all.emulator.clock.advance(10);
    expect(all.statuses()).toEqual(['RUNNING', 'RUNNING', 'RUNNING']);
    const two = deployedTask();
    two.backfill({ EndBizDate: DATES[2]!, Parallelism: 'true', ConcurrentRuns: '2' });
    two.emulator.clock.advance(10);
    expect(two.statuses()).toEqual(['RUNNING', 'RUNNING', 'NOT_RUN']);
  });

  test('a date whose time has not come waits, unless told not to', () => {
    const today = { StartBizDate: '2026-03-02 00:00:00', EndBizDate: '2026-03-02 00:00:00' };
    const waits = deployedTask();
    waits.backfill(today);
    expect(waits.statuses()).toEqual(['WAIT_TIME']);
    waits.emulator.clock.set(Date.parse('2026-03-03T00:23:00+08:00'));
    expect(waits.statuses()).toEqual(['WAIT_RESOURCE']);
    const now = deployedTask();
    now.backfill({ ...today, StartFutureInstanceImmediately: 'true' });
    expect(now.statuses()).toEqual(['WAIT_RESOURCE']);
    const never = deployedTask();
    never.emulator.settings.waitsForDueTime = false;
    never.backfill(today);
    expect(never.statuses()).toEqual(['WAIT_RESOURCE']);
  });

  test('an excluded node is run dry; parameters go to their node', () => {
    const { backfill, instances, nodeId } = deployedTask();
    backfill({ NodeParams: `{"${nodeId}":"a=1"}`, ExcludeNodeIds: nodeId });
    expect(instances().Data.Instances.reverse()).toMatchObject([
      { TaskType: 'NORMAL', ParamValues: 'a=1' },
      { TaskType: 'SKIP_UNCHOOSE', Status: 'SUCCESS' },
    ]);
  });

  test.each([
    [{ ProjectEnv: 'TEST' }, 'Invalid.Parameter'],
    [{ RootNodeId: '1' }, 'Invalid.Node.NotExist'],
    [{ IncludeNodeIds: '7000000001,2' }, 'Invalid.Node.NotExist'],
    [{ IncludeNodeIds: 'all' }, 'Invalid.Node.NotExist'],
    [{ StartBizDate: '2026-02-26' }, 'Invalid.Parameter'],
    [{ StartBizDate: '2026-02-30 00:00:00' }, 'Invalid.Parameter'],
    [{ EndBizDate: '2026-02-25 00:00:00' }, 'Invalid.Parameter'],
    [{ EndBizDate: '2036-02-25 00:00:00' }, 'Invalid.Parameter'],
    [{ BizBeginTime: '24:00:00' }, 'Invalid.Parameter'],
    [{ ConcurrentRuns: '11' }, 'Invalid.Parameter'],
    [{ NodeParams: '{' }, 'Invalid.Parameter'],
  ])('refuses %j', (body, code) => {
    const { backfill, emulator } = deployedTask();
    expect(backfill(body as Record<string, string>)).toMatchObject({
      Success: false,
      ErrorCode: code,
    });
    expect(emulator.state.dags.size).toBe(0);
  });

  test('knows only nodes of the environment', () => {
    const task = batchTask();
    task.submitted();
    const RootNodeId = '7000000001';
    const body = {
      RootNodeId,
      IncludeNodeIds: RootNodeId,
      Name: 'x',
      StartBizDate: DATES[0]!,
      EndBizDate: DATES[0]!,
      BizBeginTime: '00:00:00',
      BizEndTime: '23:59:59',
      Parallelism: 'false',
    };
    const run = (ProjectEnv: string) =>
      task.call({ action: 'RunCycleDagNodes', body: { ...body, ProjectEnv } }).body;
    expect(run('PROD').ErrorCode).toBe('Invalid.Node.NotExist');
    expect(run('DEV').Success).toBe(true);
  });
});

describe('an instance', () => {
  test('tells its moments as they pass', () => {
    const { backfill, instance, instances, emulator } = deployedTask();
    backfill();
    const id = instances().Data.Instances[0].InstanceId;
    const seen = () => {
      const { Status, BeginRunningTime, FinishTime } = instance('GetInstance', id).Data;
      return [Status, BeginRunningTime !== undefined, FinishTime !== undefined];
    };
    expect(seen()).toEqual(['WAIT_RESOURCE', false, false]);
    emulator.clock.advance(10);
    expect(seen()).toEqual(['RUNNING', true, false]);
    emulator.clock.advance(1000);
    expect(seen()).toEqual(['SUCCESS', true, true]);
  });

  test('goes as planned: how long, how it ends, what its log says', () => {
    const { backfill, instance, statuses, emulator } = deployedTask();
    const log = 'ERROR connect failed\npassword=Secr3t! user=reader';
    emulator.plans.add({ of: 'run', nodeName: 'another', result: 'FAILURE' });
    emulator.plans.add({ of: 'run', nodeName: 'orders_daily', result: 'FAILURE', log, ms: 5000 });
    backfill();
    emulator.clock.advance(5009);
    expect(statuses()).toEqual(['RUNNING']);
    const running = instance('GetInstanceLog', 310000000000001).Data;
    expect(running).toContain('Start execute data integration task orders_daily');
    expect(running).not.toContain('Secr3t!');
    emulator.clock.advance(1);
    expect(statuses()).toEqual(['FAILURE']);
    const lines = instance('GetInstanceLog', 310000000000001).Data.split('\n');
    expect(lines.slice(-4).map((line: string) => line.slice(20))).toEqual([
      'ERROR connect failed',
      'password=Secr3t! user=reader',
      'INFO Current task status: ERROR',
      'INFO Exit with FAILURE',
    ]);
  });

  test('that failed can be rerun; the log of each attempt is kept', () => {
    const { backfill, instance, statuses, emulator } = deployedTask({ taskRerunTime: 'attempts' });
    emulator.plans.add({ of: 'run', result: 'FAILURE' });
    backfill();
    emulator.clock.advance(1010);
    expect(statuses()).toEqual(['FAILURE']);
    expect(instance('RestartInstance', 310000000000001)).toMatchObject({
      Success: true,
      Data: true,
    });
    expect(statuses()).toEqual(['WAIT_RESOURCE']);
    emulator.clock.advance(1010);
    expect(instance('GetInstance', 310000000000001).Data).toMatchObject({
      Status: 'SUCCESS',
      TaskRerunTime: 1,
    });
    const { Instances } = instance('ListInstanceHistory', 310000000000001);
    expect(Instances).toMatchObject([
      { InstanceHistoryId: 1, Status: 'FAILURE' },
      { InstanceHistoryId: 2, Status: 'SUCCESS' },
    ]);
    const log = (InstanceHistoryId: string) =>
      instance('GetInstanceLog', 310000000000001, { InstanceHistoryId });
    expect(log('1').Data).toContain('FAILURE');
    expect(log('2').Data).toContain('SUCCESS');
    expect(log('3').ErrorCode).toBe('Invalid.Parameter');
  });

  test('can be stopped while it goes, and set to successful when it has failed', () => {
    const { backfill, instance, statuses, emulator } = deployedTask();
    backfill();
    emulator.clock.advance(500);
    expect(instance('SetSuccessInstance', 310000000000001).ErrorCode).toBe(
      'Invalid.Instance.Status',
    );
    expect(instance('RestartInstance', 310000000000001).ErrorCode).toBe('Invalid.Instance.Status');
    expect(instance('StopInstance', 310000000000001).Data).toBe(true);
    expect(statuses()).toEqual(['RUNNING']);
    emulator.clock.advance(39);
    expect(statuses()).toEqual(['RUNNING']);
    emulator.clock.advance(1);
    expect(statuses()).toEqual(['FAILURE']);
    expect(instance('GetInstanceLog', 310000000000001).Data).toContain('Killed by the user');
    expect(instance('StopInstance', 310000000000001).ErrorCode).toBe('Invalid.Instance.Status');
    expect(instance('SetSuccessInstance', 310000000000001).Data).toBe(true);
    expect(statuses()).toEqual(['SUCCESS']);
  });

  test.each([
    ['ALL_ALLOWED', 'SUCCESS', true],
    ['FAILURE_ALLOWED', 'SUCCESS', false],
    ['FAILURE_ALLOWED', 'FAILURE', true],
    ['ALL_DENIED', 'FAILURE', false],
  ] as const)('with RerunMode %s after %s: rerun %s', (RerunMode, result, allowed) => {
    const task = deployedTask();
    task.file('UpdateFile', { RerunMode });
    task.deployed();
    task.emulator.plans.add({ of: 'run', result });
    task.backfill();
    task.emulator.clock.advance(1010);
    expect(task.instance('RestartInstance', 310000000000001).Success).toBe(allowed);
  });

  test('that has not begun has no log and cannot be stopped', () => {
    const { backfill, instance } = deployedTask();
    backfill({ EndBizDate: DATES[1]! });
    expect(instance('GetInstanceLog', 310000000000002).Data).toBe('');
    expect(instance('StopInstance', 310000000000002).ErrorCode).toBe('Invalid.Instance.Status');
  });

  test.each(['GetInstance', 'GetInstanceLog', 'RestartInstance', 'StopInstance'])(
    '%s finds it in its environment only',
    (action) => {
      const { backfill, instance } = deployedTask();
      backfill();
      const other = { ProjectEnv: 'DEV' };
      expect(instance(action, 310000000000001, other).ErrorCode).toBe('Invalid.Instance.NotExist');
    },
  );
});

test.each([
  [{ Bizdate: DATES[1]! }, [1]],
  [{ BeginBizdate: DATES[1]! }, [2, 1]],
  [{ EndBizdate: DATES[1]! }, [1, 0]],
  [{ Status: 'SUCCESS' }, [0]],
  [{ Status: 'NOT_RUN' }, [2]],
  [{ DagId: '300000000000002' }, [1]],
  [{ NodeId: '7000000001' }, [2, 1, 0]],
  [{ NodeId: '7' }, []],
  [{ NodeName: 'orders' }, [2, 1, 0]],
  [{ NodeName: 'customers' }, []],
  [{ BizName: 'demo' }, [2, 1, 0]],
  [{ BizName: 'other' }, []],
  [{ Owner: '7' }, []],
  [{ ProgramType: 'ODPS_SQL' }, []],
  [{ ProjectEnv: 'DEV' }, []],
  [{ PageNumber: '2', PageSize: '2' }, [0]],
])('ListInstances with %j finds %j', (body, expected) => {
  const { backfill, instances, emulator } = deployedTask();
  backfill({ EndBizDate: DATES[2]! });
  emulator.clock.advance(1010);
  const found = instances(body as Record<string, string>).Data.Instances.map(
    ({ InstanceId }: { InstanceId: number }) => InstanceId - 310000000000001,
  );
  expect(found).toEqual(expected);
});
