import { callAllPages } from '../../../alibabaCloud/client/allPages';
import type { Json } from '../../../alibabaCloud/client/exactJson';
import { apiCallFields } from '../../fields/apiCallFields';
import { readApiCall } from '../../fields/readApiCall';
import { scriptSecrets } from '../../script/scriptSecrets';
import type { Call, Operation, Result } from '../operation';

/** Any action of the API, with the node's retries, exact ids and words for failures. */
export const call: Operation = {
  name: 'Call',
  value: 'call',
  action: 'Call action of API',
  description:
    'Call any action of the DataWorks API, with the retries, exact IDs and explained failures of this node',
  fields: apiCallFields,

  async execute({ context, parameters, client, unitToken, hint }: Call): Promise<Result> {
    // n8n runs a tool of an agent as a type of this ending.
    const isTool = context.getNode().type.endsWith('Tool');
    const { action, values, returnAll } = readApiCall({ parameters, unitToken, hint, isTool });
    const secrets = scriptSecrets(values as Json);
    return returnAll
      ? await callAllPages(client, action, values, secrets)
      : await client.call(action, values, secrets);
  },
};
