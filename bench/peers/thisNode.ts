import { creationParameters } from '../creation';
import type { N8n } from '../n8n';
import { itemsNamed, type Peer } from './peer';

/** All items in one execution of the node, one at a time. */
export const thisNode = (n8n: N8n): Peer => ({
  name: 'this node',
  prepare(taskNames) {
    const parameters = creationParameters({ concurrency: 1 });
    const context = n8n.context({ parameters, items: itemsNamed(taskNames) });
    return async () => void (await n8n.node.execute!.call(context));
  },
});

/** An execution of the node for each item. */
export const thisNodeAnew = (n8n: N8n): Peer => ({
  name: 'this node, an execution each',
  isAnew: true,
  prepare(taskNames) {
    const parameters = creationParameters();
    const contexts = itemsNamed(taskNames).map((item) =>
      n8n.context({ parameters, items: [item] }),
    );
    return async () => {
      for (const context of contexts) await n8n.node.execute!.call(context);
    };
  },
});
