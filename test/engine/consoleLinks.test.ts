import type { IDataObject } from 'n8n-workflow';

import { startBatchTasks } from './batchTasks';
import { startEveryOperation } from './everyOperation';
import { startSyncNodes, newNode, onNode } from './syncNodes';
import { HOUR, START, startTriggers, triggerParameters } from './triggers';
import { taskParameters } from './realTime';

const SHANGHAI = { endpoint: '', region: 'cn-shanghai' };
const LEGACY = 'https://dataworks.data.aliyun.com/cn-shanghai/sc?defaultProjectId=10000';
const DATA_STUDIO = 'https://dataworks.data.aliyun.com/cn-shanghai/ide?defaultProjectId=20000';

/** Credentials whose workspaces have no console whose address is known. */
const WITHOUT: [string, IDataObject][] = [
  ['an Endpoint', { region: 'cn-shanghai' }],
  ['a finance region', { endpoint: '', region: 'cn-shanghai-finance-1' }],
  ['a government region', { endpoint: '', region: 'cn-north-2-gov-1' }],
  ['a region that is not known', { endpoint: '', region: 'other', regionId: 'cn-nowhere-9' }],
];

describe('the link to the console', () => {
  it('is in the output of what makes, deploys and runs, and of nothing else', async () => {
    const { cases, close } = await startEveryOperation();
    const links: Record<string, unknown> = {};
    for (const { resource, operation, on, prepare } of cases) {
      on.reset();
      const run = await on.engine.run({ parameters: await prepare() });
      expect(run.error).toBeUndefined();
      const { Link } = run.output[0]![0]!.json;
      if (Link !== undefined) links[`${resource} ${operation}`] = Link;
    }
    await close();
    expect(links).toEqual({
      'syncTask create': LEGACY,
      'syncTask deploy': LEGACY,
      'syncTask run': LEGACY,
      'syncTask bringLive': LEGACY,
      'syncNode create': DATA_STUDIO,
      'syncNode deploy': DATA_STUDIO,
      'syncNode run': DATA_STUDIO,
      'syncNode bringLive': DATA_STUDIO,
      'diJob create': 'https://dataworks.data.aliyun.com/cn-shanghai/sc?defaultProjectId=20000',
    });
  });

  it('ends the message of a run that failed, and is among its details', async () => {
    const tasks = await startBatchTasks({}, SHANGHAI);
    tasks.reset();
    const fileId = await tasks.addTask();
    await tasks.deploy(fileId);
    tasks.server.emulator.plans.add({ of: 'run', result: 'FAILURE', log: 'ERROR no table' });
    const parameters = taskParameters('run', fileId, { taskType: 'DI_OFFLINE', wait: true });
    const stopped = await tasks.engine.run({ parameters });
    expect(stopped.error!.message.split('\n').at(-1)).toBe(`In the console: ${LEGACY}`);

    tasks.server.emulator.plans.add({ of: 'run', result: 'FAILURE', log: 'ERROR no table' });
    const gone = await tasks.engine.run({
      parameters,
      settings: { onError: 'continueErrorOutput' },
    });
    await tasks.close();
    const { error, details } = gone.output[1]![0]!.json;
    expect(error).toContain(`\nIn the console: ${LEGACY} `);
    expect(details).toMatchObject({ link: LEGACY });
  });

  it('ends the message of a deployment that failed, and not that of a call that was refused', async () => {
    const nodes = await startSyncNodes({}, SHANGHAI);
    nodes.reset();
    const id = await nodes.addNode();
    nodes.server.emulator.plans.add({ of: 'stage', stage: 'PROD_CHECK', does: 'fail' });
    const deployed = await nodes.run(onNode('deploy', id));
    nodes.server.emulator.faults.add({ kind: 'error', code: 'Forbidden', status: 403 });
    const refused = await nodes.run(newNode({ nodeName: 'other' }));
    await nodes.close();
    expect(deployed.error!.message.split('\n').at(-1)).toBe(`In the console: ${DATA_STUDIO}`);
    expect(refused.error!.message).not.toContain('console');
  });

  it.each(['legacy', 'dataStudio'] as const)('is in the items of a trigger, %s', async (studio) => {
    const triggers = await startTriggers(SHANGHAI);
    triggers.reset();
    triggers.schedule(studio, { name: 'orders', dueAt: START - HOUR });
    const run = await triggers.engine.testTrigger(triggerParameters(studio));
    await triggers.close();
    expect(run.error).toBeUndefined();
    expect(run.output[0]!.map(({ json }) => json.Link)).toEqual([
      studio === 'legacy' ? LEGACY : DATA_STUDIO,
    ]);
  });

  it.each(WITHOUT)('is nowhere with %s', async (_what, credential) => {
    const nodes = await startSyncNodes({}, credential);
    nodes.reset();
    const run = await nodes.run(newNode());
    await nodes.close();
    expect(run.error).toBeUndefined();
    expect(run.output[0]![0]!.json).not.toHaveProperty('Link');

    const triggers = await startTriggers(credential);
    triggers.reset();
    triggers.schedule('dataStudio', { name: 'orders', dueAt: START - HOUR });
    const seen = await triggers.engine.testTrigger(triggerParameters('dataStudio'));
    await triggers.close();
    expect(seen.error).toBeUndefined();
    expect(seen.output[0]).toHaveLength(1);
    expect(seen.output[0]![0]!.json).not.toHaveProperty('Link');
  });
});
