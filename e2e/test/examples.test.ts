import { exampleNames, readExample } from '../examples';
import {
  failureOf,
  outputOf,
  type Execution,
  type StoredWorkflow,
  type WorkflowFile,
} from '../rest';
import { waitFor } from '../wait-for';
import { nothingTakesTime, startTestbed, type Testbed } from './testbed';
import { postToWebhook } from './webhook';
import { chain, dataWorks, manualTrigger, node, sampleScript, setFields } from './workflow-builder';

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed('examples');
});
afterAll(() => bed?.stop());
beforeEach(() => bed.emulator.emulator.reset());

/** The examples that a test below imported. */
const imported = new Set<string>();

/** Stores a workflow made from this example. */
async function importWorkflow(name: string, workflow: WorkflowFile): Promise<StoredWorkflow> {
  imported.add(name);
  return await bed.api.createWorkflow(workflow);
}

/** Imports an example as a user does; `named` names its new task otherwise. */
async function importExample(name: string, named?: string): Promise<StoredWorkflow> {
  const workflow = readExample(name, bed.credential);
  for (const { parameters } of workflow.nodes) {
    if (named !== undefined && parameters.taskName !== undefined) parameters.taskName = named;
  }
  return await importWorkflow(name, workflow);
}

/** Runs a workflow up to one of its nodes, as the editor's button does. */
async function runTo(workflow: StoredWorkflow, node: string): Promise<Execution> {
  return await bed.api.finished(await bed.api.run(workflow, node), 150_000);
}

/** Imports and runs an example up to one of its nodes. */
const runExample = async (name: string, node: string, named?: string) =>
  await runTo(await importExample(name, named), node);

const files = () => [...bed.emulator.emulator.state.files.values()];
const fileNames = () => files().map(({ name }) => name);

test('create-a-sync-task.json makes the task and hands on its FileId', async () => {
  const execution = await runExample('create-a-sync-task.json', 'Use the FileId');
  expect(failureOf(execution)).toBe('');
  const [file, ...more] = files();
  expect(more).toEqual([]);
  expect(outputOf(execution, 'Use the FileId')).toEqual([
    { message: expect.stringContaining(`Task ${file?.fileId} was made (request `) },
  ]);
});

test('create-on-a-schedule.json, fired twice, gives one FileId', async () => {
  const workflow = readExample('create-on-a-schedule.json', bed.credential);
  const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.scheduleTrigger');
  // A week is too long for a test; all else stays as the example has it.
  trigger!.parameters.rule = { interval: [{ field: 'seconds', secondsInterval: 1 }] };
  const stored = await importWorkflow('create-on-a-schedule.json', workflow);
  await bed.api.activate(stored);
  const fired = await waitFor('the schedule fires twice', 30_000, async () => {
    const executions = await bed.api.executions(stored);
    return executions.length >= 2 && executions.slice(-2);
  });
  await bed.api.deactivate(stored);
  const executions = await Promise.all(fired.map(({ id }) => bed.api.finished(id)));
  expect(executions.map(failureOf)).toEqual(['', '']);
  const [file, ...more] = files();
  expect(more).toEqual([]);
  expect(file?.name).toMatch(/^weekly_\d{8}$/);
  const outputs = executions.flatMap((one) => outputOf(one, 'Use the FileId'));
  const fileId = Number(file?.fileId);
  expect(outputs.map((output) => output.fileId)).toEqual([fileId, fileId]);
  expect(outputs.map(({ outcome }) => outcome).sort()).toEqual(['created', 'reused']);
});

