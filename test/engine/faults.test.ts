import type { INodeExecutionData } from 'n8n-workflow';

import { dataWorks } from '../../nodes/DataWorks/api/dataWorks';
import { errors } from '../../nodes/DataWorks/api/dataworks-2020-05-18/errors';
import { commonErrors } from '../../nodes/alibabaCloud/errors';
import { createParameters, startEmulated, type Emulated } from './emulated';
import { brokenRows, codeRows, type FailureRow } from './failureRows';
import { useFakeClock, type FakeClock } from './harness/fakeClock';
import type { NodeSettings } from './harness/workflow';

const CREATE = 'CreateDISyncTask';

/** Plain text in sentences. */
function expectPlain(text: string): void {
  expect(text).not.toMatch(/[<>\p{Cc}]|undefined|\[object/u);
  expect(text.length).toBeLessThan(1_200);
}

/** Code, RequestId, HTTP status and tries, as far as there are any. */
function factsOf({ code, status, tries }: FailureRow): RegExp {
  const parts = [
    `Operation: ${CREATE}`,
    ...(code === undefined ? [] : [`Code: ${code.replaceAll('.', '\\.')}`]),
    ...(status === undefined ? [] : ['(RequestId: \\S+, )?HTTP status: ' + status]),
    `Tries: ${tries}`,
  ];
  return new RegExp(parts.join(', '));
}

describe('the table of failures', () => {
  it('has every code that has a hint', () => {
    const codes = new Set(codeRows.map(({ code }) => code));
    expect(
      Object.keys({ ...errors, ...commonErrors(dataWorks) }).filter((code) => !codes.has(code)),
    ).toEqual([]);
  });
});

describe('when every request fails', () => {
  let emulated: Emulated;
  let clock: FakeClock;

  beforeAll(async () => {
    emulated = await startEmulated();
  });
  afterAll(() => emulated.close());
  beforeEach(() => {
    emulated.server.emulator.reset();
    clock = useFakeClock();
  });
  afterEach(() => clock.restore());

  const fail = (row: FailureRow, settings: NodeSettings = {}) => {
    emulated.server.emulator.faults.add({ ...row.fault, times: 'always' });
    const options = { requestTimeout: row.callSeconds ?? 30 };
    return emulated.engine.run({
      items: [{ from: 'trigger' }],
      parameters: createParameters({ options }),
      settings,
    });
  };

  /** An item that carries a failure. */
  const expectFailed = (item: INodeExecutionData | undefined, row: FailureRow) => {
    const { error, details } = item!.json as { error: string; details: Record<string, unknown> };
    expectPlain(error);
    expect(error).toMatch(/^DataWorks did not create the task: /);
    expect(error).toMatch(row.says);
    expect(error).toMatch(factsOf(row));
    expect(details).toMatchObject({ action: CREATE, tries: row.tries });
    expect([details.code, details.httpStatus, details.retryAfterMs]).toEqual([
      row.code,
      row.status,
      row.retryAfterMs,
    ]);
    expect(item!.pairedItem).toEqual({ item: 0 });
    expect(item!.json).not.toHaveProperty('Success');
  };

  /** Four tries at most, and the look-up for a task that may be there. */
  const expectSends = (row: FailureRow) => {
    expect(emulated.requests(CREATE)).toHaveLength(row.tries);
    const looks = emulated.requests('ListFiles').length;
    const isLookedFor = row.mayHaveActed || row.code === 'Invalid.DI.Parameter.File.Existed';
    expect(looks > 0).toBe(isLookedFor);
    expect(looks).toBeLessThanOrEqual(row.tries);
    const nonces = emulated.requests().map(({ nonce }) => nonce);
    expect(new Set(nonces).size).toBe(nonces.length);
    const tokens = emulated.requests(CREATE).map((entry) => entry.parameters.query.ClientToken);
    expect(new Set(tokens).size).toBe(1);
  };

  describe.each([...codeRows, ...brokenRows].map((row) => [row.name, row] as const))(
    '%s',
    (_name, row) => {
      it('stops the workflow', async () => {
        const run = await fail(row);

        expect(run).toMatchObject({ status: 'error', output: [] });
        expect(run.error).toMatchObject({
          name: 'NodeApiError',
          context: { itemIndex: 0 },
          failure: {
            cause: row.cause,
            ...(row.retryAfterMs === undefined ? {} : { retryAfterMs: row.retryAfterMs }),
          },
        });
        const { message, description } = run.error!;
        expectPlain(message);
        expectPlain(String(description));
        expect(message).toMatch(/^DataWorks did not create the task: [^]+\.$/);
        expect(message).toMatch(row.says);
        expect(description).toMatch(factsOf(row));
        if (row.status !== undefined)
          expect(run.error).toMatchObject({ httpCode: String(row.status) });
        expectSends(row);
      });

      it('continues', async () => {
        const run = await fail(row, { onError: 'continueRegularOutput' });
        expect(run.status).toBe('success');
        expect(run.output[0]).toHaveLength(1);
        expectFailed(run.output[0]![0], row);
        expectSends(row);
      });

      it('goes to the error output', async () => {
        const run = await fail(row, { onError: 'continueErrorOutput' });
        expect(run.output[0]).toEqual([]);
        expect(run.output[1]).toHaveLength(1);
        expectFailed(run.output[1]![0], row);
        expect(run.output[1]![0]!.json).toMatchObject({ from: 'trigger' });
      });
    },
  );
});
