/**
 * JSON text in which a bigint becomes a number literal with all its digits.
 * JSON.stringify refuses bigints, and the service's ids go beyond 2^53.
 */
export function exactJson(value: unknown): string {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) {
    return `[${value.map((element) => (element === undefined ? 'null' : exactJson(element))).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => `${JSON.stringify(name)}:${exactJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}
