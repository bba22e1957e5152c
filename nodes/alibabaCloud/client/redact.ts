/** Takes secrets out of a text. To be used before the text is cleaned or cut. */
export type Conceal = (text: string) => string;

/** The signer's own traces: the parts of an Authorization header, and any SHA-256 in hex. */
const AUTHORIZATION = /(Signature=|Credential=)[^\s,;"&]+/g;
const SHA256_HEX = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gi;

/** Shorter ones are parts of ordinary words. */
const SHORTEST = 4;

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/** How a page may write a character: `&quot;`, `&#34;`, `&#x22;`. */
const REFERENCE = /&(?:amp|lt|gt|quot|apos|#0*\d{1,7}|#x0*[\da-f]{1,6});/gi;
const NAMED: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

function referredTo(reference: string): string {
  const named = NAMED[reference.toLowerCase()];
  if (named !== undefined) return named;
  const code = Number(reference.slice(2, -1).replace(/^x/i, '0x'));
  return code <= 0x10ffff ? String.fromCodePoint(code) : reference;
}

/** The text of a page, and where in the page each of its characters begins, the end included. */
function textOf(page: string): { text: string; begins: number[] } {
  const begins: number[] = [];
  let text = '';
  let from = 0;
  const take = (to: number) => {
    text += page.slice(from, to);
    for (; from < to; from++) begins.push(from);
  };
  for (const { 0: reference, index } of page.matchAll(REFERENCE)) {
    take(index);
    const character = referredTo(reference);
    text += character;
    for (let unit = 0; unit < character.length; unit++) begins.push(index);
    from = index + reference.length;
  }
  take(page.length);
  begins.push(page.length);
  return { text, begins };
}

/** Takes a text out of plain text and out of a page that writes some of its characters as references. */
function without(shown: string, hidden: string): string {
  const page = shown.replaceAll(hidden, '***');
  if (page.search(REFERENCE) < 0) return page;
  const { text, begins } = textOf(page);
  let rest = '';
  let from = 0;
  for (let at = text.indexOf(hidden); at >= 0; at = text.indexOf(hidden, at + hidden.length)) {
    rest += `${page.slice(from, begins[at])}***`;
    from = begins[at + hidden.length] ?? page.length;
  }
  return rest + page.slice(from);
}

/** As in a form body, in a form body of a browser, and in a signed query. */
function inUrls(text: string): string[] {
  const form = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
  const query = form.replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return [form, form.replaceAll('%20', '+'), query];
}

/** How a server that quotes a request can write a text: bare, in JSON, in a URL or form. */
function writtenForms(secret: string): string[] {
  return [secret, inJson(secret), inJson(inJson(secret))].flatMap((text) => [
    text,
    ...inUrls(text),
  ]);
}

/**
 * @param secrets texts that must not be shown in any of their written forms; those of less than
 * four characters cannot be told from ordinary text and stay
 */
export function concealer(secrets: readonly string[]): Conceal {
  return (text) => {
    const forms = new Set(secrets.filter(({ length }) => length >= SHORTEST).flatMap(writtenForms));
    return (
      [...forms]
        // A form may hold another one.
        .sort((a, b) => b.length - a.length)
        .reduce(without, text)
        .replace(AUTHORIZATION, '$1***')
        .replace(SHA256_HEX, '***')
    );
  };
}
