import { concealer } from '../../../alibabaCloud/client/redact';
import { cleanServerText } from '../../../alibabaCloud/client/serverText';
import { SECRET_NAME } from '../../script/scriptSecrets';

const LINES = 20;
const LONGEST_LINE = 300;

const NAME = `[\\w.-]{0,40}(?:${SECRET_NAME.source})[\\w.-]{0,40}`;
const VALUE = `"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|(?:Bearer|Basic)\\s+\\S+|[^\\s,;&)}\\]]+`;

/** `password=…`, `"accessKey": "…"`, `--token …` */
const NAMED = new RegExp(`(${NAME}\\\\?["']?\\s*[:=]\\s*\\\\?|--?${NAME}\\s+)(?:${VALUE})`, 'gi');
/** The password in `scheme://user:password@host`. */
const IN_URL = /(:\/\/[^\s:/@]{0,100}:)[^\s@/]+@/g;

/**
 * A log without what looks like a secret by its name, or is known to be one.
 * @param secrets texts that must not be shown
 */
export function withoutSecrets(log: string, secrets: readonly string[] = []): string {
  return concealer(secrets)(log).replace(NAMED, '$1***').replace(IN_URL, '$1***@');
}

/** The last lines of a log that say something. */
export function lastLines(log: string, count: number): string {
  const lines = log.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.slice(-count).join('\n');
}

/** The end of a log, fit for a message: 20 lines, clean and without secrets. */
export function logTail(log: string, secrets: readonly string[]): string {
  return lastLines(withoutSecrets(log, secrets), LINES)
    .split('\n')
    .map((line) => cleanServerText(line, LONGEST_LINE))
    .join('\n');
}
