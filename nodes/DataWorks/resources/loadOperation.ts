import type { Operation } from './operation';

/** The names that files and folders of operations have. */
const NAME = /^[a-z][A-Za-z]*$/;

const noneIfMissing = (error: { code?: string }): Promise<object> =>
  error.code === 'MODULE_NOT_FOUND' ? Promise.resolve({}) : Promise.reject(error);

/**
 * The operation by the values of the parameters Resource and Operation, which its folder and file are
 * named by; `undefined` for none. What another operation needs is not loaded.
 */
export async function loadOperation(
  resource: string,
  operation: string,
): Promise<Operation | undefined> {
  if (!NAME.test(resource) || !NAME.test(operation)) return undefined;
  const file: object = await import(`./${resource}/${operation}`).catch(noneIfMissing);
  const exported = Object.values(file) as Partial<Operation>[];
  return exported.find((one) => one.value === operation) as Operation | undefined;
}
