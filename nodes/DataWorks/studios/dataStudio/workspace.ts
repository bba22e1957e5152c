import { askedOnce } from '../../../alibabaCloud/client/askedOnce';
import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject } from '../../../alibabaCloud/client/exactJson';
import { damagedReply } from '../../../alibabaCloud/client/failure';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { actions } from '../../api/dataworks-2024-05-18';
import type { Tools } from '../../flows/ports';

type Name = { ok: true; name: string } | Failure;

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
export function workspaceName(
  { client, journal }: Pick<Tools, 'client' | 'journal'>,
  projectId: string,
): Promise<Name> {
  return askedOnce(journal, `name of ${projectId}`, () => askName(client, projectId));
}
