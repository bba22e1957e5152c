import { randomBytes } from 'node:crypto';
import type { INode } from 'n8n-workflow';
import {
  startQuotingServer,
  ways,
  type QuotingServer,
  type Way,
} from '../../test/engine/quotingServer';
import { credentialType } from '../examples';
import { failureOf, outputOf, type StoredCredential } from '../rest';
import { leftIn, type Left } from './stored';
import { startTestbed, testKey, type Testbed } from './testbed';
import { chain, createTask, listWorkspaces, manualTrigger, sampleScript } from './workflow-builder';

/** Letters and digits, which no encoding for URLs, JSON or HTML changes. */
const random = () => randomBytes(16).toString('hex');
const secrets = { accessKeySecret: random(), securityToken: random(), password: random() };
/** No secret, but said by the server beside them: the search must find it. */
const marker = `marker${random()}`;

const [reader, writer] = sampleScript.steps;
/** Its password comes from a variable of n8n's environment: the workflow that n8n stores has none. */
const taskContent = `=${JSON.stringify(
  {
    ...sampleScript,
    steps: [
      { ...reader, parameter: { ...reader!.parameter, password: '{{ $env.READER_PASSWORD }}' } },
      writer,
    ],
  },
  null,
  2,
)}`;

let bed: Testbed;
let server: QuotingServer;
/** A credential for the server that quotes all it is sent. */
let credential: StoredCredential;
/** The signature of every request that arrived there. */
const signatures: string[] = [];
/** What n8n's API gave to the editor. */
const answers: Left[] = [];

beforeAll(async () => {
  server = await startQuotingServer();
  bed = await startTestbed('secrets', {
    READER_PASSWORD: secrets.password,
    N8N_BLOCK_ENV_ACCESS_IN_NODE: 'false',
    N8N_LOG_LEVEL: 'debug',
    N8N_LOG_OUTPUT: 'console,file',
  });
  credential = await bed.api.storeCredential('Quoting server', credentialType, keys());
});
afterAll(async () => {
  await bed?.stop();
  await server?.close();
});

function keys() {
  const { accessKeySecret, securityToken } = secrets;
  return {
    ...{ accessKeyId: 'STS.testid', accessKeySecret, securityToken },
    ...{ region: 'cn-shanghai', network: 'public', endpoint: server.url },
  };
}

/** A creation with the password in its script. */
function creation(more: Partial<INode> = {}): INode {
  const task = createTask(credential, 'a_task', { requestTimeout: 5, timeLimit: 4 }, more);
  task.parameters.taskContent = taskContent;
  return task;
}

/** Runs a workflow by hand, keeps what n8n's API says of it, and gives it back. */
async function run(name: string, last: INode) {
  const workflow = await bed.api.createWorkflow(chain(name, manualTrigger(), last));
  const execution = await bed.api.finished(await bed.api.run(workflow, last.name));
  const text = JSON.stringify(await bed.api.call('GET', `/rest/executions/${execution.id}`));
  answers.push({ place: `the execution of "${name}"`, text });
  return execution;
}

/** Has the server answer in one way while something is done. */
async function answered(way: Way, work: () => Promise<void>): Promise<void> {
  server.answer(way, [marker, ...Object.values(secrets)].join(' '), 0);
  await work();
  expect(server.signatures.length).toBeGreaterThan(0);
  signatures.push(...server.signatures);
}

describe('Failures are provoked by a server that quotes secrets', () => {
  test.each(Object.keys(ways) as Way[])('in %s', async (way) => {
    await answered(way, async () => {
      const [stopped, gone] = await Promise.all([
        run(`${way}, stop`, creation()),
        run(`${way}, error output`, creation({ onError: 'continueErrorOutput' })),
      ]);
      const goesWell = way === 'a creation that went well';
      expect(stopped.status).toBe(goesWell ? 'success' : 'error');
      expect(gone.status).toBe('success');
      expect(outputOf(gone, 'Create a sync task')).toHaveLength(goesWell ? 1 : 0);
    });
  });

  test('with Retry On Fail', async () => {
    await answered('an error message', async () => {
      const more = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
      expect((await run('Retry On Fail', creation(more))).status).toBe('error');
    });
    expect(signatures.length).toBeGreaterThan(1);
  });

  test("in the credential's test", async () => {
    await answered('an error message', async () => {
      const answer = await bed.api.testCredential(credential, keys());
      expect(answer.status).toBe('Error');
      answers.push({ place: "the credential's test", text: JSON.stringify(answer) });
    });
  });

  test('and of the HTTP Request node, whose connection is cut', async () => {
    bed.emulator.emulator.faults.add({ kind: 'drop-request' });
    const request = listWorkspaces(bed.credential, bed.emulator.url);
    expect(failureOf(await run('HTTP Request', request))).not.toBe('');
  });
});

test('a run of Preview shows the script without its password', async () => {
  const preview = creation();
  preview.parameters.operation = 'preview';
  const execution = await run('Preview', preview);
  expect(failureOf(execution)).toBe('');
  expect(outputOf(execution, preview.name)).toEqual([
    expect.objectContaining({ Script: expect.any(Object) }),
  ]);
});

test("then neither n8n's API, its database, its files nor its logs hold a secret, a signature or the script's password", async () => {
  await bed.n8n.process.stop();
  const left = [...answers, ...leftIn(bed.userFolder)];
  const placesOf = (text: string) => left.filter((one) => one.text.includes(text));

  const hidden = [...Object.values(secrets), ...signatures, testKey.accessKeySecret];
  // Half a secret would be one as well.
  const halves = hidden.flatMap((text) =>
    text.length < 32 ? [text] : [text.slice(0, 16), text.slice(-16)],
  );
  expect(halves.flatMap((half) => placesOf(half).map(({ place }) => place))).toEqual([]);

  const signed = left.filter(({ text }) => /Signature=[0-9a-f]{16}/.test(text));
  expect(signed.map(({ place }) => place)).toEqual([]);

  const found = placesOf(marker).map(({ place }) => place);
  expect(found).toContain('the execution of "an error message, stop"');
  expect(found).toContain('the rows of the database');
  expect(found.filter((place) => place.includes('database.sqlite'))).not.toEqual([]);
  const logs = left.filter(({ text }) => /Running node ..?Create a sync task/.test(text));
  expect(logs.map(({ place }) => place)).toEqual(
    expect.arrayContaining(['n8n.log', expect.stringMatching(/^\.n8n.*\.log$/)]),
  );
});
