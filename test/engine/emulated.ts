import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startEmulator, type LogEntry, type RunningEmulator } from '../../emulator';
import { createEngine, type Engine } from './harness/engine';

/** n8n's engine with the built package, and an emulator that its credential points to; without an
 * Endpoint in the credential it answers in place of the region's addresses. */
export interface Emulated {
  server: RunningEmulator;
  engine: Engine;
  /** What arrived since the last `reset`, oldest first. */
  requests(action?: string): LogEntry[];
  /** Resolves when a request of that action has arrived; rejects when none does within 4 s. */
  untilRequest(action: string): Promise<void>;
  close(): Promise<void>;
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export async function startEmulated(
  credential: IDataObject = {},
  options: Parameters<typeof startEmulator>[0] = {},
): Promise<Emulated> {
  const server = await startEmulator(options);
  const engine = await createEngine({
    servedBy: server.url,
    credentials: {
      alibabaCloudAccessKeyApi: {
        accessKeyId: 'testid',
        accessKeySecret: 'testsecret',
        endpoint: server.url,
        ...(credential as Record<string, string>),
      },
    },
  });
  const requests = (action?: string) =>
    server.emulator.log.filter((entry) => action === undefined || entry.action === action);
  return {
    server,
    engine,
    requests,
    async untilRequest(action) {
      const giveUpAt = performance.now() + 4_000;
      while (requests(action).length === 0) {
        if (performance.now() > giveUpAt) throw new Error(`No ${action} arrived within 4 s.`);
        await turn();
      }
    },
    close: () => server.close(),
  };
}

export const folder = 'Business Flow/demo/Data Integration';

/** The same folder, as DataWorks' replies name it. */
export const shownFolder = '业务流程/demo/folderDi';

/** The script of the API page's sample. */
export const script = {
  type: 'job',
  version: '2.0',
  steps: [
    {
      stepType: 'mysql',
      parameter: {
        envType: 1,
        datasource: 'mysql_pub',
        column: ['id', 'name', 'create_time', 'age', 'score', 't_01'],
        connection: [{ datasource: 'mysql_pub', table: ['u_pk'] }],
        where: '',
        splitPk: 'id',
        encoding: 'UTF-8',
      },
      name: 'Reader',
      category: 'reader',
    },
    {
      stepType: 'odps',
      parameter: {
        partition: 'pt=${bizdate}',
        truncate: true,
        datasource: 'odps_source',
        envType: 1,
        column: ['id', 'name', 'create_time', 'age', 'score', 't_01'],
        emptyAsNull: false,
        tableComment: 'null',
        table: 'u_pk',
      },
      name: 'Writer',
      category: 'writer',
    },
  ],
  setting: {
    executeMode: null,
    errorLimit: { record: '' },
    speed: { concurrent: 2, throttle: false },
  },
  order: { hops: [{ from: 'Reader', to: 'Writer' }] },
};

/** That script as DataWorks keeps it. */
export const storedScript = (extend: IDataObject = {}) => ({
  ...script,
  extend: { mode: 'code', ...extend },
});

/** The node's parameters for a task that the emulator creates; `changes` replace some. */
export function createParameters(changes: INodeParameters = {}): INodeParameters {
  return {
    resource: 'syncTask',
    operation: 'create',
    projectId: { __rl: true, mode: 'id', value: '10000' },
    taskType: 'DI_OFFLINE',
    taskName: 'new_di_task',
    taskContent: JSON.stringify(script),
    taskParamInput: 'fields',
    fileFolderPath: { __rl: true, mode: 'path', value: folder },
    resourceGroup: { __rl: true, mode: 'id', value: 'S_res_group_demo_1' },
    ...changes,
  };
}
