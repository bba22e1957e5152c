import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  NodeHelpers,
  type INode,
  type INodeParameters,
  type INodeProperties,
  type INodePropertyCollection,
  type INodePropertyOptions,
  type INodeTypeDescription,
  type IWorkflowBase,
} from 'n8n-workflow';

import { credentialName, loadBuiltPackage, packageRoot } from './harness/builtPackage';

const folder = join(packageRoot, 'examples');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const nodeType = 'n8n-nodes-alibabacloud-dataworks.dataWorks';
const triggerType = `${nodeType}Trigger`;

type Example = Pick<IWorkflowBase, 'name' | 'nodes' | 'connections' | 'settings'>;

const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Example;
const isExpression = (value: unknown) => typeof value === 'string' && value.startsWith('=');

/** Parameters that the node does not show for the others, or whose value is none of its options. */
function misfits(node: INode, description: INodeTypeDescription): string[] {
  const root = NodeHelpers.getNodeParameters(
    description.properties,
    node.parameters,
    true,
    false,
    node,
    description,
  ) as INodeParameters;

  const within = (
    properties: INodeProperties[],
    values: INodeParameters,
    at: string,
    shownBy: INodeParameters,
  ): string[] =>
    Object.entries(values).flatMap(([name, value]) => {
      const path = at + name;
      const property = properties.find(
        (one) =>
          one.name === name && NodeHelpers.displayParameter(shownBy, one, node, description, root),
      );
      if (property === undefined) return [path];
      const { type, options = [] } = property;
      if (type === 'options' && !isExpression(value)) {
        const known = (options as INodePropertyOptions[]).some((option) => option.value === value);
        return known ? [] : [`${path} = ${String(value)}`];
      }
      if (type === 'collection') {
        const inner = value as INodeParameters;
        return within(options as INodeProperties[], inner, `${path}.`, inner);
      }
      if (type === 'fixedCollection') {
        return Object.entries(value as INodeParameters).flatMap(([group, rows]) => {
          const known = (options as INodePropertyCollection[]).find((one) => one.name === group);
          if (known === undefined) return [`${path}.${group}`];
          return [rows].flat().flatMap((row) => {
            const inner = row as INodeParameters;
            return within(known.values, inner, `${path}.${group}.`, inner);
          });
        });
      }
      return [];
    });
  return within(description.properties, node.parameters, '', root);
}

describe.each(files)('examples/%s', (file) => {
  const { name, nodes, connections, settings } = read(file);
  const own = nodes.filter(({ type }) => type === nodeType || type === triggerType);
  let descriptions: Record<string, INodeTypeDescription>;
  beforeAll(async () => {
    const { node, trigger } = await loadBuiltPackage();
    descriptions = { [nodeType]: node.description, [triggerType]: trigger.description };
  });

  it('is a workflow with a name and a note that says what it does', () => {
    expect(name).toMatch(/^[A-Z]\w+ /);
    expect(settings).toEqual({ executionOrder: 'v1' });
    const note = nodes.find(({ type }) => type === 'n8n-nodes-base.stickyNote');
    expect(note).toMatchObject({ name: 'About', parameters: { content: expect.any(String) } });
    expect(note!.parameters.content).toContain(`## ${name}\n`);
  });

  it('has nodes with ids and names of their own, in reach of each other', () => {
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
    const names = nodes.map((node) => node.name);
    expect(new Set(names).size).toBe(names.length);

    const targets = Object.values(connections).flatMap(({ main = [] }) =>
      main.flatMap((branch) => (branch ?? []).map(({ node }) => node)),
    );
    expect(names).toEqual(expect.arrayContaining([...Object.keys(connections), ...targets]));
    const quoted = [...JSON.stringify(nodes).matchAll(/\$\('([^']+)'\)/g)].map(([, one]) => one);
    expect(names).toEqual(expect.arrayContaining(quoted));
  });

  it('has nodes of n8n and of this package, whose credential the user chooses', () => {
    expect(own.length).toBeGreaterThan(0);
    const others = nodes.filter((node) => !own.includes(node));
    for (const { type } of others) expect(type).toMatch(/^n8n-nodes-base\.\w+$/);
    for (const { credentials } of own) {
      expect(credentials).toEqual({
        [credentialName]: { id: '', name: 'Alibaba Cloud AccessKey API' },
      });
    }
  });

  it('gives the node parameters that it knows, and all that it needs', () => {
    for (const node of own) {
      const description = descriptions[node.type]!;
      expect([node.name, misfits(node, description)]).toEqual([node.name, []]);
      const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
      expect([node.name, issues]).toEqual([node.name, null]);
    }
  });
});

describe('the check of the examples', () => {
  const create = read('create-a-sync-task.json').nodes.find(({ type }) => type === nodeType)!;

  it.each<[string, INodeParameters, string]>([
    ['a misspelt parameter', { taskname: 'x' }, 'taskname'],
    ['a misspelt option', { options: { clientTokn: 'x' } }, 'options.clientTokn'],
    ['a parameter of another operation', { runFor: 'range' }, 'runFor'],
    ['a value that is no option', { taskType: 'DI_BATCH' }, 'taskType = DI_BATCH'],
  ])('finds %s', async (_what, changes, found) => {
    const { description } = (await loadBuiltPackage()).node;
    const changed = { ...create, parameters: { ...create.parameters, ...changes } };
    expect(misfits(changed, description)).toContain(found);
  });

  it('finds that a required parameter is missing', async () => {
    const { description } = (await loadBuiltPackage()).node;
    const changed = { ...create, parameters: { ...create.parameters, projectId: '' } };
    expect(
      NodeHelpers.getNodeParametersIssues(description.properties, changed, description),
    ).not.toBeNull();
  });
});
