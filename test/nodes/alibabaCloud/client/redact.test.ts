import { createRedactor, redactTexts } from '../../../../nodes/alibabaCloud/client/redact';

const redact = createRedactor([]);

describe('what looks like a secret in a text', () => {
  it.each([
    ['password=Secr3t! user=reader', 'password=*** user=reader'],
    ['PWD: hunter22, next', 'PWD: ***, next'],
    ['"accessKeySecret": "a b\\"c", "table": "t"', '"accessKeySecret": ***, "table": "t"'],
    ["{'access_id': 'LTAI5t'}", "{'access_id': ***}"],
    ['\\"password\\":\\"abc\\"}"', '\\"password\\":***}"'],
    ['run --token abc.def --table t', 'run --token *** --table t'],
    ['x-security-token: Bearer abc.def', 'x-security-token: ***'],
    ['datax.job.reader.password=1', 'datax.job.reader.password=***'],
    ['https://host/path?sts_token=abc&x=1', 'https://host/path?sts_token=***&x=1'],
    ['jdbc:mysql://reader:hunter22@mysql:3306/shop', 'jdbc:mysql://reader:***@mysql:3306/shop'],
    // The names that were not known.
    ['apiKey=x1 next', 'apiKey=*** next'],
    ['api-key: x1', 'api-key: ***'],
    ['db_pass=x1;user=u', 'db_pass=***;user=u'],
    ['Authorization: Basic x1y2', 'Authorization: ***'],
    ['"Authorization": "Basic x1y2", "Host": "h"', '"Authorization": ***, "Host": "h"'],
    ['Cookie: a=b; c=d\nHost: h', 'Cookie: ***\nHost: h'],
    ['密码：x', '密码：x'],
    ['密码=x1 表=t', '密码=*** 表=t'],
    // Signs between a name and its value.
    ['password := x1 end', 'password := *** end'],
    ["'password' => 'x1', 'b' => 1", "'password' => ***, 'b' => 1"],
    ['password = "x1"', 'password = ***'],
    ['password="a b" c="d"', 'password=*** c="d"'],
    ["conf['password'] = 'x1'", "conf['password'] = ***"],
    // Values with signs in them.
    ['password=ab,cd next', 'password=*** next'],
    ['password=ab;cd', 'password=***'],
    ['password=a)b"c', 'password=***'],
    ["password='it's' x", 'password=*** x'],
    ['password="ab', 'password=***'],
    ['{"password": 20262026, "a": 1}', '{"password": ***, "a": 1}'],
    ['{"password": ["x1", "y1"], "a": 1}', '{"password": ***, "a": 1}'],
    ['{"password": {"a": "x1}", "b": [1]}, "a": 1}', '{"password": ***, "a": 1}'],
    ['{"token":"x1",}', '{"token":***,}'],
    // Pairs.
    ['{"name":"password","value":"x1"}', '{"name":"password","value":***}'],
    ['{"key":"token", "type":"s", "value": 7}', '{"key":"token", "type":"s", "value": ***}'],
    ['{"value":"x1","name":"password"}', '{"value":"***","name":"password"}'],
    [
      '{"name":"password","defaultValue":"x0","value":"x1"}',
      '{"name":"password","defaultValue":***,"value":***}',
    ],
    [
      '{"value": "x1", "valid": true, "type": "s", "name": "password"}',
      '{"value": "***", "valid": true, "type": "s", "name": "password"}',
    ],
    ['dbSk=x1 next', 'dbSk=*** next'],
    [
      '<p><name>password</name><value>x1</value></p>',
      '<p><name>password</name><value>***</value></p>',
    ],
    ['<entry key="password">x1</entry>', '<entry key="password">***</entry>'],
    ['<property name="password" value="x1"/>', '<property name="password" value=***/>'],
    // XML.
    ['<password>x1</password>', '<password>***</password>'],
    ['<ns:password type="t">x1</ns:password>', '<ns:password type="t">***</ns:password>'],
    ['<password><![CDATA[x<1]]></password>', '<password><![CDATA[***]]></password>'],
    ['<db password="x1" user="u"/>', '<db password=*** user="u"/>'],
    ['&lt;password&gt;x1&lt;/password&gt;', '&lt;password&gt;***&lt;/password&gt;'],
    // Connection texts.
    [
      'jdbc:sqlserver://h:1433;user=u;password=p1;encrypt=true',
      'jdbc:sqlserver://h:1433;user=u;password=***;encrypt=true',
    ],
    ['jdbc:mysql://h/db?user=u&password=p1&ssl=1', 'jdbc:mysql://h/db?user=u&password=***&ssl=1'],
    ['jdbc:oracle:thin:scott/tiger@h:1521:x', 'jdbc:oracle:thin:scott/***@h:1521:x'],
    ['mongodb://u:p/w@h1:27017,h2:27017/db', 'mongodb://u:***@h1:27017,h2:27017/db'],
    ['mongodb://u:a%2Fb%40c%20d@h/x', 'mongodb://u:***@h/x'],
    ['redis://:p1@h:6379', 'redis://:***@h:6379'],
    ['https://u:p@ss@h/x', 'https://u:***@h/x'],
    [
      'org.x.PlainLoginModule required username="u" password="p1";',
      'org.x.PlainLoginModule required username="u" password=***;',
    ],
    ['sasl.jaas.config=org.x required username="u" password="p1";', 'sasl.jaas.config=***'],
    [`keys LTAI5tExampleExample ${'aB3'.repeat(10)} end`, 'keys LTAI5tExampleExample *** end'],
    ['proxy says Bearer eyJhbGciOiJIUzI1NiJ9.e30.x', 'proxy says Bearer ***'],
    [`header Basic ${Buffer.from('u:p1').toString('base64')}`, 'header Basic ***'],
    [
      '-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA',
      '-----BEGIN RSA PRIVATE KEY-----***-----END RSA',
    ],
    // Quoted as a whole.
    ['password\\u003dx1 end', 'password\\u003d*** end'],
    ['a=1%26password%3Dx1%26b=2', 'a=1%26password%3D***%26b=2'],
    [
      '{\\\\\\"password\\\\\\":\\\\\\"x\\\\\\\\\\\\\\"1\\\\\\",\\\\\\"a\\\\\\":1}',
      '{\\\\\\"password\\\\\\":***,\\\\\\"a\\\\\\":1}',
    ],
    ['password&#61;x1 end', 'password&#61;*** end'],
  ])('%s', (line, shown) => {
    expect(redact(line)).toBe(shown);
    expect(redact(shown)).toBe(shown);
  });

  it.each([
    'INFO 12 tokens were read',
    'INFO the password was accepted',
    'jdbc:mysql://mysql:3306/shop',
    '2026-02-28 00:23:00 INFO Read 1000 records, 0 errors',
    'password=',
    'password: null, token: true',
    '"password": "", "a": "b"',
    '"column": ["password", "name"]',
    'tokenizer=standard; tokenTtl=3600, passwordLength: 12',
    'SignatureDoesNotMatch: the signature is wrong',
    'InvalidAccessKeyId.NotFound: no such key',
    'the Basic edition has 100 calls a day',
    'http://h:8080/a@2x.png and http://h/?q=a:b@c',
    'select token from t where a = 1',
    '1 < 2 > 0 & 100% \\o/',
    'token: ',
    '',
  ])('leaves "%s" as it is', (line) => {
    expect(redact(line)).toBe(line);
  });

  it('swallows no other lines', () => {
    const errors = Array.from({ length: 97 }, (_, at) => `ERROR ${at}`);
    for (const conf of ['conf {\\"password\\":\\"p1\\"}', 'password="p1', '{"password": "p1']) {
      const log = [conf, ...errors, 'the end "done"'].join('\n');
      expect(redact(log).split('\n').slice(1)).toEqual([...errors, 'the end "done"']);
      expect(redact(log)).not.toContain('p1');
    }
  });
});

