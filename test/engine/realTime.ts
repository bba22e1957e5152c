import type { INodeParameters } from 'n8n-workflow';

import type { EmulatorOptions } from '../../emulator';
import { officialClient } from '../oracle/officialClient';
import { folder, startEmulated, type Emulated } from './emulated';
import { useFakeClock, type FakeClock } from './harness/fakeClock';

/** An emulator whose time is the fake clock's, and the official client beside the node. */
export interface RealTime extends Emulated {
  clock(): FakeClock;
  /** A new fake clock and an emulator as at the start: for `beforeEach`. */
  reset(options?: Parameters<typeof useFakeClock>[0]): void;
  /** Calls an operation by the official client; its parameters go into the query. */
  official(action: string, query: Record<string, string>): Promise<Record<string, unknown>>;
  /** Creates a task, deployed unless told otherwise, by the official client; gives its FileId. */
  addTask(taskType: string, how?: { deployed: boolean }): Promise<string>;
  /** The state of a task: Data of GetDISyncInstanceInfo. */
  stateOf(taskType: string, fileId: string): Promise<Record<string, unknown>>;
}

const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };

/** TaskParam for the generation of a script. Source: the API page's sample. */
export const generationParam = {
  type: 'realtime',
  version: '1.0',
  setting: { resourceGroup: 'S_res_group_demo_1', taskType: 'oneclick_to_odps' },
  steps: [
    {
      stepType: 'mysql',
      name: 'Reader',
      category: 'reader',
      parameter: {
        connection: [
          {
            datasourceType: 'mysql',
            datasource: 'mysql_pub',
            selectedTables: [{ dbName: 'shop', schema: [{ tableInfos: [{ table: 'orders' }] }] }],
          },
        ],
      },
    },
    {
      stepType: 'odps',
      name: 'Writer',
      category: 'writer',
      parameter: { datasource: 'odps_source' },
    },
  ],
};

export async function startRealTime(options: EmulatorOptions = {}): Promise<RealTime> {
  let clock: FakeClock | undefined;
  const emulated = await startEmulated({}, options);
  const client = officialClient(emulated.server.url, keys);
  let names = 0;

  async function official(
    action: string,
    query: Record<string, string>,
    body?: Record<string, string>,
  ) {
    const reply = await client.call(action, { query, ...(body && { body }) });
    if (reply.error) throw reply.error;
    return reply.body;
  }

  return {
    ...emulated,
    clock: () => clock!,
    official,
    reset(options) {
      clock?.restore();
      clock = useFakeClock(options);
      emulated.server.emulator.reset();
    },
    async addTask(TaskType, { deployed } = { deployed: true }) {
      const created = await official(
        'CreateDISyncTask',
        {
          ProjectId: '10000',
          TaskType,
          TaskName: `task_${++names}`,
          TaskParam: JSON.stringify({ FileFolderPath: folder }),
        },
        { TaskContent: JSON.stringify(generationParam) },
      );
      const FileId = String((created.Data as { FileId: number }).FileId);
      if (deployed) await official('DeployDISyncTask', { ProjectId: '10000', TaskType, FileId });
      return FileId;
    },
    async stateOf(TaskType, FileId) {
      const { Data } = await official('GetDISyncInstanceInfo', {
        ProjectId: '10000',
        TaskType,
        FileId,
      });
      return Data as Record<string, unknown>;
    },
    async close() {
      clock?.restore();
      await emulated.close();
    },
  };
}

/** The node's parameters for an operation on a task that is there; `changes` replace some. */
export function taskParameters(
  operation: string,
  fileId: string,
  changes: INodeParameters = {},
): INodeParameters {
  return {
    resource: 'syncTask',
    operation,
    projectId: { __rl: true, mode: 'id', value: '10000' },
    taskType: 'DI_REALTIME',
    fileId: { __rl: true, mode: 'id', value: fileId },
    ...changes,
  };
}
