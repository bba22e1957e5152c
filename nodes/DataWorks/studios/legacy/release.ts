import type { Client } from '../../../alibabaCloud/client/call';
import {
  exactId,
  isJsonObject,
  type JsonObject,
  numberIn,
  pick,
  textIn,
} from '../../../alibabaCloud/client/exactJson';
import { endedBadly, requestIdOf, unfit } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import type { Action } from '../../../alibabaCloud/service';
import { actions } from '../../api/dataworks-2020-05-18';
import { listIn } from '../../once/pages';
import {
  checkingStages,
  COMMITTED,
  deploymentStages,
  productionStages,
  submissionStages,
  type Stage,
} from '../../api/dataworks-2020-05-18/states';
import type { Release, ReleaseStep, StepEnd } from '../../flows/ports';
import type { Journal } from '../../once/journal';
import type { Look, WaitLimits } from '../../once/waitFor';
import { readFile } from './files';
import type { ProjectEnv } from './instances';
import { workspaceMode } from './workspaceMode';

/** How a batch task is to be deployed, checked. */
export interface ReleaseRequest {
  /** DEV: it is submitted, and does not go on to production. */
  to: ProjectEnv;
  comment: string | undefined;
  skipChecks: boolean | undefined;
  limits: WaitLimits;
}

/** A task's file. Ids are exact, as text. */
export interface FileReference {
  projectId: string;
  fileId: string;
}

/** What is under way with a version. */
type Way = typeof actions.SubmitFile | typeof actions.DeployFile;

const SHOWN = ['FileVersion', 'Status', 'CommitTime', 'CommitUser', 'IsCurrentProd'];

/** The newest come first; older ones are not looked for. */
const PAGE_SIZE = 20;

interface Versions {
  ok: true;
  versions: JsonObject[];
  tries: number;
}

async function listVersions(client: Client, file: FileReference): Promise<Versions | Failure> {
  const action = actions.ListFileVersions;
  const outcome = await client.call(action, {
    ProjectId: file.projectId,
    FileId: file.fileId,
    PageNumber: 1,
    PageSize: PAGE_SIZE,
  });
  if (!outcome.ok) return outcome;
  const listed = listIn(action, outcome, ['Data', 'FileVersions']);
  return listed.ok ? { ok: true, versions: listed.entries, tries: outcome.tries } : listed;
}

const versionOf =
  (number: string) =>
  ({ FileVersion }: JsonObject) =>
    textIn(FileVersion) === number;

async function stageOf(
  client: Client,
  file: FileReference,
  way: Way,
  status: string,
): Promise<{ ok: true; stage: Stage; tries: number } | Failure> {
  if (way === actions.DeployFile) {
    return { ok: true, stage: productionStages[status] ?? 'failed', tries: 0 };
  }
  if (status !== 'COMMITTED') {
    return { ok: true, stage: submissionStages[status] ?? 'under way', tries: 0 };
  }
  const read = await readFile(client, file.projectId, file.fileId);
  if (!read.ok) return read;
  const isDone = numberIn(read.file.CommitStatus) === COMMITTED;
  return { ok: true, stage: isDone ? 'succeeded' : 'under way', tries: 1 };
}

/** Looks at a version whose deployment is not known by its id, as its reply was lost. */
async function lookAtVersion(
  client: Client,
  file: FileReference,
  version: string,
  way: Way,
): Promise<Look<StepEnd>> {
  const listed = await listVersions(client, file);
  if (!listed.ok) return listed;
  const found = listed.versions.find(versionOf(version)) ?? {};
  const status = textIn(found.Status);
  const seen = await stageOf(client, file, way, status);
  if (!seen.ok) return seen;
  const tries = listed.tries + seen.tries;
  const now = `${cleanServerText(status)} (version ${version})`;
  if (seen.stage === 'succeeded') {
    return { state: 'done', value: { state: pick(found, SHOWN), version, requestId: '' }, tries };
  }
  if (seen.stage === 'under way') return { state: 'pending', now, tries };
  return endedBadly(way, `the state is ${now}`, { tries });
}

/**
 * Looks at a deployment and its check. Source: the page on GetDeployment.
 * @param begunBy what did not happen when it has failed, in messages
 * @returns the reply of GetDeployment when it is done
 */
export async function lookAtDeployment(
  client: Client,
  ProjectId: string,
  DeploymentId: string,
  begunBy: Action,
): Promise<Look<JsonObject>> {
  const outcome = await client.call(actions.GetDeployment, { ProjectId, DeploymentId });
  if (!outcome.ok) return outcome;
  const { body } = outcome;
  const data = isJsonObject(body.Data) ? body.Data : {};
  const state = isJsonObject(data.Deployment) ? data.Deployment : {};
  const check = checkingStages[textIn(state.CheckingStatus)];
  const stage = deploymentStages[textIn(state.Status)] ?? 'under way';
  const name = `deployment ${DeploymentId}`;
  if (check === 'failed' || stage === 'failed') {
    const words = cleanServerText(state.ErrorMessage);
    const what = check === 'failed' ? `the check of ${name}` : name;
    return endedBadly(begunBy, `${what} failed${words ? `: ${words}` : ''}`, outcome);
  }
  // A file that is submitted may go to production only when its check has ended too.
  if (stage === 'succeeded' && check === undefined) return { state: 'done', value: body };
  return { state: 'pending', now: `${check === undefined ? 'deploying' : 'checking'} (${name})` };
}

