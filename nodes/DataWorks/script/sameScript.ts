import {
  isJsonObject,
  parseExact,
  type Json,
  type JsonObject,
} from '../../alibabaCloud/client/exactJson';

function canonical(value: Json): Json {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, canonical(value[key] as Json)]),
  );
}

/** A script that is an object, or `undefined`. */
function parsed(script: string): JsonObject | undefined {
  try {
    const value = parseExact(script);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What a script says, without what DataWorks puts there by itself. */
function said(script: string): string {
  const own = { ...parsed(script) };
  delete own.extend;
  return JSON.stringify(canonical(own));
}

/**
 * Whether two scripts (JSON text) say the same, whatever their spacing, the order of their keys and
 * their top-level `extend`: DataWorks adds that to what it stores (the editor's mode, the resource
 * group).
 */
export function sameScript(a: string, b: string): boolean {
  if (a === b) return true;
  if (parsed(a) === undefined || parsed(b) === undefined) return false;
  try {
    return said(a) === said(b);
  } catch {
    // Nested too deep.
    return false;
  }
}

/** The `extend` that a stored script (JSON text) has; `undefined` where there is none. */
export function extendOf(script: string): JsonObject | undefined {
  const extend = parsed(script)?.extend;
  return isJsonObject(extend) ? extend : undefined;
}

/**
 * The new script (JSON text) with the `extend` of the stored one, to replace it: the resource group
 * of the task stands there. What the new script says itself stays, to the character.
 */
export function withExtendOf(script: string, stored: string): string {
  const extend = extendOf(stored);
  const own = parsed(script);
  if (extend === undefined || own === undefined || own.extend !== undefined) return script;
  const rest = script.slice(script.indexOf('{') + 1);
  const comma = Object.keys(own).length === 0 ? '' : ',';
  return `{"extend":${JSON.stringify(extend)}${comma}${rest}`;
}
