import type { INode } from 'n8n-workflow';

/** Where parameters are read: a run of the node has them for each item, a poll once. */
export interface ParameterSource {
  getNode(): INode;
  getNodeParameter(
    name: string,
    itemIndex: number,
    fallback: unknown,
    options: { extractValue: boolean },
  ): unknown;
}

/** Gives a parameter's value for an item as n8n has it; `null` where the node has none. */
export type ParameterValues = (name: string, itemIndex: number) => unknown;

/** What a resource locator gives when its whole value is one expression. */
const isLocator = (value: unknown) =>
  typeof value === 'object' && value !== null && 'mode' in value && 'value' in value;

/** Whether a parameter as the workflow has it holds an expression anywhere. */
function hasExpression(value: unknown): boolean {
  if (typeof value === 'string') return value.startsWith('=');
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(hasExpression);
}

/**
 * The parameters of an execution. One without expressions is read once instead of once for each
 * item: n8n resolves and checks it anew on every call.
 * @param node of the execution, as the workflow has it
 */
export function parameterValues(
  context: Pick<ParameterSource, 'getNodeParameter'>,
  { parameters }: Pick<INode, 'parameters'>,
): ParameterValues {
  const constants = new Set(
    Object.keys(parameters).filter((name) => !hasExpression(parameters[name])),
  );
  const known = new Map<string, unknown>();

  return (name, itemIndex) => {
    if (known.has(name)) return known.get(name);
    const [root = ''] = name.split(/[.[]/, 1);
    // n8n has filled in what is shown, and throws when it is asked for another.
    if (!Object.hasOwn(parameters, root)) return null;
    const read = (extractValue: boolean): unknown =>
      context.getNodeParameter(name, itemIndex, null, { extractValue });
    // To take the value out of a resource locator n8n looks its field up, for any other field too.
    const isText = typeof parameters[name] === 'string';
    let value = read(!isText);
    if (isText && isLocator(value)) value = read(true);
    if (constants.has(root)) known.set(name, value);
    return value;
  };
}
