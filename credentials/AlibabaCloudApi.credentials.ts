import { randomUUID } from 'node:crypto';

import type {
  IAuthenticate,
  IAuthenticateRuleResponseSuccessBody,
  ICredentialDataDecryptedObject,
  ICredentialTestRequest,
  ICredentialType,
  IHttpRequestOptions,
  INodeProperties,
} from 'n8n-workflow';

import { hints } from '../nodes/DataWorks/api/errors';
import {
  isLoopback,
  parseEndpoint,
  regionOf,
  regions,
  type Location,
} from '../nodes/DataWorks/api/endpoints';
import { signAcs3 } from './signature/acs3';
import { readOutgoingRequest, type OutgoingOptions } from './signature/outgoingRequest';
import { UnsignableRequest } from './signature/unsignableRequest';

/** The client counts the bytes itself. An x-acs header that is not signed is refused. */
const REPLACED_HEADERS = /^(content-length|x-acs-.*)$/i;

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** The address in the credential's Endpoint; it says what is wrong with it, or with the Region without it. */
function namedEndpoint(credentials: ICredentialDataDecryptedObject): URL | undefined {
  const endpoint = text(credentials.endpoint);
  if (endpoint !== '') return new URL(parseEndpoint(endpoint));
  regionOf(credentials as Location);
  return undefined;
}

/** The signed headers go to Alibaba Cloud and to the endpoint that the credential itself names, nowhere else. */
function refuseForeignHost(url: URL, named: URL | undefined): void {
  if (url.username !== '' || url.password !== '') {
    // n8n's client would send them instead of the signature.
    throw new UnsignableRequest(
      `The URL to ${url.host} has a user name or a password in it. Take it out: the Alibaba Cloud credential signs the request.`,
    );
  }
  if (url.host === named?.host && url.protocol === named.protocol) return;
  const ours =
    url.protocol === 'https:'
      ? url.hostname.endsWith('.aliyuncs.com') || isLoopback(url.hostname)
      : url.protocol === 'http:' && isLoopback(url.hostname);
  if (!ours) {
    throw new UnsignableRequest(
      `The Alibaba Cloud credential does not sign requests to ${url.protocol}//${url.host}. It signs https requests to *.aliyuncs.com and to the Endpoint that is set in it.`,
    );
  }
}

async function authenticate(
  credentials: ICredentialDataDecryptedObject,
  requestOptions: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
  const accessKeyId = text(credentials.accessKeyId);
  const accessKeySecret = text(credentials.accessKeySecret);
  const securityToken = text(credentials.securityToken);
  if (accessKeyId === '' || accessKeySecret === '') {
    throw new UnsignableRequest(
      'The Alibaba Cloud credential has no AccessKey ID or no AccessKey Secret. Open the credential and fill in both.',
    );
  }
  const named = namedEndpoint(credentials);
  const options: OutgoingOptions = requestOptions;
  const { url, ...request } = readOutgoingRequest(options);
  refuseForeignHost(url, named);

  const signed = signAcs3(
    request,
    { accessKeyId, accessKeySecret, ...(securityToken === '' ? {} : { securityToken }) },
    new Date(),
    randomUUID(),
  );
  const kept = Object.entries(options.headers ?? {}).filter(
    ([name]) => !Object.hasOwn(signed, name.toLowerCase()) && !REPLACED_HEADERS.test(name),
  );
  const result: OutgoingOptions = {
    ...options,
    url: url.href,
    headers: { ...Object.fromEntries(kept), ...signed },
    // The signature is for this address alone, and a redirect would take the Security Token along.
    maxRedirects: 0,
  };
  for (const moved of ['uri', 'baseURL', 'qs', 'form', 'body', 'auth'] as const) {
    delete result[moved];
  }
  if (request.body.length > 0) {
    // Bytes of JSON stay untouched only as a buffer: the HTTP client trims JSON text.
    const isJson = request.contentType?.includes('json') ?? false;
    result.body =
      isJson && typeof request.body === 'string' ? Buffer.from(request.body) : request.body;
  }
  return result as IHttpRequestOptions;
}

