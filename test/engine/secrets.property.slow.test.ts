import { inspect } from 'node:util';

import fc from 'fast-check';
import { LoggerProxy, type INodeParameters } from 'n8n-workflow';

import { createParameters, script } from './emulated';
import { everyText } from './everyText';
import { createEngine, type RunOptions } from './harness/engine';
import { useFakeClock } from './harness/fakeClock';
import { namedSecret, secretName } from '../nodes/alibabaCloud/redact/forms';
import { startQuotingServer, ways, type QuotingServer, type Way } from './quotingServer';
import { draws } from '../random';

/** What a secret can look like: enough of it to be told from other text, and marks that are escaped. */
const secret = fc
  .tuple(
    fc.stringMatching(/^[A-Za-z0-9]{10,20}$/),
    fc.string({ unit: fc.constantFrom(...'"\\/+=&%<>\' ~!()*#?:;,.-_$Zz9'), maxLength: 10 }),
    fc.stringMatching(/^[A-Za-z0-9]{4,10}$/),
  )
  .map((parts) => parts.join(''));
/** A secret in the middle of a text. */
const longNamedSecret = fc.tuple(namedSecret, namedSecret).map((parts) => parts.join(''));
/** No key has a space inside it. */
const keySecret = secret.map((text) => text.replaceAll(' ', '_'));
/** It is sent in a header. */
const securityToken = fc.stringMatching(/^[A-Za-z0-9+/=]{20,60}$/);

interface Planted {
  accessKeySecret: string;
  securityToken: string;
  /** The keys that STS gives. */
  roleSecret: string;
  roleToken: string;
  externalId: string;
  password: string;
  accessKey: string;
  pwd: string;
  /** A name of a secret in any spelling, and its secret. */
  name: string;
  named: string;
  inAddress: string;
  inText: string;
}
const planted: fc.Arbitrary<Planted> = fc.record({
  accessKeySecret: keySecret,
  securityToken,
  roleSecret: keySecret,
  roleToken: securityToken,
  externalId: keySecret,
  password: secret,
  accessKey: secret,
  pwd: secret,
  name: secretName,
  named: secret,
  inAddress: longNamedSecret,
  inText: longNamedSecret,
});

const secretsOf = ({ name, ...texts }: Planted): string[] =>
  Object.values(texts).filter((text) => text !== name);

function scriptWith({ password, accessKey, pwd, name, named, inAddress, inText }: Planted) {
  const [reader, writer] = script.steps;
  const jdbcUrl = [`jdbc:mysql://u:${inAddress}@h:3306/db?useSSL=true`];
  const config = JSON.stringify({ properties: `a=1 password=${inText} b=2` });
  const connection = [{ table: ['t'], jdbcUrl, options: { deep: { pwd, [name]: [named] } } }];
  return {
    ...script,
    steps: [
      { ...reader!, parameter: { ...reader!.parameter, password, connection } },
      { ...writer!, parameter: { ...writer!.parameter, accessKey, config } },
    ],
  };
}

/** Parameters that are refused before anything is sent. */
const refusals: Record<string, (of: Planted) => INodeParameters> = {
  'a script that is no JSON': (of) => ({
    taskContent: JSON.stringify(scriptWith(of)).slice(0, -9),
  }),
  'a script with a stray mark': (of) => ({
    taskContent: JSON.stringify(scriptWith(of)).replace('"steps"', 'steps'),
  }),
  'a script without a writer': (of) => ({
    taskContent: JSON.stringify({ ...scriptWith(of), steps: scriptWith(of).steps.slice(0, 1) }),
  }),
  'a script that is a list': (of) => ({ taskContent: JSON.stringify([scriptWith(of)]) }),
  'an odd CU': () => ({ cu: 0.7 }),
  'a long token': () => ({ options: { clientToken: 'x'.repeat(65) } }),
  'an odd time limit': () => ({ options: { timeLimit: 'soon' } }),
};

/** What a run leaves behind, in one text for each way of looking at it. */
function leftBy(run: object, logged: unknown[]): string {
  const all = { run, logged };
  const shown = inspect(all, {
    depth: null,
    showHidden: true,
    maxStringLength: null,
    maxArrayLength: null,
  });
  return [...everyText(all), JSON.stringify(all), shown].join('\n');
}

/** A secret as it is, as JSON, a URL or HTML holds it, and every part of it that would help to guess it. */
function tracesOf(hidden: string): string[] {
  const escaped = JSON.stringify(hidden).slice(1, -1);
  const whole = [hidden, escaped, JSON.stringify(escaped).slice(1, -1)];
  const encoded = whole.map((text) => encodeURIComponent(text));
  const parts = [0, 1, 2].map((at) => hidden.slice(at, at + 9));
  return [...whole, ...encoded, ...parts].filter((text) => text.length >= 9);
}

