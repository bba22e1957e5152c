import { clock } from '../../nodes/alibabaCloud/client/clock';
import { isJsonObject, type JsonObject } from '../../nodes/alibabaCloud/client/exactJson';
import type { Action, ActionParameters } from '../../nodes/alibabaCloud/service';
import { actions } from '../../nodes/DataWorks/api/dataworks-2020-05-18';
import type { Findings } from './findings';
import type { Call, Live } from './live';
import { hasExtend, missingWords, namesIn, seeVersions } from './read-legacy';
import { codeOf, refuses, type Body, type Seen } from './replies';

/** How many calls writing may take, and how many of them are kept for cleaning up. */
export const WRITE_CALLS = 25;
const KEPT = 6;
/** Pauses before the looks at a deployment, in ms; the last one is repeated. */
const PAUSES_MS = [3_000, 5_000, 10_000, 20_000];
const MOST_LOOKS = 4;

/** A script that needs no data source. */
const step = (category: string, parameter: object) => ({
  stepType: 'stream',
  name: category === 'reader' ? 'Reader' : 'Writer',
  category,
  parameter,
});
const script = (records: number) =>
  JSON.stringify({
    type: 'job',
    version: '2.0',
    steps: [
      step('reader', {
        sliceRecordCount: String(records),
        column: [{ type: 'string', value: 'check:live' }],
      }),
      step('writer', { print: false, fieldDelimiter: ',' }),
    ],
    setting: { errorLimit: { record: '0' }, speed: { concurrent: 1, throttle: false } },
    order: { hops: [{ from: 'Reader', to: 'Writer' }] },
  });

/** Ends the checks before their end; what was made is removed all the same. */
class Ended extends Error {}

export interface WriteWish {
  projectId: string;
  /** Where the task is made. */
  folder: string;
  /** The workspace's name on the wire. */
  identifier: string;
  /** Goes off with Ctrl-C. */
  stop: AbortSignal;
  /** Tells what goes on. */
  say: (words: string) => void;
}

export interface WriteEnd {
  /** Why it ended early; `undefined`: it did not. */
  ended: string | undefined;
  /** The name of the task where it may still be there. */
  left: string | undefined;
}

/**
 * Makes one paused task, updates it, submits it to development, and deletes it again, and sees how
 * DataWorks answers. Deletes it also when a step is refused, the calls run out or `stop` goes off.
 */
