import { createHash, createHmac } from 'node:crypto';

import { startOracle, type OfficialInput, type Oracle } from './officialRequest';

const input: OfficialInput = {
  method: 'POST',
  action: 'CreateDISyncTask',
  version: '2020-05-18',
  query: { TaskName: "a b+*~'()!/&=?%任务🙂", ProjectId: '10000', ClientToken: '' },
  body: { TaskContent: '{"type":"job", "x":"+*~"}' },
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  nonce: '3156853299f313e23d1673dc12e1703d',
  date: '2023-10-26T10:22:32Z',
};
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('the official client as an oracle', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await startOracle();
  });
  afterAll(() => oracle.close());

  it('gives the bytes that were sent', async () => {
    const { method, target, headers, body } = await oracle.officialRequest(input);
    expect({ method, target, body: body.toString() }).toEqual({
      method: 'POST',
      target:
        '/?TaskName=a%20b%2B*~%27()!%2F%26%3D%3F%25%E4%BB%BB%E5%8A%A1%F0%9F%99%82&ProjectId=10000&ClientToken=',
      body: 'TaskContent=%7B%22type%22%3A%22job%22%2C%20%22x%22%3A%22%2B*~%22%7D',
    });
    expect(headers).toMatchObject({
      host: oracle.endpoint.replace('http://', ''),
      'content-type': 'application/x-www-form-urlencoded',
      'x-acs-action': 'CreateDISyncTask',
      'x-acs-version': '2020-05-18',
      'x-acs-date': input.date,
      'x-acs-signature-nonce': input.nonce,
      'x-acs-content-sha256': sha256(body),
    });
  });

  it('signs with the fixed nonce and date', async () => {
    const { headers } = await oracle.officialRequest({ ...input, query: {}, body: undefined });
    const signed = ['host', 'action', 'content-sha256', 'date', 'signature-nonce', 'version'];
    const names = signed.map((name) => (name === 'host' ? name : `x-acs-${name}`));
    const canonical = [
      'POST\n/\n',
      ...names.map((name) => `${name}:${headers[name]}`),
      `\n${names.join(';')}`,
      sha256(''),
    ].join('\n');
    const signature = createHmac('sha256', 'testsecret')
      .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
      .digest('hex');
    expect(headers.authorization).toBe(
      `ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=${names.join(';')},Signature=${signature}`,
    );
    expect(headers).not.toHaveProperty('content-type');
  });

  it('sends the key id as a header too when there is a token', async () => {
    const { headers } = await oracle.officialRequest({ ...input, securityToken: 'token' });
    expect(headers).toMatchObject({
      'x-acs-security-token': 'token',
      'x-acs-accesskey-id': 'testid',
    });
    expect(headers.authorization).toContain(';x-acs-security-token;');
  });

  it('sends an empty form with a content-type, and a GET without its body', async () => {
    const empty = await oracle.officialRequest({ ...input, body: {} });
    expect(empty.body).toHaveLength(0);
    expect(empty.headers).toHaveProperty('content-type');
    const get = await oracle.officialRequest({ ...input, method: 'GET' });
    expect(get.body).toHaveLength(0);
    expect(get.headers).toHaveProperty('content-type');
  });

  it('takes a long query and a large body', async () => {
    const long = 'x'.repeat(200_000);
    const sent = await oracle.officialRequest({
      ...input,
      query: { TaskContent: long },
      body: { TaskContent: long + long },
    });
    expect(sent.target).toHaveLength('/?TaskContent='.length + long.length);
    expect(sent.body).toHaveLength('TaskContent='.length + 2 * long.length);
  });

  it('keeps overlapping calls apart', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `task${index}`);
    const sent = await Promise.all(
      names.map((TaskName) => oracle.officialRequest({ ...input, query: { TaskName } })),
    );
    expect(sent.map(({ target }) => target)).toEqual(names.map((name) => `/?TaskName=${name}`));
  });

  it('refuses a lone surrogate in the query', async () => {
    const query = { TaskName: '\ud83d' };
    await expect(oracle.officialRequest({ ...input, query })).rejects.toThrow('URI malformed');
  });
});
