import fc from 'fast-check';

const STEMS = [
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'secret',
  'token',
  'credential',
  'access key',
  'access key secret',
  'access key id',
  'access id',
  'api key',
  'private key',
  'secret key',
  'security token',
  'encryption key',
];
const BEFORE = ['', 'db', 'reader', 'x', 'datax job', 'my sql'];
const AFTER = ['', '2', 'old'];

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const STYLES: readonly ((words: string[]) => string)[] = [
  ([first = '', ...rest]) => first + rest.map(capital).join(''),
  (words) => words.map(capital).join(''),
  (words) => words.join('_'),
  (words) => words.join('-'),
  (words) => words.join('.'),
  (words) => words.join(''),
  (words) => words.join('_').toUpperCase(),
];

/** A name of a secret, in any usual spelling. */
export const secretName: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...BEFORE),
    fc.constantFrom(...STEMS),
    fc.constantFrom(...AFTER),
    fc.constantFrom(...STYLES),
  )
  .map(([before, stem, after, style]) =>
    style([before, stem, after].filter(Boolean).join(' ').split(' ')),
  );

/** A secret that only its name tells. */
export const namedSecret = fc
  .tuple(
    fc.stringMatching(/^[A-Z][a-z0-9]{2}$/),
    fc.string({ unit: fc.constantFrom(...'!$^*_~-.,;%xYz09'), minLength: 3, maxLength: 9 }),
    fc.stringMatching(/^[0-9][A-Z][a-z]{2}$/),
  )
  .map((parts) => parts.join(''))
  // A comma before a name and an equals sign ends a value; a name alone does not.
  .filter((secret) => !/[,;][xYz_][\w.-]*$/.test(secret));

/** Texts that give a secret a name. */
export const namings: Readonly<Record<string, (name: string, secret: string) => string>> = {
  assigned: (name, secret) => `${name}=${secret} user=u`,
  'with a colon': (name, secret) => `INFO ${name}: ${secret}`,
  'with both': (name, secret) => `${name} := ${secret}`,
  'in JSON': (name, secret) => JSON.stringify({ a: 1, [name]: secret, z: 2 }),
  'as a list': (name, secret) => JSON.stringify({ a: 1, [name]: ['a', { b: secret }], z: 2 }),
  'in Python': (name, secret) => `{'a': 1, '${name}': '${secret}', 'z': 2}`,
  'in PHP': (name, secret) => `['${name}' => '${secret}', 'z' => 2]`,
  'as an option': (name, secret) => `run --${name} ${secret} --table t`,
  'as an element': (name, secret) => `<c><${name}>${secret}</${name}></c>`,
  'as an attribute': (name, secret) => `<c a="1" ${name}="${secret}" z="2"/>`,
  'as a pair': (name, secret) => JSON.stringify({ list: [{ name, value: secret }] }),
  'as a pair backwards': (name, secret) => `{"value":"${secret}","name":"${name}"}`,
  'as elements of a pair': (name, secret) => `<p><name>${name}</name><value>${secret}</value></p>`,
  'in a query': (name, secret) => `https://h/p?a=1&${name}=${secret}&z=2`,
  'in an address of JDBC': (name, secret) => `jdbc:sqlserver://h:1433;a=1;${name}=${secret};z=2`,
  'in an address': (_name, secret) => `mongodb://u:${secret}@h:27017/db`,
  'in JAAS': (_name, secret) => `o.Plain required username="u" password="${secret}";`,
};

const references = (text: string, write: (code: number) => string) =>
  text.replace(/[^a-z\d ]/gi, (sign) => write(sign.charCodeAt(0)));
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const small = (text: string) => text.replace(/%../g, (code) => code.toLowerCase());

/** Ways in which a server can quote a text. */
export const quotings: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'in JSON': inJson,
  'in JSON twice': (text) => inJson(inJson(text)),
  'by Gson': (text) =>
    inJson(text).replace(
      /[=<>&']/g,
      (sign) => `\\u00${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
    ),
  'by PHP': (text) => inJson(text).replaceAll('/', '\\/'),
  'in XML': (text) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;'),
  'as references': (text) => references(text, (code) => `&#${code};`),
  'as hexadecimal references': (text) => references(text, (code) => `&#x${code.toString(16)};`),
  'in a URL': encodeURIComponent,
  'in a URL, small': (text) => small(encodeURIComponent(text)),
  'in a URL twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'in a form': (text) => encodeURIComponent(text).replaceAll('%20', '+'),
  'in JSON in a URL': (text) => encodeURIComponent(inJson(text)),
};