describe('create-from-a-webhook.json', () => {
  const post = (body: unknown) => postToWebhook(bed.n8n.url, 'create-sync-task', body);
  const wish = { taskName: 'orders_daily', table: 'orders', columns: ['order_id', 'amount'] };
  let workflow: StoredWorkflow;
  beforeAll(async () => {
    workflow = await importExample('create-from-a-webhook.json');
    await bed.api.activate(workflow);
  });
  afterAll(() => bed.api.deactivate(workflow));

  test('answers with the FileId, and with the same one to the same requestKey', async () => {
    const answers = [
      await post({ ...wish, requestKey: 'order-4711' }),
      await post({ ...wish, requestKey: 'order-4711' }),
    ];
    const [file, ...more] = files();
    expect(more).toEqual([]);
    expect(file?.name).toBe('orders_daily');
    const body = {
      fileId: Number(file?.fileId),
      requestId: expect.any(String),
      outcome: 'created',
    };
    expect(answers).toEqual([
      { status: 200, body },
      { status: 200, body },
    ]);
    expect(JSON.parse(file?.content ?? '')).toMatchObject({
      steps: [{ parameter: { column: ['order_id', 'amount'] } }, {}],
    });
  });

  test('answers 422 with the reason when there is no task', async () => {
    await post({ ...wish, requestKey: 'order-4711' });
    const answer = await post({ ...wish, requestKey: 'order-4712' });
    expect(answer).toEqual({
      status: 422,
      body: { error: expect.stringContaining('A task with this name is already in the folder') },
    });
    expect(fileNames()).toEqual(['orders_daily']);
  });
});

describe('bring-live-and-run.json', () => {
  test('deploys the task, runs it for yesterday, and ends in the upper branch', async () => {
    const execution = await runExample('bring-live-and-run.json', 'Message: live');
    expect(failureOf(execution)).toBe('');
    const [file] = files();
    expect(outputOf(execution, 'Message: live')).toEqual([
      {
        message: expect.stringMatching(
          new RegExp(
            `^Task ${file?.fileId} is live\\. Its run for [\\d-]{10}.* has ended: SUCCESS`,
          ),
        ),
      },
    ]);
  });

  test('ends in the lower branch when the run fails', async () => {
    nothingTakesTime(bed);
    bed.emulator.emulator.plans.add({ of: 'run', result: 'FAILURE', log: 'table not found' });
    const execution = await runExample('bring-live-and-run.json', 'Message: not live');
    expect(failureOf(execution)).toBe('');
    const [{ message } = {}] = outputOf(execution, 'Message: not live');
    expect(message).toContain('table not found');
  });
});

test('park-a-run-of-hours.json waits as n8n keeps it, and tells how long', async () => {
  nothingTakesTime(bed);
  await runExample('bring-live-and-run.json', 'Message: live');
  bed.emulator.emulator.settings.durations.runMs = 30_000;
  const workflow = await importExample('park-a-run-of-hours.json');
  const execution = await runTo(workflow, 'Message: done');
  expect(failureOf(execution)).toBe('');
  expect(outputOf(execution, 'Message: done')).toEqual([
    { message: 'Ended after 1 minutes: 1 instance(s)' },
  ]);
});

describe('nightly-backfill-from-webhook.json', () => {
  const dates = { from: '2026-03-01', to: '2026-03-03' };
  const post = (fileId: number) =>
    postToWebhook(bed.n8n.url, 'backfill-sync-task', { fileId, ...dates });
  let workflow: StoredWorkflow;
  beforeAll(async () => {
    workflow = await importExample('nightly-backfill-from-webhook.json');
    await bed.api.activate(workflow);
  });
  afterAll(() => bed.api.deactivate(workflow));

  test('runs the deployed task once for each date and answers with the runs', async () => {
    nothingTakesTime(bed);
    await runExample('bring-live-and-run.json', 'Message: live');
    const [file] = files();
    const { dags } = bed.emulator.emulator.state;
    const before = new Set(dags.keys());
    const answer = await post(Number(file?.fileId));
    const made = [...dags.keys()].filter((id) => !before.has(id)).map(Number);
    expect(made).toHaveLength(3);
    expect(answer).toEqual({ status: 200, body: { dagIds: made, ...dates } });
  });

  test('answers 422 with the reason for a task that is not deployed', async () => {
    await runExample('create-a-sync-task.json', 'Use the FileId');
    const [file] = files();
    const answer = await post(Number(file?.fileId));
    expect(answer).toEqual({
      status: 422,
      body: { error: expect.stringContaining('Deploy it first') },
    });
    expect(bed.emulator.emulator.state.dags.size).toBe(0);
  });
});

