import type {
  IAuthenticate,
  ICredentialDataDecryptedObject,
  ICredentialType,
  IDataObject,
  IHttpRequestHelper,
} from 'n8n-workflow';

import { connectionTest, properties } from './definition';

/** Keys for Alibaba Cloud, and where DataWorks is reached with them. Signs every request it is used for. */
export class AlibabaCloudAccessKeyApi implements ICredentialType {
  name = 'alibabaCloudAccessKeyApi';

  displayName = 'Alibaba Cloud AccessKey API';

  documentationUrl =
    'https://github.com/n8n-nodes-alibabacloud/n8n-nodes-alibabacloud-dataworks/blob/main/docs/credential.md';

  icon = { light: 'file:alibabaCloud.svg', dark: 'file:alibabaCloud.dark.svg' } as const;

  properties = properties;

  authenticate: IAuthenticate = async (credentials, options) =>
    (await import('./authenticate')).authenticate(credentials, options);

  test = connectionTest;

  /**
   * n8n calls this before each request, as long as it has nothing to keep in the hidden field. It gets
   * nothing to keep: the keys of the role stay in memory, where `authenticate` finds them.
   * @throws RoleFailure when STS gives no keys of the role
   */
  async preAuthentication(
    this: IHttpRequestHelper,
    credentials: ICredentialDataDecryptedObject,
  ): Promise<IDataObject> {
    const { roleKeys } = await import('../nodes/alibabaCloud/role/roleKeys');
    await roleKeys(this, credentials);
    return {};
  }
}
