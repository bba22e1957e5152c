import '../engine/harness/environment';

import { ExecuteContext } from 'n8n-core';
import {
  createRunExecutionData,
  type ICredentialDataDecryptedObject,
  type IHttpRequestOptions,
  type IRequestOptions,
} from 'n8n-workflow';

import type { OutgoingOptions } from '../../nodes/alibabaCloud/signature/outgoingRequest';
import { createAdditionalData } from '../engine/harness/additionalData';
import { credentialName } from '../engine/harness/builtPackage';
import { SingleCredentialHelper } from '../engine/harness/credentialsHelper';
import { createNodeTypes, nodeTypeName } from '../engine/harness/nodeTypes';
import { createNode, createWorkflow, withCredential } from '../engine/harness/workflow';
import { sourcePackage } from './sourcePackage';

/** n8n's ways to send a request signed by a credential: nodes use the first, the HTTP Request node the second. */
export type Helper = 'httpRequestWithAuthentication' | 'requestWithAuthentication';

/**
 * n8n-core's own helpers of a node that has the credential.
 *
 * @returns what sends through one of them; it resolves with the reply's body and rejects as n8n does
 */
export function n8nClient(credentials: ICredentialDataDecryptedObject) {
  const sources = sourcePackage();
  const node = { ...createNode('Calls', nodeTypeName(sources)), ...withCredential };
  const context = new ExecuteContext(
    createWorkflow(createNodeTypes(sources), [node]),
    node,
    createAdditionalData({
      credentialsHelper: new SingleCredentialHelper(sources.credential, credentials),
    }),
    'internal',
    createRunExecutionData(),
    0,
    [],
    { main: [[{ json: {} }]] },
    { node, data: {}, source: null },
    [],
  );
  return (helper: Helper, options: OutgoingOptions): Promise<unknown> => {
    const send = context.helpers[helper] as (
      type: string,
      request: IHttpRequestOptions & IRequestOptions,
    ) => Promise<unknown>;
    return send.call(context, credentialName, options as IHttpRequestOptions & IRequestOptions);
  };
}