/** An emulator on this machine answers as STS too; the address of DataWorks itself does not. */
const TEST_ADDRESS =
  '={{ /^\\s*https?:\\/\\/(localhost|127\\.|\\[::1\\])/i.test($credentials.endpoint) ? $credentials.endpoint.trim()' +
  ' : "https://sts" + ($credentials.network === "vpc" ? "-vpc" : "") + "."' +
  ' + ($credentials.region === "other" ? $credentials.regionId : $credentials.region).trim() + ".aliyuncs.com" }}';

/** What a failed test says, by the code of the reply; the last one is for anything but STS's answer. */
const testRules: IAuthenticateRuleResponseSuccessBody[] = [
  ...Object.entries(hints)
    .filter(
      ([code, { cause }]) => cause === 'credential-invalid' || code.startsWith('InvalidTimeStamp'),
    )
    .map(([code, { means, todo }]) => testRule('Code', code, `${means}. ${todo}`)),
  testRule(
    'AccountId',
    undefined,
    'STS of Alibaba Cloud did not answer as expected. Check the Region, Network and Endpoint.',
  ),
];

function testRule(
  key: string,
  value: string | undefined,
  message: string,
): IAuthenticateRuleResponseSuccessBody {
  return { type: 'responseSuccessBody', properties: { key, value, message } };
}

/** Keys for Alibaba Cloud, and where DataWorks is reached with them. Signs every request it is used for. */
export class AlibabaCloudApi implements ICredentialType {
  name = 'alibabaCloudApi';

  displayName = 'Alibaba Cloud API';

  documentationUrl =
    'https://github.com/n8n-nodes-alibabacloud/n8n-nodes-alibabacloud-dataworks#credential';

  icon = { light: 'file:alibabaCloud.svg', dark: 'file:alibabaCloud.dark.svg' } as const;

  properties: INodeProperties[] = [
    {
      displayName: 'AccessKey ID',
      name: 'accessKeyId',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. LTAI5tExampleKeyId',
      description:
        'The ID of an AccessKey pair of a RAM user, from the RAM console. Avoid the AccessKey of the account itself.',
    },
    {
      displayName: 'AccessKey Secret',
      name: 'accessKeySecret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description: 'The secret of the AccessKey pair. It signs requests and is never sent.',
    },
    {
      displayName: 'Security Token',
      name: 'securityToken',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description:
        'Only with temporary keys from STS: the token that came with them. It ends when they do.',
    },
    {
      displayName: 'Region',
      name: 'region',
      type: 'options',
      options: [
        ...regions.map(({ id, name }) => ({ name: `${name} – ${id}`, value: id })),
        { name: 'Other (Type Its ID)', value: 'other' },
      ],
      default: 'cn-shanghai',
      description: 'The region of the DataWorks workspaces',
    },
    {
      displayName: 'Region ID',
      name: 'regionId',
      type: 'string',
      default: '',
      placeholder: 'e.g. cn-shanghai',
      displayOptions: { show: { region: ['other'] } },
      description: 'The ID of the region as it stands in its addresses',
    },
    {
      displayName: 'Network',
      name: 'network',
      type: 'options',
      options: [
        { name: 'Public', value: 'public', description: "The region's address on the internet" },
        {
          name: 'VPC',
          value: 'vpc',
          description:
            "The region's address inside Alibaba Cloud, for an n8n that runs in a VPC there",
        },
      ],
      default: 'public',
    },
    {
      displayName: 'Endpoint',
      name: 'endpoint',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://dataworks.cn-shanghai.aliyuncs.com',
      description:
        "An address to call instead of the region's own, for a private endpoint or a local emulator. Plain http is accepted for this machine only. Usually empty.",
    },
  ];

  authenticate: IAuthenticate = authenticate;

  /** GetCallerIdentity of STS: needs valid keys, but no permission, and counts for no DataWorks quota. */
  test: ICredentialTestRequest = {
    request: {
      baseURL: TEST_ADDRESS,
      url: '/',
      method: 'POST',
      headers: { 'x-acs-action': 'GetCallerIdentity', 'x-acs-version': '2015-04-01' },
      // So that the reply's own code can be read: it tells a wrong key, secret and token apart.
      ignoreHttpStatusErrors: true,
    },
    rules: testRules,
  };
}
