import { pick, textIn, type JsonObject } from '../../alibabaCloud/client/exactJson';
import { damagedReply, mayBeAboutState } from '../../alibabaCloud/client/failure';
import type { Failure } from '../../alibabaCloud/client/outcome';
import { waitOutside, workOnItems, type Place } from '../once/items';
import { createJoiner } from '../once/joiner';
import { costOf, waitFor, type PollingClient } from '../once/waitFor';
import type { Done, FailedRuns, Rerun, RunWait, SeenInstance, Tools } from './ports';
import { hasEnded, rerunOnce } from './rerun';
import { shown } from './runAndWait';

/** How many are begun at the same time; what waits for an equal call does not count. */
const AT_ONCE = 10;
/** How many a hint names. */
const SHOWN = 10;

/** An instance of a list. */
interface One {
  id: string;
  /** Of the last look. */
  seen: SeenInstance;
  list: FailedRuns['lists'][number];
  rerun: Rerun;
  once: ReturnType<typeof rerunOnce>;
}

const some = (all: readonly string[]) =>
  all.slice(0, SHOWN).join(', ') + (all.length > SHOWN ? ` and ${all.length - SHOWN} more` : '');

/** A client that sends what is equal for several instances in one call, and the loop that it is for. */
function together(client: PollingClient) {
  const joiner = createJoiner();
  const places = new Map<string, Place>();
  const own: PollingClient = {
    ...client,
    join: (call, id, send) => waitOutside(places.get(id) as Place, joiner.join(call, id, send)),
  };
  const each = (
    all: readonly One[],
    work: (one: One) => Promise<unknown>,
    goesOn = () => true,
  ): Promise<void> =>
    workOnItems({
      count: all.length,
      concurrency: AT_ONCE,
      goesOn,
      async work(index, place) {
        const one = all[index] as One;
        places.set(one.id, place);
        await work(one);
      },
      onIdle: joiner.sendAll,
    });
  return { own, each };
}

/**
 * Runs those of some instances again that have failed, each once for a unit of work, and waits for
 * all of them together. What goes on, and what may not be run again, is left as it is and named.
 * @returns `Outcome` (started, attached, unchanged), how many were run again, and whether now all have
 * ended, and succeeded; after a wait also what it has cost; or why there is none
 */
export async function rerunFailed(
  tools: Tools & { hint(message: string): void },
  runs: FailedRuns,
  { limits, stopWhenCancelled, includeStatistics }: RunWait,
): Promise<Done> {
  const { client, journal, unitToken, hint } = tools;
  const { action, names, told } = runs;
  const { own, each } = together(client);
  // The item is known by what it asks for, whatever has failed now.
  unitToken(runs.unit);
  const all: One[] = [];
  const begun = new Map<One, JsonObject>();
  const instancesOf = (some: readonly One[]) => some.map(({ seen }) => seen.instance);
  const seenOf = (id: string, listed: readonly SeenInstance[]) =>
    listed.find(({ instance }) => textIn(instance[names.id]) === id);

  async function begin(): Promise<Failure | undefined> {
    for (const list of runs.lists) {
      const listed = await list();
      if (!listed.ok) return listed;
      for (const seen of listed.seen) {
        const id = textIn(seen.instance[names.id]);
        const look = async () => {
          const now = await list();
          if (!now.ok) return now;
          return seenOf(id, now.seen) ?? damagedReply(action, `The list lacks ${id}`, now);
        };
        // What tells one attempt from the next is read from the same place each time.
        const rerun = { ...runs.rerunOf(own, id), look };
        all.push({ id, seen, list, rerun, once: rerunOnce(tools, rerun) });
      }
    }
    const failed = all.filter(({ seen, once }) => seen.stage === 'failed' || once.isKnown());
    const denied = failed.filter(({ seen }) => runs.isDenied(seen.instance));
    const taken = failed.filter((one) => !denied.includes(one));
    const left = all.filter((one) => !failed.includes(one) && !hasEnded(one.seen));
    if (failed.length === 0) {
      hint(`Nothing has failed: ${told(instancesOf(all)) || 'there are no runs'}.`);
    } else if (left.length > 0) {
      hint(`What has not ended was left as it is: ${told(instancesOf(left))}.`);
    }
    if (denied.length > 0) {
      hint(`Not rerun, as their task does not allow it: ${some(denied.map(({ id }) => id))}.`);
    }

    const refused: string[] = [];
    let refusal: Failure | undefined;
    let failure: Failure | undefined;
    await each(
      taken,
      async (one) => {
        const done = await one.once.begin(one.seen);
        if (done.ok) begun.set(one, done.body);
        else if (mayBeAboutState(done) && !one.once.isKnown()) {
          refusal ??= done;
          refused.push(`${one.id} (${done.detail})`);
        } else failure ??= done;
      },
      () => !failure && !client.cancelled(),
    );
    if (begun.size === 0) return failure ?? refusal;
    if (refused.length > 0) hint(`DataWorks did not rerun ${some(refused)}.`);
    const before = `${begun.size} of ${taken.length} were rerun; run the node again for the others.`;
    return failure && { ...failure, before };
  }

  const failure = await journal.serialize(JSON.stringify(runs.unit), begin);
  if (failure) return failure;
  const ours = [...begun.keys()];
  const words = [...begun.values()].map(({ Outcome }) => Outcome);
  const Outcome = words.includes('started') ? 'started' : (words[0] ?? 'unchanged');
  const body = (instances: JsonObject[], isOver: boolean): JsonObject => ({
    Outcome,
    Rerun: ours.length,
    Ended: isOver && all.length > 0 && all.every(({ seen }) => hasEnded(seen)),
    Succeeded: isOver && all.length > 0 && all.every(({ seen }) => seen.stage === 'succeeded'),
    Instances: instances,
  });
  if (ours.length === 0 || !limits) {
    const instances = instancesOf(ours).map((one) => pick(one, [names.id, names.task, names.time]));
    return { ok: true, body: body(instances, ours.length === 0) };
  }

  /** The lists that were not seen to be over: the first is looked at until it is. */
  const open = [...new Set(ours.map(({ list }) => list))];
  const isOver = ({ list, seen, once }: One) => list === open[0] && once.isOver(seen);
  let requestId = '';
  const waited = await waitFor(client, action, { ...limits, parks: false }, async () => {
    let tries = 0;
    for (let [list] = open; list; [list] = open) {
      const listed = await list();
      tries += listed.tries;
      if (!listed.ok) return { ...listed, tries };
      ({ requestId } = listed);
      const those = ours.filter((one) => one.list === list);
      for (const one of those) one.seen = seenOf(one.id, listed.seen) ?? one.seen;
      if (!those.every(isOver)) return { state: 'pending', now: told(instancesOf(those)), tries };
      open.shift();
    }
    return { state: 'done', value: true, tries };
  });
  if (!waited.ok) {
    if (waited.kind !== 'cancelled' || !stopWhenCancelled) return waited;
    const left = ours.filter((one) => open.includes(one.list) && !isOver(one));
    let stopped = 0;
    await each(left, async ({ rerun }) => (await rerun.stop()).ok && stopped++);
    return { ...waited, before: `${stopped} of ${left.length} running instances were stopped.` };
  }
  const instances = instancesOf(ours);
  if (ours.some(({ seen }) => seen.stage === 'failed')) {
    const seen = { ok: true, stage: 'failed', now: '', instances, requestId, tries: 0 } as const;
    return await runs.failureOf(seen, waited.calls);
  }
  const Instances = await shown(runs, instances, includeStatistics);
  return { ok: true, body: { ...body(Instances, true), ...costOf(waited) } };
}
