import { officialClient, type OfficialCall, type OfficialReply } from '../oracle/officialClient';
import { folder, script, type Emulated } from '../engine/emulated';
import type { FaultRow } from './faultRows';
import { arrivedAt, CREATE, withoutChance, type Given, type Observed } from './observed';

export const TASK_NAME = 'new_di_task';

/** The node's own time limit of a call, in ms; the client's is 3,000. */
const LONG = 30_000;

/** The creation as a user of the official client writes it. */
export function creationCall({ folderPath = folder, clientToken }: FaultRow): OfficialCall {
  return {
    query: {
      ProjectId: '10000',
      TaskType: 'DI_OFFLINE',
      TaskName: TASK_NAME,
      TaskParam: JSON.stringify({
        FileFolderPath: folderPath,
        ResourceGroup: 'S_res_group_demo_1',
      }),
      ...(clientToken === undefined ? {} : { ClientToken: clientToken }),
    },
    body: { TaskContent: JSON.stringify(script) },
  };
}

export const clientOf = (emulated: Emulated) =>
  officialClient(emulated.server.url, { accessKeyId: 'testid', accessKeySecret: 'testsecret' });

function givenBy({ body, error }: OfficialReply): Given {
  if (error) return { works: false, text: withoutChance(`${error.name}: ${error.message}`) };
  return { works: true, text: JSON.stringify({ ...body, RequestId: undefined }) };
}

/** Creates a task with the official client, with these options of its own for a call. */
export async function createByOfficialClient(
  emulated: Emulated,
  row: FaultRow,
  runtime: OfficialCall['runtime'],
  calmDown: () => void,
): Promise<Observed> {
  const before = emulated.requests().length;
  const client = clientOf(emulated);
  const { callMs = LONG } = row;
  const limits = { readTimeout: callMs, connectTimeout: callMs };
  const ask = async () =>
    givenBy(
      await client.call(CREATE, { ...creationCall(row), runtime: { ...limits, ...runtime } }),
    );
  const given = [await ask()];
  if (row.asksAgain) {
    calmDown();
    given.push(await ask());
  }
  return { ...arrivedAt(emulated, before), given };
}
