import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { policy } from '../../nodes/alibabaCloud/client/retry';
import type { Run, Send, World } from './world';

/** What a node's output item says. */
interface Said {
  Outcome?: string;
  Data?: { FileId?: number | string };
  error?: string;
  details?: { code?: string };
}

const NAME_TAKEN = 'Invalid.DI.Parameter.File.Existed';
const ITEM_MS = 181_000;

const itemOf = ({ pairedItem }: { pairedItem?: unknown }) => (pairedItem as { item: number }).item;

const saidBy = ({ result }: Run): Array<{ item: number; said: Said }> =>
  'output' in result
    ? result.output.map((one) => ({ item: itemOf(one), said: one.json as Said }))
    : [];

/** An item that failed and comes again in the next round of a loop goes on with its unit of work. */
const inAnyRound = (unit: string) => unit.replace(/, round \d+,/, ',');

/** Never two tasks for one unit of work. */
function twice({ makers }: World): string[] {
  const units = [...makers.values()].map(({ unit }) => unit);
  return units
    .filter((unit, index) => unit === undefined || units.indexOf(unit) !== index)
    .map((unit) => `made twice: ${unit}`);
}

/** Never another unit's task, and never one that is not there. */
function untrue({ emulator, makers, runs, schedule }: World): string[] {
  const isTrue = ({ unit, name }: Run['items'][number], said: Said) => {
    const file = emulator.state.files.get(BigInt(said.Data?.FileId ?? 0));
    const maker = makers.get(String(said.Data?.FileId));
    if (file?.name.split(' ')[0] !== name) return false;
    if (said.Outcome === 'reused') return schedule.ifExists === 'reuse';
    if (said.Outcome === 'updated') return schedule.ifExists === 'update';
    return maker?.unit !== undefined && inAnyRound(maker.unit) === inAnyRound(unit);
  };
  return runs.flatMap((run) =>
    saidBy(run)
      .filter(({ item, said }) => said.Outcome !== undefined && !isTrue(run.items[item]!, said))
      .map(({ item, said }) => `item ${item} is told ${JSON.stringify(said)}`),
  );
}

/** In the end every unit of the last execution tells of its task, or of the one that has its name. */
function lost({ emulator, makers, runs }: World, last: Run): string[] {
  const isOfLast = ({ execution }: { execution: { id: number } }) =>
    execution.id === last.execution.id;
  const rounds = new Set(runs.filter(isOfLast).map(({ execution }) => execution.runIndex)).size;
  const told = saidBy(last);
  const missing = last.items.length === told.length ? [] : ['an item'];
  const untold = told.filter(({ item, said }) => {
    const { unit, name } = last.items[item]!;
    const { code } = said.details ?? {};
    // The user gave one token to items that are not the same.
    if (code === 'IdempotentParameterMismatch') return false;
    const mine = [...makers].find(
      ([, maker]) => maker.unit === unit && maker.execution === last.execution.id,
    )?.[0];
    // Two rounds of a loop that ask for the same task can each take it for its own.
    if (mine !== undefined && rounds === 1) {
      // Where DataWorks has forgotten the token, nothing proves whose it is.
      const isNamed = code === NAME_TAKEN && said.error?.includes(mine);
      return !isNamed && (String(said.Data?.FileId) !== mine || said.Outcome === undefined);
    }
    if (said.Outcome !== undefined) return false;
    const named = [...emulator.state.files.values()].find((file) => file.name === name);
    return code !== NAME_TAKEN || !said.error?.includes(String(named?.fileId));
  });
  return [...missing, ...untold.map(({ item, said }) => `${item}: ${JSON.stringify(said)}`)].map(
    (what) => `lost in the end: ${what}`,
  );
}

/** How often a call may be sent in a run. */
function mostSends(call: string, { items }: Run): number {
  const askers = items.filter(({ unit, name }) => call.endsWith(unit) || call.endsWith(name));
  // A creation is sent once more under its token when the name turns out to be taken.
  if (/^(Create|ListFiles)/.test(call)) return 2 * policy.maxTries * Math.max(1, askers.length);
  // An update, and the look that follows it, come twice at most for each item.
  return 2 * policy.maxTries * items.length;
}

/** Never more sends than the policy allows, none after a cancel, no run without an end. */
function immoderate({ runs, sends }: World): string[] {
  const late = sends.filter(({ isAfterCancel }) => isAfterCancel);
  const calls = new Map<Run, Map<string, number>>(runs.map((run) => [run, new Map()]));
  const nameOf = ({ action, unit, about }: Send) => `${action} ${unit ?? about}`;
  for (const send of sends) {
    const ofRun = calls.get(send.run)!;
    ofRun.set(nameOf(send), (ofRun.get(nameOf(send)) ?? 0) + 1);
  }
  return [
    ...late.map((send) => `sent after a cancel: ${nameOf(send)}`),
    ...[...calls].flatMap(([run, counts]) =>
      [...counts]
        .filter(([call, count]) => count > mostSends(call, run))
        .map(([call, count]) => `sent ${count} times: ${call}`),
    ),
    ...runs
      .filter(({ ms, items }) => ms > items.length * ITEM_MS)
      .map(({ ms }) => `a run of ${ms} ms`),
  ];
}

/** Items come out in order, one for each; what is thrown is n8n's own. */
function illMannered({ runs }: World): string[] {
  return runs.flatMap(({ result }) => {
    if ('error' in result) {
      const { error } = result;
      const isOfN8n = error instanceof NodeApiError || error instanceof NodeOperationError;
      return isOfN8n ? [] : [`threw ${error.stack}`];
    }
    const items = result.output.map(itemOf);
    const isInOrder = items.every((item, index) => index === 0 || item > items[index - 1]!);
    return isInOrder ? [] : [`items in the order ${items.join(', ')}`];
  });
}

/** Every promise that was broken, in words. */
export const brokenPromises = (world: World, last: Run): string[] => [
  ...twice(world),
  ...untrue(world),
  ...lost(world, last),
  ...immoderate(world),
  ...illMannered(world),
];
