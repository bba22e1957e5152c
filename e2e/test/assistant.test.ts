import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import type { INodeTypeDescription } from 'n8n-workflow';

import { root } from '../paths';

/** n8n's own catalogue, which tells its assistant and workflow builder what a node is for. */
const ofN8n = createRequire(path.join(root, 'e2e/node_modules/n8n/package.json'));
const { synthesizeNodeTypeDef } = ofN8n('./dist/modules/mcp-registry/synthesize-type-def.js') as {
  synthesizeNodeTypeDef: (description: INodeTypeDescription) => string;
};
const { NodeTypeParser, searchCodeBuilderNodes } = ofN8n('@n8n/ai-utilities/node-catalog') as {
  NodeTypeParser: new (types: INodeTypeDescription[]) => object;
  searchCodeBuilderNodes: (parser: object, queries: string[]) => { results: string } | string;
};

const [described] = JSON.parse(readFileSync(path.join(root, 'dist/types/nodes.json'), 'utf8')) as [
  INodeTypeDescription,
];
const description = { ...described, name: `n8n-nodes-alibabacloud-dataworks.${described.name}` };

test('what the assistant reads when it searches says which resource to take', () => {
  const found = JSON.stringify(
    searchCodeBuilderNodes(new NodeTypeParser([description]), ['DataWorks']),
  );
  expect(found).toContain('ask the user which');
});

test('the definition that it builds with has the hints beside the fields', () => {
  const definition = synthesizeNodeTypeDef(description);
  const hints = new Set(
    [...JSON.stringify(description.properties).matchAll(/"propertyHint":"([^"]*)"/g)].map(
      ([, hint]) => hint!,
    ),
  );
  expect(hints.size).toBeGreaterThan(3);
  expect([...hints].filter((hint) => !definition.includes(hint))).toEqual([]);
});
