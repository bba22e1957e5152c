import { startEmulator, type EmulatorOptions, type RunningEmulator } from '../../../emulator';
import { clock } from '../../../nodes/alibabaCloud/client/clock';
import { checkLive, type Result, type Wish } from '../../../scripts/check-live/check';
import { createCall } from '../../emulator/emulator-under-test';
import { officialClient } from '../../emulator/official-client';
import { flowSpec } from '../../emulator/studio/studio-under-test';

export const KEYS = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
export const FOLDER = '业务流程/demo/folderDi';

/** An emulator whose time passes in pauses alone, with something in both kinds of workspace. */
export interface World {
  server: RunningEmulator;
  check(wish?: Partial<Wish>): Promise<Result>;
  close(): Promise<void>;
}

type Text = Record<string, string>;

export async function startWorld(options: EmulatorOptions = {}): Promise<World> {
  const real = { ...clock };
  let passed = 0;
  const begin = real.now();
  const now = () => begin + passed;
  const server = await startEmulator({ now, ...options });
  clock.now = now;
  clock.sleep = async (ms) => void (passed += ms);
  return {
    server,
    check: (wish = {}) =>
      checkLive({
        access: { ...KEYS, region: 'other', regionId: 'cn-shanghai', endpoint: server.url },
        projectId: '10000',
        confirm: async () => true,
        stop: new AbortController().signal,
        say: () => {},
        ...wish,
      }),
    async close() {
      Object.assign(clock, real);
      await server.close();
    },
  };
}

/** A batch task in production with a run, and one whose submission failed. */
export async function fillLegacy({ server }: World): Promise<void> {
  const { emulator } = server;
  const official = officialClient(server.port, KEYS);
  const file = (action: string, body: Text = {}) =>
    official(action, { body: { ProjectId: '10000', FileId: '1000001', ...body } });
  const pass = () => {
    emulator.clock.advance(60_000);
    emulator.settle();
  };
  const { query, body } = createCall();
  await official('CreateDISyncTask', { query: query!, body: body! });
  const { projectMode, initialOutputs } = emulator.settings;
  const isBasic = projectMode === 'basic';
  await file('UpdateFile', {
    InputList: 'demo_workspace_root',
    AutoRerunTimes: '3',
    ...(initialOutputs === 'none' ? { OutputList: 'demo_workspace.orders_daily' } : {}),
  });
  for (const action of isBasic ? ['DeployFile'] : ['SubmitFile', 'DeployFile']) {
    await file(action);
    pass();
  }
  const node = String(emulator.state.files.get(1000001n)!.nodeId);
  await official('RunCycleDagNodes', {
    body: {
      ProjectEnv: 'PROD',
      Name: 'once',
      RootNodeId: node,
      IncludeNodeIds: node,
      StartBizDate: '2026-02-26 00:00:00',
      EndBizDate: '2026-02-26 00:00:00',
      BizBeginTime: '00:00:00',
      BizEndTime: '23:59:59',
      Parallelism: 'false',
    },
  });
  pass();
  const [instance] = [...emulator.state.instances.keys()];
  for (let rerun = 0; rerun < 2; rerun++) {
    const body = { InstanceId: String(instance), ProjectEnv: 'PROD' };
    await official('RestartInstance', { body });
    pass();
  }
  if (isBasic) return;
  emulator.plans.add({ of: 'submit', fails: 'check' });
  await file('UpdateFile', { FileDescription: 'changed' });
  await file('SubmitFile');
  pass();
}

/** A node under the workspace's root, an abolished publishing, and a stopped DI job. */
export async function fillStudio({ server }: World): Promise<void> {
  const { emulator } = server;
  const official = officialClient(server.port, KEYS);
  const version = '2024-05-18';
  const post = (action: string, body: Text, query: Text = {}) =>
    official(action, { body, query }, { version });
  const get = (action: string, query: Text) =>
    official(action, { query }, { version, method: 'GET' });
  const ProjectId = '20000';
  await post('CreateNode', { ProjectId, Scene: 'DATAWORKS_PROJECT', Spec: flowSpec() });
  const [id] = [...emulator.state.studio.nodes.keys()];
  const run = await post('CreatePipelineRun', {
    ProjectId,
    ObjectIds: JSON.stringify([String(id)]),
    Type: 'Online',
  });
  await post('AbolishPipelineRun', { ProjectId, Id: String(run.Id) });
  const migration = {
    ProjectId,
    Name: 'whole',
    MigrationType: 'FullAndRealtimeIncremental',
    SourceDataSourceType: 'MySQL',
    DestinationDataSourceType: 'MaxCompute',
  };
  const settings = {
    SourceDataSourceSettings: '[{"DataSourceName":"mysql_pub"}]',
    DestinationDataSourceSettings: '[{"DataSourceName":"odps_source"}]',
    ResourceSettings: '{}',
    TableMappings: '[]',
  };
  await post('CreateDIJob', settings, migration);
  const [job] = [...emulator.state.studio.diJobs.keys()];
  const Id = String(job);
  await get('StartDIJob', { Id });
  emulator.clock.advance(60_000);
  await get('StopDIJob', { Id });
  emulator.clock.advance(60_000);
  emulator.settle();
}
