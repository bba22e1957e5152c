import type { JsonObject } from '../../alibabaCloud/client/exactJson';
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

type Look = FailedRuns['lists'][number];

/** An instance of a list. */
interface One {
  id: string;
  /** Of the last look. */
  seen: SeenInstance;
  look: Look;
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
    join(call, subject, send) {
      const joined = joiner.join(call, subject, send);
      const place = places.get(subject);
      return place ? waitOutside(place, joined) : joined;
    },
  };
  const each = (all: readonly One[], goesOn: () => boolean, work: (one: One) => Promise<void>) =>
    workOnItems({
      count: all.length,
      concurrency: AT_ONCE,
      goesOn,
      work(index, place) {
        const one = all[index] as One;
        places.set(one.id, place);
        return work(one);
      },
      onIdle: joiner.sendAll,
    });
  return { own, each };
}

/** A list that is asked for once by all who ask at the same time. */
function shared(ask: Look): Look {
  let asking: ReturnType<Look> | undefined;
  return () => (asking ??= ask().finally(() => (asking = undefined)));
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
  const { action, told } = runs;
  const { own, each } = together(client);
  // The item is known by what it asks for, whatever has failed now.
  unitToken({ action: action.name, ...runs.unit });
  const all: One[] = [];
  const begun = new Map<One, JsonObject>();
  let requestId = '';

  async function readAll(): Promise<Failure | undefined> {
    for (const list of runs.lists) {
      const look = shared(list);
      const listed = await look();
      if (!listed.ok) return listed;
      ({ requestId } = listed);
      for (const seen of listed.seen) {
        const id = runs.idOf(seen.instance);
        const lookAt = async () => {
          const now = await look();
          const found = now.ok ? now.seen.find((one) => runs.idOf(one.instance) === id) : now;
          return found ?? damagedReply(action, `The list lacks ${id}`, now);
        };
        const rerun = { ...runs.rerunOf(own, id), look: lookAt };
        all.push({ id, seen, look, rerun, once: rerunOnce(tools, rerun) });
      }
    }
    return undefined;
  }

  async function begin(): Promise<Failure | undefined> {
    const unread = await readAll();
    if (unread) return unread;
    const failed = all.filter(({ seen, once }) => seen.stage === 'failed' || once.isKnown());
    const denied = failed.filter(({ seen }) => runs.isDenied(seen.instance));
    const taken = failed.filter((one) => !denied.includes(one));
    const left = all.filter((one) => !failed.includes(one) && !hasEnded(one.seen));
    const statuses = (those: readonly One[]) => told(those.map(({ seen }) => seen.instance));
    if (failed.length === 0) hint(`Nothing has failed: ${statuses(all) || 'there are no runs'}.`);
    else if (left.length > 0) hint(`What has not ended was left as it is: ${statuses(left)}.`);
    if (denied.length > 0) {
      hint(`Not rerun, as their task does not allow it: ${some(denied.map(({ id }) => id))}.`);
    }

    const refused: string[] = [];
    let refusal: Failure | undefined;
    let failure: Failure | undefined;
    const goesOn = () => !failure && !client.cancelled();
    await each(taken, goesOn, async (one) => {
      const done = await one.once.begin(one.seen);
      if (done.ok) begun.set(one, done.body);
      else if (mayBeAboutState(done) && !one.once.isKnown()) {
        refusal ??= done;
        refused.push(`${one.id} (${done.detail})`);
      } else failure ??= done;
    });
    if (begun.size === 0) failure ??= refusal;
    if (failure) {
      const before = `${begun.size} of ${taken.length} were rerun; run the node again for the others.`;
      return begun.size === 0 ? failure : { ...failure, before };
    }
    if (refused.length > 0) hint(`DataWorks did not rerun: ${some(refused)}.`);
    return undefined;
  }

  const failure = await journal.serialize(`failed ${JSON.stringify(runs.unit)}`, begin);
  if (failure) return failure;
  const ours = [...begun.keys()];
  const words = [...begun.values()].map(({ Outcome }) => Outcome);
  const body = {
    Outcome: words.includes('started') ? 'started' : (words[0] ?? 'unchanged'),
    Rerun: ours.length,
  };
  const ends = () => ({
    Ended: all.length > 0 && all.every(({ seen }) => hasEnded(seen)),
    Succeeded: all.length > 0 && all.every(({ seen }) => seen.stage === 'succeeded'),
  });
  if (ours.length === 0) return { ok: true, body: { ...body, ...ends(), Instances: [] } };
  if (limits === undefined) {
    const Instances = ours.map(({ seen }) => runs.namesOf(seen.instance));
    return { ok: true, body: { ...body, Ended: false, Succeeded: false, Instances } };
  }

  const instances = () => ours.map(({ seen }) => seen.instance);
  /** The lists that have not been seen to be over; the first is looked at until it is. */
  const open = [...new Set(ours.map(({ look }) => look))];
  const isOver = ({ look, seen, once }: One) => look === open[0] && once.isOver(seen);
  const waited = await waitFor(client, action, limits, async () => {
    let tries = 0;
    for (let [look] = open; look; [look] = open) {
      const listed = await look();
      tries += listed.tries;
      if (!listed.ok) return { ...listed, tries };
      const those = ours.filter((one) => one.look === look);
      for (const one of those) {
        one.seen = listed.seen.find(({ instance }) => runs.idOf(instance) === one.id) ?? one.seen;
      }
      if (!those.every(isOver)) return { state: 'pending', now: told(instances()), tries };
      open.shift();
    }
    return { state: 'done', value: true, tries };
  });
  if (!waited.ok) {
    if (waited.kind !== 'cancelled' || !stopWhenCancelled) return waited;
    const left = ours.filter((one) => open.includes(one.look) && !isOver(one));
    let stopped = 0;
    await each(
      left,
      () => true,
      async ({ rerun }) => void (stopped += (await rerun.stop()).ok ? 1 : 0),
    );
    return { ...waited, before: `${stopped} of ${left.length} running instances were stopped.` };
  }
  if (ours.some(({ seen }) => seen.stage === 'failed')) {
    const seen = { ok: true, stage: 'failed', now: '', requestId, tries: 0 } as const;
    return await runs.failureOf({ ...seen, instances: instances() }, waited.calls);
  }
  const Instances = await shown(runs, instances(), includeStatistics);
  return { ok: true, body: { ...body, ...ends(), Instances, ...costOf(waited) } };
}
