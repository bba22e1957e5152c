import type { INodeParameters } from 'n8n-workflow';

import {
  BAD_INSTANCES,
  FIRST,
  instanceId,
  instanceParameters,
  startInstances,
  type Instances,
} from '../instances';

describe('Instance: Get', () => {
  let runs: Instances;
  beforeAll(async () => {
    runs = await startInstances();
  });
  afterAll(() => runs.close());
  beforeEach(() => runs.reset());

  const get = (changes?: INodeParameters) =>
    runs.engine.run({ parameters: instanceParameters('get', changes) });

  it('gives the essentials', async () => {
    await runs.addRuns();
    const run = await get();

    expect(run.error).toBeUndefined();
    expect(run.output).toEqual([
      [
        {
          json: {
            InstanceId: Number(FIRST),
            NodeId: expect.any(Number),
            NodeName: expect.any(String),
            Status: 'WAIT_RESOURCE',
            Bizdate: Date.parse('2026-02-28T00:00:00+08:00'),
            CycTime: expect.any(Number),
            DagId: 300000000000001,
            TaskRerunTime: 0,
            Ended: false,
            Succeeded: false,
          },
          pairedItem: { item: 0 },
        },
      ],
    ]);
  });

  it.each([
    ['SUCCESS', true],
    ['FAILURE', false],
  ] as const)('says that one in %s has ended, and whether well', async (result, Succeeded) => {
    runs.server.emulator.plans.add({ of: 'run', result });
    await runs.addRuns();
    await runs.clock().advance(60_000);
    const run = await get();
    expect(run.output[0]![0]!.json).toMatchObject({ Status: result, Ended: true, Succeeded });
  });

  it('gives the reply of the API, to the same call as the official client makes', async () => {
    await runs.addRuns();
    const run = await get({ simplify: false });
    const body = { InstanceId: FIRST, ProjectEnv: 'PROD' };
    const { Data } = await runs.official('GetInstance', body);

    expect(run.output[0]![0]!.json).toMatchObject({ Success: true, Data });
    const [ours, theirs] = runs.requests('GetInstance').map(({ parameters }) => parameters);
    expect(ours).toEqual(theirs);
  });

  it('keeps an id of 19 digits exact', async () => {
    const run = await get({ instanceId: instanceId('9100310000000000001') });
    expect(run.error?.message).toMatch(/^DataWorks did not give the instance: .*does not exist/);
    expect(runs.requests('GetInstance')[0]?.parameters.body.InstanceId).toBe('9100310000000000001');
  });

  it('looks in development where that is wished', async () => {
    await runs.addRuns();
    const run = await get({ options: { projectEnv: 'DEV' } });
    expect(run.error?.message).toMatch(/The instance does not exist/);
    expect(runs.requests('GetInstance')[0]?.parameters.body.ProjectEnv).toBe('DEV');
  });

  it('tries again where the server is in trouble for the moment', async () => {
    await runs.addRuns();
    runs.server.emulator.faults.add({ kind: 'html', status: 502, action: 'GetInstance' });
    expect((await get()).output[0]![0]!.json.Status).toBe('WAIT_RESOURCE');
  });

  it('says when the reply is none of the API', async () => {
    runs.server.emulator.faults.add({
      kind: 'odd-reply',
      reply: 'list',
      action: 'GetInstance',
      times: 'always',
    });
    expect((await get()).error?.message).toMatch(/^DataWorks did not give the instance: /);
  });

  it.each(BAD_INSTANCES)('refuses before sending: %s', async (_, changes, message) => {
    expect((await get(changes)).error?.message).toMatch(message);
    expect(runs.requests('GetInstance')).toEqual([]);
  });
});
