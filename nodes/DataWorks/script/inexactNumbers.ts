const NUMBER = /[-+.eE\d]/;
/** So many digits are exact in every number of n8n. */
const EXACT_DIGITS = 15;

/** Whether n8n's numbers have the value of a number as JSON writes it. */
function isExact(token: string): boolean {
  const value = Number(token);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return false;
  if (String(value) === token) return true;
  const digits = (token.split(/e/i, 1)[0] ?? '').replace(/[-+.]/g, '');
  return Number.isFinite(value) && digits.replace(/^0+/, '').length <= EXACT_DIGITS;
}

/**
 * Whether JSON text holds a number that n8n would round, such as an integer above 2^53: then only the
 * text itself says what it says. In one pass; digits within texts are passed over.
 */
export function hasInexactNumber(json: string): boolean {
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === 34) {
      for (at++; at < json.length && json.charCodeAt(at) !== 34; at++) {
        if (json.charCodeAt(at) === 92) at++;
      }
    } else if (code === 45 || (code >= 48 && code <= 57)) {
      const from = at;
      while (NUMBER.test(json.charAt(at + 1))) at++;
      if (!isExact(json.slice(from, at + 1))) return true;
    }
  }
  return false;
}
