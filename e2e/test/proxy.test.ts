import path from 'node:path';
import { credentialType } from '../examples';
import { workFolder } from '../paths';
import { failureOf, outputOf } from '../rest';
import { proxyPassword, startForwardProxy, type ForwardProxy } from './forward-proxy';
import { startTestbed, testKey, type Testbed } from './testbed';
import { chain, createTask, manualTrigger } from './workflow-builder';

/** The addresses of a region that the proxy knows a way to. */
const dataWorks = 'dataworks.cn-shanghai.aliyuncs.com';
const sts = 'sts.cn-shanghai.aliyuncs.com';

let proxy: ForwardProxy;
let bed: Testbed;

beforeAll(async () => {
  const folder = path.join(workFolder, 'tests', 'proxy-certificate');
  proxy = await startForwardProxy(folder, [dataWorks, sts], () => bed.emulator.port);
  bed = await startTestbed('proxy', {
    HTTP_PROXY: proxy.url,
    HTTPS_PROXY: proxy.url,
    NO_PROXY: 'localhost',
    NODE_EXTRA_CA_CERTS: proxy.certificate,
  });
});
afterAll(async () => {
  await bed?.stop();
  await proxy?.close();
});
beforeEach(() => {
  bed.emulator.emulator.reset();
  proxy.asked.length = 0;
});

/** Creates a task with a credential of these fields; the execution. */
async function create(fields: Record<string, string>) {
  const data = { ...testKey, region: 'cn-shanghai', network: 'public', ...fields };
  const credential = await bed.api.storeCredential('Behind a proxy', credentialType, data);
  const task = createTask(credential, 'proxied', { timeLimit: 5 });
  const workflow = await bed.api.createWorkflow(chain('Proxy', manualTrigger(), task));
  return await bed.api.finished(await bed.api.run(workflow, task.name));
}

const fileIds = () => [...bed.emulator.emulator.state.files.keys()].map(Number);
const askedForCalls = () => proxy.asked.filter((one) => /dataworks|127\.0\.0\.1/.test(one));

test('HTTPS_PROXY: the address of the region is called through a tunnel', async () => {
  const execution = await create({});
  expect(failureOf(execution)).toBe('');
  expect(outputOf(execution, 'Create a sync task')).toEqual([
    expect.objectContaining({ Data: expect.objectContaining({ FileId: fileIds()[0] }) }),
  ]);
  expect(askedForCalls()).toEqual([`CONNECT ${dataWorks}:443`]);
  expect(bed.emulator.emulator.log.map(({ headers }) => headers.host)).toEqual([dataWorks]);
});

test('HTTPS_PROXY: the test of the credential asks STS through a tunnel', async () => {
  const data = { ...testKey, region: 'cn-shanghai', network: 'public', endpoint: '' };
  const answer = await bed.api.testCredential(bed.credential, data);
  expect(answer).toMatchObject({ status: 'OK' });
  expect(proxy.asked).toContain(`CONNECT ${sts}:443`);
});

test('HTTP_PROXY: an Endpoint with plain http is called through the proxy', async () => {
  const execution = await create({ endpoint: bed.emulator.url });
  expect(failureOf(execution)).toBe('');
  expect(fileIds()).toHaveLength(1);
  expect(askedForCalls()).toEqual([expect.stringContaining(`POST ${bed.emulator.url}/`)]);
});

test('NO_PROXY: a host in it is called directly', async () => {
  const execution = await create({ endpoint: `http://localhost:${bed.emulator.port}` });
  expect(failureOf(execution)).toBe('');
  expect(fileIds()).toHaveLength(1);
  expect(proxy.asked.filter((one) => one.includes('localhost'))).toEqual([]);
});

test('a refusal by the proxy points to the proxy settings, without the password of the proxy', async () => {
  const execution = await create({ region: 'cn-beijing' });
  expect(proxy.asked).toContain('CONNECT dataworks.cn-beijing.aliyuncs.com:443');
  const failure = failureOf(execution);
  expect(failure).toContain('What answered is not DataWorks');
  expect(failure).toContain('the proxy settings of n8n');
  expect(JSON.stringify(execution.data)).not.toContain(proxyPassword);
});
