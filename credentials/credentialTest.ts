import type { IAuthenticateRuleResponseSuccessBody, ICredentialTestRequest } from 'n8n-workflow';

import { stsHosts } from '../nodes/alibabaCloud/endpoints';
import { commonErrors } from '../nodes/alibabaCloud/errors';
import { stsWords } from '../nodes/alibabaCloud/role/stsErrors';

/** `stsEndpoint` as an expression of n8n, the only code that a declarative test can hold. */
const STS_ADDRESS = `={{ ((region) => /^\\s*https?:\\/\\/(localhost|127\\.|\\[::1\\])/i.test($credentials.endpoint)
  ? $credentials.endpoint.trim()
  : "https://" + (${JSON.stringify(stsHosts)}[region] ?? ("sts" + ($credentials.network === "vpc" ? "-vpc" : "") + "." + region + ".aliyuncs.com"))
)(($credentials.region === "other" ? $credentials.regionId : $credentials.region).trim()) }}`;

type Properties = IAuthenticateRuleResponseSuccessBody['properties'];

/** Without a value the rule is for a reply that has no such key. */
const rule = (
  properties: Omit<Properties, 'value'> & { value?: string },
): IAuthenticateRuleResponseSuccessBody => ({
  type: 'responseSuccessBody',
  properties: properties as Properties,
});

/** GetCallerIdentity of STS: needs valid keys, but no permission, and counts for no DataWorks quota. */
export const connectionTest: ICredentialTestRequest = {
  request: {
    baseURL: STS_ADDRESS,
    url: '/',
    method: 'POST',
    headers: { 'x-acs-action': 'GetCallerIdentity', 'x-acs-version': '2015-04-01' },
    // So that the reply's own code can be read: it tells a wrong key, secret and token apart.
    ignoreHttpStatusErrors: true,
  },
  // What a failed test says, by the code of the reply; the last one is for anything but STS's answer.
  rules: [
    ...Object.entries(commonErrors(stsWords))
      .filter(
        ([code, { cause }]) =>
          cause === 'credential-invalid' || /^(Invalid|Illegal)Time/.test(code),
      )
      .map(([code, { means, todo }]) =>
        rule({ key: 'Code', value: code, message: `${means}. ${todo}` }),
      ),
    rule({
      key: 'AccountId',
      message:
        'STS of Alibaba Cloud did not answer as expected. Check the Region, Network and Endpoint.',
    }),
  ],
};
