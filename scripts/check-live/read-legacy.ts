import type { Json, JsonObject } from '../../nodes/alibabaCloud/client/exactJson';
import { isJsonObject } from '../../nodes/alibabaCloud/client/exactJson';
import type { Action, ActionParameters } from '../../nodes/alibabaCloud/service';
import { findEntry } from '../../nodes/DataWorks/api/catalog';
import { actions } from '../../nodes/DataWorks/api/dataworks-2020-05-18';
import { DATA_INTEGRATION, FLOWS } from '../../nodes/DataWorks/api/dataworks-2020-05-18/folders';
import type { Findings } from './findings';
import type { Live } from './live';
import { codeOf, formOf, refusalWords, refuses, type Body, type Seen } from './replies';

/** An id that no file, deployment or task has. */
export const NOBODY = '999999999999';
const MANY = 20;

/** What the first two calls tell. */
export interface Workspace {
  kind: 'legacy' | 'new Data Studio';
  mode: 'standard' | 'basic' | undefined;
  /** Its name on the wire, which is in the output of its root node. */
  identifier: string;
  /** The name of a business flow, where there is one. */
  flow: string | undefined;
}

/** What is in `Data`, or in a member of it. */
function dataOf(outcome: { ok: boolean; body?: JsonObject } | undefined): JsonObject {
  const data = outcome?.ok ? outcome.body?.Data : undefined;
  return isJsonObject(data) ? data : {};
}
const objectsIn = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];

/** The mode by EnvTypes and ProjectMode, which have to agree. */
function modeOf({ EnvTypes, ProjectMode }: Body): string | undefined {
  if (!Array.isArray(EnvTypes)) return undefined;
  const known: Record<string, string> = { 'DEV,PROD 3': 'standard', 'PROD 2': 'basic' };
  const [types, mode] = [[...EnvTypes].sort(), Number(ProjectMode)];
  if (!types.every((one) => ['DEV', 'PROD'].includes(one))) return 'other EnvTypes';
  return known[`${types.join()} ${mode}`] ?? `EnvTypes ${types.join()}, ProjectMode ${mode}`;
}

/** GetProject and ListBusiness: which kind of workspace it is, and in which mode. */
export async function recognize(
  live: Live,
  findings: Findings,
  ProjectId: string,
): Promise<Workspace | { problem: string }> {
  const project = await live.call(actions.GetProject, { ProjectId });
  if (!project?.seen)
    return { problem: 'DataWorks did not answer. Check the region and the network.' };
  if (refuses(project.seen)) {
    const code = codeOf(project.seen) ?? '';
    const isMember = !/^(ResourceNotAuthorized|1101080166$)/.test(code);
    if (!isMember) findings.see('notMember', code);
    return { problem: `The workspace cannot be read (${refusalWords(project.seen)}).` };
  }
  const data = dataOf(project.outcome);
  const mode = modeOf(data);
  const business = await live.call(actions.ListBusiness, {
    ProjectId,
    PageSize: MANY,
    PageNumber: 1,
  });
  const code = business?.seen && refuses(business.seen) ? codeOf(business.seen) : undefined;
  const legacyCalls = {
    '1201111431': 'folder-not-found',
    InvalidParameter: 'invalid-parameter',
  }[code ?? ''];
  const workspace = {
    mode: mode === 'standard' || mode === 'basic' ? (mode as 'standard' | 'basic') : undefined,
    identifier: String(data.ProjectIdentifier ?? ''),
    flow: undefined,
  };
  if (legacyCalls) {
    findings.see('studio.legacyCalls', legacyCalls);
    return { ...workspace, kind: 'new Data Studio' };
  }
  findings.see('projectMode', mode);
  const name = objectsIn(dataOf(business?.outcome).Business)[0]?.BusinessName;
  return { ...workspace, kind: 'legacy', flow: typeof name === 'string' ? name : undefined };
}

/** How a path of a reply names root and Data Integration folder; the flow's own name is left out. */
export function namesIn(path: unknown): string | undefined {
  const [root = '', , engine] = String(path).split('/').filter(Boolean);
  const known = (names: readonly string[], name: string) =>
    names.includes(name) ? name : 'another name';
  if (engine === undefined) return undefined;
  return `${known(FLOWS, root)}/${known(DATA_INTEGRATION, engine)}`;
}

const typeWords = (id: unknown): string | undefined => {
  if (id === undefined || id === null) return undefined;
  if (typeof id !== 'number') return typeof id === 'string' ? 'text' : 'neither text nor number';
  return `number of ${id < 1e15 ? 'at most 15 digits' : 'more than 15 digits'}`;
};

/**
 * Which names of folders requests may have: one call, or two.
 * @param flow the name of a business flow
 * @param path where a task is, as a reply names it
 */
