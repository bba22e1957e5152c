import type { INodeParameters } from 'n8n-workflow';

import { createParameters, script, startEmulated, type Emulated } from '../emulated';

const preview = (changes: INodeParameters = {}) => ({
  ...createParameters(changes),
  operation: 'preview',
});
const token = { options: { clientToken: 'order-4711' } };

describe('Sync Task: Preview', () => {
  let emulated: Emulated;

  beforeAll(async () => {
    emulated = await startEmulated();
  });
  afterAll(() => emulated.close());
  beforeEach(() => emulated.server.emulator.reset());

  async function shown(changes: INodeParameters = {}) {
    const run = await emulated.engine.run({ parameters: preview(changes) });
    expect(run.error).toBeUndefined();
    expect(emulated.requests()).toEqual([]);
    return run.output[0]![0]!.json;
  }

  it('shows the request that Create sends, and sends nothing', async () => {
    const json = await shown(token);
    await emulated.engine.run({ parameters: createParameters(token) });

    const [request] = emulated.requests('CreateDISyncTask');
    expect(json).toEqual({
      Action: request!.action,
      Version: request!.version,
      Method: request!.method,
      Url: `${emulated.server.url}/`,
      Query: request!.parameters.query,
      Body: request!.parameters.body,
      Script: script,
      Warnings: [],
    });
  });

  it('has a token of its own where the user gives none', async () => {
    expect(await shown()).toMatchObject({
      Query: { ClientToken: expect.stringMatching(/^\S{16,64}$/) },
    });
  });

  it('shows no trace of the signature or the keys', async () => {
    expect(JSON.stringify(await shown())).not.toMatch(
      /testid|testsecret|Signature|authorization|nonce/i,
    );
  });

  it('shows the script of the form', async () => {
    const named = (value: string) => ({ __rl: true, mode: 'name', value });
    const json = await shown({
      taskContentInput: 'form',
      readerDataSource: named('mysql_pub'),
      readerTable: named('u_pk'),
      writerDataSource: named('odps_source'),
      writerTable: named('u_pk'),
    });

    const { TaskContent: text } = json.Body as { TaskContent: string };
    expect(json.Script).toEqual(JSON.parse(text));
    expect(json.Script).toMatchObject({ steps: [{ stepType: 'mysql' }, { stepType: 'odps' }] });
  });

  it('lists all doubts about the script', async () => {
    const [reader, writer] = script.steps;
    const json = await shown({
      taskContent: JSON.stringify({
        ...script,
        version: '3.0',
        steps: [reader, { ...writer, parameter: { ...writer!.parameter, column: ['id'] } }],
      }),
    });

    expect(json.Warnings).toEqual([
      'Task Content: version is usually "2.0".',
      expect.stringContaining('6 and 1 columns'),
    ]);
  });

  it('blanks the secrets of the script, in the object and in the text', async () => {
    const [reader, writer] = script.steps;
    const withSecrets = {
      ...script,
      steps: [{ ...reader, parameter: { ...reader!.parameter, password: 'very-secret' } }, writer],
    };
    const json = await shown({ taskContent: JSON.stringify(withSecrets) });

    expect(JSON.stringify(json)).not.toContain('very-secret');
    expect(json.Script).toMatchObject({ steps: [{ parameter: { password: '***' } }, {}] });
    expect((json.Body as { TaskContent: string }).TaskContent).toContain('"password":"***"');
  });

  it('shows the request for the script where it is to be generated', async () => {
    const settings = { type: 'realtime', steps: [], setting: { password: 'very-secret' } };
    const json = await shown({
      taskType: 'DI_REALTIME',
      taskContentInput: 'generate',
      generationParam: JSON.stringify(settings),
      ...token,
    });

    const blanked = { ...settings, setting: { password: '***' } };
    expect(json).toMatchObject({
      Action: 'GenerateDISyncTaskConfigForCreating',
      Query: { ProjectId: '10000', TaskType: 'DI_REALTIME', TaskParam: JSON.stringify(blanked) },
      Body: {},
      Script: blanked,
    });
  });

  it.each<[string, INodeParameters, RegExp]>([
    ['a blank name', { taskName: '={{ " " }}' }, /"Task Name" is empty/],
    [
      'a script without a writer',
      { taskContent: JSON.stringify({ ...script, steps: [script.steps[0]] }) },
      /"category": "writer"/,
    ],
    ['an odd Cu', { cu: 0.7 }, /"CU" is 0.7/],
  ])('refuses what Create refuses: %s', async (_what, changes, message) => {
    const run = await emulated.engine.run({ parameters: preview(changes) });

    expect(run.error?.message).toMatch(message);
  });
});
