/** An object parsed from JSON. */
export type JsonObject = Record<string, unknown>;

/** One dependency of a node, as it stands in flow[].depends[]. */
export interface Depend extends JsonObject {
  type: string;
  output: string;
}

/** A node of Data Studio: the draft. Times in ms since 1970. */
export interface StudioNode {
  id: bigint;
  projectId: bigint;
  /** The workflow in which it lives. */
  containerId: bigint | undefined;
  /** As ListNodes filters: DATAWORKS_PROJECT and its sisters. */
  scene: string;
  name: string;
  /** Folders, if any, and the name. */
  path: string;
  /** The node of the Spec as saved, without what Data Studio adds when it is read. */
  spec: JsonObject;
  depends: Depend[];
  owner: string;
  createdAt: number;
  modifiedAt: number;
  /** The task once it is published; it comes with the first publication and goes when taken offline. */
  taskId: bigint | undefined;
}

/** A workflow of Data Studio. */
export interface StudioWorkflow {
  id: bigint;
  projectId: bigint;
  name: string;
}

/** `value` as an object; an empty one for anything else. */
export function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : {};
}

/** The objects in the list `value`; none for anything else. */
export function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

/** The names under which other nodes depend on `node`: its own id, and what it declares. */
export function outputsOf({ id, spec }: Pick<StudioNode, 'id' | 'spec'>): string[] {
  const declared = objectsOf(objectOf(spec['outputs'])['nodeOutputs'])
    .map(({ data }) => data)
    .filter((data): data is string => typeof data === 'string');
  return [...new Set([String(id), ...declared])];
}

/** The command of the node's script, e.g. "DI". */
export function commandOf({ spec }: Pick<StudioNode, 'spec'>): string {
  return String(objectOf(objectOf(spec['script'])['runtime'])['command']);
}

/** The folder of `path`, "" for the root. */
export function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}

/** `object` without the members of those names. */
export function without(object: JsonObject, ...names: string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