async function tryFolders(
  live: Live,
  findings: Findings,
  ProjectId: string,
  { flow, path }: { flow: string | undefined; path: string | undefined },
): Promise<void> {
  const page = { PageNumber: 1, PageSize: MANY };
  if (flow !== undefined) {
    const ParentFolderPath = `${FLOWS[1]}/${flow}`;
    const call = await live.call(actions.ListFolders, { ProjectId, ParentFolderPath, ...page });
    const folders: Body[] = call?.seen?.body.Data?.Folders ?? [];
    findings.see('FolderId in replies', typeWords(folders[0]?.FolderId));
    const names = folders.map(({ FolderPath }) => namesIn(FolderPath));
    findings.see(
      'folderNames',
      names.find((one) => one !== undefined && !one.endsWith('another name')),
    );
    if (folders.length > 0) return findings.see('requestedFolders', 'anyName');
    // An empty list tells nothing where it is not known what would be in it.
    if (!call?.seen || path === undefined) return;
  }
  const [, named, engine] = (path ?? '').split('/').filter(Boolean);
  if (named === undefined || engine !== DATA_INTEGRATION[0]) return;
  const FileFolderPath = `${FLOWS[0]}/${named}/${DATA_INTEGRATION[1]}`;
  const { seen } =
    (await live.call(actions.ListFiles, { ProjectId, FileFolderPath, ...page })) ?? {};
  if (!seen) return;
  const isTaken = (seen.body.Data?.Files ?? []).length > 0;
  findings.see('requestedFolders', isTaken ? 'noEnglish' : 'asReplied');
}

/** Whether a script, as it is stored, has a top-level `extend`. */
export const hasExtend = (content: unknown): string | undefined => {
  try {
    const script = JSON.parse(String(content));
    return typeof script.extend === 'object' && script.extend !== null ? 'extended' : 'asSent';
  } catch {
    return undefined;
  }
};

/** GetFile of a file that is not there. */
export const missingWords = (seen: Seen): string =>
  refuses(seen) ? 'refusal' : seen.body.Data?.File === undefined ? 'empty' : 'a file';

/** How a version of which nothing came is written. */
export function seeVersions(findings: Findings, seen: Seen | undefined): void {
  const versions: Body[] = seen?.body.Data?.FileVersions ?? [];
  const status = versions
    .map(({ Status }) => String(Status))
    .find((one) => /^CANCEL+ED$/.test(one));
  findings.see('cancelledVersion', status);
}

/** The reading calls in a workspace of legacy DataStudio, after `recognize`: at most eight. */
export async function readLegacy(
  live: Live,
  findings: Findings,
  ProjectId: string,
  { flow }: Workspace,
): Promise<void> {
  const deployment = await live.call(actions.GetDeployment, { ProjectId, DeploymentId: NOBODY });
  if (deployment?.seen) {
    findings.see('refusals', formOf(deployment.seen));
    findings.see('code of an unknown deployment', refusalWords(deployment.seen));
  }
  const missing = await live.call(actions.GetFile, { ProjectId, FileId: NOBODY });
  if (missing?.seen) findings.see('missingFile', missingWords(missing.seen));
  const task = { ProjectId, FileId: NOBODY, TaskType: 'DI_REALTIME' };
  const sync = await live.call(actions.GetDISyncTask, task);
  if (sync?.seen) findings.see('diSyncRefusals', formOf(sync.seen));

  const files = await live.call(actions.ListFiles, {
    ProjectId,
    FileTypes: '23',
    UseType: 'NORMAL',
    NeedAbsoluteFolderPath: true,
    NeedContent: true,
    PageNumber: 1,
    PageSize: MANY,
  });
  const listed: Body[] = files?.seen?.body.Data?.Files ?? [];
  findings.see('folderNames', namesIn(listed[0]?.AbsoluteFolderPath));
  findings.see('FileId in replies', typeWords(listed[0]?.FileId));
  const known = objectsIn(dataOf(files?.outcome).Files);
  // One that is scheduled has runs.
  const chosen = known.find(({ NodeId }) => NodeId !== undefined && NodeId !== null) ?? known[0];
  findings.see('storedScript', hasExtend(chosen?.Content));
  const node = chosen?.NodeId;
  if (node !== undefined && node !== null) await readRun(live, findings, ProjectId, String(node));
  const path: unknown = listed.find((one) => namesIn(one.AbsoluteFolderPath))?.AbsoluteFolderPath;
  await tryFolders(live, findings, ProjectId, {
    flow,
    path: typeof path === 'string' ? path : undefined,
  });
  if (!chosen) return;
  const versions = { ProjectId, FileId: String(chosen.FileId), PageNumber: 1, PageSize: MANY };
  seeVersions(findings, (await live.call(actions.ListFileVersions, versions))?.seen);
}

/** The last run of a batch task, and its attempts. */
async function readRun(
  live: Live,
  findings: Findings,
  ProjectId: string,
  NodeId: string,
): Promise<void> {
  const ProjectEnv = 'PROD';
  const page = { PageNumber: 1, PageSize: MANY };
  const runs = await live.call(actions.ListInstances, { ProjectId, ProjectEnv, NodeId, ...page });
  const [run] = objectsIn(dataOf(runs?.outcome).Instances);
  if (!run) return;
  const { action } = findEntry('2020-05-18', 'ListInstanceHistory')!;
  const wanted = { InstanceId: String(run.InstanceId), ProjectEnv };
  const history = await live.call(action, wanted as ActionParameters<Action>);
  const attempts: Body[] = history?.seen?.body.Instances ?? [];
  if (attempts.length === 0) return;
  const ids = attempts.map(({ InstanceHistoryId }) => Number(InstanceHistoryId));
  const areCounted = ids.every((id) => id >= 1 && id <= attempts.length);
  findings.see('instanceHistoryIds', areCounted ? 'counted' : 'ownIds');
  // Both readings can give the same number: only what one of them alone explains is told.
  const [count, reruns] = [Number(run.TaskRerunTime), attempts.length - 1];
  if (count > reruns) findings.see('taskRerunTime', 'remaining');
  else if (count === reruns && reruns > 1) findings.see('taskRerunTime', 'attempts');
}
