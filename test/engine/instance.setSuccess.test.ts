import type { INodeParameters } from 'n8n-workflow';

import {
  BAD_INSTANCES,
  FIRST,
  instanceId,
  instanceParameters,
  startInstances,
  type Instances,
} from './instances';

describe('Instance: Set Success', () => {
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
    emulator().plans.add({ of: 'run', result: 'FAILURE' });
    await runs.addRuns({ first: '2026-02-27', last: '2026-02-28' });
    await runs.clock().advance(60_000);
  }
  const change = (changes?: INodeParameters) =>
    runs.engine.run({ parameters: instanceParameters('setSuccess', changes) });

  it('counts a failed run as successful, so that what waits for it begins', async () => {
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
            Outcome: 'set to successful',
          },
          pairedItem: { item: 0 },
        },
      ],
    ]);
    expect(await runs.statuses()).toEqual(['SUCCESS', 'WAIT_RESOURCE']);
  });

  it('makes the same call as the official client', async () => {
    await change();
    const [ours] = runs.requests('SetSuccessInstance');
    runs.reset();
    await addRun();
    await runs.official('SetSuccessInstance', { InstanceId: FIRST, ProjectEnv: 'PROD' });
    const [theirs] = runs.requests('SetSuccessInstance');
    expect(ours?.parameters).toEqual(theirs?.parameters);
    expect((await runs.statuses())[0]).toBe('SUCCESS');
  });

  it('gives the words of the API when it refuses', async () => {
    await change();
    const run = await change();
    expect(run.error?.message).toBe(
      'DataWorks did not set the instance to successful: DataWorks refused the call (An instance of status SUCCESS cannot be set to successful).',
    );
  });

  it('does it once when n8n runs the node again', async () => {
    const first = await runs.engine.run({
      items: [{ id: FIRST }, { id: '4711' }],
      parameters: instanceParameters('setSuccess', {
        instanceId: instanceId('={{ $json.id }}'),
        options: { concurrency: 1 },
      }),
      settings: { retryOnFail: true, maxTries: 2 },
    });
    expect(first.error?.message).toMatch(/The instance does not exist/);
    const asked = runs.requests('SetSuccessInstance').map((one) => one.parameters.body.InstanceId);
    expect(asked).toEqual([FIRST, '4711', '4711']);
  });

  describe('when the reply is lost', () => {
    it.each(['drop-reply', 'cut'] as const)('sees that it was done: %s', async (kind) => {
      emulator().faults.add({ kind, action: 'SetSuccessInstance' });
      const run = await change();
      expect(run.output[0]![0]!.json).toMatchObject({
        Success: true,
        Outcome: 'set to successful',
      });
      expect(runs.requests('SetSuccessInstance')).toHaveLength(1);
    });

    it('sends it once more when it had not arrived', async () => {
      emulator().faults.add({ kind: 'drop-request', action: 'SetSuccessInstance' });
      const run = await change();
      expect(run.output[0]![0]!.json).toMatchObject({
        Success: true,
        Outcome: 'set to successful',
      });
      expect(runs.requests('SetSuccessInstance').map(({ acted }) => acted)).toEqual([false, true]);
    });

    it('looks first in the next run when the outcome stayed unknown', async () => {
      emulator().faults.add({ kind: 'drop-reply', action: 'SetSuccessInstance' });
      emulator().faults.add({ kind: 'day-quota-spent', action: 'GetInstance' });
      const first = await change();
      expect(first.error?.message).toMatch(
        /^DataWorks did not set the instance to successful: The connection broke/,
      );

      const again = await first.retry();
      expect(again.output[0]![0]!.json).toMatchObject({
        Success: true,
        Outcome: 'set to successful',
      });
      expect(runs.requests('SetSuccessInstance')).toHaveLength(1);
    });
  });

  it.each(BAD_INSTANCES)('refuses before sending: %s', async (_, changes, message) => {
    expect((await change(changes)).error?.message).toMatch(message);
    expect(runs.requests('SetSuccessInstance')).toEqual([]);
  });
});