export async function writeChecks(
  live: Live,
  findings: Findings,
  { projectId: ProjectId, folder, identifier, stop, say }: WriteWish,
): Promise<WriteEnd> {
  live.allow(WRITE_CALLS);
  const name = `n8n_check_live_${clock.now()}`;
  /** Whether the task may be there; its id; the deployment that is under way. */
  const made: { mayBe: boolean; fileId?: string; deployment?: string | undefined } = {
    mayBe: false,
  };
  let kept = KEPT;

  async function call<A extends Action>(
    action: A,
    parameters: ActionParameters<A>,
  ): Promise<Call | undefined> {
    say(`  ${action.name}`);
    return live.call(action, parameters);
  }
  /** A call of the checks: not where they have to end. */
  async function check<A extends Action>(action: A, parameters: ActionParameters<A>) {
    if (stop.aborted) throw new Ended('stopped by Ctrl-C');
    if (live.left() <= kept) throw new Ended('the calls were used up');
    const done = await call(action, parameters);
    if (!done?.seen) throw new Ended(`${action.name} was not answered`);
    return { ...done, seen: done.seen };
  }
  /** The same, where it has to work. */
  async function must<A extends Action>(action: A, parameters: ActionParameters<A>) {
    return worked(await check(action, parameters));
  }
  function worked<C extends Call & { seen: Seen }>(done: C): C {
    const { outcome, seen } = done;
    if (outcome.ok) return done;
    const code = codeOf(seen) ?? `HTTP ${seen.status}`;
    throw new Ended(`${outcome.action.name} was refused (${code}): ${outcome.detail}`);
  }
  const file = () => ({ ProjectId, FileId: made.fileId! });
  const idIn = (value: unknown): string | undefined =>
    typeof value === 'number' || (typeof value === 'string' && value !== '')
      ? String(value)
      : undefined;
  const bodyOf = ({ outcome }: Call): JsonObject => (outcome.ok ? outcome.body : {});

  /**
   * Looks until the deployment has ended; its state then, or `undefined` where it has not.
   * @param hurry ends a pause at once
   */
  async function untilEnded(
    looks: number,
    hurry: AbortSignal | undefined,
    look: (parameters: ActionParameters<typeof actions.GetDeployment>) => Promise<Call | undefined>,
  ): Promise<Body | undefined> {
    if (made.deployment === undefined) return undefined;
    for (let one = 0; one < looks; one++) {
      await clock.sleep(PAUSES_MS[Math.min(one, PAUSES_MS.length - 1)]!, hurry);
      const seen = (await look({ ProjectId, DeploymentId: made.deployment }))?.seen;
      const state: Body = seen?.body.Data?.Deployment;
      if (!['1', '2'].includes(String(state?.Status))) continue;
      made.deployment = undefined;
      return state;
    }
    return undefined;
  }
  const ended = () => untilEnded(MOST_LOOKS, stop, (one) => check(actions.GetDeployment, one));

  async function checks(): Promise<void> {
    made.mayBe = true;
    const created = await check(actions.CreateDISyncTask, {
      ProjectId,
      TaskType: 'DI_OFFLINE',
      TaskName: name,
      ClientToken: name,
      TaskParam: JSON.stringify({ FileFolderPath: folder }),
      TaskContent: script(1),
    });
    made.mayBe = created.outcome.ok || created.outcome.mayHaveActed;
    worked(created);
    const { Data } = bodyOf(created);
    const fileId = isJsonObject(Data) ? idIn(Data.FileId) : undefined;
    if (fileId === undefined) throw new Ended('the reply has no FileId');
    made.fileId = fileId;

    const listed = await check(actions.ListFiles, {
      ProjectId,
      ExactFileName: name,
      NeedAbsoluteFolderPath: true,
      PageNumber: 1,
      PageSize: 10,
    });
    const [found]: Body[] = listed.seen.body.Data?.Files ?? [];
    findings.see('a new file in ListFiles', found ? 'at once' : 'not at once');
    findings.see('folderNames', namesIn(found?.AbsoluteFolderPath));

    const read = await must(actions.GetFile, file());
    const { File, NodeConfiguration } = read.seen.body.Data ?? {};
    const stored = hasExtend(File?.Content);
    findings.see('storedScript', stored);
    const paraValue = String(NodeConfiguration?.ParaValue ?? '');
    const isUsual = paraValue === 'bizdate=$bizdate';
    findings.see(
      'initialParaValue',
      isUsual ? 'bizdate' : paraValue === '' ? 'empty' : 'another value',
    );
    const outputs: unknown = NodeConfiguration?.OutputList;
    const hasOutput = Array.isArray(outputs) && outputs.length > 0;
    findings.see('initialOutputs', hasOutput ? 'made' : 'none');

    const paused = { SchedulerType: 'PAUSE' };
    const schedule = {
      ...(hasOutput ? {} : { OutputList: `${identifier}.${name}` }),
      ...paused,
    };
    await must(actions.UpdateFile, {
      ...file(),
      ...schedule,
      InputList: `${identifier}.${name}_no_such_output`,
    });
    const wrong = await check(actions.SubmitFile, file());
    if (!refuses(wrong.seen)) {
      made.deployment = idIn(bodyOf(wrong).Data);
      await ended();
      const versions = { ...file(), PageNumber: 1, PageSize: 10 };
      seeVersions(findings, (await check(actions.ListFileVersions, versions)).seen);
    }
    await must(actions.UpdateFile, { ...file(), InputList: `${identifier}_root` });
    const same = await check(actions.UpdateFile, { ...file(), ...paused });
    findings.see('unchangedValues', refuses(same.seen) ? 'refused' : 'accepted');

    await must(actions.UpdateFile, { ...file(), Content: script(2) });
    if (stored === 'extended') {
      const replaced = await must(actions.GetFile, file());
      const keeps = hasExtend(replaced.seen.body.Data?.File?.Content) === 'extended';
      findings.see('replacedContent', keeps ? 'keepsExtend' : 'asSent');
    }

    const submitted = await must(actions.SubmitFile, file());
    made.deployment = idIn(bodyOf(submitted).Data);
    // Known only now: with a parent that is there it is not refused.
    findings.see('unknownParent', refuses(wrong.seen) ? 'atSubmission' : 'inCheck');
    const state = await ended();
    findings.see(
      'status of a submitted deployment',
      /^[12]$/.test(String(state?.Status)) ? String(state.Status) : undefined,
    );
    if (String(state?.Status) === '2') {
      const versions = { ...file(), PageNumber: 1, PageSize: 10 };
      seeVersions(findings, (await check(actions.ListFileVersions, versions)).seen);
    }
  }

  /** The id of the task by its name, which nothing else has. */
  async function findTask(): Promise<string | undefined> {
    for (let one = 0; one < 2; one++) {
      await clock.sleep(PAUSES_MS[one]!);
      const named = { ProjectId, ExactFileName: name, PageNumber: 1, PageSize: 10 };
      const listed = await call(actions.ListFiles, named);
      const { Data } = listed?.outcome.ok ? listed.outcome.body : {};
      const files = isJsonObject(Data) && Array.isArray(Data.Files) ? Data.Files : [];
      const found = files.find(isJsonObject);
      if (found) return idIn(found.FileId);
    }
    return undefined;
  }

  /** Whether the task is gone, as far as replies say so. */
  async function remove(): Promise<boolean> {
    if (!made.mayBe) return true;
    made.fileId ??= await findTask();
    // Whose creation was not answered may come to be later.
    if (made.fileId === undefined) return false;
    const look = (one: ActionParameters<typeof actions.GetDeployment>) =>
      call(actions.GetDeployment, one);
    // A file is not deleted while a deployment of it is under way.
    await untilEnded(2, undefined, look);
    let deleted = await call(actions.DeleteFile, file());
    if (!deleted?.outcome.ok) {
      await clock.sleep(PAUSES_MS[1]!);
      const again = await call(actions.DeleteFile, file());
      if (!again?.outcome.ok) return false;
      deleted = again;
    }
    made.deployment = idIn(bodyOf(deleted).DeploymentId);
    if (made.deployment === undefined) return true;
    const end = await untilEnded(2, undefined, look);
    if (String(end?.Status) !== '1') return false;
    findings.see('deletion', Number(end.ToEnvironment) === 1 ? 'byEnvironment' : 'atOnce');
    return true;
  }

  /** How a deleted file answers. */
  async function checksAfter(): Promise<void> {
    const gone = await check(actions.GetFile, file());
    const isThere = missingWords(gone.seen) === 'a file';
    findings.see('deletedFile', isThere ? 'recycleBin' : 'gone');
    if (!isThere) return;
    const deployed = await check(actions.DeployFile, file());
    findings.see('deletionNotInProduction', refuses(deployed.seen) ? 'refused' : 'accepted');
  }

  let why: string | undefined;
  let isGone = false;
  try {
    await checks();
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    why = error.message;
  } finally {
    if (stop.aborted) say('Cleaning up …');
    isGone = await remove();
  }
  if (why === undefined && isGone) {
    kept = 0;
    await checksAfter().catch((error: unknown) => {
      if (!(error instanceof Ended)) throw error;
      why = error.message;
    });
  }
  return { ended: why, left: isGone ? undefined : name };
}
