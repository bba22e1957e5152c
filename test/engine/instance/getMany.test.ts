import type { INodeParameters } from 'n8n-workflow';

import { startInstances, type Instances } from '../instances';

const DATES = { first: '2026-02-26', last: '2026-02-28' };

describe('Instance: Get Many', () => {
  let runs: Instances;
  let fileId: string;
  beforeAll(async () => {
    runs = await startInstances();
  });
  afterAll(() => runs.close());
  beforeEach(async () => {
    runs.reset();
    // The second date fails, so the third never begins.
    runs.server.emulator.plans.add({ of: 'run', result: 'FAILURE', after: 1 });
    fileId = await runs.addRuns(DATES);
    await runs.addRuns();
    await runs.clock().advance(11_000);
  });

  const getMany = (changes: INodeParameters = {}) =>
    runs.engine.run({
      parameters: {
        resource: 'instance',
        operation: 'getMany',
        projectId: { __rl: true, mode: 'id', value: '10000' },
        ...changes,
      },
    });
  const task = (value: string) => ({ __rl: true, mode: 'id', value });
  const idsOf = async (changes: INodeParameters) => {
    const run = await getMany(changes);
    expect(run.error).toBeUndefined();
    return run.output[0]!.map(({ json }) => Number(json.InstanceId) - 310000000000000);
  };

  it('gives one item for each instance', async () => {
    const run = await getMany();

    expect(run.error).toBeUndefined();
    expect(run.output[0]).toHaveLength(4);
    expect(run.output[0]![0]).toEqual({
      json: {
        InstanceId: 310000000000004,
        NodeId: expect.any(Number),
        NodeName: expect.any(String),
        Status: 'SUCCESS',
        Bizdate: Date.parse('2026-02-28T00:00:00+08:00'),
        CycTime: expect.any(Number),
        BeginRunningTime: expect.any(Number),
        FinishTime: expect.any(Number),
        DagId: 300000000000004,
        TaskRerunTime: 0,
        Ended: true,
        Succeeded: true,
      },
      pairedItem: { item: 0 },
    });
  });

  it('sorts as it is told', async () => {
    const sortBy = (by: string) => ({ options: { sortBy: by } });
    expect(await idsOf(sortBy('INSTANCE_ID_DESC'))).toEqual([4, 3, 2, 1]);
    const run = await getMany(sortBy('NodeId'));
    expect(run.error?.message).toMatch(/"Sort By" is "NodeId"/);
    const [sent, ...more] = runs.requests('ListInstances');
    expect(more).toEqual([]);
    expect(sent?.parameters).toMatchObject({ body: { OrderBy: 'INSTANCE_ID_DESC' } });
  });

  it('makes the same call as the official client, and gives its instances', async () => {
    const nodeId = '7000000001';
    const run = await getMany({
      simplify: false,
      filters: {
        nodeId,
        beginBizdate: '2026-02-27',
        endBizdate: '2026-02-28T00:00:00',
        status: 'NOT_RUN',
        dagId: '300000000000003',
      },
    });
    const { Data } = await runs.official('ListInstances', {
      ProjectId: '10000',
      ProjectEnv: 'PROD',
      NodeId: nodeId,
      BeginBizdate: '2026-02-27 00:00:00',
      EndBizdate: '2026-02-28 00:00:00',
      Status: 'NOT_RUN',
      DagId: '300000000000003',
      PageNumber: '1',
      PageSize: '50',
    });

    const { Instances: theirs } = Data as { Instances: object[] };
    expect(theirs).toHaveLength(1);
    expect(run.output[0]!.map(({ json }) => json)).toEqual(
      theirs.map((one) => ({ ...one, Ended: false, Succeeded: false })),
    );
    const [ours, official] = runs.requests('ListInstances').map(({ parameters }) => parameters);
    expect(ours).toEqual(official);
  });

  it('takes a task by its FileId, and asks for its node', async () => {
    expect(await idsOf({ filters: { fileId: task(fileId) } })).toEqual([3, 2, 1]);
    expect(runs.requests('ListInstances')[0]?.parameters.body.NodeId).toBe('7000000001');
  });

  it.each<[string, INodeParameters, number[]]>([
    ['status', { status: 'SUCCESS' }, [4, 1]],
    ['another status', { status: 'FAILURE' }, [2]],
    ['first date', { beginBizdate: '2026-02-28' }, [4, 3]],
    ['last date', { endBizdate: '2026-02-27' }, [2, 1]],
    ['run', { dagId: '300000000000004' }, [4]],
    ['node', { nodeId: '7000000002' }, [4]],
  ])('filters by %s', async (_, filters, expected) => {
    expect(await idsOf({ filters })).toEqual(expected);
  });

  it('gives as many as the limit, in one call', async () => {
    expect(await idsOf({ limit: 2 })).toEqual([4, 3]);
    expect(
      runs.requests('ListInstances').map(({ parameters }) => parameters.body.PageSize),
    ).toEqual(['2']);
  });

  it('turns the pages for all of them', async () => {
    runs.reset();
    await runs.addRuns({ first: '2025-01-01', last: '2025-09-07', together: true });
    const ids = await idsOf({ returnAll: true });
    expect(ids).toEqual(Array.from({ length: 250 }, (_, index) => 250 - index));
    const pages = runs.requests('ListInstances').map(({ parameters }) => parameters.body);
    expect(pages.map(({ PageNumber }) => PageNumber)).toEqual(['1', '2', '3']);
    expect(pages[0]?.PageSize).toBe('100');

    expect(await idsOf({ limit: 150 })).toHaveLength(150);
  });

  it('gives no item when there is no instance', async () => {
    const run = await getMany({ options: { projectEnv: 'DEV' } });
    expect(run.output).toEqual([[]]);
  });

  it('gives the words of the API when it refuses', async () => {
    const run = await getMany({ projectId: { __rl: true, mode: 'id', value: '4711' } });
    expect(run.error?.message).toBe(
      'DataWorks did not list the instances: There is no such workspace in the region (The workspace does not exist).',
    );
  });

  it('refuses a task that was never deployed', async () => {
    const fresh = await runs.addTask('fresh');
    const run = await getMany({ filters: { fileId: task(fresh) } });
    expect(run.error?.message).toMatch(/is fresh, which has no node in the scheduler yet/);
  });

  it.each<[string, INodeParameters, RegExp]>([
    ['no workspace', { projectId: task('={{ "" }}') }, /"Workspace" is empty/],
    ['a limit that is none', { limit: 0 }, /"Limit" is 0/],
    [
      'a date that is none',
      { filters: { endBizdate: '={{ "soon" }}' } },
      /"Last Business Date" is no date: "soon"/,
    ],
    ['an unknown status', { filters: { status: '={{ "DONE" }}' } }, /"Status" is "DONE"/],
    ['a node that is none', { filters: { nodeId: 'orders' } }, /"Node ID" is "orders"/],
    ['a run that is none', { filters: { dagId: 'nightly' } }, /"Run" is "nightly"/],
    ['a task that is none', { filters: { fileId: task('orders') } }, /"Task" is "orders"/],
    [
      'an unknown environment',
      { options: { projectEnv: '={{ "TEST" }}' } },
      /"Environment" is "TEST"/,
    ],
  ])('refuses before sending: %s', async (_, changes, message) => {
    const before = runs.requests().length;
    expect((await getMany(changes)).error?.message).toMatch(message);
    expect(runs.requests()).toHaveLength(before);
  });
});
