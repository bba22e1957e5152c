import { isJsonObject, type JsonObject } from '../../alibabaCloud/client/exactJson';
import type { Failure } from '../../alibabaCloud/client/outcome';
import { costOf, waitFor, type Waited, type WaitLimits } from '../once/waitFor';
import { patiently, writeOnce } from '../once/writeOnce';
import type { Done, Release, ReleaseStep, RepeatableRelease, StepEnd, Tools } from './ports';
import { makeChange } from './updateTask';

type Ended = Waited<StepEnd> | Failure;

/** A step with its unit of work. */
interface Begun {
  step: ReleaseStep;
  unit: string;
}

function waitForStep({ client }: Tools, { step }: Begun, begun: JsonObject, limits: WaitLimits) {
  return waitFor(
    client,
    step.action,
    limits,
    patiently(() => step.lookAt(begun)),
  );
}

/**
 * Waits for a step that an earlier run of this unit of work began.
 * @returns `undefined` when there is none, or it has ended badly: then it may be made anew
 */
async function resumeStep(
  tools: Tools,
  begun: Begun,
  limits: WaitLimits,
): Promise<Ended | undefined> {
  const { journal, keep } = tools;
  const earlier = await keep<{ ok: true; end?: Waited<StepEnd> }>(
    `earlier ${begun.step.action.name}`,
    async () => {
      const known = journal.resultOf(begun.unit);
      if (!isJsonObject(known) || journal.isUncertain(begun.unit)) return { ok: true };
      const end = await waitForStep(tools, begun, known, limits);
      if (end.ok) return { ok: true, end };
      return end.kind === 'ended badly' ? { ok: true } : end;
    },
  );
  return earlier.ok ? earlier.end : earlier;
}

/** Begins a step, once, and waits for its end. */
async function runStep(tools: Tools, begun: Begun, limits: WaitLimits): Promise<Ended> {
  const { client, journal, keep } = tools;
  const { step, unit } = begun;
  const { action } = step;
  const written = await keep(action.name, () => {
    // Another mark for each attempt, so that a lost one is not taken for one that ended badly.
    const mark = `${unit}.${journal.resultsOf(unit).length + 1}`;
    return writeOnce<JsonObject>(client, journal, {
      action,
      unit,
      send: () => step.send(mark),
      read: (body) => step.read(body),
      find: () => step.find(mark),
    });
  });
  if (!written.ok) return written;
  return await keep(`end of ${action.name}`, () => waitForStep(tools, begun, written.made, limits));
}

/**
 * Releases a task in one step, once, and waits for its end. Where n8n runs it again, it goes on with
 * what it began; what has ended badly is made anew.
 * @param unit what names the task, and all that makes this release another one
 */
export async function releaseAtOnce(
  tools: Tools,
  step: ReleaseStep,
  unit: Readonly<Record<string, unknown>>,
  limits: WaitLimits,
): Promise<Waited<StepEnd> | Failure> {
  const begun = { step, unit: tools.unitToken({ action: step.action.name, ...unit }) };
  return (await resumeStep(tools, begun, limits)) ?? runStep(tools, begun, limits);
}

/**
 * Releases a node in one step, as `releaseAtOnce` does.
 * @param named what names the node in the output, asked once it is released
 * @returns the state of its `Pipeline`, `Outcome` and what the wait has cost; or why there is none
 */
export async function deployAtOnce(
  tools: Tools,
  step: ReleaseStep,
  unit: Readonly<Record<string, unknown>>,
  limits: WaitLimits,
  named: () => Promise<JsonObject>,
): Promise<Done> {
  const ended = await releaseAtOnce(tools, step, unit, limits);
  if (!ended.ok) return ended;
  const { state: Pipeline, requestId: RequestId } = ended.value;
  return {
    ok: true,
    body: {
      Success: true,
      RequestId,
      ...(await named()),
      Pipeline,
      Outcome: 'deployed',
      ...costOf(ended),
    },
  };
}