function endOf(deploymentId: string, body: JsonObject): StepEnd {
  const { Deployment: deployment, DeployedItems: items } = isJsonObject(body.Data) ? body.Data : {};
  const [item] = Array.isArray(items) ? items : [];
  const version = isJsonObject(item) ? item.FileVersion : undefined;
  return {
    state: {
      DeploymentId: exactId(deploymentId),
      ...(isJsonObject(deployment) ? deployment : {}),
      ...(items === undefined ? {} : { DeployedItems: items }),
    },
    version: version === undefined || version === null ? undefined : textIn(version),
    requestId: requestIdOf(body),
  };
}

/** What both steps have in common: they give the id of a deployment, or are found by a version. */
function stepOf(
  client: Client,
  file: FileReference,
  action: Way,
): Omit<ReleaseStep, 'send' | 'find'> {
  return {
    action,
    read: ({ Data: id }) =>
      typeof id === 'number' || (typeof id === 'string' && id !== '')
        ? { deploymentId: textIn(id) }
        : undefined,
    async lookAt({ deploymentId, version }): Promise<Look<StepEnd>> {
      if (typeof deploymentId !== 'string') {
        return lookAtVersion(client, file, textIn(version), action);
      }
      const seen = await lookAtDeployment(client, file.projectId, deploymentId, action);
      if ('ok' in seen || seen.state === 'pending') return seen;
      return { ...seen, value: endOf(deploymentId, seen.value) };
    },
  };
}

/** Whether a release goes by a submission, or why the workspace has no place for it. */
async function wayTo(
  { to }: Pick<ReleaseRequest, 'to'>,
  ...[client, journal, projectId]: Parameters<typeof workspaceMode>
): Promise<{ ok: true; submits: boolean } | Failure> {
  const mode = await workspaceMode(client, journal, projectId);
  if (!mode.ok) return mode;
  if (mode.isStandard || to === 'PROD') return { ok: true, submits: mode.isStandard };
  return unfit(actions.SubmitFile, {
    field: 'Environment',
    problem: 'is Development, which this workspace does not have: it is in basic mode',
    todo: 'Choose Production.',
  });
}

/** The environment that a workspace does not have, before anything is made there for it. */
export async function unfitRelease(
  request: Pick<ReleaseRequest, 'to'>,
  ...workspace: Parameters<typeof workspaceMode>
): Promise<Failure | undefined> {
  // Production is everywhere: no call is needed to know that.
  if (request.to === 'PROD') return undefined;
  const way = await wayTo(request, ...workspace);
  return way.ok ? undefined : way;
}

const marked = (comment: string | undefined, mark: string) =>
  comment === undefined ? mark : `${comment} (${mark})`;

/**
 * SubmitFile and DeployFile, each found again by its version where its reply is lost. In a workspace of
 * basic mode DeployFile alone. Source: aliyun/dataworks-openplatform-examples, submit-sql-demo.
 */
export function fileRelease(
  client: Client,
  journal: Journal,
  file: FileReference,
  { to, comment, skipChecks }: ReleaseRequest,
  unit: Readonly<Record<string, unknown>> = {},
): Release {
  const { projectId: ProjectId, fileId: FileId } = file;
  let isStandard = true;
  const findMarked = async (mark: string) => {
    const listed = await listVersions(client, file);
    if (!listed.ok) return listed;
    const ours = listed.versions.find(({ Comment }) => textIn(Comment).includes(mark));
    const made = ours === undefined ? undefined : { version: textIn(ours.FileVersion) };
    return { ok: true, made } as const;
  };
  const submission: ReleaseStep = {
    ...stepOf(client, file, actions.SubmitFile),
    async send(mark) {
      return await client.call(actions.SubmitFile, {
        ProjectId,
        FileId,
        Comment: marked(comment, mark),
        SkipAllDeployFileExtensions: skipChecks,
      });
    },
    find: findMarked,
  };
  const production = (version: string | undefined): ReleaseStep => ({
    ...stepOf(client, file, actions.DeployFile),
    send: (mark) =>
      client.call(actions.DeployFile, {
        ProjectId,
        FileId,
        // Without a submission it makes the version itself.
        Comment: isStandard ? comment : marked(comment, mark),
      }),
    async find(mark) {
      if (!isStandard) return findMarked(mark);
      const listed = await listVersions(client, file);
      if (!listed.ok) return listed;
      // Where no reply told the version that was submitted, it is the newest one.
      const found =
        version === undefined ? listed.versions[0] : listed.versions.find(versionOf(version));
      const isOnItsWay = productionStages[textIn(found?.Status)] !== undefined;
      return { ok: true, made: isOnItsWay ? { version: textIn(found?.FileVersion) } : undefined };
    },
  });
  return {
    unit: { projectId: ProjectId, fileId: FileId, ...unit },
    submission,
    async submits() {
      const way = await wayTo({ to }, client, journal, ProjectId);
      if (way.ok) isStandard = way.submits;
      return way;
    },
    ...(to === 'PROD' ? { production } : {}),
    named: { FileId: exactId(FileId) },
  };
}
