import type { INodeParameters } from 'n8n-workflow';

import {
  BAD_TASK_INSTANCES,
  startTaskInstances,
  taskInstanceParameters,
  type TaskInstances,
} from '../taskInstances';

describe('Task Instance: Get Log', () => {
  let runs: TaskInstances;
  beforeAll(async () => {
    runs = await startTaskInstances();
  });
  afterAll(() => runs.close());
  beforeEach(async () => {
    runs.reset();
    runs.server.emulator.plans.add({
      of: 'run',
      result: 'FAILURE',
      log: 'first try\npassword=Secr3t! user=reader\nERROR connect failed',
    });
    await runs.addRuns();
    await runs.clock().advance(60_000);
  });
  const getLog = (options: INodeParameters = {}, changes: INodeParameters = {}) =>
    runs.engine.run({
      parameters: taskInstanceParameters('getLog', runs.ids()[0]!, { options, ...changes }),
    });
  const logOf = async (options?: INodeParameters) => {
    const run = await getLog(options);
    expect(run.error).toBeUndefined();
    return String(run.output[0]![0]!.json.TaskInstanceLog);
  };

  it('gives the log, secrets out', async () => {
    const log = await logOf();
    expect(log).toMatch(/ password=\*\*\* user=reader\n.* ERROR connect failed\n/);
    expect(log).not.toContain('Secr3t');
  });

  it('gives it as it is where that is wished', async () => {
    expect(await logOf({ conceal: false })).toContain('password=Secr3t! user=reader');
  });

  it('gives its last lines', async () => {
    const all = (await logOf()).split('\n').filter((line) => line.trim() !== '');
    expect((await logOf({ lastLines: 2 })).split('\n')).toEqual(all.slice(-2));
  });

  it('gives an earlier attempt', async () => {
    await runs.official('RerunTaskInstances', { Ids: JSON.stringify([Number(runs.ids()[0])]) });
    await runs.clock().advance(60_000);
    expect(await logOf()).not.toContain('first try');
    expect(await logOf({ runNumber: 1 })).toContain('first try');
    expect(runs.requests('GetTaskInstanceLog').at(-1)?.parameters.query).toEqual({
      Id: runs.ids()[0],
      RunNumber: '1',
    });
  });

  it('makes the same call as the official client', async () => {
    await logOf();
    await runs.official('GetTaskInstanceLog', { Id: runs.ids()[0]! }, 'GET');
    const [ours, theirs] = runs.requests('GetTaskInstanceLog').map((entry) => entry.parameters);
    expect(ours).toEqual(theirs);
  });

  it.each<[string, INodeParameters, RegExp]>([
    ['an attempt before the first', { runNumber: 0 }, /"Attempt" is 0/],
    ['no lines', { lastLines: 0 }, /"Last Lines" is 0/],
  ])('refuses before sending: %s', async (_, options, message) => {
    expect((await getLog(options)).error?.message).toMatch(message);
    expect(runs.requests('GetTaskInstanceLog')).toEqual([]);
  });

  it.each(BAD_TASK_INSTANCES)('refuses before sending: %s', async (_, changes, message) => {
    expect((await getLog({}, changes)).error?.message).toMatch(message);
    expect(runs.requests('GetTaskInstanceLog')).toEqual([]);
  });
});
