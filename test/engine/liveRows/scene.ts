import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeParameters } from 'n8n-workflow';

import type { EmulatorOptions } from '../../../emulator';
import { startBatchTasks, type BatchTasks } from '../batchTasks';
import { createParameters } from '../emulated';
import { createEngine, type Engine } from '../harness/engine';
import type { EngineRun } from '../harness/run';
import { taskParameters } from '../realTime';

/** A difference between what was thought of DataWorks and what official code, pages or replies show. */
export interface LiveRow {
  /** Its number in the list of differences. */
  row: number;
  about: string;
  /** Shows by n8n's engine that the node is right, in the form that the row's source shows. */
  show: () => Promise<void>;
}

/** An emulator as its options have it, with an engine; ended afterwards. */
export async function withTasks<Result>(
  options: EmulatorOptions,
  act: (tasks: BatchTasks) => Promise<Result>,
): Promise<Result> {
  const tasks = await startBatchTasks(options);
  tasks.reset();
  try {
    return await act(tasks);
  } finally {
    await tasks.close();
  }
}

/** A server that answers everything with one reply; an engine whose credential points to it. */
export async function withReply<Result>(
  { status = 200, body }: { status?: number; body: string },
  act: (engine: Engine) => Promise<Result>,
): Promise<Result> {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const key = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
    return await act(
      await createEngine({ credentials: { alibabaCloudAccessKeyApi: { ...key, endpoint } } }),
    );
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

export const parents = { inputList: 'demo_workspace_root' };

/** The parameters of an operation on a batch task. */
export const ofBatch = (operation: string, fileId: string, changes: INodeParameters = {}) =>
  taskParameters(operation, fileId, { taskType: 'DI_OFFLINE', ...changes });

export const schedule = (fileId: string, changes: INodeParameters = {}) =>
  ofBatch('schedule', fileId, {
    schedule: { ...parents, cronExpress: '00 05 00 * * ?', ...changes },
  });

/** The json of the only item of a run that went well. */
export function json({ error, output }: EngineRun) {
  expect(error).toBeUndefined();
  return output[0]![0]!.json;
}

/** Runs an operation by the engine of these tasks. */
export const run = ({ engine }: BatchTasks, parameters: INodeParameters) =>
  engine.run({ parameters });

export const create = (tasks: BatchTasks, changes: INodeParameters = {}) =>
  run(tasks, createParameters(changes));

/** The nodes of each environment. */
export const nodesOf = ({ server: { emulator } }: BatchTasks) => {
  emulator.settle();
  const { DEV, PROD } = emulator.state.nodes;
  return { DEV: DEV.size, PROD: PROD.size };
};

/** A creation that is answered so every time: what the node says, and how often it was sent. */
export async function refusedCreation(
  refusal: { code: string; status: number; message: string },
  changes: INodeParameters = {},
): Promise<{ message: string; sends: number; error: EngineRun['error'] }> {
  return withTasks({}, async (tasks) => {
    tasks.server.emulator.faults.add({
      kind: 'error',
      action: 'CreateDISyncTask',
      times: 9,
      ...refusal,
    });
    const { error } = await create(tasks, changes);
    const message = `${error?.message} ${error?.description}`;
    return { message, error, sends: tasks.requests('CreateDISyncTask').length };
  });
}
