import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { EmulatorOptions } from '../../emulator';
import type { StudioOptions } from '../../emulator/studio-options';
import { script, startEmulated, type Emulated } from './emulated';
import { useFakeClock, type FakeClock } from './harness/fakeClock';
import type { EngineRun } from './harness/run';

/** The workspace with the new Data Studio. */
const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });

/** The node's parameters for a node that the emulator creates; `changes` replace some. */
export function newNode(changes: INodeParameters = {}): INodeParameters {
  return {
    resource: 'syncNode',
    operation: 'create',
    projectId: byId('20000'),
    nodeName: 'orders_daily',
    folderPath: { __rl: true, mode: 'path', value: 'demo/sync' },
    taskContentInput: 'json',
    taskContent: JSON.stringify(script),
    resourceGroup: byId('Serverless_res_group_demo_1'),
    ...changes,
  };
}

/** The parameters of an operation on a node that exists. */
export function onNode(
  operation: string,
  nodeId: string,
  changes: INodeParameters = {},
): INodeParameters {
  return {
    resource: 'syncNode',
    operation,
    projectId: byId('20000'),
    nodeId: byId(nodeId),
    ...changes,
  };
}

/** An emulator whose time is the fake clock's, for nodes of the new Data Studio. */
export interface SyncNodes extends Emulated {
  clock(): FakeClock;
  /** A new fake clock, and an emulator as at the start with these behaviours: for `beforeEach`. */
  reset(studio?: Partial<StudioOptions>): void;
  run(parameters: INodeParameters): Promise<EngineRun>;
  /** Creates a node by this package; gives its Id. */
  addNode(changes?: INodeParameters): Promise<string>;
  deploy(nodeId: string): Promise<void>;
  /** The actions of all requests, in order. */
  sent(): string[];
  forget(): void;
}

export async function startSyncNodes(
  options: EmulatorOptions = {},
  credential: IDataObject = {},
): Promise<SyncNodes> {
  let clock: FakeClock | undefined;
  const emulated = await startEmulated(credential, options);
  const { emulator } = emulated.server;
  const usual = { ...emulator.settings.studio };
  const run = (parameters: INodeParameters) => emulated.engine.run({ parameters });
  let forgotten = 0;
  const requests: Emulated['requests'] = (action) =>
    emulated
      .requests()
      .slice(forgotten)
      .filter((entry) => action === undefined || entry.action === action);

  return {
    ...emulated,
    requests,
    run,
    clock: () => clock!,
    reset(studio = {}) {
      clock?.restore();
      clock = useFakeClock();
      emulator.reset();
      forgotten = 0;
      Object.assign(emulator.settings.studio, usual, studio);
    },
    async addNode(changes = {}) {
      const created = await run(newNode(changes));
      if (created.error) throw created.error;
      return String(created.output[0]![0]!.json.Id);
    },
    async deploy(nodeId) {
      const deployed = await run(onNode('deploy', nodeId));
      if (deployed.error) throw deployed.error;
    },
    sent: () => requests().map(({ action }) => action!),
    forget() {
      forgotten = emulated.requests().length;
    },
    async close() {
      clock?.restore();
      await emulated.close();
    },
  };
}
