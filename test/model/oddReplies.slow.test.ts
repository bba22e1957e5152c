import fc from 'fast-check';
import {
  NodeApiError,
  NodeHelpers,
  NodeOperationError,
  type IHttpRequestOptions,
  type INodeParameters,
} from 'n8n-workflow';

import { DataWorks } from '../../nodes/DataWorks/DataWorks.node';
import { everyText } from '../engine/everyText';
import { startEveryOperation, type OperationCase } from '../engine/everyOperation';
import { draws } from '../random';
import { runNode, type NodeResult } from './nodeRun';
import { asHelperReply, oddReply, oddRuns, PLANTED, type OddRun, type Said } from './oddReplies';
import { virtually } from './virtually';

const EXECUTIONS = draws.numRuns * 10;

/** An operation, its parameters, and what DataWorks said to each of its calls when all went well. */
interface Recording {
  name: string;
  parameters: Record<string, unknown>;
  said: Map<string, Said[]>;
}

const { properties } = new DataWorks().description;

/** The parameters as n8n gives them to the node: with defaults, and lists as their values. */
function filled(parameters: INodeParameters): Record<string, unknown> {
  const all = NodeHelpers.getNodeParameters(properties, parameters, true, false, null, null)!;
  const plain = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && '__rl' in value
      ? (value as { value?: unknown }).value
      : value;
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, plain(value)]));
}

async function record({ resource, operation, on, prepare }: OperationCase): Promise<Recording> {
  on.reset();
  const parameters = await prepare();
  const { emulator } = on.server;
  const said = new Map<string, Said[]>();
  const handle = emulator.handle.bind(emulator);
  const spy = jest.spyOn(emulator, 'handle').mockImplementation((request) => {
    const outcome = handle(request);
    const action = emulator.log.at(-1)!.action!;
    if (outcome.kind === 'reply') {
      const { status, body } = outcome;
      said.set(action, [...(said.get(action) ?? []), { status, text: body.toString() }]);
    }
    return outcome;
  });
  const run = await on.engine.run({ parameters });
  spy.mockRestore();
  expect(run.error).toBeUndefined();
  return { name: `${resource} ${operation}`, parameters: filled(parameters), said };
}

/** Plays an execution whose replies are the recorded ones, made odd. */
async function play(recording: Recording, run: OddRun): Promise<[NodeResult, number]> {
  const counts = new Map<string, number>();
  let calls = 0;
  const send = async (request: IHttpRequestOptions) => {
    const action = (request.headers as Record<string, string>)['x-acs-action']!;
    const count = counts.get(action) ?? 0;
    counts.set(action, count + 1);
    const known = recording.said.get(action) ?? [{ status: 200, text: '{"RequestId":"r"}' }];
    const said = known[Math.min(count, known.length - 1)]!;
    const oddity = run.tellsNothing
      ? ({ kind: 'nothing', pick: run.seed + calls } as const)
      : run.oddities[calls];
    calls += 1;
    const reply = oddity ? oddReply(said, oddity) : said;
    if (reply === undefined) {
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET', isAxiosError: true });
    }
    return asHelperReply(reply);
  };
  const result = await virtually(run.seed, () =>
    runNode({
      items: Array.from({ length: run.items }, () => recording.parameters),
      nodeContext: {},
      runIndex: 0,
      continuesOnFail: run.continuesOnFail,
      signal: new AbortController().signal,
      send: send as never,
    }),
  );
  return [result, calls];
}

/** What counts as told well: an item that came out without an error. */
const succeeded = (result: NodeResult) =>
  'output' in result ? result.output.filter(({ json }) => json.error === undefined) : [];

/** The properties that every object inherits, before anything was played. */
const inherited = Reflect.ownKeys(Object.prototype).length;

/** What JavaScript says of code that takes a value for what it is not. */
const OWN_FAULT =
  /Cannot (read|set|convert|destructure)|is not (a function|iterable|a constructor|an object)|Invalid (time value|array length|count value)|Maximum call stack|reduce of empty|in JSON at/;

/** Every promise that was broken, in words. */
function brokenPromises(result: NodeResult, calls: number, run: OddRun): string[] {
  const broken: string[] = [];
  if ('error' in result) {
    const { error } = result;
    const isOfN8n = error instanceof NodeApiError || error instanceof NodeOperationError;
    if (!isOfN8n) broken.push(`threw ${error.stack}`);
    else if (!error.message) broken.push('threw without a message');
    if (run.continuesOnFail) broken.push(`threw although it goes on: ${error.message}`);
  } else {
    JSON.stringify(result.output);
    if (result.output.some(({ json }) => typeof json !== 'object' || Array.isArray(json))) {
      broken.push('an item is no object');
    }
  }
  if (run.tellsNothing && calls > 0 && succeeded(result).length > 0) {
    broken.push(`told as done: ${JSON.stringify(succeeded(result))}`);
  }
  for (const text of everyText(succeeded(result))) {
    if (text.includes('[object Object]'))
      broken.push(`gave an object as a text: ${JSON.stringify(succeeded(result))}`);
  }
  for (const text of everyText(result)) {
    if (text.includes(PLANTED)) broken.push(`let a secret out: ${text.slice(0, 200)}`);
    if (OWN_FAULT.test(text)) broken.push(`tripped over it: ${text}`);
    if (text.includes('testsecret')) broken.push(`let the key out: ${text.slice(0, 200)}`);
  }
  const isPolluted = 'polluted' in {} || Reflect.ownKeys(Object.prototype).length !== inherited;
  if (isPolluted) broken.push('changed what every object inherits');
  return broken;
}

describe('replies that nobody expects', () => {
  const recordings: Recording[] = [];

  beforeAll(async () => {
    const { cases, close } = await startEveryOperation();
    for (const one of cases) recordings.push(await record(one));
    await close();
  });

  it('are all that differs: with what was recorded, every operation goes well', async () => {
    for (const recording of recordings) {
      const asItWas: OddRun = {
        operation: 0,
        items: 1,
        continuesOnFail: false,
        oddities: [],
        tellsNothing: false,
        seed: 1,
      };
      const [result] = await play(recording, asItWas);
      expect([recording.name, result]).toEqual([
        recording.name,
        { output: expect.arrayContaining([]) },
      ]);
    }
  });

  it(`break no promise in ${EXECUTIONS} executions over all operations`, async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(oddRuns, async (run) => {
        const recording = recordings[run.operation % recordings.length]!;
        seen.add(recording.name);
        const [result, calls] = await play(recording, run);
        expect([recording.name, brokenPromises(result, calls, run)]).toEqual([recording.name, []]);
      }),
      { ...draws, numRuns: EXECUTIONS },
    );
    expect(seen.size).toBe(recordings.length);
  });
});
