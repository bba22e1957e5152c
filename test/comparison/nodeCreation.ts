import type { IDataObject } from 'n8n-workflow';

import { createParameters, type Emulated } from '../engine/emulated';
import { useFakeClock } from '../engine/harness/fakeClock';
import type { EngineRun } from '../engine/harness/run';
import type { FaultRow } from './faultRows';
import { arrivedAt, withoutChance, type Given, type Observed } from './observed';
import { TASK_NAME } from './officialCreation';

function givenBy({ error, output }: EngineRun): Given {
  if (error) {
    return { works: false, text: withoutChance(`${error.message} ${error.description}`) };
  }
  const { Outcome, Data } = output[0]![0]!.json as { Outcome: string; Data: IDataObject };
  return { works: true, text: JSON.stringify({ Outcome, Data }) };
}

/** Creates a task with this package's node, in n8n's engine, with pauses that take no real time. */
export async function createByNode(
  emulated: Emulated,
  row: FaultRow,
  calmDown: () => void,
): Promise<Observed> {
  const before = emulated.requests().length;
  // What is in the workspace was made by the machine's time.
  const clock = useFakeClock({ startAt: Date.now() });
  try {
    const run = await emulated.engine.run({
      parameters: createParameters({
        taskName: TASK_NAME,
        ...(row.folderPath === undefined
          ? {}
          : { fileFolderPath: { __rl: true, mode: 'path', value: row.folderPath } }),
        options: {
          ...(row.callMs === undefined ? {} : { requestTimeout: row.callMs / 1_000 }),
          ...(row.clientToken === undefined ? {} : { clientToken: row.clientToken }),
          ...row.nodeOptions,
        },
      }),
    });
    const given = [givenBy(run)];
    if (row.asksAgain) {
      calmDown();
      given.push(givenBy(await run.retry()));
    }
    const waitedMs = row.faults
      ?.map((fault) => (fault.kind === 'throttle' ? fault.retryAfterMs : undefined))
      .find((ms) => ms !== undefined && clock.sleeps.includes(ms));
    return {
      ...arrivedAt(emulated, before),
      given,
      ...(waitedMs === undefined ? {} : { waitedMs }),
    };
  } finally {
    clock.restore();
  }
}
