import type { IDataObject } from 'n8n-workflow';

import type { EmulatorOptions } from '../../emulator';
import { officialClient } from '../oracle/officialClient';
import { folder, script, startEmulated, type Emulated } from './emulated';
import { useFakeClock, type FakeClock } from './harness/fakeClock';

/** An emulator whose time is the fake clock's, with batch tasks made by the official client. */
export interface BatchTasks extends Emulated {
  clock(): FakeClock;
  /** A new fake clock and an emulator as at the start: for `beforeEach`. */
  reset(options?: Parameters<typeof useFakeClock>[0]): void;
  /** Calls an operation by the official client; its parameters go into the body. */
  official(action: string, body: Record<string, string>): Promise<Record<string, unknown>>;
  /** Creates a batch task; gives its FileId. */
  addTask(name?: string, folderPath?: string): Promise<string>;
  /** Submits and deploys a batch task, and lets both end. */
  deploy(fileId: string): Promise<void>;
}

const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
const LONG_ENOUGH_MS = 60_000;

export async function startBatchTasks(
  options: EmulatorOptions = {},
  credential: IDataObject = {},
): Promise<BatchTasks> {
  let clock: FakeClock | undefined;
  const emulated = await startEmulated(credential, {
    ...options,
  });
  const { emulator } = emulated.server;
  const client = officialClient(emulated.server.url, keys);
  let names = 0;

  async function call(action: string, request: Parameters<typeof client.call>[1]) {
    const reply = await client.call(action, request);
    if (reply.error) throw reply.error;
    if (reply.body.Success !== true) throw new Error(JSON.stringify(reply.body));
    return reply.body;
  }
  const official = (action: string, body: Record<string, string>) => call(action, { body });

  return {
    ...emulated,
    clock: () => clock!,
    official,
    reset(options) {
      clock?.restore();
      clock = useFakeClock(options);
      emulator.reset();
    },
    async addTask(name = `task_${++names}`, folderPath = folder) {
      const { Data } = await call('CreateDISyncTask', {
        query: {
          ProjectId: '10000',
          TaskType: 'DI_OFFLINE',
          TaskName: name,
          TaskParam: JSON.stringify({ FileFolderPath: folderPath }),
        },
        body: { TaskContent: JSON.stringify(script) },
      });
      return String((Data as { FileId: number }).FileId);
    },
    async deploy(FileId) {
      await official('UpdateFile', {
        ProjectId: '10000',
        FileId,
        InputList: 'demo_workspace_root',
      });
      for (const step of ['SubmitFile', 'DeployFile']) {
        await official(step, { ProjectId: '10000', FileId });
        await clock!.advance(LONG_ENOUGH_MS);
      }
      emulator.settle();
    },
    async close() {
      clock?.restore();
      await emulated.close();
    },
  };
}
