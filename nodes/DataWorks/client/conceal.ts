/** Takes secrets out of a text. To be used before the text is cleaned or cut. */
export type Conceal = (text: string) => string;

/** The signer's own traces: the parts of an Authorization header, and any SHA-256 in hex. */
const AUTHORIZATION = /(Signature=|Credential=)[^\s,;"&]+/g;
const SHA256_HEX = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gi;

/** Shorter ones are parts of ordinary words. */
const SHORTEST = 4;

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const inHtml = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** As in a form body, in a form body of a browser, and in a signed query. */
function inUrls(text: string): string[] {
  const form = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
  const query = form.replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return [form, form.replaceAll('%20', '+'), query];
}

/** How a server that quotes a request can write a text: bare, in JSON, in a URL or form, in HTML. */
function writtenForms(secret: string): string[] {
  return [secret, inJson(secret), inJson(inJson(secret))].flatMap((text) => [
    text,
    inHtml(text),
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
        .reduce((shown, form) => shown.replaceAll(form, '***'), text)
        .replace(AUTHORIZATION, '$1***')
        .replace(SHA256_HEX, '***')
    );
  };
}
