import type { Client } from '../../../alibabaCloud/client/call';
import { isJsonObject } from '../../../alibabaCloud/client/exactJson';
import type { Failure } from '../../../alibabaCloud/client/outcome';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import type { Action } from '../../../alibabaCloud/service';
import { actions } from '../../api/dataworks-2024-05-18';
import type { Tools } from '../../flows/ports';
import { whyNotReached, type Reach, type TestRequest } from '../testFirst';
import { findDataSource } from './dataSources';

/** TestDataSourceConnectivity of the data source in production. */
async function test(
  client: Client,
  ProjectId: string,
  name: string,
  ResourceGroupId: string,
): Promise<Reach> {
  const found = await findDataSource(client, ProjectId, name, 'Prod');
  if (!found.ok) return found;
  if (found.id === undefined) {
    return { ok: true, problem: 'the workspace has none of this name in production' };
  }
  const outcome = await client.call(actions.TestDataSourceConnectivity, {
    DataSourceId: found.id,
    ProjectId,
    ResourceGroupId,
  });
  if (!outcome.ok) return outcome;
  const { Connectivity: connectivity } = outcome.body;
  const { ConnectState, ConnectMessage } = isJsonObject(connectivity) ? connectivity : {};
  if (ConnectState === 'Connectable') return { ok: true, problem: '' };
  const parts = [ConnectState, ConnectMessage].map((one) => cleanServerText(one)).filter(Boolean);
  return { ok: true, problem: parts.join(': ') || 'no reason was given' };
}

/** Why a node or a job is not to be created by `action`: a data source that is not reached. */
export const whyNotCreate = (
  { client, journal }: Pick<Tools, 'client' | 'journal'>,
  action: Action,
  request: TestRequest,
): Promise<Failure | undefined> =>
  whyNotReached(journal, action, request, (dataSource, resourceGroup) =>
    test(client, request.projectId, dataSource, resourceGroup),
  );
