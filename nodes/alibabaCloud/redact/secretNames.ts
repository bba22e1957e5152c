/**
 * What names a secret. The words of a name may be joined by `_`, `-`, `.`, a space or a capital, and
 * more words may stand before and after them: `password`, `db_password`, `sasl.jaas.config`.
 */
const ANYWHERE = [
  'password',
  'passwd',
  'passphrase',
  'pass word',
  'pwd',
  'secret',
  'token',
  'credential',
  'authorization',
  'signature',
  'access key',
  'access id',
  'api key',
  'app key',
  'private key',
  'account key',
  'storage key',
  'shared key',
  'master key',
  'auth key',
  'session key',
  'signing key',
  'encryption key',
  'encrypt key',
  'jaas config',
  'cookie',
  '密码',
  '口令',
  '密钥',
  '令牌',
];

/** Too short to be looked for inside of other words: only as the last word of a name. */
export const LAST: readonly string[] = ['pass', 'auth', 'jwt', 'sas', 'ak', 'sk'];

/** Words that hold one of those and name none; the last ones are parameters of Alibaba Cloud's APIs. */
const OTHERS = /tokeni[sz]|passwordless|secretless|(?:client|next|page|continuation)token/g;

/** What is counted, measured or switched about a secret: a number or a switch of such a name is none. */
const ABOUT =
  /(?:count|length|size|limit|number|max|min|seconds|millis|minutes|hours|days|ms|ttl|timeout|interval|expir[a-z]{0,10}|valid[a-z]{0,10}|enabled?|required|type|version)$/;

/** Ends of names that say what happened to a secret, such as error codes. */
const FAULTS =
  /(?:notmatch|notfound|mismatch|invalid|expired|missing|malformed|inactive|disabled|error|exception|failed|failure)$/;

/** Names of which the whole line is the value, when it stands without quotes. */
const WHOLE_LINE = /authorization|jaasconfig|cookie/;

/** No name is longer, in characters. */
const LONGEST_NAME = 100;

const JOINTS = /[-_.\s]/g;
const anywhere = new RegExp(ANYWHERE.map((words) => words.replaceAll(' ', '')).join('|'));
const lastWord = new RegExp(`^(?:${LAST.join('|')})$`);

const joined = (name: string) => name.replace(JOINTS, '').toLowerCase();

/** The last word of a name that is written in any usual way. */
function lastWordOf(name: string): string {
  const words = name.replace(/([a-z\d])(?=[A-Z])/g, '$1 ').split(/[-_.\s]+/);
  return (words.filter((word) => word !== '').at(-1) ?? '').toLowerCase();
}

/** Whether a name says that its value is a secret. */
export function isSecretName(name: string): boolean {
  if (name.length > LONGEST_NAME) return false;
  if (lastWord.test(lastWordOf(name))) return true;
  const plain = joined(name).replace(OTHERS, '');
  return anywhere.test(plain) && !FAULTS.test(plain);
}

/** Whether a name is of what is counted, measured or switched about a secret. */
export const isAboutSecret = (name: string): boolean => ABOUT.test(joined(name));

/** Whether the value of a name runs to the end of its line where it stands without quotes. */
export const takesLine = (name: string): boolean => WHOLE_LINE.test(joined(name));

/** What a name of a secret has in it, without joints and in small letters. */
export const stems: readonly string[] = [...ANYWHERE, ...LAST].map((words) =>
  words.replaceAll(' ', ''),
);

/** Names of the member that holds the name, and of the one that holds the value, of a pair. */
export const PAIR = {
  name: ['name', 'key', 'paramname', 'paramkey', 'property', 'option'],
  value: ['value', 'val', 'paramvalue', 'defaultvalue'],
} as const;

/** Which half of a pair a member is. */
export function halfOf(name: string): keyof typeof PAIR | undefined {
  const half = joined(name);
  if ((PAIR.name as readonly string[]).includes(half)) return 'name';
  return (PAIR.value as readonly string[]).includes(half) ? 'value' : undefined;
}
