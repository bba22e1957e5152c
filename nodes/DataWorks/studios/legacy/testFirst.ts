import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import { actions } from '../../api/dataworks-2020-05-18';
import type { Tools } from '../../flows/ports';
import { whyNotReached, type Reach, type TestRequest } from '../testFirst';

const PRODUCTION = '1';

/** TestNetworkConnection. Its message may be filled on success, too: ConnectStatus alone tells. */
async function test(
  client: Client,
  ProjectId: string,
  DatasourceName: string,
  ResourceGroup: string,
): Promise<Reach> {
  const outcome = await client.call(actions.TestNetworkConnection, {
    ProjectId,
    DatasourceName,
    ResourceGroup,
    EnvType: PRODUCTION,
  });
  if (!outcome.ok) return outcome;
  const { TaskList: task } = outcome.body;
  const { ConnectStatus, ConnectMessage } = isJsonObject(task) ? task : {};
  if (ConnectStatus === true) return { ok: true, problem: '' };
  return { ok: true, problem: cleanServerText(ConnectMessage) || 'no reason was given' };
}

/** Why a task is not to be created: a data source that is not reached. */
export const whyNotCreate = (
  { client, journal }: Pick<Tools, 'client' | 'journal'>,
  request: TestRequest,
): Promise<Failure | undefined> =>
  whyNotReached(journal, actions.CreateDISyncTask, request, (dataSource, resourceGroup) =>
    test(client, request.projectId, dataSource, resourceGroup),
  );
