import type { INodeParameters } from 'n8n-workflow';

import {
  BAD_TASK_INSTANCES,
  startTaskInstances,
  taskInstanceParameters,
  type TaskInstances,
} from '../taskInstances';

/** An operation that changes an instance's state. */
interface Change {
  operation: string;
  action: string;
  /** The instance that it fits: the first that failed or runs, or one that waits for it. */
  on: 'failed' | 'running' | 'waiting' | 'suspended';
  outcome: string;
  /** What it is called before a state was seen; the outcome unless given. */
  accepted?: string;
  /** What a repetition is refused with. */
  refusal: RegExp;
}

const CHANGES: Change[] = [
  {
    operation: 'stop',
    action: 'StopTaskInstances',
    on: 'running',
    outcome: 'stopped',
    accepted: 'stopping',
    refusal: /An instance of status Failure cannot be stopped/,
  },
  {
    operation: 'setSuccess',
    action: 'SetSuccessTaskInstances',
    on: 'failed',
    outcome: 'set to successful',
    refusal: /An instance of status Success cannot be set to successful/,
  },
  {
    operation: 'suspend',
    action: 'SuspendTaskInstances',
    on: 'waiting',
    outcome: 'suspended',
    refusal: /An instance of status NotRun cannot be suspended/,
  },
  {
    operation: 'resume',
    action: 'ResumeTaskInstances',
    on: 'suspended',
    outcome: 'resumed',
    refusal: /An instance of status NotRun cannot be resumed/,
  },
];

describe.each(CHANGES)(
  'Task Instance: $operation',
  ({ operation, action, on, outcome, accepted = outcome, refusal }) => {
    let runs: TaskInstances;
    let id: string;
    beforeAll(async () => {
      runs = await startTaskInstances();
    });
    afterAll(() => runs.close());
    beforeEach(async () => {
      runs.reset();
      // Longer than it takes to look whether it was done.
      runs.server.emulator.settings.durations.runMs = on === 'failed' ? 10_000 : 90_000;
      if (on === 'failed') runs.server.emulator.plans.add({ of: 'run', result: 'FAILURE' });
      await runs.addRuns({ first: '2026-02-26', last: '2026-02-27' });
      await runs.clock().advance(on === 'failed' ? 60_000 : 2_000);
      const [first, second] = runs.ids();
      id = on === 'failed' || on === 'running' ? first! : second!;
      if (on === 'suspended') await runs.official('SuspendTaskInstances', { Ids: `[${id}]` });
    });
    const change = (changes?: INodeParameters) =>
      runs.engine.run({ parameters: taskInstanceParameters(operation, id, changes) });
    const faults = () => runs.server.emulator.faults;
    const done = () => runs.requests(action).map(({ acted }) => acted);

    it('gives the reply of the API and what was done', async () => {
      const run = await change();
      expect(run.error).toBeUndefined();
      expect(run.output[0]![0]!.json).toEqual({
        RequestId: expect.any(String),
        SuccessInfo: { [id]: { Success: true } },
        Outcome: accepted,
      });
      expect(done()).toEqual([true]);
    });

    it('makes the same call as the official client', async () => {
      await change({ options: { comment: 'because' } });
      await runs.official(action, { Ids: JSON.stringify([Number(id)]), Comment: 'because' });
      const [ours, theirs] = runs.requests(action).map(({ parameters }) => parameters);
      expect(ours).toEqual(theirs);
    });

    it('fails where its own result is a refusal, with the words of the API', async () => {
      await change();
      // Until a stop has taken effect there is something to stop.
      if (operation === 'stop') await runs.clock().advance(5_000);
      const run = await change();
      expect(run.error?.message).toMatch(refusal);
    });

    it('sends it once more when it had not arrived', async () => {
      faults().add({ kind: 'drop-request', action });
      const run = await change();
      expect(run.output[0]![0]!.json).toMatchObject({ Outcome: accepted });
      expect(done()).toEqual([false, true]);
    });

    if (on === 'failed' || on === 'running') {
      it.each(['drop-reply', 'cut'] as const)('sees that it was done: %s', async (kind) => {
        faults().add({ kind, action });
        const run = await change();
        expect(run.output[0]![0]!.json).toMatchObject({ Outcome: outcome });
        expect(done()).toEqual([true]);
      });
    } else {
      it('says that a lost try may have done it, as no state tells', async () => {
        faults().add({ kind: 'drop-reply', action });
        const run = await change();
        expect(run.error?.message).toMatch(
          /; a try before it, whose reply was lost, may have done it/,
        );
      });
    }

    it.each(BAD_TASK_INSTANCES)('refuses before sending: %s', async (_, changes, message) => {
      expect((await change(changes)).error?.message).toMatch(message);
      expect(runs.requests(action)).toHaveLength(0);
    });
  },
);
