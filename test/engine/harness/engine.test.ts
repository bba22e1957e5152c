import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createEngine, type Engine } from './engine';
import { useFakeClock } from './fakeClock';

const created = { Success: true, RequestId: 'r-1', Data: { Status: 'success', FileId: 1000001 } };
const forbidden = { Code: 'Forbidden.DI.NoPrivilege', Message: 'No access.', RequestId: 'r-2' };
const throttled = { Code: 'Throttling.Api', Message: 'x', RequestId: 'r-4' };
const taskContent = JSON.stringify({
  type: 'job',
  version: '2.0',
  steps: [
    { stepType: 'mysql', parameter: {}, name: 'Reader', category: 'reader' },
    { stepType: 'odps', parameter: {}, name: 'Writer', category: 'writer' },
  ],
  order: { hops: [{ from: 'Reader', to: 'Writer' }] },
});
const parameters = {
  resource: 'syncTask',
  operation: 'create',
  projectId: { __rl: true, mode: 'id', value: '10000' },
  taskName: '={{ $json.name }}',
  taskContent,
  taskParamInput: 'json',
  taskParam: '{"FileFolderPath":"Business Flow/demo/Data Integration"}',
};

describe('the engine with the built package', () => {
  let received: URLSearchParams[];
  let authorizations: Array<string | undefined>;
  let answer: (response: ServerResponse, query: URLSearchParams) => void;
  let engine: Engine;

  const reply = (response: ServerResponse, status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const server = createServer((request, response) => {
    const query = new URL(request.url!, 'http://x').searchParams;
    received.push(query);
    authorizations.push(request.headers.authorization);
    request.resume().on('end', () => answer(response, query));
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const endpoint = `http://127.0.0.1:${port}`;
    engine = await createEngine({
      credentials: {
        alibabaCloudAccessKeyApi: {
          accessKeyId: 'testid',
          accessKeySecret: 'testsecret',
          endpoint,
        },
      },
    });
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    received = [];
    authorizations = [];
    answer = (response) => reply(response, 200, created);
  });

  const refuse = (name: string) => {
    answer = (response, query) =>
      query.get('TaskName') === name
        ? reply(response, 403, forbidden)
        : reply(response, 200, created);
  };

  it('runs the node once per item, with expressions, and feeds the next node', async () => {
    const run = await engine.run({
      items: [{ name: 'a' }, { name: 'b' }],
      parameters,
      after: [
        {
          name: 'Next',
          fields: { id: '={{ $json.Data.FileId }}', of: "={{ $('Trigger').item.json.name }}" },
        },
      ],
    });
    expect(run.status).toBe('success');
    expect(run.output[0]!.map(({ json }) => json)).toMatchObject([created, created]);
    expect(run.hints.map(({ message }) => message).join()).toContain('datasource');
    expect(run.itemsOf('Next').map(({ json }) => json)).toEqual([
      { id: 1000001, of: 'a' },
      { id: 1000001, of: 'b' },
    ]);
    expect(received.map((query) => query.get('TaskName')).sort()).toEqual(['a', 'b']);
    expect(authorizations[0]).toMatch(/^ACS3-HMAC-SHA256 Credential=testid,/);
  });

  it('gives what the node threw, and stops the workflow', async () => {
    refuse('b');
    const items = [{ name: 'a' }, { name: 'b' }];
    const after = [{ name: 'Next', fields: {} }];
    const run = await engine.run({ items, parameters, after });
    expect(run).toMatchObject({ status: 'error', output: [] });
    expect(run.error).toMatchObject({ name: 'NodeApiError', httpCode: '403' });
    expect(run.itemsOf('Next')).toEqual([]);
  });

  it('continues with an item that carries the error', async () => {
    refuse('b');
    const settings = { onError: 'continueRegularOutput' as const };
    const run = await engine.run({ items: [{ name: 'a' }, { name: 'b' }], parameters, settings });
    expect(run.status).toBe('success');
    expect(run.output[0]!.map(({ json }) => Object.keys(json))).toEqual([
      expect.arrayContaining(['Data']),
      expect.arrayContaining(['error']),
    ]);
  });

  it('parts the outputs, and feeds the next node from the one it is told', async () => {
    refuse('b');
    const fields = { name: "={{ $('Trigger').item.json.name }}", why: '={{ $json.error }}' };
    const run = await engine.run({
      items: [{ name: 'a' }, { name: 'b' }],
      parameters,
      settings: { onError: 'continueErrorOutput' },
      after: [{ name: 'Failed', output: 1, fields }],
    });
    expect(run.output.map((items) => items.length)).toEqual([1, 1]);
    const [failed] = run.output[1]!;
    expect(run.itemsOf('Failed').map(({ json }) => json)).toEqual([
      { name: 'b', why: failed!.json.error },
    ]);
  });

  it('runs the whole node again on "Retry On Fail"', async () => {
    answer = (response) =>
      received.length < 2 ? reply(response, 403, forbidden) : reply(response, 200, created);
    const settings = { retryOnFail: true };
    const run = await engine.run({ items: [{ name: 'a' }], parameters, settings });
    expect(run.status).toBe('success');
    expect(received).toHaveLength(2);
  });

  it('keeps the context of the node in "Retry execution", and only there', async () => {
    const options = { items: [{ name: 'a' }], parameters };
    refuse('a');
    const failed = await engine.run(options);
    answer = (response) => reply(response, 200, created);
    expect(await failed.retry()).toMatchObject({ status: 'success', error: undefined });
    await engine.run(options);
    const [first, retried, another] = received.map((query) => query.get('ClientToken'));
    expect(retried).toBe(first);
    expect(another).not.toBe(first);
  });

  it('takes edited parameters in "Retry execution"', async () => {
    refuse('a');
    const failed = await engine.run({ items: [{ name: 'a' }], parameters });
    const retried = await failed.retry({ parameters: { ...parameters, taskName: 'c' } });
    expect(retried.status).toBe('success');
    expect(received.map((query) => query.get('TaskName'))).toEqual(['a', 'c']);
  });

  it('makes the package wait in virtual time', async () => {
    const clock = useFakeClock();
    answer = (response) =>
      received.length < 2
        ? reply(response.setHeader('x-acs-retry-after', '5000'), 429, throttled)
        : reply(response, 200, created);
    const run = await engine.run({ items: [{ name: 'a' }], parameters });
    clock.restore();
    expect(run.status).toBe('success');
    expect(clock.sleeps).toEqual([5000]);
  });

  it('cancels during a wait', async () => {
    const clock = useFakeClock({ auto: false });
    answer = (response) => reply(response.setHeader('x-acs-retry-after', '5000'), 429, throttled);
    const { result, cancel } = engine.start({ items: [{ name: 'a' }], parameters });
    await clock.untilSleeping();
    cancel();
    const { status } = await result;
    clock.restore();
    expect(status).toBe('canceled');
    expect(received).toHaveLength(1);
  });

  it('cancels during a call', async () => {
    const { result, cancel } = engine.start({ items: [{ name: 'a' }], parameters });
    answer = () => cancel();
    expect(await result).toMatchObject({ status: 'canceled', output: [] });
  });

  it('rejects a workflow whose node misses a required parameter', async () => {
    const empty = { ...parameters, taskName: '' };
    await expect(engine.run({ parameters: empty })).rejects.toMatchObject({
      name: 'WorkflowHasIssuesError',
    });
  });

  it('runs the node as the tool of an agent', async () => {
    const taskName = "={{ $fromAI('name', 'The name of the task', 'string') }}";
    const run = await engine.runAsTool({
      parameters: { ...parameters, taskName },
      toolArguments: { name: 'by-agent' },
    });

    expect(run.tool?.arguments).toEqual(['name']);
    expect(run).toMatchObject({ status: 'success', reply: [expect.objectContaining(created)] });
    expect(received[0]!.get('TaskName')).toBe('by-agent');
  });

  it('tells the agent what the node threw', async () => {
    refuse('a');
    const run = await engine.runAsTool({
      parameters: { ...parameters, taskName: 'a' },
      toolArguments: {},
    });
    expect(run.status).toBe('success');
    expect(run.reply).toEqual([{ error: run.error?.message }]);
  });

  it('tests the credential', async () => {
    const identity = { RequestId: 'r-3', AccountId: '1', UserId: '2', Arn: 'acs:ram::1:user/x' };
    answer = (response) => reply(response, 200, { ...identity, IdentityType: 'RAMUser' });
    expect(await engine.testCredential()).toMatchObject({ status: 'OK' });
    answer = (response) => reply(response, 404, { Code: 'InvalidAccessKeyId.NotFound' });
    expect(await engine.testCredential()).toMatchObject({ status: 'Error' });
  });

  it('fills a list', async () => {
    const ProjectList = [{ ProjectId: 10000, ProjectIdentifier: 'demo', ProjectName: 'Demo' }];
    const PageResult = { PageNumber: 1, PageSize: 100, TotalCount: 1, ProjectList };
    answer = (response) => reply(response, 200, { RequestId: 'r-5', PageResult });
    const { results } = await engine.listSearch('listWorkspaces', { filter: 'de' });
    expect(results.map(({ value }) => String(value))).toEqual(['10000']);
    await expect(engine.listSearch('listNothing')).rejects.toThrow('has no list "listNothing"');
  });

  it('says which file is not built', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'not-built-'));
    const manifest = { name: 'x', n8n: { nodes: ['dist/nodes/X.node.js'], credentials: [] } };
    writeFileSync(join(directory, 'package.json'), JSON.stringify(manifest));
    await expect(createEngine({ packageDirectory: directory })).rejects.toThrow(
      'dist/nodes/X.node.js missing: run "npm run build" first.',
    );
    rmSync(directory, { recursive: true });
  });
});
