import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { namedEndpoint, refuseForeignHost, refuseReadableConnection } from './allowedHost';
import { readKeys } from '../nodes/alibabaCloud/signature/keys';
import { heldRoleKeys } from '../nodes/alibabaCloud/role/roleKeys';
import { roleOf } from '../nodes/alibabaCloud/role/role';
import { readOutgoingRequest } from '../nodes/alibabaCloud/signature/outgoingRequest';
import { signedOptions } from '../nodes/alibabaCloud/signature/signedOptions';

/**
 * Signs a request of n8n, with the keys of the credential or those of its role.
 * @throws UnsignableRequest or InvalidLocation that says what to correct
 */
export async function authenticate(
  credentials: ICredentialDataDecryptedObject,
  options: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
  const keys = readKeys(credentials);
  const named = namedEndpoint(credentials);
  const request = readOutgoingRequest(options);
  refuseForeignHost(request.url, named);
  refuseReadableConnection(request.url, options);
  return signedOptions(options, request, roleOf(credentials) ? heldRoleKeys(credentials) : keys);
}
