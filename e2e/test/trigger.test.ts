import { waitFor } from '../wait-for';
import { failureOf, outputOf, type StoredWorkflow } from '../rest';
import { startTestbed, type Testbed } from './testbed';
import { chain, node } from './workflow-builder';

const TRIGGER = 'When a run has ended';
/** n8n polls every minute; the time limit of the test is for four of these. */
const A_POLL_MS = 100_000;

let bed: Testbed;
let workflow: StoredWorkflow;

beforeAll(async () => {
  bed = await startTestbed('trigger');
});
afterAll(() => bed?.stop());

/** A run that has ended; gives its id. */
const ended = (name: string, result: 'SUCCESS' | 'FAILURE', agoMs = 0): string => {
  const dueAt = Date.now() - agoMs;
  const run = { projectId: 20_000, name, result, dueAt, runMs: 1_000 };
  const [id] = bed.emulator.emulator.schedule(run);
  return String(id);
};

/** What the workflow was started with so far, the oldest first. */
async function reported(): Promise<string[]> {
  const executions = await bed.api.executions(workflow);
  const items = await Promise.all(
    executions.map(async ({ id }) => {
      const execution = await bed.api.finished(id);
      expect(failureOf(execution)).toBe('');
      return outputOf(execution, TRIGGER).map(({ Id }) => String(Id));
    }),
  );
  return items.reverse().flat();
}

const untilReported = (count: number) =>
  waitFor(`${count} ends are reported`, A_POLL_MS, async () => {
    const ids = await reported();
    return ids.length >= count && ids;
  });

test('the trigger starts a published workflow once for each end, also over a kill and a restart', async () => {
  const before = ended('before', 'SUCCESS', 60_000);
  const trigger = node(
    TRIGGER,
    'n8n-nodes-alibabacloud-dataworks.dataWorksTrigger',
    1,
    {
      studio: 'dataStudio',
      projectId: { __rl: true, mode: 'id', value: '20000' },
      event: 'runEnded',
      pollTimes: { item: [{ mode: 'everyMinute' }] },
      options: { lookEvery: 1 },
    },
    { credentials: { alibabaCloudAccessKeyApi: bed.credential } },
  );
  workflow = await bed.api.createWorkflow(chain('Trigger', trigger));
  await bed.api.activate(workflow);

  const first = ended('first', 'FAILURE');
  expect(await untilReported(1)).toEqual([first]);

  await bed.n8n.process.kill();
  const meanwhile = ended('meanwhile', 'SUCCESS');
  bed = await bed.startAgain();
  expect(await untilReported(2)).toEqual([first, meanwhile]);

  const last = ended('last', 'SUCCESS');
  const all = await untilReported(3);
  expect(all).toEqual([first, meanwhile, last]);
  expect(all).not.toContain(before);
}, 400_000);
