import path from 'node:path';
import type { INode } from 'n8n-workflow';
import { failureOf, outputOf } from '../rest';
import { waitFor } from '../wait-for';
import { fireParked, parked, requests, RUN } from './parked';
import { startTestbed, type Testbed } from './testbed';

/** Waits that n8n keeps, by its own Wait node: its pauses are a minute, so this takes long. */

const LIMIT_MS = 400_000;
let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed('park');
});
afterAll(() => bed?.stop());
beforeEach(() => bed.emulator.emulator.reset());

async function begin(given: Parameters<typeof fireParked>[1]) {
  const workflow = await fireParked(bed, given);
  return { workflow, ...(await parked(bed, workflow)) };
}
const runs = () => requests(bed, 'RunCycleDagNodes');

test('20 items: one execution of looks, none that runs meanwhile, an output for each', async () => {
  const { workflow, parent } = await begin({ count: 20, takesMs: 90_000 });
  expect(runs()).toHaveLength(20);
  const execution = await bed.api.finished(parent, LIMIT_MS);
  expect(failureOf(execution)).toBe('');
  expect(outputOf(execution, 'Good').map(({ Outcome }) => Outcome)).toEqual(
    Array.from({ length: 20 }, () => 'started'),
  );
  const items = execution.data.resultData.runData[RUN]!.at(-1)!.data!.main![0]!;
  expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
    items.map((_, item) => expect.objectContaining({ item })),
  );
  expect(runs()).toHaveLength(20);
  expect(await bed.api.executions(workflow)).toHaveLength(2);
});

test('n8n is killed while it waits: the right output, once', async () => {
  const { parent } = await begin({ count: 2, takesMs: 60_000 });
  await bed.n8n.process.kill();
  bed = await bed.startAgain();
  const execution = await bed.api.finished(parent, LIMIT_MS);
  expect(failureOf(execution)).toBe('');
  expect(outputOf(execution, 'Good')).toHaveLength(2);
  expect(runs()).toHaveLength(2);
});

test('n8n is killed during a look: the execution fails, and says where to look', async () => {
  const { parent } = await begin({ count: 1, takesMs: 60_000 });
  bed.emulator.emulator.faults.add({ kind: 'delay', ms: 100_000, action: 'ListInstances' });
  await waitFor('a look', 200_000, () => requests(bed, 'ListInstances').length > 0);
  await bed.n8n.process.kill();
  bed = await bed.startAgain();
  const execution = await bed.api.finished(parent, LIMIT_MS);
  expect(execution.status).toBe('error');
  expect(failureOf(execution)).toContain('n8n ended while it looked at the run');
  expect(outputOf(execution, 'Good')).toEqual([]);
  expect(runs()).toHaveLength(1);
});

test('Deploy, with n8n killed between its two steps: each is done once', async () => {
  const { workflow, parent } = await begin({ count: 2, operation: 'deploy', takesMs: 20_000 });
  expect(requests(bed, 'SubmitFile')).toHaveLength(2);
  await waitFor('both are deployed', 200_000, () => requests(bed, 'DeployFile').length === 2);
  await parked(bed, workflow);
  await bed.n8n.process.kill();
  bed = await bed.startAgain();
  const execution = await bed.api.finished(parent, LIMIT_MS);
  expect(failureOf(execution)).toBe('');
  expect(outputOf(execution, 'Good').map(({ Outcome }) => Outcome)).toEqual([
    'deployed',
    'deployed',
  ]);
  for (const action of ['SubmitFile', 'DeployFile']) {
    expect(requests(bed, action)).toHaveLength(2);
  }
});

test.each([true, false])(
  'the execution is cancelled; its runs are stopped where that is wished: %s',
  async (stopWhenCancelled) => {
    const { parent, child } = await begin({
      count: 2,
      takesMs: 3_600_000,
      options: { stopWhenCancelled },
    });
    await bed.api.call('POST', `/rest/executions/${parent}/stop`);
    expect((await bed.api.finished(child, LIMIT_MS)).status).toBe('error');
    expect((await bed.api.finished(parent)).status).toBe('canceled');
    expect(requests(bed, 'StopInstance')).toHaveLength(stopWhenCancelled ? 2 : 0);
  },
);

describe('a run fails', () => {
  const failOne = async (onError?: INode['onError']) => {
    const plan = { of: 'run', result: 'FAILURE', log: 'ERROR connect failed' } as const;
    bed.emulator.emulator.plans.add(plan);
    const { parent } = await begin({ count: 3, takesMs: 40_000, ...(onError && { onError }) });
    return await bed.api.finished(parent, LIMIT_MS);
  };

  test('On Error: Stop Workflow; "Retry execution" fails with the same words and starts nothing', async () => {
    const execution = await failOne();
    expect(execution.status).toBe('error');
    const words = failureOf(execution);
    expect(words).toMatch(/^DataWorks did not run the task: [^]*ERROR connect failed/);
    expect(outputOf(execution, 'Good')).toEqual([]);
    const retried = await bed.api.finished(await bed.api.retry(execution.id, false));
    expect(failureOf(retried)).toBe(words);
    expect(runs()).toHaveLength(3);
  });

  test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
    'On Error: %s',
    async (onError) => {
      const execution = await failOne(onError);
      expect(failureOf(execution)).toBe('');
      const good = outputOf(execution, 'Good');
      const bad = outputOf(execution, 'Bad');
      const isApart = onError === 'continueErrorOutput';
      expect([good.length, bad.length]).toEqual(isApart ? [2, 1] : [3, 0]);
      expect((isApart ? bad : good)[0]).toMatchObject({
        error: expect.stringContaining('ERROR connect failed'),
        details: { action: 'RunCycleDagNodes', log: expect.any(String) },
      });
    },
  );
});

test('an n8n that is too old refuses it before anything is sent', async () => {
  const folder = path.join(__dirname, '..', 'oldest');
  const old = await startTestbed('park-oldest', { N8N_DISABLED_MODULES: 'insights' }, folder);
  try {
    const workflow = await fireParked(old, { count: 1, takesMs: 1_000 });
    const [one] = await waitFor('it has begun', 30_000, async () => {
      const all = await old.api.executions(workflow);
      return all.length > 0 && all;
    });
    const execution = await old.api.finished(one!.id);
    expect(failureOf(execution)).toMatch(/"While Waiting" is Park It[^]*update n8n/);
    expect(old.emulator.emulator.log).toEqual([]);
  } finally {
    await old.stop();
  }
});