const RUNS = Math.ceil(draws.numRuns / 20);

describe('no secret is left behind', () => {
  let server: QuotingServer;
  let logged: unknown[];
  const console_ = ['log', 'info', 'warn', 'error', 'debug'] as const;

  beforeAll(async () => {
    server = await startQuotingServer();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    logged = [];
    const log = (...said: unknown[]) => void logged.push(said);
    for (const method of console_) jest.spyOn(console, method).mockImplementation(log);
    LoggerProxy.init({ debug: log, info: log, warn: log, error: log });
  });
  afterEach(() => jest.restoreAllMocks());

  async function runWith(
    of: Planted,
    changes: INodeParameters,
    settings: RunOptions['settings'],
    assumeRole = false,
  ) {
    const { accessKeySecret, securityToken, externalId } = of;
    const engine = await createEngine({
      credentials: {
        alibabaCloudAccessKeyApi: {
          accessKeyId: 'testid',
          // Copied with space around it.
          accessKeySecret: ` ${accessKeySecret}\n`,
          securityToken: `${securityToken} `,
          endpoint: server.url,
          assumeRole,
          roleArn: 'acs:ram::1:role/r',
          externalId: `${externalId} `,
        },
      },
    });
    const taskContent = JSON.stringify(scriptWith(of));
    const parameters = createParameters({ taskContent, ...changes });
    const run = await engine.run({ items: [{}, {}], parameters, ...(settings && { settings }) });
    return {
      run,
      failed: run.error ?? run.output.flat().find(({ json }) => json.error)?.json.error,
    };
  }

  const settings: fc.Arbitrary<RunOptions['settings']> = fc.constantFrom(
    undefined,
    { onError: 'continueRegularOutput' as const },
    { onError: 'continueErrorOutput' as const },
    { retryOnFail: true, maxTries: 2 },
  );

  /** Whether the credential takes on a role, and whether STS gives its keys or answers like the rest. */
  const role = fc.constantFrom('none' as const, 'taken on' as const, 'refused' as const);

  it.each(Object.keys(ways) as Way[])('when the server quotes all it knows in %s', async (way) => {
    const clock = useFakeClock();
    try {
      await fc.assert(
        fc.asyncProperty(
          planted,
          settings,
          role,
          fc.nat({ max: 700 }),
          async (of, how, as, after) => {
            const secrets = secretsOf(of);
            const { roleSecret, roleToken, externalId, ...own } = of;
            const given = {
              AccessKeyId: 'STS.r',
              AccessKeySecret: roleSecret,
              SecurityToken: roleToken,
            };
            // STS is sent no script, and nobody knows keys that were not given.
            const known = {
              none: Object.values(own),
              'taken on': secrets,
              refused: [own.accessKeySecret, own.securityToken, externalId],
            }[as];
            server.answer(way, known.join(' '), after, as === 'taken on' ? given : undefined);
            const { run, failed } = await runWith(of, {}, how, as !== 'none');
            if (way !== 'a creation that went well') expect(failed).toBeDefined();
            const left = leftBy(run, logged);
            const traces = [...secrets.flatMap(tracesOf), ...server.signatures];
            expect(traces.filter((trace) => left.includes(trace))).toEqual([]);
            expect(server.signatures.length).toBeGreaterThan(0);
          },
        ),
        { ...draws, numRuns: RUNS },
      );
    } finally {
      clock.restore();
    }
  });

  it.each(Object.entries(refusals))('when the node refuses %s', async (_name, changes) => {
    await fc.assert(
      fc.asyncProperty(planted, settings, async (of, how) => {
        server.answer('no reply', '', 0);
        const { run, failed } = await runWith(of, changes(of), how);
        expect(failed).toBeDefined();
        const left = leftBy(run, logged);
        const secrets = secretsOf(of);
        expect(secrets.flatMap(tracesOf).filter((trace) => left.includes(trace))).toEqual([]);
      }),
      { ...draws, numRuns: RUNS },
    );
  });

  it('finds what is left behind, when something is', () => {
    const hidden = 'abcdefghijkl"mn';
    const error = Object.defineProperty(new Error('x'), 'hidden', {
      value: { at: [`<${hidden}>`] },
    });
    for (const left of [
      leftBy(error, []),
      leftBy({}, [[{ of: error }]]),
      leftBy(new Error(hidden), []),
    ]) {
      expect(tracesOf(hidden).filter((trace) => left.includes(trace))).not.toEqual([]);
    }
  });
});
