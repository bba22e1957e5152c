import {
  ICredentialsHelper,
  NodeHelpers,
  type ICredentialDataDecryptedObject,
  type ICredentialType,
  type IHttpRequestHelper,
  type IHttpRequestOptions,
  type INode,
  type INodeProperties,
  type IRequestOptionsSimplified,
} from 'n8n-workflow';

const unused = (method: string) => () =>
  Promise.reject(new Error(`The test engine has no ${method}.`));

/** Holds one credential of the package in memory; its `authenticate` is called for real. */
export class SingleCredentialHelper extends ICredentialsHelper {
  constructor(
    private readonly credentialType: ICredentialType,
    private readonly data: ICredentialDataDecryptedObject,
    /** An origin that answers in place of Alibaba Cloud: what is signed for it goes there. */
    private readonly servedBy?: string,
  ) {
    super();
  }

  /** What is stored, with the default of every field that is not. */
  withDefaults(data: ICredentialDataDecryptedObject = this.data): ICredentialDataDecryptedObject {
    const { properties } = this.credentialType;
    const values = NodeHelpers.getNodeParameters(
      properties,
      data as Parameters<typeof NodeHelpers.getNodeParameters>[1],
      true,
      false,
      null,
      null,
    );
    return { ...values } as ICredentialDataDecryptedObject;
  }

  override async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
    return this.withDefaults();
  }

  override async authenticate(
    credentials: ICredentialDataDecryptedObject,
    _typeName: string,
    requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
  ): Promise<IHttpRequestOptions> {
    const { authenticate } = this.credentialType;
    if (typeof authenticate !== 'function') {
      throw new Error(`${this.credentialType.name} has no authenticate function.`);
    }
    const signed = await authenticate(credentials, requestOptions as IHttpRequestOptions);
    const url = new URL(signed.url);
    if (this.servedBy === undefined || !url.hostname.endsWith('.aliyuncs.com')) return signed;
    const headers = { ...signed.headers, host: url.host };
    return { ...signed, headers, url: `${this.servedBy}${url.pathname}${url.search}` };
  }

  /**
   * As n8n does it: asked before every request while the expirable field is empty, and again after a
   * failure. What comes back for that field would be stored.
   */
  override async preAuthentication(
    helpers: IHttpRequestHelper,
    credentials: ICredentialDataDecryptedObject,
    _typeName: string,
    _node: INode,
    credentialsExpired: boolean,
  ): Promise<ICredentialDataDecryptedObject | undefined> {
    const { properties, preAuthentication } = this.credentialType;
    const field = properties.find(
      ({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable,
    );
    if (!field || !preAuthentication) return undefined;
    if (credentials[field.name] !== '' && !credentialsExpired) return undefined;
    const output = await preAuthentication.call(helpers, credentials);
    if (output[field.name] === undefined) return undefined;
    throw new Error(`n8n would store ${Object.keys(output).join(', ')} in its database.`);
  }

  override async runPreAuthentication() {
    return undefined;
  }

  override getParentTypes(): string[] {
    return this.credentialType.extends ?? [];
  }

  override isCredentialUsableByNode(): boolean {
    return true;
  }

  override getCredentialsProperties(): INodeProperties[] {
    return this.credentialType.properties;
  }

  override getCredentials = unused('getCredentials');
  override updateCredentials = unused('updateCredentials');
  override updateCredentialsOauthTokenData = unused('updateCredentialsOauthTokenData');
}
