/** The JSON schema of what an operation puts out, as the editor's preview reads it. */
export interface OutputSchema {
  type: string;
  properties?: Record<string, OutputSchema>;
  items?: OutputSchema;
}

/** The narrowest schema that a value fits; of a list, by its first entry. */
export function schemaOf(value: unknown): OutputSchema {
  if (value === null) return { type: 'null' };
  if (Array.isArray(value)) {
    return value.length === 0 ? { type: 'array' } : { type: 'array', items: schemaOf(value[0]) };
  }
  if (typeof value === 'object') {
    const properties = Object.entries(value as object).map(([name, inner]) => [
      name,
      schemaOf(inner),
    ]);
    return { type: 'object', properties: Object.fromEntries(properties) };
  }
  return { type: Number.isInteger(value) ? 'integer' : typeof value };
}
