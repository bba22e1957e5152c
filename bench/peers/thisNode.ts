import { creationParameters } from '../creation';
import type { N8n } from '../n8n';
import type { Peer } from './peer';

const itemsNamed = (names: readonly string[]) => names.map((name) => ({ json: { name } }));

/** All items in one execution of the node, one at a time. */
export const thisNode = (n8n: N8n): Peer => ({
  name: 'this node',
  async create(taskNames) {
    await n8n.execute({
      parameters: creationParameters({ concurrency: 1 }),
      items: itemsNamed(taskNames),
    });
  },
});

/** An execution of the node for each item. */
export const thisNodeAnew = (n8n: N8n): Peer => ({
  name: 'this node, an execution each',
  async create(taskNames) {
    for (const item of itemsNamed(taskNames)) {
      await n8n.execute({ parameters: creationParameters(), items: [item] });
    }
  },
});
