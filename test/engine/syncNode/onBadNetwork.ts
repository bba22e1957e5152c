import fc from 'fast-check';

import type { Misbehaviour } from '../../../emulator/faults/fault';
import { draws } from '../../random';
import { newNode, onNode, startSyncNodes, type SyncNodes } from '../syncNodes';

const wrong = fc.constantFrom<Misbehaviour>(
  { kind: 'drop-request' },
  { kind: 'drop-reply' },
  { kind: 'cut' },
  { kind: 'throttle' },
  { kind: 'html', status: 503 },
  { kind: 'html', status: 504, acts: true },
);
const faultsOf = (...actions: string[]) =>
  fc.array(fc.tuple(fc.constantFrom(...actions), wrong, fc.nat({ max: 2 })), { maxLength: 6 });

/** The runs of n8n that each schedule takes: one, and as many retries as it may need. */
const RETRIES = 4;

/** What holds for so many random schedules of faults, each played through n8n's engine. */
export function holdsOnABadNetwork(numRuns: number): void {
  let nodes: SyncNodes;
  beforeAll(async () => {
    nodes = await startSyncNodes();
  });
  afterAll(() => nodes.close());

  const studio = () => nodes.server.emulator.state.studio;

  /** Runs, and retries what failed, as Retry On Fail does. */
  async function untilDone(parameters: Parameters<SyncNodes['run']>[0]) {
    let run = await nodes.run(parameters);
    for (let retry = 0; run.error && retry < RETRIES; retry++) run = await run.retry();
    return run;
  }

  it('makes exactly one node, and says so', async () => {
    const faults = faultsOf('CreateNode', 'CreateNode', 'ListNodes', 'GetNode', 'GetProject');
    await fc.assert(
      fc.asyncProperty(faults, fc.nat({ max: 10_000 }), async (schedule, lateVisibilityMs) => {
        nodes.reset({ lateVisibilityMs });
        for (const [action, what, after] of schedule) {
          nodes.server.emulator.faults.add({ ...what, action, after });
        }
        const run = await untilDone(newNode());
        const made = [...studio().nodes.keys()].map(String);
        expect(made.length).toBeLessThanOrEqual(1);
        expect(run.error).toBeUndefined();
        expect(run.output[0]![0]!.json).toMatchObject({ Id: made[0], Outcome: 'created' });
      }),
      { ...draws, numRuns },
    );
  });

  it('publishes it by exactly one run', async () => {
    const faults = faultsOf(
      'CreatePipelineRun',
      'ListPipelineRuns',
      'GetPipelineRun',
      'ExecPipelineRunStage',
    );
    await fc.assert(
      fc.asyncProperty(faults, fc.nat({ max: 10_000 }), async (schedule, lateVisibilityMs) => {
        nodes.reset({ lateVisibilityMs });
        const id = await nodes.addNode();
        for (const [action, what, after] of schedule) {
          nodes.server.emulator.faults.add({ ...what, action, after });
        }
        const run = await untilDone(onNode('deploy', id));
        expect(studio().pipelineRuns.size).toBeLessThanOrEqual(1);
        expect(run.error).toBeUndefined();
        expect(studio().tasks.Prod.size).toBe(1);
      }),
      { ...draws, numRuns },
    );
  });

  it('runs it exactly once', async () => {
    const faults = faultsOf(
      'CreateWorkflowInstances',
      'CreateWorkflowInstances',
      'GetCreateWorkflowInstancesResult',
      'ListWorkflowInstances',
      'GetNode',
    );
    await fc.assert(
      fc.asyncProperty(faults, fc.nat({ max: 10_000 }), async (schedule, lateVisibilityMs) => {
        nodes.reset({ lateVisibilityMs });
        const id = await nodes.addNode();
        await nodes.deploy(id);
        for (const [action, what, after] of schedule) {
          nodes.server.emulator.faults.add({ ...what, action, after });
        }
        const run = await untilDone(onNode('run', id, { runFor: 'yesterday', wait: true }));
        expect(studio().creations.size).toBeLessThanOrEqual(1);
        expect(run.error).toBeUndefined();
        expect([...studio().taskInstances.values()].map(({ attempts }) => attempts.length)).toEqual(
          [1],
        );
      }),
      { ...draws, numRuns },
    );
  });
}