describe('what is known to be a secret', () => {
  const token = 'CAISqwF1q6Ft5B2yfSjIr5fGFtjF/Lx+8Y2dTm3vkWU8c/1mpqPoqjz2IHpPf3JpBe0b=';
  const known = createRedactor([token, 'hunter22', 'ab', '1000']);

  it.each<[string, string]>([
    ['as it is', token],
    ['JSON', JSON.stringify(`"${token}"`).slice(3, -3)],
    ['Gson', token.replaceAll('=', '\\u003d')],
    ['PHP', token.replaceAll('/', '\\/')],
    [
      'small hexadecimal digits',
      encodeURIComponent(token).replace(/%../g, (code) => code.toLowerCase()),
    ],
    ['encoded twice', encodeURIComponent(encodeURIComponent(token))],
    ['a backslash before =', token.replaceAll('=', '\\=')],
    ['a line break in it', `${token.slice(0, 30)}\n${token.slice(30)}`],
    ['a zero-width space in it', `${token.slice(0, 30)}\u200b${token.slice(30)}`],
    ['references', token.replace(/[^a-z\d]/gi, (sign) => `&#x${sign.charCodeAt(0).toString(16)};`)],
    ['references twice', token.replaceAll('=', '&amp;#61;')],
  ])('%s', (_how, quoted) => {
    const shown = known(`said <${quoted}> twice`);
    for (const at of [6, 20, 40]) expect(shown).not.toContain(quoted.slice(at, at + 6));
    expect(shown).toContain('***');
    expect(shown.startsWith('said <')).toBe(true);
    expect(shown.endsWith(' twice')).toBe(true);
  });

  it.each([
    ['cut at its end', `token ${token.slice(0, 20)}`, 'token ***'],
    ['cut at its beginning', `${token.slice(50)} is wrong`, '*** is wrong'],
    ['cut in a text', `got ${token.slice(3, 17)}… here`, 'got ***… here'],
    ['between words', 'connect with hunter22 or hunter%322', 'connect with *** or ***'],
    ['short, in quotes', 'with "ab", not ab or cab', 'with "***", not ab or cab'],
    ['a number, alone', 'id 10001000 and 1000', 'id 10001000 and ***'],
    ['behind a backslash', 'a\\hunter22', 'a\\***'],
  ])('%s', (_how, text, shown) => expect(known(text)).toBe(shown));

  it('finds a secret that begins with what a backslash before it would change', () => {
    expect(createRedactor(['nabcde'])('C:\\nabcde')).toBe('C:\\***');
    expect(createRedactor(['41abc%'])('100%41abc%42')).toBe('100%***42');
  });

  it('finds a signature beside hexadecimal digits', () => {
    const hash = 'a0'.repeat(32);
    for (const sign of ['\\u003d', '%3D', '=', ': ']) {
      expect(redact(`Signature${sign}${hash}`)).not.toContain(hash.slice(0, 6));
      expect(createRedactor([], false)(`Signature${sign}${hash}`)).not.toContain(hash.slice(0, 6));
    }
    expect(createRedactor([], false)(`sha256 ${hash} password=x`)).toBe(
      `sha256 ${hash} password=x`,
    );
  });

  it('gives a part of a text without a secret over its ends', () => {
    const text = `${'x'.repeat(10)}hunter22${'y'.repeat(10)}`;
    for (let to = 0; to <= text.length; to++) expect(known(text, { to })).not.toMatch(/hunt/);
    for (let from = 0; from <= text.length; from++)
      expect(known(text, { from })).not.toMatch(/er22/);
    expect(known(text, { from: 2, to: 12 })).toBe('xxxxxxxx***');
    expect(known(text, { from: 14 })).toBe('***yyyyyyyyyy');
  });
});

