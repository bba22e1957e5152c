import { actions } from '../../api/dataworks-2020-05-18';
import {
  COMMITTED,
  productionStages,
  submissionStages,
  type Stage,
} from '../../api/dataworks-2020-05-18/states';
import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject, type JsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { waitFor, type Look, type Waited, type WaitLimits } from '../../once/waitFor';
import { readFile } from './readFile';
import { pick } from './taskSummary';

/** A task's file. Ids are exact, as text. */
export interface FileReference {
  projectId: string;
  fileId: string;
}

/** What is under way with a version. */
export type Way = typeof actions.SubmitFile | typeof actions.DeployFile;

const SHOWN = ['FileVersion', 'Status', 'CommitTime', 'CommitUser', 'IsCurrentProd'];

/** The newest come first; older ones are not looked for. */
const PAGE_SIZE = 20;

interface Versions {
  ok: true;
  versions: JsonObject[];
  tries: number;
}

async function listVersions(client: Client, file: FileReference): Promise<Versions | Failure> {
  const outcome = await client.call(actions.ListFileVersions, {
    ProjectId: file.projectId,
    FileId: file.fileId,
    PageNumber: 1,
    PageSize: PAGE_SIZE,
  });
  if (!outcome.ok) return outcome;
  const { Data: data } = outcome.body;
  const listed = isJsonObject(data) && Array.isArray(data.FileVersions) ? data.FileVersions : [];
  return { ok: true, versions: listed.filter(isJsonObject), tries: outcome.tries };
}

/**
 * The version that a lost submission made, by a mark in its comment.
 * @returns its number, or `undefined` when there is none
 */
export async function submittedVersion(
  client: Client,
  file: FileReference,
  mark: string,
): Promise<{ ok: true; version: string | undefined } | Failure> {
  const listed = await listVersions(client, file);
  if (!listed.ok) return listed;
  const ours = listed.versions.find(({ Comment }) => String(Comment).includes(mark));
  return { ok: true, version: ours === undefined ? undefined : String(ours.FileVersion) };
}

/** Whether a version is on its way to production, or there. */
export async function isOnItsWay(
  client: Client,
  file: FileReference,
  version: string,
): Promise<{ ok: true; is: boolean } | Failure> {
  const listed = await listVersions(client, file);
  if (!listed.ok) return listed;
  const found = listed.versions.find(({ FileVersion }) => String(FileVersion) === version);
  return { ok: true, is: productionStages[String(found?.Status)] !== undefined };
}

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
  const isDone = Number(read.file.CommitStatus) === COMMITTED;
  return { ok: true, stage: isDone ? 'succeeded' : 'under way', tries: 1 };
}

/**
 * Waits for a version whose deployment is not known by its id, as its reply was lost.
 * @returns the version, or why it is not there
 */
export function waitForVersion(
  client: Client,
  file: FileReference,
  version: string,
  way: Way,
  limits: WaitLimits,
): Promise<Waited<JsonObject> | Failure> {
  return waitFor(client, way, limits, async (): Promise<Look<JsonObject>> => {
    const listed = await listVersions(client, file);
    if (!listed.ok) return listed;
    const found = listed.versions.find(({ FileVersion }) => String(FileVersion) === version) ?? {};
    const status = String(found.Status);
    const seen = await stageOf(client, file, way, status);
    if (!seen.ok) return seen;
    const tries = listed.tries + seen.tries;
    const now = `${status} (version ${version})`;
    if (seen.stage === 'succeeded') return { state: 'done', value: pick(found, SHOWN), tries };
    if (seen.stage === 'under way') return { state: 'pending', now, tries };
    return {
      ok: false,
      kind: 'ended badly',
      action: way,
      detail: `the state is ${now}`,
      tries,
      mayHaveActed: true,
      resent: false,
    };
  });
}
