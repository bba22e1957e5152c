import type { N8n } from '../n8n';
import { creationParameters, creationQuery, taskContent } from '../creation';
import { credentialName } from '../../test/engine/harness/builtPackage';
import { oneByOne, type Peer } from './peer';

/** n8n's request helper with the credential, called as a plain node would: no retry, no check. */
export function helper(n8n: N8n, endpoint: string): Peer {
  const context = n8n.context({ parameters: creationParameters(), items: [{ json: {} }] });
  const body = `TaskContent=${encodeURIComponent(taskContent)}`;
  return {
    name: "n8n's request helper",
    create: oneByOne((taskName) =>
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
      }),
    ),
  };
}
