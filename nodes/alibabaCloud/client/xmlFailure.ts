import type { JsonObject } from './exactJson';

const ROOT = /^\s*(?:<\?xml[^<>]{0,200}\?>\s{0,100})?<(?:Error|[A-Za-z]{1,100}Response)[\s>]/;
const MEMBERS = ['Code', 'Message', 'RequestId'] as const;
/** Gateways write short ones. */
const LONGEST = 20_000;

const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&amp;', '&'],
]);

function textIn(xml: string, name: string): string | undefined {
  const begin = xml.indexOf(`<${name}>`);
  const end = xml.indexOf(`</${name}>`, begin);
  if (begin < 0 || end < 0) return undefined;
  return xml
    .slice(begin + name.length + 2, end)
    .replace(/^<!\[CDATA\[|\]\]>$/g, '')
    .replace(/&(?:lt|gt|quot|apos|amp);/g, (reference) => CHARACTERS.get(reference) ?? reference);
}

/**
 * A failure that a gateway says in XML, by the names that it has in JSON.
 * @returns `undefined` for what is no such failure, a page in HTML among it
 */
export function readXmlFailure(text: string): JsonObject | undefined {
  const xml = text.slice(0, LONGEST);
  if (!ROOT.test(xml)) return undefined;
  const members = MEMBERS.flatMap((name) => {
    const value = textIn(xml, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const failure = Object.fromEntries(members);
  return failure.Code ? failure : undefined;
}
