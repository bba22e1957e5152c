import type { INodeProperties } from 'n8n-workflow';

/** A field and the operations that have it. */
export interface SharedField {
  field: INodeProperties;
  operations: string[];
}

/**
 * The fields of several operations, each of those that are the same but once: what the editor loads
 * grows with every field. The order of each operation's fields is kept.
 */
export function sharedFields(
  operations: ReadonlyArray<{ value: string; fields: readonly INodeProperties[] }>,
): SharedField[] {
  const shared: Array<SharedField & { text: string }> = [];
  for (const { value, fields } of operations) {
    let at = 0;
    for (const field of fields) {
      const text = JSON.stringify(field);
      const same = shared.findIndex((one, index) => index >= at && one.text === text);
      const entry = shared[same];
      if (entry) entry.operations.push(value);
      else shared.splice(at, 0, { field, operations: [value], text });
      at = (entry ? same : at) + 1;
    }
  }
  return shared;
}
