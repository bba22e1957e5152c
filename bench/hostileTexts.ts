/** What secrets, their names and their quoting are made of: a text repeats some of these. */
const ATOMS: readonly (readonly string[])[] = [
  // Names, whole and begun, in every usual spelling.
  [
    'password',
    'PASSWORD',
    'Pass-Word',
    'db_pass',
    'sk',
    'ak',
    'apiKey',
    'sasl.jaas.config',
    'secret',
  ],
  [
    'Authorization',
    'cookie',
    'token',
    'nextToken',
    'pass',
    '密码',
    'passwor',
    'p.a.s.s.',
    'x-',
    '--token',
  ],
  // Signs between a name and its value.
  [
    '=',
    ':',
    ':=',
    '=>',
    '==',
    ' = ',
    ': ',
    ':\n',
    '+',
    ' ',
    '  ',
    '\t',
    '://',
    '/',
    '@',
    '-',
    '.',
    '_',
  ],
  // Quotes and what belongs together.
  [
    '"',
    "'",
    '`',
    '\\"',
    '\\\\\\"',
    '[',
    ']',
    '{',
    '}',
    '(',
    ')',
    '["',
    '{"',
    '"]',
    '"}',
    '","',
    '":"',
  ],
  [
    '<',
    '>',
    '</',
    '/>',
    '<a>',
    '<password>',
    '</password>',
    '<![CDATA[',
    ']]>',
    '<name>',
    '<value>',
    '<!--',
  ],
  // Values and what follows them.
  [
    'a',
    'x1',
    'null',
    'true',
    '***',
    '7',
    'aB3+/9',
    'a0',
    ',',
    ';',
    '&',
    '|',
    ',a',
    ', ',
    ';b=',
    '&c=',
  ],
  ['\n', '\r\n', '\r\n    ', '\u200b', '\u00ad', '\ufeff', '\u3000', '\u00e9', '\ud83d', '\0'],
  // Quoting, whole and half.
  [
    '\\',
    '\\\\',
    '\\n',
    '\\u003d',
    '\\u00',
    '\\x3d',
    '%',
    '%25',
    '%3D',
    '%253D',
    '%e5%af',
    '%u003d',
    '%2',
  ],
  ['&amp;', '&#61;', '&#x3d;', '&quot;', '&#', '&amp;amp;', ';;;', '&#x0010ffff;', '%26amp%3B'],
  // Secrets that are told by their form.
  [
    'a://u:',
    'jdbc:oracle:thin:',
    'u/p@',
    '-----BEGIN PRIVATE KEY-----',
    '-----END',
    'Bearer ',
    'basic dTpw',
  ],
  [
    'LTAI',
    'STS.',
    'Signature=',
    'deadbeef',
    '"name":"password",',
    '"value":"x",',
    'value=',
    'name="token"',
  ],
];

/** Numbers from 0 to 1 that a seed decides (Steele, Lea and Flood, 2014). */
function numbersBy(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** A text that is its begin and then one piece again and again. */
export interface HostileText {
  begin: string;
  piece: string;
}

/** A text of so many bytes. */
export const textOf = ({ begin, piece }: HostileText, bytes: number): string =>
  begin + piece.repeat(Math.max(1, Math.ceil((bytes - begin.length) / Buffer.byteLength(piece))));

/** Texts of those parts, which no server says: one after another to find what is slow. */
export function drawTexts(count: number, seed: number): HostileText[] {
  const next = numbersBy(seed);
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const parts = (most: number) =>
    Array.from({ length: Math.floor(next() * (most + 1)) }, () => oneOf(oneOf(ATOMS))).join('');
  return Array.from({ length: count }, () => ({
    // Often a begin and one sign without an end.
    ...(next() < 0.3
      ? { begin: parts(5), piece: oneOf(oneOf(ATOMS)) }
      : { begin: '', piece: `${oneOf(oneOf(ATOMS))}${parts(8)}` }),
  }));
}
