import type { INodeParameters } from 'n8n-workflow';

import {
  BAD_INSTANCES,
  FIRST,
  instanceId,
  instanceParameters,
  startInstances,
  type Instances,
} from './instances';

describe('Instance: Stop', () => {
  let runs: Instances;
  beforeAll(async () => {
    runs = await startInstances();
  });
  afterAll(() => runs.close());
  beforeEach(async () => {
    runs.reset();
    await addRun();
  });

  const emulator = () => runs.server.emulator;
  async function addRun() {
    await runs.addRuns({ first: '2026-02-27', last: '2026-02-28' });
  }
  const change = (changes?: INodeParameters) =>
    runs.engine.run({ parameters: instanceParameters('stop', changes) });

  it('ends a run, and what waits for it does not begin', async () => {
    const run = await change();

    expect(run.error).toBeUndefined();
    expect(run.output).toEqual([
      [
        {
          json: {
            Success: true,
            HttpStatusCode: 200,
            RequestId: expect.any(String),
            Data: true,
            Outcome: 'stopped',
          },
          pairedItem: { item: 0 },
        },
      ],
    ]);
    expect(await runs.statuses()).toEqual(['FAILURE', 'NOT_RUN']);
  });

  it('makes the same call as the official client', async () => {
    await change();
    const [ours] = runs.requests('StopInstance');
    runs.reset();
    await addRun();
    await runs.official('StopInstance', { InstanceId: FIRST, ProjectEnv: 'PROD' });
    const [theirs] = runs.requests('StopInstance');
    expect(ours?.parameters).toEqual(theirs?.parameters);
    expect((await runs.statuses())[0]).toBe('FAILURE');
  });

  it('gives the words of the API when it refuses', async () => {
    await change();
    const run = await change();
    expect(run.error?.message).toBe(
      'DataWorks did not stop the instance: DataWorks refused the call (An instance of status FAILURE cannot be stopped).',
    );
  });

  it('does it once when n8n runs the node again', async () => {
    const first = await runs.engine.run({
      items: [{ id: FIRST }, { id: '4711' }],
      parameters: instanceParameters('stop', {
        instanceId: instanceId('={{ $json.id }}'),
        options: { concurrency: 1 },
      }),
      settings: { retryOnFail: true, maxTries: 2 },
    });
    expect(first.error?.message).toMatch(/The instance does not exist/);
    const asked = runs.requests('StopInstance').map((one) => one.parameters.body.InstanceId);
    expect(asked).toEqual([FIRST, '4711', '4711']);
  });

  describe('when the reply is lost', () => {
    it.each(['drop-reply', 'cut'] as const)('sees that it was done: %s', async (kind) => {
      emulator().faults.add({ kind, action: 'StopInstance' });
      const run = await change();
      expect(run.output[0]![0]!.json).toMatchObject({ Success: true, Outcome: 'stopped' });
      expect(runs.requests('StopInstance')).toHaveLength(1);
    });

    it('sends it once more when it had not arrived', async () => {
      emulator().faults.add({ kind: 'drop-request', action: 'StopInstance' });
      const run = await change();
      expect(run.output[0]![0]!.json).toMatchObject({ Success: true, Outcome: 'stopped' });
      expect(runs.requests('StopInstance').map(({ acted }) => acted)).toEqual([false, true]);
    });

    it('looks first in the next run when the outcome stayed unknown', async () => {
      emulator().faults.add({ kind: 'drop-reply', action: 'StopInstance' });
      emulator().faults.add({ kind: 'day-quota-spent', action: 'GetInstance' });
      const first = await change();
      expect(first.error?.message).toMatch(
        /^DataWorks did not stop the instance: The connection broke/,
      );

      const again = await first.retry();
      expect(again.output[0]![0]!.json).toMatchObject({ Success: true, Outcome: 'stopped' });
      expect(runs.requests('StopInstance')).toHaveLength(1);
    });
  });

  it.each(BAD_INSTANCES)('refuses before sending: %s', async (_, changes, message) => {
    expect((await change(changes)).error?.message).toMatch(message);
    expect(runs.requests('StopInstance')).toEqual([]);
  });
});
