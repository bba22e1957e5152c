import type { INodeParameters } from 'n8n-workflow';

import { officialClient } from '../oracle/officialClient';
import { jobAs, fileSpec, newJob } from './diJobs';
import { createParameters, script } from './emulated';
import { generationParam } from './realTime';
import { newNode, startSyncNodes, type SyncNodes } from './syncNodes';

const first = { options: { testFirst: true } };

/** Each operation with the option: its parameters, its tests, and what it creates. */
const operations: Array<[string, INodeParameters, string, string]> = [
  ['Sync Task: Create', createParameters(), 'TestNetworkConnection', 'CreateDISyncTask'],
  [
    'Sync Task: Bring Live',
    createParameters({
      operation: 'bringLive',
      schedule: { inputList: 'demo_workspace_root' },
    }),
    'TestNetworkConnection',
    'CreateDISyncTask',
  ],
  ['Sync Node: Create', newNode(), 'TestDataSourceConnectivity', 'CreateNode'],
  ['DI Job: Create', newJob(), 'TestDataSourceConnectivity', 'CreateDIJob'],
  [
    'DI Job: Create from a FileSpec',
    jobAs('fileSpec', fileSpec),
    'TestDataSourceConnectivity',
    'CreateDIJob',
  ],
];
/** The groups that reach nothing. */
const unreachable = (parameters: INodeParameters): INodeParameters =>
  JSON.parse(
    JSON.stringify(parameters)
      .replaceAll('Serverless_res_group_demo_1', 'Serverless_res_group_demo_2')
      .replaceAll('S_res_group_demo_1', 'S_res_group_demo_scheduling'),
  ) as INodeParameters;

describe('Test First', () => {
  let nodes: SyncNodes;
  beforeAll(async () => {
    nodes = await startSyncNodes();
  });
  afterAll(() => nodes.close());
  beforeEach(() => nodes.reset());

  const emulator = () => nodes.server.emulator;
  const tests = () => nodes.requests().filter(({ action }) => /^Test/.test(action!));

  describe.each(operations)('of %s', (_operation, parameters, test, creates) => {
    it('tests each data source from the resource group, then creates', async () => {
      const run = await nodes.run({ ...parameters, ...first });
      expect(run.error).toBeUndefined();
      const sent = nodes.sent();
      expect(tests().map(({ action }) => action)).toEqual([test, test]);
      expect(sent.lastIndexOf(test)).toBeLessThan(sent.indexOf(creates));
      const tested = tests().map(
        ({ parameters: { query } }) =>
          `${query.DatasourceName ?? query.DataSourceId} ${query.ResourceGroup ?? query.ResourceGroupId}`,
      );
      expect(tested).toEqual(
        test === 'TestNetworkConnection'
          ? ['mysql_pub S_res_group_demo_1', 'odps_source S_res_group_demo_1']
          : ['510001 Serverless_res_group_demo_1', '510002 Serverless_res_group_demo_1'],
      );
    });

    it('tests nothing without the option', async () => {
      const run = await nodes.run(parameters);
      expect(run.error).toBeUndefined();
      expect(tests()).toEqual([]);
    });

    it('creates nothing where one is not reached, and says which and what to do', async () => {
      const run = await nodes.run({ ...unreachable(parameters), ...first });
      expect(run.error?.message).toMatch(
        /^The parameter "Test First" has found that the resource group S\w+ does not reach the data source mysql_pub: .*mysql_pub/,
      );
      expect(run.error?.description).toMatch(/Correct the data source, or connect the network/);
      expect(nodes.requests(creates)).toEqual([]);
    });

    it('says what to do where the test itself is refused', async () => {
      emulator().faults.add({ kind: 'error', code: '403030', status: 403, action: test });
      const run = await nodes.run({ ...parameters, ...first });
      expect(run.error?.message).toMatch(/^DataWorks did not test the data source: .*mysql_pub/);
      expect(nodes.requests(creates)).toEqual([]);
    });

    it('tests again when a reply was lost', async () => {
      emulator().faults.add({ kind: 'drop-reply', action: test });
      const run = await nodes.run({ ...parameters, ...first });
      expect(run.error).toBeUndefined();
      expect(tests()).toHaveLength(3);
    });

    it('is the call that the official client sends', async () => {
      await nodes.run({ ...parameters, ...first });
      const [ours] = tests();
      const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
      nodes.forget();
      const { query } = ours!.parameters;
      await officialClient(nodes.server.url, keys, ours!.version!).call(test, { query });
      expect(tests()[0]!.parameters).toEqual(ours!.parameters);
    });
  });

  it('tests a pair once for all items of an execution', async () => {
    const run = await nodes.engine.run({
      items: [1, 2, 3, 4].map((n) => ({ name: `task_${n}` })),
      parameters: { ...createParameters({ taskName: '={{ $json.name }}' }), ...first },
    });
    expect(run.output[0]).toHaveLength(4);
    expect(tests()).toHaveLength(2);
  });

  it('does not test again what this unit of work has made', async () => {
    const run = await nodes.engine.run({
      items: [{ name: 'task_1' }, { name: '' }],
      parameters: { ...createParameters({ taskName: '={{ $json.name }}' }), ...first },
    });
    expect(run.error?.message).toMatch(/"Task Name" is empty/);
    nodes.forget();
    emulator().faults.add({ kind: 'error', code: '403030', action: 'TestNetworkConnection' });
    const again = await run.retry();
    expect(again.error?.message).toMatch(/"Task Name" is empty/);
    expect(tests()).toEqual([]);
  });

  it('names a data source that the workspace does not have in production', async () => {
    const run = await nodes.run({
      ...newJob({ sourceDataSource: { __rl: true, mode: 'name', value: 'mysql' } }),
      ...first,
    });
    expect(run.error?.message).toMatch(
      /the data source mysql: the workspace has none of this name/,
    );
  });

  it('tests the data sources of a script that is to be generated', async () => {
    const run = await nodes.run({
      ...createParameters({
        taskType: 'DI_REALTIME',
        taskContentInput: 'generate',
        generationParam: JSON.stringify(generationParam),
      }),
      ...first,
    });
    expect(run.error).toBeUndefined();
    expect(tests().map(({ parameters: { query } }) => query.DatasourceName)).toEqual([
      'mysql_pub',
      'odps_source',
    ]);
  });

  it('takes the resource group of the script where Task Settings have none', async () => {
    const settings = JSON.stringify({ FileFolderPath: createParameters().fileFolderPath });
    const run = await nodes.run({
      ...createParameters({
        taskParamInput: 'json',
        taskParam: settings.replace(/\{"__rl.*?"value":("[^"]*")\}/, '$1'),
        taskContent: JSON.stringify({ ...script, extend: { resourceGroup: 'S_res_group_demo_1' } }),
      }),
      ...first,
    });
    expect(run.error).toBeUndefined();
    expect(tests()).toHaveLength(2);
  });

  it('refuses before sending where there is no resource group', async () => {
    const run = await nodes.run({
      ...createParameters({ taskParamInput: 'json', taskParam: '{}' }),
      ...first,
    });
    expect(run.error?.message).toBe(
      'The parameter "Test First" has no resource group to test from',
    );
    expect(nodes.sent()).toEqual([]);
  });
});
