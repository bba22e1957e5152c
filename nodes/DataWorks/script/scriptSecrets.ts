import { isJsonObject, type Json } from '../client/exactJson';

/** Names of settings that hold secrets. */
export const SECRET_NAME = /pass(word|wd|phrase)|pwd|secret|access_?(key|id)|token|credential/i;

/** The texts in a script that are secrets by their name, to keep them out of messages. */
export function scriptSecrets(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(scriptSecrets);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'string' && SECRET_NAME.test(name) ? [inner] : scriptSecrets(inner),
  );
}

/** The same script with every secret blanked. */
export function withoutScriptSecrets(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutScriptSecrets);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      typeof inner === 'string' && SECRET_NAME.test(name) ? '***' : withoutScriptSecrets(inner),
    ]),
  );
}