it('takes secrets out of every text of a value, and leaves one without any as it is', () => {
  const value = { a: ['password=x1', 1, null], b: { c: 'd' } };
  expect(redactTexts(value, redact)).toEqual({ a: ['password=***', 1, null], b: { c: 'd' } });
  expect(redactTexts(value.b, redact)).toBe(value.b);
  let deep: object = { password: 'x1' };
  for (let level = 0; level < 20_000; level++) deep = { deep };
  expect(JSON.stringify(redactTexts(deep as never, redact))).toMatch(
    /^(\{"deep":){201}"\*{3}"\}+$/,
  );
});

it('takes the secrets of the credential out of a successful reply, names and JSON in JSON too', () => {
  const secret = 'aB3+/"x9Secret=';
  const body = {
    Message: `${secret} ${encodeURIComponent(secret)}`,
    List: [{ [secret]: JSON.stringify({ of: secret }) }],
    Id: '9007199254740993',
  };
  const shown = redactTexts(body, createRedactor([secret], false));
  expect(shown).toMatchObject({ Id: '9007199254740993' });
  expect(JSON.stringify(shown)).not.toMatch(/x9Secret/);
  expect(redactTexts(body, createRedactor(['anotherSecret'], false))).toBe(body);
});

it.each([64, 37, 20, 11])('takes out a signature that is spread over lines of %i', (length) => {
  const signature = 'f123456789abcdef'.repeat(4);
  const lines = `said ${signature} and went`.replace(new RegExp(`.{${length}}`, 'gsu'), '$&\n  ');
  const shown = createRedactor([])(lines);
  expect(shown.replaceAll(/\s/g, '')).not.toMatch(/[\da-f]{12}/);
  expect(shown).toMatch(/said/);
});
