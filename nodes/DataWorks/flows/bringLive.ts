import type { Client } from '../../alibabaCloud/client/call';
import { clock } from '../../alibabaCloud/client/clock';
import { isJsonObject, type JsonObject } from '../../alibabaCloud/client/exactJson';
import { mayBeAboutState } from '../../alibabaCloud/client/failure';
import type { Failure } from '../../alibabaCloud/client/outcome';
import { policy } from '../once/writeOnce';
import { createTask, type IfExists } from './createTask';
import type { Done, HarmlessWrite, Runs, RunWait, TaskCreation, Tools } from './ports';
import { runAndWait } from './runAndWait';
import { makeChange } from './updateTask';

/** A task that is to go live. */
export interface LiveTask {
  creation: TaskCreation;
  ifExists: IfExists;
  /** What does not fit the workspace, known before anything is made. */
  unfit?(): Promise<Failure | undefined>;
  /** What makes the creation another one. */
  unit: Readonly<Record<string, unknown>>;
  /** The change of its schedule, where that is a step of its own. */
  schedule?: { unit: Readonly<Record<string, unknown>>; change(id: string): HarmlessWrite };
  deploy(id: string): Promise<Done>;
  run?: { of(id: string): Promise<{ ok: true; runs: Runs } | Failure>; wait: RunWait };
  /** How the output names it. */
  named(id: string): JsonObject;
  /** What messages call it, and the resource that does each step by hand. */
  words: { noun: string; resource: string };
}

/** The steps by the name that they have in the output, and by hand. */
type Step = 'Create' | 'Schedule' | 'Deploy' | 'Run';

type Bodies = Partial<Record<Step, JsonObject>>;

/** What was done before the step that failed, and how to go on. */
function withProgress(failure: Failure, failed: Step, bodies: Bodies, live: LiveTask): Failure {
  const { Create: created, Schedule: scheduled, Deploy: deployed } = bodies;
  if (!created) return failure;
  const done = [
    String(created.Outcome),
    ...(scheduled ? ['scheduled'] : []),
    ...(deployed ? [String(deployed.Outcome)] : []),
  ];
  const words = [done.slice(0, -1).join(', '), ...done.slice(-1)].filter(Boolean).join(' and ');
  const { creation, words: called } = live;
  const before = `The ${called.noun} (${creation.idName} ${idIn(created, live)}) is ${words}. Once the cause is gone, run the node again: it goes on from there and repeats nothing. By hand, go on with ${called.resource}: ${failed}.`;
  return { ...failure, before: [failure.before, before].filter(Boolean).join(' ') };
}

const idIn = (body: JsonObject, { creation }: LiveTask) => creation.idIn(body) ?? '';

/** A step with an id and an Outcome that, once done, is not looked at again. */
async function stepOnce(
  { journal }: Tools,
  live: LiveTask,
  unit: string,
  act: () => Promise<Done>,
): Promise<Done> {
  const known = journal.resultOf(unit);
  if (isJsonObject(known) && known.Outcome !== undefined && typeof known.id === 'string') {
    const RequestId = journal.requestIdOf(unit);
    const named = live.named(known.id);
    return { ok: true, body: { Success: true, RequestId, ...named, Outcome: known.Outcome } };
  }
  const done = await act();
  if (done.ok) {
    const { Outcome = '', RequestId: requestId } = done.body;
    const made = { Outcome, id: idIn(done.body, live) };
    journal.record(unit, made, typeof requestId === 'string' ? requestId : '');
  }
  return done;
}

/** Whether a failure can come from a read that does not show yet what the step before has done. */
const mayBeUnseen = (failure: Failure) =>
  (failure.unfit !== undefined && failure.tries === 0) ||
  (failure.action.effect === 'read' && mayBeAboutState(failure));

/** Does a step again, for a while, that finds what the step before has done not there yet. */
async function whenSeen(client: Client, act: () => Promise<Done>): Promise<Done> {
  const begin = clock.now();
  for (;;) {
    const done = await act();
    const isOver = clock.now() - begin >= policy.leastMs || client.cancelled();
    if (done.ok || !mayBeUnseen(done) || isOver) return done;
    await client.pause(policy.pausesMs[0]);
  }
}

/**
 * Takes a task from its script into production: creates or updates it, schedules it, releases it, and
 * runs it where that is wished. Where n8n runs it again, it goes on where it stopped.
 * @returns the id with the result of each step, or why one failed, with what was done before it
 */
export async function bringLive(tools: Tools, live: LiveTask): Promise<Done> {
  const { unitToken } = tools;
  const { creation, ifExists, schedule, run, named } = live;
  const refusal = await live.unfit?.();
  if (refusal) return refusal;
  let id = '';
  const steps: [Step, () => Promise<Done>][] = [
    [
      'Create',
      () =>
        stepOnce(tools, live, unitToken({ step: 'Create', ...live.unit }), () =>
          createTask(tools, creation, ifExists),
        ),
    ],
  ];
  if (schedule) {
    const change = async (): Promise<Done> => {
      const changed = await makeChange(tools, schedule.change(id));
      if (!changed.ok) return changed;
      const { body, Outcome } = changed;
      return { ok: true, body: { ...body, ...named(id), Outcome } };
    };
    const unit = () => unitToken({ step: 'Schedule', id, ...schedule.unit });
    steps.push(['Schedule', () => stepOnce(tools, live, unit(), change)]);
  }
  steps.push(['Deploy', () => live.deploy(id)]);
  if (run) {
    const runIt = async () => {
      const of = await run.of(id);
      return of.ok ? runAndWait(tools, of.runs, run.wait) : of;
    };
    steps.push(['Run', runIt]);
  }
  const bodies: Bodies = {};
  for (const [step, act] of steps) {
    if (step === 'Run') {
      const { before = '' } = withProgress({} as Failure, step, bodies, live);
      tools.within({ id, body: { Success: true, ...named(id), ...bodies }, before });
    }
    const done = await whenSeen(tools.client, act);
    if (!done.ok) return withProgress(done, step, bodies, live);
    bodies[step] = done.body;
    if (step === 'Create') id = idIn(done.body, live);
  }
  return { ok: true, body: { Success: true, ...named(id), ...bodies, Outcome: 'live' } };
}
