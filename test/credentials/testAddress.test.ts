import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { regions, stsEndpoint } from '../../nodes/alibabaCloud/endpoints';
import { testCredential } from '../engine/harness/credentialTest';
import { SingleCredentialHelper } from '../engine/harness/credentialsHelper';
import { authenticated, keys } from './authenticated';
import { sourcePackage } from './sourcePackage';

/** Keeps the request of the test, signed, and lets nothing be sent. */
class Unsent extends SingleCredentialHelper {
  signed?: IHttpRequestOptions;

  override async authenticate(
    credentials: ICredentialDataDecryptedObject,
    _typeName: string,
    request: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> {
    this.signed = await authenticated(credentials, request);
    throw new Error('Not sent.');
  }
}

describe("the credential's test goes to", () => {
  it.each<[string, ICredentialDataDecryptedObject]>([
    ['https://sts.cn-shanghai.aliyuncs.com/', {}],
    ['https://sts.eu-central-1.aliyuncs.com/', { region: 'eu-central-1' }],
    ['https://sts-vpc.cn-beijing.aliyuncs.com/', { region: 'cn-beijing', network: 'vpc' }],
    ['https://sts.aliyuncs.com/', { region: 'cn-hangzhou-finance' }],
    ['https://sts.aliyuncs.com/', { region: 'other', regionId: 'cn-beijing-finance-1' }],
    ['https://sts.aliyuncs.com/', { region: 'cn-beijing-finance-1', network: 'vpc' }],
    ['https://sts-vpc.cn-north-2-gov-1.aliyuncs.com/', { region: 'cn-north-2-gov-1' }],
    ['https://sts-vpc.cn-shenzhen-finance-1.aliyuncs.com/', { region: 'cn-shenzhen-finance-1' }],
    ['https://sts.cn-new-9.aliyuncs.com/', { region: 'other', regionId: ' cn-new-9 ' }],
    ['http://127.0.0.1:7001/', { endpoint: 'http://127.0.0.1:7001' }],
    ['http://[::1]:7001/', { endpoint: ' http://[::1]:7001/' }],
    ['https://localhost:7001/', { endpoint: 'HTTPS://localhost:7001' }],
    [
      'https://sts.cn-shanghai.aliyuncs.com/',
      { endpoint: 'https://dataworks.cn-shanghai.aliyuncs.com' },
    ],
    [
      'https://sts-vpc.cn-shanghai.aliyuncs.com/',
      { endpoint: 'dataworks.example', network: 'vpc' },
    ],
  ])('%s with %j', async (address, changes) => {
    const sources = sourcePackage();
    const helper = new Unsent(sources.credential, { ...keys, ...changes });
    expect(await testCredential(sources, helper)).toEqual({
      status: 'Error',
      message: 'Not sent.',
    });
    expect(
      `${stsEndpoint(changes.region ? changes : { region: 'cn-shanghai', ...changes })}/`,
    ).toBe(address.toLowerCase());
    expect(helper.signed).toMatchObject({
      url: address,
      method: 'POST',
      headers: { 'x-acs-action': 'GetCallerIdentity', 'x-acs-version': '2015-04-01' },
    });
  });

  it('the address of STS that a role is asked for at, in every region', async () => {
    const cases = regions.flatMap(({ id }) =>
      ['public', 'vpc'].map((network) => ({ region: id, network })),
    );
    for (const changes of cases) {
      const sources = sourcePackage();
      const helper = new Unsent(sources.credential, { ...keys, ...changes });
      await testCredential(sources, helper);
      expect(helper.signed?.url).toBe(`${stsEndpoint(changes)}/`);
    }
  });
});
