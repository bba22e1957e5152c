import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import type { NodeParameterValueType } from 'n8n-workflow';
import { draws } from '../../test/random';
import { failureOf, outputOf } from '../rest';
import { startTestbed, type Testbed } from './testbed';
import { postToWebhook } from './webhook';
import { chain, createTask, webhook } from './workflow-builder';

/** The ways to name a unit of work so that it survives a killed process. */
const protections: Record<string, Record<string, NodeParameterValueType>> = {
  token: { clientToken: '={{ $json.body.requestKey }}' },
  reuse: { ifExists: 'reuse' },
};

/** When n8n is killed after the webhook has answered, and how long each reply of DataWorks takes. */
const kill = fc.record({
  protection: fc.constantFrom(...Object.keys(protections)),
  afterMs: fc.integer({ min: 0, max: 1_000 }),
  replyMs: fc.constantFrom(0, 500, 3_000),
});

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed('exactly-once-kills');
});
afterAll(() => bed?.stop());

test(`n8n is killed ${draws.numRuns} times, each at another moment; "Retry execution" then gives the one task`, async () => {
  for (const [round, drawn] of fc.sample(kill, draws).entries()) {
    const { emulator } = bed.emulator;
    emulator.reset();
    emulator.faults.add({ kind: 'delay', ms: drawn.replyMs, action: 'CreateDISyncTask' });
    const options = { ...protections[drawn.protection], requestTimeout: 160 };
    const path = randomUUID();
    const task = createTask(bed.credential, `task_${round}`, options);
    const workflow = await bed.api.createWorkflow(chain(path, webhook(path, 'onReceived'), task));
    await bed.api.activate(workflow);
    await postToWebhook(bed.n8n.url, path, { requestKey: `request-${round}-of-the-kills` });
    await pause(drawn.afterMs);
    const [lost] = await bed.api.executions(workflow);
    await bed.n8n.process.kill();
    bed = await bed.startAgain();

    let execution = await bed.api.finished(lost!.id);
    const killedInTime = execution.status !== 'success';
    if (killedInTime) {
      expect({ drawn, status: execution.status }).toEqual({ drawn, status: 'crashed' });
      execution = await bed.api.finished(await bed.api.retry(lost!.id, false));
    }
    expect({ drawn, failure: failureOf(execution) }).toEqual({ drawn, failure: '' });
    const [file, ...more] = bed.emulator.emulator.state.files.values();
    expect({ drawn, more }).toEqual({ drawn, more: [] });
    expect({ drawn, output: outputOf(execution, task.name) }).toMatchObject({
      drawn,
      output: [{ Data: { FileId: Number(file?.fileId) } }],
    });
    await bed.api.deactivate(workflow);
    console.log(
      `${round + 1}. killed after ${drawn.afterMs} ms, reply after ${drawn.replyMs} ms: ${killedInTime ? 'retried' : 'had ended'}`,
    );
  }
});
