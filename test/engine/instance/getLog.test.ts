import type { INodeParameters } from 'n8n-workflow';

import {
  BAD_INSTANCES,
  FIRST,
  instanceId,
  instanceParameters,
  startInstances,
  type Instances,
} from '../instances';

const LOG = [
  'INFO connect to jdbc:mysql://reader:hunter22@mysql:3306/shop',
  'ERROR password=Secr3t! for user=reader',
].join('\n');

describe('Instance: Get Log', () => {
  let runs: Instances;
  beforeAll(async () => {
    runs = await startInstances();
  });
  afterAll(() => runs.close());
  beforeEach(async () => {
    runs.reset();
    runs.server.emulator.plans.add({ of: 'run', result: 'FAILURE', log: LOG });
    await runs.addRuns();
    await runs.clock().advance(60_000);
  });

  const getLog = (options: INodeParameters = {}, changes: INodeParameters = {}) =>
    runs.engine.run({ parameters: instanceParameters('getLog', { options, ...changes }) });
  const logOf = async (options?: INodeParameters) =>
    String((await getLog(options)).output[0]![0]!.json.Data);

  it('gives the reply of the API, with secrets blanked', async () => {
    const run = await getLog();

    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json).toEqual({
      Success: true,
      HttpStatusCode: 200,
      RequestId: expect.any(String),
      Data: expect.stringMatching(
        /mysql:\/\/reader:\*\*\*@mysql:3306\/shop\n.*ERROR password=\*\*\* for user=reader\n/,
      ),
    });
  });

  it('gives the log as it is where that is wished', async () => {
    expect(await logOf({ conceal: false })).toContain('password=Secr3t! for user=reader');
  });

  it('gives the last lines where that is wished', async () => {
    const lines = (await logOf({ lastLines: 2 })).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/INFO Exit with FAILURE$/);
  });

  it('says what the run moved, also where only the last lines are given', async () => {
    runs.reset();
    runs.server.emulator.plans.add({
      of: 'run',
      log: 'State: 3(RUN) | Total: 42R 1.5KB | Speed: 4R/s 150B/s | Error: 2R 80B | Stage: 100.0%\nCost time is: 12s',
    });
    await runs.addRuns();
    await runs.clock().advance(60_000);
    const { json } = (await getLog({ lastLines: 1 })).output[0]![0]!;
    expect(json.Statistics).toEqual({
      RowsRead: 42,
      RowsFailed: 2,
      BytesRead: 1536,
      BytesReadIsRounded: true,
      RowsPerSecond: 4,
      BytesPerSecond: 150,
      DurationSeconds: 12,
    });
  });

  it('makes the same call as the official client', async () => {
    await getLog({ instanceHistoryId: '1' });
    await runs.official('GetInstanceLog', {
      InstanceId: FIRST,
      ProjectEnv: 'PROD',
      InstanceHistoryId: '1',
    });
    const [ours, theirs] = runs.requests('GetInstanceLog').map(({ parameters }) => parameters);
    expect(ours).toEqual(theirs);
  });

  it('gives an empty log of an instance that has not begun', async () => {
    runs.reset();
    await runs.addRuns({ first: '2026-02-27', last: '2026-02-28' });
    const run = await getLog({}, { instanceId: instanceId('310000000000002') });
    expect(run.output[0]![0]!.json.Data).toBe('');
  });

  it('gives the words of the API when it refuses', async () => {
    const run = await getLog({ instanceHistoryId: '7' });
    expect(run.error?.message).toBe(
      'DataWorks did not give the log of the instance: DataWorks did not accept the value of InstanceHistoryId (Specified parameter InstanceHistoryId is not valid).',
    );
  });

  it.each([
    ...BAD_INSTANCES,
    ['an attempt that is none', { options: { instanceHistoryId: '0' } }, /"Attempt" is "0"/],
    ['no line at all', { options: { lastLines: 0 } }, /"Last Lines" is 0/],
  ] as typeof BAD_INSTANCES)('refuses before sending: %s', async (_, changes, message) => {
    expect((await getLog({}, changes)).error?.message).toMatch(message);
    expect(runs.requests('GetInstanceLog')).toEqual([]);
  });
});
