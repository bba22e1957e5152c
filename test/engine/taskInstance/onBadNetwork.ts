import fc from 'fast-check';

import type { Misbehaviour } from '../../../emulator/faults/fault';
import { draws } from '../../random';
import { startTaskInstances, taskInstanceParameters, type TaskInstances } from '../taskInstances';

const wrong = fc.constantFrom<Misbehaviour>(
  { kind: 'drop-request' },
  { kind: 'drop-reply' },
  { kind: 'cut' },
  { kind: 'throttle' },
  { kind: 'error', code: 'Invalid.Parameter', status: 400 },
  { kind: 'html', status: 503 },
  { kind: 'html', status: 504, acts: true },
);
const actions = ['RerunTaskInstances', 'RerunTaskInstances', 'GetTaskInstance'] as const;
const faults = fc.array(fc.tuple(fc.constantFrom(...actions), wrong, fc.nat({ max: 2 })), {
  maxLength: 5,
});

/** The runs of n8n that each schedule takes: one, and as many retries as it may need. */
const RETRIES = 5;

/** What holds for so many random schedules of faults, each played through n8n's engine. */
export function holdsOnABadNetwork(numRuns: number): void {
  let runs: TaskInstances;
  beforeAll(async () => {
    runs = await startTaskInstances();
  });
  afterAll(() => runs.close());

  it('are rerun exactly once each, together or apart', async () => {
    const items = fc.integer({ min: 1, max: 4 });
    // A rerun that has ended could be rerun again; one that goes on is refused.
    const lasting = fc.constantFrom(0, 3_600_000);
    await fc.assert(
      fc.asyncProperty(
        faults,
        items,
        fc.constantFrom(1, 2, 4),
        lasting,
        async (drawn, count, at, runMs) => {
          runs.reset();
          const { emulator } = runs.server;
          emulator.settings.durations.runMs = 10_000;
          for (let added = 0; added < count; added++) {
            emulator.plans.add({ of: 'run', result: 'FAILURE' });
            await runs.addRuns();
          }
          await runs.clock().advance(60_000);
          const ids = runs.ids();
          for (const id of ids) expect(await runs.status(id)).toBe('Failure');
          emulator.settings.durations.runMs = runMs;
          for (const [action, what, after] of drawn)
            emulator.faults.add({ ...what, action, after });
          let run = await runs.engine.run({
            items: ids.map((id) => ({ id })),
            parameters: taskInstanceParameters('rerun', '={{ $json.id }}', {
              options: { concurrency: at },
            }),
          });
          for (let retry = 0; run.error && retry < RETRIES; retry++) run = await run.retry();
          const { taskInstances } = emulator.state.studio;
          const attempts = [...taskInstances.values()].map((one) => one.attempts.length);
          expect(attempts).toEqual(ids.map(() => 2));
          expect(run.error).toBeUndefined();
          expect(run.output[0]!.map(({ json }) => Object.keys(json.SuccessInfo!)).flat()).toEqual(
            ids,
          );
        },
      ),
      { ...draws, numRuns },
    );
  });
}
