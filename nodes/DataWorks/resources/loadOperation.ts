import type { Operation, Resource } from './operation';

/** The resources by their values, each loaded when an operation of it is first run. */
const load = {
  apiCall: async () => (await import('./apiCall')).apiCall,
  dataSource: async () => (await import('./dataSource')).dataSource,
  diJob: async () => (await import('./diJob')).diJob,
  instance: async () => (await import('./instance')).instance,
  syncNode: async () => (await import('./syncNode')).syncNode,
  syncTask: async () => (await import('./syncTask')).syncTask,
  taskInstance: async () => (await import('./taskInstance')).taskInstance,
} as const satisfies Record<string, () => Promise<Resource>>;

/** The operation by the values of the parameters Resource and Operation; `undefined` for none. */
export async function loadOperation(
  resource: string,
  operation: string,
): Promise<Operation | undefined> {
  if (!Object.hasOwn(load, resource)) return undefined;
  const { operations } = await load[resource as keyof typeof load]();
  return operations.find(({ value }) => value === operation);
}
