import type { INodeParameters } from 'n8n-workflow';

import {
  BAD_INSTANCES,
  FIRST,
  instanceId,
  instanceParameters,
  startInstances,
  STOPS_WITHIN_MS,
  type Instances,
} from '../instances';

/** Stop and Set Success: one call changes one instance. */
const changes = [
  {
    name: 'Set Success',
    operation: 'setSuccess',
    action: 'SetSuccessInstance',
    does: 'set the instance to successful',
    outcome: 'set to successful',
    accepted: 'set to successful',
    runFails: true,
    /** A failed run counts as successful, so what waits for it begins. */
    statuses: ['SUCCESS', 'WAIT_RESOURCE'],
    showsAfterMs: 0,
    refusal: '状态必须为 FAILURE|CHECKING',
  },
  {
    name: 'Stop',
    operation: 'stop',
    action: 'StopInstance',
    does: 'stop the instance',
    outcome: 'stopped',
    /** What it is called until the state shows it. */
    accepted: 'stopping',
    runFails: false,
    /** The run ends, and what waits for it does not begin. */
    statuses: ['FAILURE', 'NOT_RUN'],
    showsAfterMs: STOPS_WITHIN_MS,
    refusal: '状态必须为 WAIT_RESOURCE|WAIT_TIME|RUNNING|CHECKING',
  },
];

describe.each(changes)(
  'Instance: $name',
  ({ operation, action, does, outcome, accepted, runFails, statuses, showsAfterMs, refusal }) => {
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
    /** Two runs, of which the second waits for the first. */
    async function addRun() {
      // One that goes on outlasts the patience of a look for a lost call.
      emulator().plans.add(runFails ? { of: 'run', result: 'FAILURE' } : { of: 'run', ms: 60_000 });
      await runs.addRuns({ first: '2026-02-27', last: '2026-02-28' });
      if (runFails) await runs.clock().advance(60_000);
    }
    const change = (given?: INodeParameters) =>
      runs.engine.run({ parameters: instanceParameters(operation, given) });

    it('changes the instance and what follows from it', async () => {
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
              Outcome: accepted,
            },
            pairedItem: { item: 0 },
          },
        ],
      ]);
      // What is not there yet is not called so.
      if (accepted !== outcome) expect(await runs.statuses()).not.toEqual(statuses);
      await runs.clock().advance(showsAfterMs);
      expect(await runs.statuses()).toEqual(statuses);
    });

    it('makes the same call as the official client', async () => {
      await change();
      const [ours] = runs.requests(action);
      runs.reset();
      await addRun();
      await runs.official(action, { InstanceId: FIRST, ProjectEnv: 'PROD' });
      const [theirs] = runs.requests(action);
      expect(ours?.parameters).toEqual(theirs?.parameters);
      await runs.clock().advance(showsAfterMs);
      expect(await runs.statuses()).toEqual(statuses);
    });

    it('gives the words of the API when it refuses', async () => {
      await change();
      await runs.clock().advance(showsAfterMs);
      const run = await change();
      expect(run.error?.message).toBe(`DataWorks did not ${does}: ${refusal}.`);
    });

    it('does it once when n8n runs the node again', async () => {
      const first = await runs.engine.run({
        items: [{ id: FIRST }, { id: '4711' }],
        parameters: instanceParameters(operation, {
          instanceId: instanceId('={{ $json.id }}'),
          options: { concurrency: 1 },
        }),
        settings: { retryOnFail: true, maxTries: 2 },
      });
      expect(first.error?.message).toMatch(/The instance does not exist/);
      const asked = runs.requests(action).map((one) => one.parameters.body.InstanceId);
      expect(asked).toEqual([FIRST, '4711', '4711']);
    });

    describe('when the reply is lost', () => {
      const done = { Success: true, Outcome: outcome };

      it.each(['drop-reply', 'cut'] as const)('sees that it was done: %s', async (kind) => {
        emulator().faults.add({ kind, action });
        const run = await change();
        expect(run.output[0]![0]!.json).toMatchObject(done);
        expect(runs.requests(action)).toHaveLength(1);
      });

      it('sends it once more when it had not arrived', async () => {
        emulator().faults.add({ kind: 'drop-request', action });
        const run = await change();
        expect(run.output[0]![0]!.json).toMatchObject({ ...done, Outcome: accepted });
        expect(runs.requests(action).map(({ acted }) => acted)).toEqual([false, true]);
      });

      it('looks first in the next run when the outcome stayed unknown', async () => {
        emulator().faults.add({ kind: 'drop-reply', action });
        emulator().faults.add({ kind: 'day-quota-spent', action: 'GetInstance' });
        const first = await change();
        expect(first.error?.message).toMatch(`DataWorks did not ${does}: The connection broke`);

        const again = await first.retry();
        expect(again.output[0]![0]!.json).toMatchObject(done);
        expect(runs.requests(action)).toHaveLength(1);
      });
    });

    it.each(BAD_INSTANCES)('refuses before sending: %s', async (_, given, message) => {
      expect((await change(given)).error?.message).toMatch(message);
      expect(runs.requests(action)).toEqual([]);
    });
  },
);
