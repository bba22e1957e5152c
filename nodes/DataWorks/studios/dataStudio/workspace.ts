import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject } from '../../../alibabaCloud/client/exactJson';
import { damagedReply } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { actions } from '../../api/dataworks-2024-05-18';
import type { Tools } from '../../flows/ports';
import type { Journal } from '../../once/journal';

type Name = { ok: true; name: string } | Failure;

/** What an execution has asked for, by its journal, which all its items share. */
const asked = new WeakMap<Journal, Map<string, Promise<Name>>>();

async function askName(client: Client, projectId: string): Promise<Name> {
  const outcome = await client.call(actions.GetProject, { Id: projectId });
  if (!outcome.ok) return outcome;
  const { Project: project } = outcome.body;
  const name = isJsonObject(project) ? project.Name : undefined;
  return typeof name === 'string' && name !== ''
    ? { ok: true, name }
    : damagedReply(actions.GetProject, 'The reply has no Project.Name', outcome);
}

/** The name by which outputs of a workspace's nodes begin; asked for once per execution. */
export async function workspaceName(
  { client, journal }: Pick<Tools, 'client' | 'journal'>,
  projectId: string,
): Promise<Name> {
  const names = asked.get(journal) ?? new Map<string, Promise<Name>>();
  asked.set(journal, names);
  const known = names.get(projectId) ?? askName(client, projectId);
  names.set(projectId, known);
  const name = await known;
  // What fails for one item may work for the next.
  if (!name.ok && names.get(projectId) === known) names.delete(projectId);
  return name;
}