test('start-a-real-time-task.json makes the task and starts it', async () => {
  const execution = await runExample('start-a-real-time-task.json', 'Message');
  expect(failureOf(execution)).toBe('');
  const [file, ...more] = files();
  expect(more).toEqual([]);
  expect(outputOf(execution, 'Message')).toEqual([
    { message: `${file?.name} is in the state RUN` },
  ]);
});

describe('clean-up-by-prefix.json', () => {
  test('deletes the tasks whose name begins with the prefix, and no other', async () => {
    for (const name of ['tmp_first', 'tmp_second', 'not_tmp_third']) {
      await runExample('create-a-sync-task.json', 'Use the FileId', name);
    }
    const ids = files().map(({ fileId }) => fileId);
    const execution = await runExample('clean-up-by-prefix.json', 'Deleted');
    expect(failureOf(execution)).toBe('');
    const messages = outputOf(execution, 'Deleted').map(({ message }) => message);
    expect(messages.sort()).toEqual([
      `tmp_first (${ids[0]}) is deleted`,
      `tmp_second (${ids[1]}) is deleted`,
    ]);
    expect(fileNames()).toEqual(['not_tmp_third']);
  });

  test('says in the lower branch which task is still there, and why', async () => {
    nothingTakesTime(bed);
    await runExample('start-a-real-time-task.json', 'Message', 'tmp_live');
    const execution = await runExample('clean-up-by-prefix.json', 'Not deleted');
    expect(failureOf(execution)).toBe('');
    expect(outputOf(execution, 'Not deleted')).toEqual([
      { message: expect.stringMatching(/^tmp_live is still there: .*[Ss]top/) },
    ]);
    expect(fileNames()).toEqual(['tmp_live']);
  });
});

test('call-any-action.json tells which data sources have no description', async () => {
  const execution = await runExample('call-any-action.json', 'Message');
  expect(failureOf(execution)).toBe('');
  expect(outputOf(execution, 'Message')).toEqual([
    { message: 'mysql_pub (mysql) has no description' },
    { message: 'odps_source (maxcompute) has no description' },
    { message: 'holo_dwh (hologres) has no description' },
  ]);
});

describe('mirror-mysql-to-hologres.json', () => {
  /** The example, which asks again after a second instead of a minute. */
  async function mirror(): Promise<StoredWorkflow> {
    const name = 'mirror-mysql-to-hologres.json';
    const workflow = readExample(name, bed.credential);
    const wait = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.wait');
    wait!.parameters = { amount: 1, unit: 'seconds' };
    return await importWorkflow(name, workflow);
  }
  const jobs = () => [...bed.emulator.emulator.state.studio.diJobs.values()];

  test('tests, makes and starts the job, and tells when its tables are in step', async () => {
    bed.emulator.emulator.settings.durations.startMs = 3_000;
    const execution = await runTo(await mirror(), 'Message: in step');
    expect(failureOf(execution)).toBe('');
    expect(outputOf(execution, 'Message: in step')).toEqual([
      { message: 'orders, u_pk are in step: 2000 records were copied, and every change follows' },
    ]);
    const [job, ...more] = jobs();
    expect(more).toEqual([]);
    expect(job).toMatchObject({ name: 'mirror_shop', destinationType: 'Hologres' });
    const actions = bed.emulator.emulator.log.map(({ action }) => action);
    expect(actions.filter((one) => one === 'TestDataSourceConnectivity')).toHaveLength(2);
    expect(actions.indexOf('TestDataSourceConnectivity')).toBeLessThan(
      actions.indexOf('CreateDIJob'),
    );
    expect(actions.filter((one) => one === 'ListDIJobRunDetails').length).toBeGreaterThan(1);
  });

  test('says what went wrong where a table has failed, and makes no second job', async () => {
    bed.emulator.emulator.settings.durations.startMs = 1_500;
    bed.emulator.emulator.plans.add({ of: 'start', message: 'binlog is off' });
    const workflow = await mirror();
    const execution = await runTo(workflow, 'Message: failed');
    expect(failureOf(execution)).toBe('');
    expect(outputOf(execution, 'Message: failed')).toEqual([
      { message: 'binlog is off; binlog is off' },
    ]);
    expect(jobs()).toHaveLength(1);
  });
});

