import type { Behaviours } from '../behaviours';

/** What a stored batch script says of itself beside what was sent. */
interface Extend {
  mode?: unknown;
  resourceGroup?: unknown;
}

/** The `extend` of a script; undefined when it has none or is no JSON object. */
function extendOf(script: string): Extend | undefined {
  try {
    const { extend } = JSON.parse(script) as { extend?: Extend };
    return extend;
  } catch {
    return undefined;
  }
}

/** `script`, a JSON object, with `added` in its `extend`; the rest keeps its digits and its order. */
function withExtend(script: string, added: Extend): string {
  const extend = extendOf(script);
  if (extend !== undefined) {
    return JSON.stringify({ ...JSON.parse(script), extend: { ...extend, ...added } });
  }
  const end = script.lastIndexOf('}');
  const comma = Object.keys(JSON.parse(script) as object).length > 0 ? ',' : '';
  return `${script.slice(0, end)}${comma}"extend":${JSON.stringify(added)}}`;
}

/** The script of a DISync operation as a batch file holds it: with how it was made and its group. */
export function storedScript(
  script: string,
  resourceGroup: unknown,
  how: Behaviours['storedScript'],
): string {
  if (how === 'asSent') return script;
  const group = resourceGroup === undefined ? {} : { resourceGroup };
  return withExtend(script, { mode: 'code', ...group });
}

/** What UpdateFile makes of Content: it replaces all, or leaves an `extend` that is not given. */
export function replacedScript(
  content: string,
  earlier: string,
  how: Behaviours['replacedContent'],
): string {
  const extend = extendOf(earlier);
  if (how === 'asSent' || extend === undefined || extendOf(content) !== undefined) return content;
  try {
    return withExtend(content, extend);
  } catch {
    return content;
  }
}
