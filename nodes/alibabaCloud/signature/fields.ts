import type { Field } from './percentEncode';

const asText = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);

/**
 * The fields in a query or form as n8n's request options hold them: text, URLSearchParams or an
 * object. Lists repeat their name, objects become JSON, null and undefined are left out.
 */
export function fieldsOf(values: unknown): Field[] {
  if (typeof values === 'string') return [...new URLSearchParams(values)];
  if (values instanceof URLSearchParams) return [...values];
  if (typeof values !== 'object' || values === null) return [];
  return Object.entries(values).flatMap(([name, value]): Field[] => {
    if (value === undefined || value === null) return [];
    return Array.isArray(value)
      ? value.map((one) => [name, asText(one)] as const)
      : [[name, asText(value)] as const];
  });
}
