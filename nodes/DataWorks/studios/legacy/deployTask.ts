import { actions } from '../../api/dataworks-2020-05-18';
import { exactId, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { costOf } from '../../once/waitFor';
import type { DeployWish } from '../../fields/deployOptions';
import { isOnItsWay, submittedVersion, type FileReference } from './fileVersions';
import { earlierPassage, makePassage, type Passage, type Passed, type Tools } from './passage';

/** A batch task that is to be deployed. Ids are exact, as text. */
export interface TaskToDeploy extends FileReference, DeployWish {
  /** What else makes this deployment another one, e.g. the script that was put on the task. */
  unit?: Readonly<Record<string, unknown>>;
}

function submissionOf({ client, unitToken }: Tools, task: TaskToDeploy): Passage {
  const { projectId, fileId, comment, skipChecks, limits, unit } = task;
  const file = { projectId, fileId };
  const by = actions.SubmitFile;
  return {
    by,
    file,
    limits,
    token: unitToken({ action: by.name, ...file, ...unit }),
    send: (mark) =>
      client.call(by, {
        ProjectId: projectId,
        FileId: fileId,
        Comment: comment === undefined ? mark : `${comment} (${mark})`,
        SkipAllDeployFileExtensions: skipChecks,
      }),
    find: (mark) => submittedVersion(client, file, mark),
  };
}

function productionOf(
  { client, unitToken }: Tools,
  task: TaskToDeploy,
  version: string | undefined,
): Passage {
  const { projectId, fileId, comment, limits, unit } = task;
  const file = { projectId, fileId };
  const by = actions.DeployFile;
  return {
    by,
    file,
    limits,
    token: unitToken({ action: by.name, ...file, ...unit }),
    send: () => client.call(by, { ProjectId: projectId, FileId: fileId, Comment: comment }),
    async find() {
      if (version === undefined) return { ok: true, version };
      const seen = await isOnItsWay(client, file, version);
      return seen.ok ? { ok: true, version: seen.is ? version : undefined } : seen;
    },
  };
}

/**
 * Deploys a batch task: submits it to development, waits for the check, deploys it to production and
 * waits. Where n8n runs it again, it takes up where it stopped; what has ended badly is made anew.
 * @returns the states of `Submission` and `Deployment`, `Outcome` (deployed, submitted) and what the
 * waits have cost; or why there are none
 */
export async function deployTask(
  tools: Tools,
  task: TaskToDeploy,
): Promise<{ ok: true; body: JsonObject } | Failure> {
  const submission = submissionOf(tools, task);
  let deployed: Passed | undefined;
  let endedBadly = false;
  if (task.to === 'PROD') {
    const production = productionOf(tools, task, undefined);
    const earlier = await earlierPassage(tools, production);
    if (earlier && !earlier.ok) return earlier;
    deployed = earlier;
    endedBadly = !earlier && tools.memory.madeBy(production.token) !== undefined;
  }
  // What did not get through is submitted anew: it may have been corrected since.
  const before = endedBadly ? undefined : await earlierPassage(tools, submission);
  const submitted = before ?? (await makePassage(tools, submission));
  if (!submitted.ok) return submitted;
  if (task.to === 'PROD' && !deployed) {
    const passed = await makePassage(tools, productionOf(tools, task, submitted.version));
    if (!passed.ok) return { ...passed, before: 'The task was submitted to development.' };
    deployed = passed;
  }
  const all = deployed ? [submitted, deployed] : [submitted];
  const sum = (of: (one: Passed) => number) => all.reduce((total, one) => total + of(one), 0);
  return {
    ok: true,
    body: {
      Success: true,
      RequestId:
        all
          .map(({ requestId }) => requestId)
          .filter(Boolean)
          .at(-1) ?? '',
      FileId: exactId(task.fileId),
      Submission: submitted.value,
      ...(deployed ? { Deployment: deployed.value } : {}),
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
