import { actions } from '../api/dataworks-2020-05-18';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { dateIn } from '../businessDates';
import { isJsonObject, numberIn, textIn } from '../../alibabaCloud/client/exactJson';
import { chosen, chosenWorkspace } from './chosen';
import { openList, type ListCall } from './openList';
import { entry } from './entry';
import { listPages, objectsAt, pageAfter, PAGE_SIZE } from './pages';
import { reason } from './reason';

/** The scheduler's node of a task; `undefined` for one that is not deployed. */
async function nodeOf(call: ListCall, projectId: string, fileId: string) {
  const { Data: data } = await call(actions.GetFile, { ProjectId: projectId, FileId: fileId });
  const id = isJsonObject(data) && isJsonObject(data.File) ? data.File.NodeId : undefined;
  return typeof id === 'number' || typeof id === 'string' ? id : undefined;
}

/** The runs in the chosen workspace; where a task is chosen, of that task. */
export async function listInstances(
  this: ILoadOptionsFunctions,
  filter?: string,
  token?: string,
): Promise<INodeListSearchResult> {
  const projectId = chosenWorkspace(this);
  const fileId = chosen(this, 'fileId');
  const call = await openList(this);
  const nodeId = fileId === undefined ? undefined : await nodeOf(call, projectId, fileId);
  if (fileId !== undefined && nodeId === undefined) {
    throw reason(this, 'The task is not deployed, so it has no runs yet.');
  }
  return listPages(this, {
    filter,
    token,
    nothing: 'There are no runs yet.',
    read: async (page) => {
      const { Data: data } = await call(actions.ListInstances, {
        ProjectId: projectId,
        ProjectEnv: chosen(this, 'options.projectEnv') ?? 'PROD',
        NodeId: nodeId,
        PageNumber: Number(page),
        PageSize: PAGE_SIZE,
      });
      return {
        entries: objectsAt(data, 'Instances').flatMap(
          ({ NodeName, Bizdate, Status, InstanceId }) => {
            const date = dateIn(call.timeZone, numberIn(Bizdate)) ?? 'no date';
            return entry(
              InstanceId,
              (id) => `${textIn(NodeName)}, ${date} (${textIn(Status)}, ${id})`,
            );
          },
        ),
        next: pageAfter(page, data),
      };
    },
  });
}