test('alarm-rule-by-api-call.json gives each job a rule', async () => {
  nothingTakesTime(bed);
  await runExample('mirror-mysql-to-hologres.json', 'Create and start the job');
  const execution = await runExample('alarm-rule-by-api-call.json', 'Message');
  expect(failureOf(execution)).toBe('');
  const [rule, ...more] = [...bed.emulator.emulator.state.studio.diAlarmRules.values()];
  expect(more).toEqual([]);
  expect(rule?.settings).toMatchObject({
    Name: 'mirror_shop is behind',
    MetricType: 'Delay',
    TriggerConditions: [{ Severity: 'Warning', Threshold: 600, Duration: 5 }],
  });
  expect(outputOf(execution, 'Message')).toEqual([
    { message: `mirror_shop has the alarm rule ${rule?.id}` },
  ]);
});

test('tell-when-tonights-run-fails.json makes a message of each run that failed', async () => {
  const log =
    'Start Job[1]\n2026-03-01 00:10:00 : State: 4(FAIL) | Total: 120R 4096B | Speed: 10R/s 200B/s | Error: 3R 90B | Stage: 50%';
  const dueAt = Date.now() - 3_600_000;
  const { emulator } = bed.emulator;
  const bizdate = new Date(dueAt + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
  emulator.schedule({ projectId: 20_000, name: 'orders', result: 'FAILURE', dueAt, bizdate, log });
  emulator.schedule({ projectId: 20_000, name: 'stock', dueAt });
  const execution = await runExample('tell-when-tonights-run-fails.json', 'Message');
  expect(failureOf(execution)).toBe('');
  expect(outputOf(execution, 'Message')).toEqual([
    {
      message: `orders has failed, business date ${bizdate}. Rows read: 120, failed: 3`,
      log: expect.stringContaining('State: 4(FAIL)'),
      // The credential has an Endpoint, that of the emulator.
      link: '',
    },
  ]);
});

describe('run-events-from-eventbridge.json', () => {
  const name = 'run-events-from-eventbridge.json';
  const token = 'token-of-the-rule';
  /** An event as DataWorks' page has it; a `status` 5 has failed, 6 succeeded, 4 runs. */
  const event = (id: string, taskId: number, status: number) => ({
    datacontenttype: 'application/json;charset=utf-8',
    aliyunaccountid: '1000000000000001',
    data: {
      eventCode: 'instance-status-changes',
      appId: 10_000,
      dagType: 0,
      taskType: 0,
      taskId,
      status,
      tenantId: 1,
    },
    subject: '',
    source: 'acs.dataworks',
    type: 'dataworks:InstanceStatusChanges:InstanceStatusChanges',
    specversion: '1.0',
    id,
    time: '2026-03-01T00:10:00Z',
  });
  const post = (body: unknown, given = token) =>
    postToWebhook(bed.n8n.url, 'dataworks-run-events', body, {
      'x-eventbridge-signature-token': given,
    });
  let workflow: StoredWorkflow;
  beforeAll(async () => {
    const file = readExample(name, bed.credential);
    const webhook = file.nodes.find(({ type }) => type === 'n8n-nodes-base.webhook');
    webhook!.credentials!.httpHeaderAuth = await bed.api.storeCredential(
      'EventBridge token',
      'httpHeaderAuth',
      { name: 'x-eventbridge-signature-token', value: token },
    );
    workflow = await importWorkflow(name, file);
    await bed.api.activate(workflow);
  });
  afterAll(() => bed.api.deactivate(workflow));

  /** The executions that there are once `count` more have begun, when they are over, oldest first. */
  async function ended(count: number): Promise<Execution[]> {
    const all = await waitFor(`${count} executions begin`, 30_000, async () => {
      const executions = await bed.api.executions(workflow);
      return executions.length >= count && executions;
    });
    const ids = all.map(({ id }) => id).sort((one, other) => Number(one) - Number(other));
    return await Promise.all(ids.map((id) => bed.api.finished(id)));
  }

  test('refuses another token, and reads each run that has ended once', async () => {
    const dueAt = Date.now() - 3_600_000;
    const bizdate = new Date(dueAt + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
    const { emulator } = bed.emulator;
    const [run] = emulator.schedule({
      projectId: 10_000,
      name: 'orders',
      result: 'FAILURE',
      dueAt,
      bizdate,
    });
    const taskId = Number(run);

    expect((await post(event('event-0', taskId, 5), 'another')).status).toBe(403);
    expect(await bed.api.executions(workflow)).toEqual([]);
    // It runs; it has failed; the same event again.
    const events = [
      event('event-1', taskId, 4),
      event('event-2', taskId, 5),
      event('event-2', taskId, 5),
    ];
    const messages: unknown[] = [];
    for (const [index, one] of events.entries()) {
      expect((await post(one)).status).toBe(200);
      const executions = await ended(index + 1);
      expect(executions.map(failureOf)).toEqual(executions.map(() => ''));
      messages.push(outputOf(executions.at(-1)!, 'Message').map(({ message }) => message));
    }
    expect(messages).toEqual([[], [`orders has failed, business date ${bizdate}`], []]);
    expect(emulator.log.filter(({ action }) => action === 'GetInstance')).toHaveLength(1);
  });
});

describe('connectivity-report-on-a-schedule.json', () => {
  test('reports that all are reached', async () => {
    const execution = await runExample('connectivity-report-on-a-schedule.json', 'Report');
    expect(failureOf(execution)).toBe('');
    expect(outputOf(execution, 'Report')).toEqual([{ message: '3 of 3 data sources are reached' }]);
  });

  test('names those that are not, and why, also where a test is refused', async () => {
    const name = 'connectivity-report-on-a-schedule.json';
    const workflow = readExample(name, bed.credential);
    const tests = workflow.nodes.find((one) => one.name === 'Test each');
    const group = tests!.parameters.resourceGroup as { value: string };
    group.value = 'Serverless_res_group_demo_2';
    bed.emulator.emulator.faults.add({
      kind: 'error',
      code: '403030',
      status: 403,
      action: 'TestDataSourceConnectivity',
    });
    const execution = await runTo(await importWorkflow(name, workflow), 'Report');
    expect(failureOf(execution)).toBe('');
    const [{ message } = {}] = outputOf(execution, 'Report');
    const lines = String(message).split('\n');
    expect(lines[0]).toBe('0 of 3 data sources are reached');
    expect(lines.slice(1).filter((one) => one.includes('did not test'))).toHaveLength(1);
    expect(lines.slice(1).filter((one) => one.includes(': Unreachable: '))).toHaveLength(2);
  });
});

const syncNodes = () => [...bed.emulator.emulator.state.studio.nodes.values()];
/** The Data Integration script of a node. */
function scriptOf({ spec }: { spec: Record<string, unknown> }) {
  const { content } = spec.script as { content: string };
  return JSON.parse(content) as { steps: Array<{ parameter: Record<string, unknown> }> };
}

describe('create-a-sync-node-from-a-webhook.json', () => {
  const post = (body: unknown) => postToWebhook(bed.n8n.url, 'create-sync-node', body);
  const wish = { nodeName: 'orders_daily', table: 'orders', columns: ['order_id', 'amount'] };
  let workflow: StoredWorkflow;
  beforeAll(async () => {
    workflow = await importExample('create-a-sync-node-from-a-webhook.json');
    await bed.api.activate(workflow);
  });
  afterAll(() => bed.api.deactivate(workflow));

  test('answers with the Id of the node, and with the same one to the same name', async () => {
    const answers = [await post(wish), await post(wish)];
    const [made, ...more] = syncNodes();
    expect(more).toEqual([]);
    const body = { nodeId: String(made?.id), requestId: expect.any(String) };
    expect(answers).toEqual([
      { status: 200, body: { ...body, outcome: 'created' } },
      { status: 200, body: { ...body, outcome: 'reused' } },
    ]);
    const [reader] = scriptOf(made!).steps;
    expect(reader?.parameter.column).toEqual(['order_id', 'amount']);
  });

  test('answers 422 with the reason when there is no node', async () => {
    const answer = await post({ ...wish, nodeName: 'a/b' });
    expect(answer).toEqual({
      status: 422,
      body: { error: expect.stringContaining('"Node Name" has a "/" in it') },
    });
    expect(syncNodes()).toEqual([]);
  });
});

describe('bring-a-sync-node-live-and-run.json', () => {
  const name = 'bring-a-sync-node-live-and-run.json';

  test('publishes the node, runs it for yesterday, and ends in the upper branch', async () => {
    nothingTakesTime(bed);
    const execution = await runExample(name, 'Message: live');
    expect(failureOf(execution)).toBe('');
    const [node, ...more] = syncNodes();
    expect(more).toEqual([]);
    expect(outputOf(execution, 'Message: live')).toEqual([
      {
        message: expect.stringMatching(
          new RegExp(
            `^Node ${node?.id} is live as task ${node?.taskId}\\. Its run for [\\d-]{10} has ended: Success$`,
          ),
        ),
      },
    ]);
    expect(node?.spec.trigger).toMatchObject({ cron: '00 30 02 * * ?' });
  });

  test('ends in the lower branch when the run fails, and goes on from there', async () => {
    nothingTakesTime(bed);
    bed.emulator.emulator.plans.add({ of: 'run', result: 'FAILURE', log: 'table not found' });
    const workflow = await importExample(name);
    const execution = await runTo(workflow, 'Message: not live');
    expect(failureOf(execution)).toBe('');
    const [{ message } = {}] = outputOf(execution, 'Message: not live');
    expect(message).toContain('table not found');
    const again = await runTo(workflow, 'Message: live');
    expect(outputOf(again, 'Message: live')).toHaveLength(1);
    expect(syncNodes()).toHaveLength(1);
  });
});

describe('create-many-sync-nodes.json', () => {
  const name = 'create-many-sync-nodes.json';

  test('makes a node of each table, and none twice', async () => {
    const workflow = await importExample(name);
    for (const outcome of ['created', 'reused']) {
      const execution = await runTo(workflow, 'Made');
      expect(failureOf(execution)).toBe('');
      const ids = new Map(syncNodes().map((node) => [node.name, node.id]));
      expect(outputOf(execution, 'Made').map(({ message }) => message)).toEqual([
        `u_pk: node ${ids.get('u_pk_daily')} (${outcome})`,
        `orders: node ${ids.get('orders_daily')} (${outcome})`,
      ]);
      expect(ids.size).toBe(2);
      expect(syncNodes()).toHaveLength(2);
    }
    const orders = syncNodes().find((node) => node.name === 'orders_daily');
    const [reader, writer] = scriptOf(orders!).steps;
    expect(reader?.parameter.connection).toMatchObject([{ table: ['orders'] }]);
    expect(writer?.parameter).toMatchObject({ table: 'ods_orders', partition: 'pt=${bizdate}' });
  });

  test('says in the lower branch which table has no node, and why', async () => {
    bed.emulator.emulator.faults.add({
      kind: 'error',
      code: 'Invalid.Spec',
      status: 400,
      message: 'the script is refused',
      action: 'CreateNode',
    });
    const execution = await runTo(await importExample(name), 'Not made');
    expect(failureOf(execution)).toBe('');
    expect(outputOf(execution, 'Not made')).toEqual([
      { message: expect.stringMatching(/^\w+ has no node: .*the script is refused/) },
    ]);
    expect(syncNodes()).toHaveLength(1);
  });
});

describe('move-a-sync-task-to-a-sync-node.json', () => {
  const name = 'move-a-sync-task-to-a-sync-node.json';

  /** The example, for the task that is there; `changes` are of the node that reads it. */
  async function move(changes: Record<string, unknown> = {}): Promise<StoredWorkflow> {
    const workflow = readExample(name, bed.credential);
    const get = workflow.nodes.find((one) => one.name === 'Get the task');
    const fileId = { __rl: true, mode: 'id', value: String(files()[0]?.fileId) };
    Object.assign(get!.parameters, { fileId }, changes);
    return await importWorkflow(name, workflow);
  }

  test('makes a node with the script and the schedule of the task', async () => {
    nothingTakesTime(bed);
    await runExample('bring-live-and-run.json', 'Message: live');
    const execution = await runTo(await move(), 'Moved');
    expect(failureOf(execution)).toBe('');
    const [task] = files();
    const [node, ...more] = syncNodes();
    expect(more).toEqual([]);
    expect(outputOf(execution, 'Moved')).toEqual([
      { message: `Task ${task?.fileId} is node ${node?.id} now` },
    ]);
    expect(node).toMatchObject({
      name: 'u_pk_daily',
      spec: { trigger: { cron: '00 30 02 * * ?' }, description: `Moved from task ${task?.fileId}` },
    });
    const { steps } = JSON.parse(task?.content ?? '') as ReturnType<typeof scriptOf>;
    expect(scriptOf(node!)).toMatchObject({ steps });
  });

  test('moves no blanked password, and the password itself where that is wished', async () => {
    const example = readExample('create-a-sync-task.json', bed.credential);
    const { parameters } = example.nodes.find((one) => one.name === 'Create a sync task')!;
    parameters.taskContent = String(parameters.taskContent).replace(
      '"splitPk"',
      '"username": "reader", "password": "pa55-word", "splitPk"',
    );
    await runTo(await importWorkflow('create-a-sync-task.json', example), 'Use the FileId');

    const refused = await runTo(await move(), 'Not moved');
    expect(failureOf(refused)).toBe('');
    const [{ message } = {}] = outputOf(refused, 'Not moved');
    expect(message).toMatch(/is not moved: .*password/);
    expect(JSON.stringify(refused)).not.toContain('pa55-word');
    expect(syncNodes()).toEqual([]);

    const moved = await runTo(await move({ options: { conceal: false } }), 'Moved');
    expect(failureOf(moved)).toBe('');
    const [node] = syncNodes();
    expect(scriptOf(node!).steps[0]?.parameter.password).toBe('pa55-word');
  });
});

/** Publishes a sync node of each name, all in one execution: their Ids by name. */
async function publish(...names: string[]): Promise<Record<string, string>> {
  const list = { mode: 'raw', jsonOutput: JSON.stringify({ names }), options: {} };
  const workflow = await bed.api.createWorkflow(
    chain(
      'Publish',
      manualTrigger(),
      node('Names', 'n8n-nodes-base.set', 3.4, list),
      node('One item each', 'n8n-nodes-base.splitOut', 1, {
        fieldToSplitOut: 'names',
        options: {},
      }),
      dataWorks(bed.credential, 'Bring live', {
        resource: 'syncNode',
        operation: 'bringLive',
        projectId: { __rl: true, mode: 'id', value: '20000' },
        nodeName: '={{ $json.names }}',
        taskContentInput: 'json',
        taskContent: JSON.stringify(sampleScript),
        resourceGroup: { __rl: true, mode: 'id', value: 'Serverless_res_group_demo_1' },
        firstRun: false,
        options: { firstPause: 0.1, longestPause: 0.1 },
      }),
    ),
  );
  const execution = await runTo(workflow, 'Bring live');
  expect(failureOf(execution)).toBe('');
  return Object.fromEntries(syncNodes().map(({ name, id }) => [name, String(id)]));
}

/** Gives the node of this name in an example the sync node that it is about. */
function useNode({ nodes }: WorkflowFile, name: string, nodeId: string | undefined): void {
  const { parameters } = nodes.find((one) => one.name === name)!;
  (parameters.nodeId as { value: unknown }).value = nodeId;
}

/** What became of the runs of a task, in their order. */
const runsOf = (name: string) =>
  [...bed.emulator.emulator.state.studio.taskInstances.values()]
    .filter(({ task }) => task.name === name)
    .map(({ attempts }) => attempts.at(-1)?.result);

test('wait-for-three-upstream-runs.json runs the fourth once all three have succeeded, and says which has not', async () => {
  const name = 'wait-for-three-upstream-runs.json';
  nothingTakesTime(bed);
  const { emulator } = bed.emulator;
  const upstream = ['orders', 'customers', 'stock'];
  const ids = await publish(...upstream, 'report');
  const workflow = readExample(name, bed.credential);
  const list = workflow.nodes.find((one) => one.name === 'Upstream nodes');
  const nodes = upstream.map((one) => ({ name: one, nodeId: ids[one] }));
  list!.parameters.jsonOutput = JSON.stringify({ nodes });
  useNode(workflow, 'Run the fourth', ids.report);
  const stored = await importWorkflow(name, workflow);

  const dueAt = Date.now();
  const of = { projectId: 20_000, dueAt };
  emulator.schedule({ ...of, name: 'orders' });
  emulator.schedule({ ...of, name: 'customers', runMs: 0, result: 'FAILURE' });
  emulator.schedule({ ...of, name: 'stock', runMs: 3_000 });
  const [failed] = [...emulator.state.studio.taskInstances.values()].filter(
    ({ task }) => task.name === 'customers',
  );
  const date = new Date(failed!.bizdate + 8 * 3_600_000).toISOString().slice(0, 10);
  const without = await runTo(stored, 'Message: not run');
  expect(failureOf(without)).toBe('');
  expect(outputOf(without, 'Message: not run')).toEqual([
    { message: `The fourth is not run. customers: its run for ${date} has failed` },
  ]);
  expect(runsOf('report')).toEqual([]);

  // Somebody runs it again for the same time; it is on its way when the others have ended.
  const runMs = Date.now() - dueAt + 3_000;
  emulator.schedule({ ...of, name: 'customers', dagType: 'SUPPLY_DATA', runMs });
  const execution = await runTo(stored, 'Message: run');
  expect(failureOf(execution)).toBe('');
  expect(outputOf(execution, 'Message: run')).toEqual([
    { message: `The fourth has run for ${date}, after orders, customers, stock: Success` },
  ]);
  expect(runsOf('report')).toEqual(['SUCCESS']);
});

test('reconcile-rows.json compares source, run and target, and says by how much they differ', async () => {
  const name = 'reconcile-rows.json';
  nothingTakesTime(bed);
  const { emulator } = bed.emulator;
  const ids = await publish('orders');

  /** The message of the example whose databases, which are not there, count this. */
  async function messageOf(source: string, target: string, log?: string): Promise<unknown[]> {
    const workflow = readExample(name, bed.credential);
    useNode(workflow, 'Run for yesterday', ids.orders);
    const counts: Record<string, string> = {
      'Count the source': source,
      'Count the target': target,
    };
    for (const one of workflow.nodes) {
      const total = counts[one.name];
      if (total === undefined) continue;
      const { type, typeVersion, parameters } = setFields(one.name, { total });
      Object.assign(one, { type, typeVersion, parameters, credentials: {} });
    }
    if (log !== undefined) emulator.plans.add({ of: 'run', log });
    // The editor runs up to one node, so both branches are drawn together behind their ends.
    const end = setFields('End', { message: '={{ $json.message }}' });
    workflow.nodes.push(end);
    for (const branch of ['Message: all', 'Message: they differ']) {
      workflow.connections[branch] = { main: [[{ node: end.name, type: 'main', index: 0 }]] };
    }
    const execution = await runTo(await importWorkflow(name, workflow), end.name);
    expect(failureOf(execution)).toBe('');
    return outputOf(execution, end.name).map(({ message }) => message);
  }

  const date = new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
  const log = (read: number, failed: number) =>
    `2026-03-01 02:30:10 : State: 0(SUCCESS) | Total: ${read}R 4096B | Speed: 10R/s 200B/s | Error: ${failed}R 0B | Stage: 100%`;
  expect(await messageOf('1000', '1000', log(1000, 0))).toEqual([
    `All rows of ${date} are there: 1000 in the source, 1000 read, 0 failed, 1000 in the target`,
  ]);
  expect(await messageOf('1000', '998', log(1000, 2))).toEqual([
    `The rows of ${date} differ: 1000 in the source, 1000 read, 2 failed, 998 in the target`,
  ]);
  // A log without figures proves nothing.
  expect(await messageOf('1000', '1000')).toEqual([
    `The rows of ${date} differ: 1000 in the source, not known read, not known failed, 1000 in the target`,
  ]);
  expect(runsOf('orders')).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
});

test('each file of examples/ is run by a test above', () => {
  expect([...imported].sort()).toEqual(exampleNames());
});
