import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { INodeExecutionData, INodeParameters, IVersionedNodeType } from 'n8n-workflow';

import { credentialName, packageRoot } from '../../test/engine/harness/builtPackage';
import { creationQuery, taskContent } from '../creation';
import type { N8n, OtherNode } from '../n8n';
import { itemsNamed, type Peer } from './peer';

const typeVersion = 4.2;

/**
 * n8n's HTTP Request node. It comes with the real n8n that `npm start` and `npm run e2e` install.
 * @returns `undefined` where that is not installed
 */
function loadHttpRequest(): OtherNode | undefined {
  const fromE2e = createRequire(join(packageRoot, 'e2e', 'package.json'));
  let file: string;
  try {
    file = fromE2e.resolve('n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js');
  } catch {
    return undefined;
  }
  const { HttpRequest } = fromE2e(file) as { HttpRequest: new () => IVersionedNodeType };
  const node = new HttpRequest().getNodeType(typeVersion);
  return { type: 'n8n-nodes-base.httpRequest', typeVersion, node };
}

const fields = (values: Record<string, string>) => ({
  parameters: Object.entries(values).map(([name, value]) => ({ name, value })),
});

/** One creation, as a user of that node sets it up with this package's credential. */
const parametersOf = (endpoint: string): INodeParameters => ({
  method: 'POST',
  url: `${endpoint}/`,
  authentication: 'predefinedCredentialType',
  nodeCredentialType: credentialName,
  sendQuery: true,
  queryParameters: fields({
    Action: 'CreateDISyncTask',
    Version: '2020-05-18',
    ...creationQuery(''),
    TaskName: '={{ $json.name }}',
    ClientToken: '=token-{{ $json.name }}',
  }),
  sendBody: true,
  contentType: 'form-urlencoded',
  bodyParameters: fields({ TaskContent: taskContent }),
  options: {},
});

/** @returns `undefined` where the node is not there */
export function httpRequestNode(n8n: N8n, endpoint: string): Peer | undefined {
  const other = loadHttpRequest();
  if (!other) return undefined;
  const parameters = parametersOf(endpoint);
  return {
    name: "n8n's HTTP Request node, an execution each",
    isAnew: true,
    prepare(taskNames) {
      const contexts = itemsNamed(taskNames).map((item) =>
        n8n.context({ parameters, items: [item] }, other),
      );
      return async () => {
        for (const context of contexts) {
          const output = (await other.node.execute!.call(context)) as INodeExecutionData[][];
          if (output[0]?.[0]?.json.Success !== true) throw new Error(JSON.stringify(output));
        }
      };
    },
  };
}
