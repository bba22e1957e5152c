import type { IExecuteFunctions } from 'n8n-workflow';

import { credentialName } from '../../test/engine/harness/builtPackage';
import { creationParameters, creationQuery, taskContent } from '../creation';
import type { N8n } from '../n8n';
import { itemsNamed, type Peer } from './peer';

const body = `TaskContent=${encodeURIComponent(taskContent)}`;

const send = (context: IExecuteFunctions, endpoint: string, taskName: string) =>
  context.helpers.httpRequestWithAuthentication.call(context, credentialName, {
    method: 'POST',
    url: `${endpoint}/`,
    qs: creationQuery(taskName),
    headers: {
      'x-acs-action': 'CreateDISyncTask',
      'x-acs-version': '2020-05-18',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body,
  });

/** n8n's request helper with the credential: no parameter is read, nothing is checked or sent again. */
export const helper = (n8n: N8n, endpoint: string): Peer => ({
  name: "n8n's request helper",
  prepare(taskNames) {
    const context = n8n.context({ parameters: creationParameters(), items: itemsNamed(taskNames) });
    return async () => {
      for (const name of taskNames) await send(context, endpoint, name);
    };
  },
});

/** The least that any node does: the helper, and the name read from the item by n8n's expression. */
export const plainNode = (n8n: N8n, endpoint: string): Peer => ({
  name: 'the helper, its name an expression',
  prepare(taskNames) {
    const context = n8n.context({ parameters: creationParameters(), items: itemsNamed(taskNames) });
    return async () => {
      for (const index of taskNames.keys()) {
        await send(context, endpoint, context.getNodeParameter('taskName', index) as string);
      }
    };
  },
});
