import type { INodeParameters } from 'n8n-workflow';

import { createParameters, script } from '../emulated';
import { generationParam, startRealTime, type RealTime } from '../realTime';

const GENERATE = 'GenerateDISyncTaskConfigForCreating';

describe('Sync Task: Create, with the script generated in the same step', () => {
  let rt: RealTime;
  beforeAll(async () => {
    rt = await startRealTime();
  });
  afterAll(() => rt.close());
  beforeEach(() => rt.reset());

  const create = (changes: INodeParameters = {}) =>
    rt.engine.run({
      parameters: createParameters({
        taskType: 'DI_REALTIME',
        taskContentInput: 'generate',
        generationParam: JSON.stringify(generationParam),
        ...changes,
      }),
    });

  it.each(['DI_REALTIME', 'DI_SOLUTION'])(
    'generates the script of a %s and creates the task from it',
    async (taskType) => {
      const run = await create({ taskType });

      expect(run.error).toBeUndefined();
      const { Data, ...rest } = run.output[0]![0]!.json as { Data: { FileId: number } };
      expect(rest).toEqual({
        Success: true,
        RequestId: expect.any(String),
        Outcome: 'created',
        Generation: { ProcessId: expect.any(Number), Calls: 2, WaitedSeconds: 5 },
      });
      const { files, generations } = rt.server.emulator.state;
      const [generation] = generations.values();
      expect(files.get(BigInt(Data.FileId))).toMatchObject({
        taskType,
        content: generation!.content,
      });
    },
  );

  it('makes one generation and one task when n8n runs the node again', async () => {
    rt.server.emulator.faults.add({ kind: 'day-quota-spent', action: 'CreateDISyncTask' });
    const run = await create();
    expect(run.error?.description).toMatch(/^The script was generated \(process \d+\)/);

    const again = await run.retry();
    expect(again.output[0]![0]!.json).toMatchObject({ Outcome: 'created' });
    expect(rt.requests(GENERATE)).toHaveLength(1);
    expect(rt.server.emulator.state.files.size).toBe(1);
  });

  it('makes one generation and one task for a token that the user gives', async () => {
    const options = { clientToken: 'order-4711' };
    await create({ options });
    const again = await create({ options });

    expect(again.output[0]![0]!.json).toMatchObject({ Outcome: 'created' });
    const { files, generations } = rt.server.emulator.state;
    expect([generations.size, files.size]).toEqual([1, 1]);
    const tokens = ['CreateDISyncTask', GENERATE].map(
      (action) => rt.requests(action)[0]!.parameters.query.ClientToken,
    );
    expect(tokens).toEqual(['order-4711', expect.stringMatching(/^n8n-[0-9a-f]{48}$/)]);
  });

  it('creates nothing when there is no script', async () => {
    rt.server.emulator.plans.add({ of: 'generation', fails: true, message: 'no such table' });
    const run = await create();

    expect(run.error?.message).toMatch(/^DataWorks did not generate the .*no such table/);
    expect(rt.requests('CreateDISyncTask')).toEqual([]);
  });

  it('ends at the deadline of the generation', async () => {
    rt.server.emulator.plans.add({ of: 'generation', ms: 90_000 });
    const run = await create({ options: { waitAtMost: 1 } });
    expect(run.error?.message).toMatch(/did not end in time/);
  });

  it('takes a script that is given for these types too', async () => {
    const run = await create({ taskContentInput: 'json' });

    expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'created' });
    const [request] = rt.requests();
    expect(request!.parameters.body.TaskContent).toBe(JSON.stringify(script));
  });

  it.each<[string, INodeParameters, RegExp]>([
    [
      'settings that are a list',
      { generationParam: '[]' },
      /"Generation Settings \(JSON\)" is not/,
    ],
    [
      'no folder',
      { fileFolderPath: { __rl: true, mode: 'path', value: '=' } },
      /"Folder" is empty/,
    ],
    ['the form of batch tasks', { taskContentInput: 'form' }, /"Script" is "form"/],
    ['the generation for a batch task', { taskType: 'DI_OFFLINE' }, /"Script" is "generate"/],
    ['no pause', { options: { firstPause: 'soon' } }, /"First Pause" is soon/],
  ])('refuses %s before sending', async (_what, changes, message) => {
    const run = await create(changes);

    expect(run.error?.name).toBe('NodeOperationError');
    expect(run.error?.message).toMatch(message);
    expect(rt.requests()).toEqual([]);
  });
});
