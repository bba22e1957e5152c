import type { Json } from '../../../../nodes/alibabaCloud/client/exactJson';
import {
  findBlanks,
  redactScript,
  scriptSecrets,
} from '../../../../nodes/DataWorks/script/scriptSecrets';

const script = {
  steps: [{ parameter: { password: 'p1', table: 'orders', deep: { accessKey: 'k1' } } }],
};
const blanked = {
  steps: [{ parameter: { password: '***', table: 'orders', deep: { accessKey: '***' } } }],
};

const blanksIn = (value: Json) => {
  const found: string[] = [];
  findBlanks(value, (path) => found.push(path));
  return found;
};

it('finds the texts that are secrets by their name', () => {
  expect(scriptSecrets(script)).toEqual(['p1', 'k1']);
});

it('blanks them', () => {
  expect(redactScript(script)).toEqual(blanked);
});

it.each<[string, Json, Json]>([
  ['JSON', { TaskContent: script }, { TaskContent: blanked }],
  ['a text of JSON', { Content: JSON.stringify(script) }, { Content: JSON.stringify(blanked) }],
  ['a text without secrets, as it was written', '{ "a":  1 }', '{ "a":  1 }'],
  ['other text', 'select 1', 'select 1'],
  ['a number', 1, 1],
])('blanks them in a reply that holds a script as %s', (_, reply, shown) => {
  expect(redactScript(reply)).toEqual(shown);
});

/** Places for a secret in a script, each with what is shown of it. */
const places: [string, (secret: string) => Json, Json][] = [
  ['a number', () => ({ password: 20262026 }), { password: '***' }],
  ['a list', (secret) => ({ passwords: [secret] }), { passwords: '***' }],
  ['an object', (secret) => ({ credential: { a: secret } }), { credential: '***' }],
  ['snake case', (secret) => ({ access_key_secret: secret }), { access_key_secret: '***' }],
  ['kebab case', (secret) => ({ 'api-key': secret }), { 'api-key': '***' }],
  ['one word', (secret) => ({ ACCESSKEYSECRET: secret }), { ACCESSKEYSECRET: '***' }],
  ['the last word', (secret) => ({ dbPass: secret }), { dbPass: '***' }],
  [
    'Kafka',
    (secret) => ({ 'sasl.jaas.config': `o.X required username="u" password="${secret}";` }),
    { 'sasl.jaas.config': '***' },
  ],
  ['a header', (secret) => ({ Authorization: `Basic ${secret}` }), { Authorization: '***' }],
  [
    'a pair',
    (secret) => ({ list: [{ name: 'password', value: secret }] }),
    { list: [{ name: 'password', value: '***' }] },
  ],
  [
    'an address of JDBC',
    (secret) => ({ jdbcUrl: [`jdbc:mysql://h/db?user=u&password=${secret}`] }),
    { jdbcUrl: ['jdbc:mysql://h/db?user=u&password=***'] },
  ],
  [
    'an address',
    (secret) => ({ address: `mongodb://u:${secret}@h:1/db` }),
    { address: 'mongodb://u:***@h:1/db' },
  ],
  [
    'JSON in it',
    (secret) => ({ config: JSON.stringify({ password: secret }) }),
    { config: '{"password":"***"}' },
  ],
  [
    'JSON in JSON in it',
    (secret) => ({ a: JSON.stringify({ b: JSON.stringify({ token: secret }) }) }),
    { a: JSON.stringify({ b: '{"token":"***"}' }) },
  ],
  ['parameters', (secret) => ({ ParaValue: `a=1 pwd=${secret}` }), { ParaValue: 'a=1 pwd=***' }],
];

describe.each(places)('a secret in %s', (_where, of, shown) => {
  const secret = 'Hunter2-Pa55';
  const hidden = JSON.stringify(of(secret)).includes(secret) ? secret : '20262026';

  it('is known and blanked, as a value and as text', () => {
    expect(scriptSecrets(of(secret)).join(' ')).toContain(hidden);
    expect(redactScript(of(secret))).toEqual(shown);
    expect(redactScript(JSON.stringify(of(secret)))).toBe(JSON.stringify(shown));
    expect(scriptSecrets(JSON.stringify(of(secret))).join(' ')).toContain(hidden);
  });

  it('is blanked in a text that is nearly JSON', () => {
    const text = JSON.stringify(of(secret));
    for (const broken of [
      `${text},`,
      `\uFEFF${text}x`,
      `${text.slice(0, -1)},}`,
      `/* a */ ${text}`,
      text.slice(0, -1),
    ]) {
      expect(redactScript(broken)).not.toContain(hidden);
      expect(scriptSecrets(broken).join(' ')).toContain(hidden);
    }
  });

  it('is refused when it is written back blanked', () => {
    expect(blanksIn(of(secret))).toEqual([]);
    expect(blanksIn(shown)).toHaveLength(1);
    expect(blanksIn({ steps: [JSON.stringify(shown)] })).toHaveLength(1);
  });
});

it('is blanked in a text with single quotes and with a bare variable', () => {
  expect(redactScript("{'password': 'Hunter2', 'a': 1}")).toBe("{'password': ***, 'a': 1}");
  expect(redactScript('{"a": ${bizdate}, "password": "Hunter2"}')).toBe(
    '{"a": ${bizdate}, "password": ***}',
  );
});

it.each<Json>([
  { column: ['password', 'name'], where: "a = 'x'" },
  { column: [{ name: 'password', type: 'string' }] },
  { password: '', token: null, credential: true, secrets: [], tokenTtl: 60 },
  { ClientToken: 'n8n-1', NextToken: 'a' },
  { querySql: ['select token from t'], tokenizer: { type: 'standard' } },
])('leaves %j as it is', (value) => {
  expect(redactScript(value)).toBe(value);
  expect(scriptSecrets(value)).toEqual([]);
});

it('goes down any depth', () => {
  const deep = `${'{"a":'.repeat(20_000)}{"password":"Hunter2"}${'}'.repeat(20_000)}`;
  expect(redactScript(deep)).not.toContain('Hunter2');
  expect(redactScript(JSON.parse(deep) as Json)).not.toBeUndefined();
  expect(scriptSecrets(deep)).toEqual(['Hunter2']);
  expect(redactScript(deep.slice(0, -9))).not.toContain('Hunter2');
  expect(blanksIn(deep)).toEqual([]);
});

it('finds what stands for a secret, with its place', () => {
  expect(blanksIn([blanked, script, { table: '***' }])).toEqual([
    '[0].steps[0].parameter.password',
    '[0].steps[0].parameter.deep.accessKey',
  ]);
});
