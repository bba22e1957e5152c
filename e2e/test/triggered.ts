import type { IDataObject } from 'n8n-workflow';
import { failureOf, outputOf, type StoredWorkflow } from '../rest';
import { waitFor } from '../wait-for';
import { requests } from './parked';
import type { Testbed } from './testbed';
import { chain, node } from './workflow-builder';

const TRIGGER = 'When a run has ended';
/** n8n polls four times a minute, and the trigger looks at every second or third. */
const A_LOOK_MS = 100_000;
/** n8n allows each Poll Time once a minute. */
const SECONDS = [5, 20, 35, 50];

/** Publishes a workflow that starts when a run in the new Data Studio has ended. */
export async function publishTrigger({ api, credential }: Testbed): Promise<StoredWorkflow> {
  const trigger = node(
    TRIGGER,
    'n8n-nodes-alibabacloud-dataworks.dataWorksTrigger',
    1,
    {
      studio: 'dataStudio',
      projectId: { __rl: true, mode: 'id', value: '20000' },
      event: 'runEnded',
      pollTimes: {
        item: SECONDS.map((at) => ({ mode: 'custom', cronExpression: `${at} * * * * *` })),
      },
      options: { lookEvery: 1 },
    },
    { credentials: { alibabaCloudAccessKeyApi: credential } },
  );
  const workflow = await api.createWorkflow(chain('Trigger', trigger));
  await api.activate(workflow);
  return workflow;
}

/** A run that has ended; gives what the trigger says of it. */
export function ended(
  { emulator }: Testbed,
  name: string,
  result: 'SUCCESS' | 'FAILURE',
  agoMs = 0,
): IDataObject {
  const dueAt = Date.now() - agoMs;
  const run = { projectId: 20_000, name, result, dueAt, runMs: 1_000 };
  const [id] = emulator.emulator.schedule(run);
  const Succeeded = result === 'SUCCESS';
  const Status = Succeeded ? 'Success' : 'Failure';
  return { Id: Number(id), TaskName: name, Status, Succeeded };
}

/** What each execution was started with so far, the oldest first. */
export async function startedWith(
  { api }: Testbed,
  workflow: StoredWorkflow,
): Promise<IDataObject[][]> {
  const executions = await api.executions(workflow);
  const all = await Promise.all(
    executions.map(async ({ id }) => {
      const execution = await api.finished(id);
      expect(failureOf(execution)).toBe('');
      return outputOf(execution, TRIGGER);
    }),
  );
  return all.reverse();
}

/** What they were started with as soon as there are so many. */
export const untilStarted = (bed: Testbed, workflow: StoredWorkflow, count: number) =>
  waitFor(`${count} executions`, A_LOOK_MS, async () => {
    const all = await startedWith(bed, workflow);
    return all.length >= count && all;
  });

/** Waits until a whole look, with what n8n makes of it, lies between. */
export async function anotherLook(bed: Testbed): Promise<void> {
  // A look is several calls at a time.
  const looks = () =>
    requests(bed, 'ListTaskInstances').filter(
      ({ at }, index, all) => at - (all[index - 1]?.at ?? 0) > 10_000,
    ).length;
  const before = looks();
  // The next one is over when the one after it begins.
  await waitFor('another look', 2 * A_LOOK_MS, () => looks() > before + 1);
}
