import { Emulator, type EmulatorOptions, type EmulatorRequest } from '../../emulator';
import { signedRequest, START, type TestCall } from './signed-request';

/** A reply's body as parsed JSON. Numbers above 2^53 are rounded: read the text for those. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- replies differ by operation
export type Body = any;

/** What the core answered. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Body;
}

/** An emulator whose clock stands still until a test moves it, and a way to call it. */
export function emulatorUnderTest(options: EmulatorOptions = {}) {
  const emulator = new Emulator({ now: () => START, ...options });
  const send = (request: EmulatorRequest): Answer => {
    const outcome = emulator.handle(request);
    if (outcome.kind !== 'reply') throw new Error(`The connection was ended (${outcome.how}).`);
    const { status, headers, body } = outcome;
    return { status, headers, body: JSON.parse(body.toString('utf8')) };
  };
  const call = (one: TestCall): Answer => send(signedRequest({ at: emulator.clock.now(), ...one }));
  return { emulator, send, call };
}

/** The sample script of the CreateDISyncTask page, shortened. */
export const SCRIPT = JSON.stringify({
  type: 'job',
  version: '2.0',
  steps: [
    {
      stepType: 'mysql',
      name: 'Reader',
      category: 'reader',
      parameter: { datasource: 'mysql_pub' },
    },
    {
      stepType: 'odps',
      name: 'Writer',
      category: 'writer',
      parameter: { datasource: 'odps_source' },
    },
  ],
  order: { hops: [{ from: 'Reader', to: 'Writer' }] },
});

/** The same as a batch file holds it. */
export const STORED_SCRIPT = SCRIPT.replace(
  /}$/,
  ',"extend":{"mode":"code","resourceGroup":"S_res_group_demo_1"}}',
);

/** Refusals in the form whose codes tell them apart; refusals.test.ts has the other. */
export const IN_BODY = { refusals: 'body' } as const;

/** The default folder of workspace 10000. */
export const FOLDER = '业务流程/demo/folderDi';

/** A right CreateDISyncTask call; `query` and `body` replace single parameters. */
export function createCall(
  query: Record<string, string> = {},
  body: Record<string, string> = {},
): TestCall {
  return {
    action: 'CreateDISyncTask',
    query: {
      ProjectId: '10000',
      TaskType: 'DI_OFFLINE',
      TaskName: 'orders_daily',
      TaskParam: JSON.stringify({ FileFolderPath: FOLDER, ResourceGroup: 'S_res_group_demo_1' }),
      ...query,
    },
    body: { TaskContent: SCRIPT, ...body },
  };
}
