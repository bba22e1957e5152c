import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { EmulatorOptions } from '../../emulator';
import { officialClient } from '../oracle/officialClient';
import { flowSpec, PROJECT, VERSION } from '../emulator/studio/studio-under-test';
import { startEmulated, type Emulated } from './emulated';
import { useFakeClock, type FakeClock } from './harness/fakeClock';

type Body = Record<string, unknown>;

/** An emulator whose time is the fake clock's, with nodes of the new Data Studio by the official client. */
export interface StudioNodes extends Emulated {
  clock(): FakeClock;
  /** A new fake clock and an emulator as at the start: for `beforeEach`. */
  reset(options?: Parameters<typeof useFakeClock>[0]): void;
  /** Calls an operation by the official client; a GET's parameters go into the query. */
  official(action: string, parameters: Record<string, string>, method?: 'GET'): Promise<Body>;
  /** Creates a node and publishes it unless it is to stay a draft; gives its Id and its task's, as text. */
  addNode(name?: string, isDraft?: boolean): Promise<{ id: string; taskId: string }>;
}

const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
const MOST_STAGES = 20;

export async function startStudioNodes(
  options: EmulatorOptions = {},
  credential: IDataObject = {},
): Promise<StudioNodes> {
  let clock: FakeClock | undefined;
  const emulated = await startEmulated(credential, {
    ...options,
  });
  const client = officialClient(emulated.server.url, keys, VERSION);
  let names = 0;

  async function official(action: string, parameters: Record<string, string>, method?: 'GET') {
    const request = method === 'GET' ? { method, query: parameters } : { body: parameters };
    const reply = await client.call(action, request);
    if (reply.error) throw reply.error;
    return reply.body;
  }

  async function publish(id: string): Promise<void> {
    const ObjectIds = JSON.stringify([id]);
    const begun = await official('CreatePipelineRun', {
      ProjectId: PROJECT,
      ObjectIds,
      Type: 'Online',
    });
    const Id = String(begun.Id);
    for (let stage = 0; stage < MOST_STAGES; stage++) {
      const { Pipeline } = await official('GetPipelineRun', { ProjectId: PROJECT, Id }, 'GET');
      const { Status, Stages } = Pipeline as { Status: string; Stages: Record<string, string>[] };
      if (Status === 'Success') return;
      const next = Stages.find((one) => one.Status !== 'Success');
      if (next?.Status === 'Init') {
        await client.call('ExecPipelineRunStage', {
          query: { ProjectId: PROJECT },
          body: { Id, Code: next.Code! },
        });
      }
      await clock!.advance(10_000);
    }
    throw new Error(`The publishing of ${id} did not end.`);
  }

  return {
    ...emulated,
    clock: () => clock!,
    official,
    reset(clockOptions) {
      clock?.restore();
      clock = useFakeClock(clockOptions);
      emulated.server.emulator.reset();
    },
    async addNode(name = `orders_${++names}`, isDraft = false) {
      const created = await official('CreateNode', {
        ProjectId: PROJECT,
        Scene: 'DATAWORKS_PROJECT',
        Spec: flowSpec({ name }),
      });
      const id = String(created.Id);
      if (isDraft) return { id, taskId: '' };
      await publish(id);
      const { Node } = await official('GetNode', { ProjectId: PROJECT, Id: id }, 'GET');
      return { id, taskId: String((Node as Body).TaskId) };
    },
    async close() {
      clock?.restore();
      await emulated.close();
    },
  };
}

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** The node's parameters for an operation on a sync node; `changes` replace some. */
export const nodeParameters = (
  operation: string,
  nodeId: string,
  changes: INodeParameters = {},
): INodeParameters => ({
  resource: 'syncNode',
  operation,
  projectId: byId(PROJECT),
  nodeId: byId(nodeId),
  ...changes,
});
