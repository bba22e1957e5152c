import type { IExecuteFunctions } from 'n8n-workflow';

/** Whether a parameter as the workflow has it holds an expression anywhere. */
function hasExpression(value: unknown): boolean {
  if (typeof value === 'string') return value.startsWith('=');
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(hasExpression);
}

/**
 * The same execution, which reads a parameter without expressions once instead of once for each
 * item: n8n resolves and checks it anew on every call.
 */
export function readConstantsOnce(context: IExecuteFunctions): IExecuteFunctions {
  const { parameters } = context.getNode();
  const constants = new Set(
    Object.keys(parameters).filter((name) => !hasExpression(parameters[name])),
  );
  const known = new Map<string, unknown>();

  const getNodeParameter = (
    ...given: Parameters<IExecuteFunctions['getNodeParameter']>
  ): unknown => {
    const [name, , fallback, options] = given;
    const [root = ''] = name.split(/[.[]/, 1);
    if (!constants.has(root)) return context.getNodeParameter(...given);
    const key = JSON.stringify([name, fallback, options]);
    if (!known.has(key)) known.set(key, context.getNodeParameter(...given));
    return known.get(key);
  };
  return Object.create(context, {
    getNodeParameter: { value: getNodeParameter },
  }) as typeof context;
}