/**
 * Releases a task: submits it to development where there is one, waits for the check, deploys it to
 * production where that is wished, and waits. Where n8n runs it again, it takes up where it stopped; what has ended
 * badly is made anew.
 * @returns the states of `Submission` and `Deployment`, `Outcome` (deployed, submitted) and what the
 * waits have cost; or why there are none
 */
export async function releaseTask(
  tools: Tools,
  { unit, submission, submits, production, named }: Release,
  limits: WaitLimits,
): Promise<Done> {
  const unitOf = ({ action }: ReleaseStep) => tools.unitToken({ action: action.name, ...unit });
  const begunOf = (step: ReleaseStep): Begun => ({ step, unit: unitOf(step) });

  const { journal, keep } = tools;
  const submitting = begunOf(submission);
  const deploying = production && begunOf(production(undefined));
  const earlier = deploying && (await resumeStep(tools, deploying, limits));
  if (earlier && !earlier.ok) return earlier;
  let deployed = earlier;
  const isKnown = ({ unit }: Begun) => journal.resultOf(unit) !== undefined;
  const isUncertain = ({ unit }: Begun) => journal.isUncertain(unit);
  const way = await keep('way', async () => {
    const wasBegun = isKnown(submitting) || isUncertain(submitting);
    const asked = wasBegun || deployed ? undefined : await submits?.();
    if (asked && !asked.ok) return asked;
    return {
      ok: true as const,
      submits: asked?.submits ?? (wasBegun || !deployed),
      // What did not get through is submitted anew: it may have been corrected since.
      anew: deploying && !deployed && isKnown(deploying) && !isUncertain(deploying),
    };
  });
  if (!way.ok) return way;
  let submitted: Waited<StepEnd> | undefined;
  if (way.submits) {
    const before = way.anew ? undefined : await resumeStep(tools, submitting, limits);
    const ended = before ?? (await runStep(tools, submitting, limits));
    if (!ended.ok) return ended;
    submitted = ended;
  }
  if (production && !deployed) {
    const deploying = begunOf(production(submitted?.value.version));
    const ended = await runStep(tools, deploying, limits);
    if (!ended.ok) {
      return submitted ? { ...ended, before: 'The task was submitted to development.' } : ended;
    }
    deployed = ended;
  }
  const all = [submitted, deployed].filter((one) => one !== undefined);
  const sum = (of: (one: Waited<StepEnd>) => number) =>
    all.reduce((total, one) => total + of(one), 0);
  const requestIds = all.map(({ value }) => value.requestId).filter(Boolean);
  return {
    ok: true,
    body: {
      Success: true,
      RequestId: requestIds.at(-1) ?? '',
      ...named,
      ...(submitted ? { Submission: submitted.value.state } : {}),
      ...(deployed ? { Deployment: deployed.value.state } : {}),
      Outcome: deployed ? 'deployed' : 'submitted',
      ...costOf({
        ok: true,
        value: undefined,
        calls: sum(({ calls }) => calls),
        waitedMs: sum(({ waitedMs }) => waitedMs),
      }),
    },
  };
}

/** Deploys what may be deployed again without harm, and not again what this unit has deployed. */
export async function releaseRepeatably(tools: Tools, release: RepeatableRelease): Promise<Done> {
  const { journal, unitToken } = tools;
  const unit = unitToken({ action: release.action.name, ...release.unit });
  const Outcome = 'deployed';
  if (journal.resultOf(unit) !== undefined) {
    const seen = await release.lookIfDeployed();
    if (!seen.ok) return seen;
    if (seen.deployed) return { ok: true, body: { ...release.replyFor(seen.requestId), Outcome } };
  }
  const made = await makeChange(tools, release);
  if (!made.ok) return made;
  journal.record(unit, Outcome);
  return { ok: true, body: { ...made.body, Outcome } };
}
