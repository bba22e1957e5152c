import type { IExecuteFunctions } from 'n8n-workflow';

import { creationParameters } from '../creation';
import type { N8n } from '../n8n';
import { creationReply } from '../servers/creationReply';
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

/** What n8n's helper gives for a creation, as the node asks for it. */
const answer = (n: number) => ({
  statusCode: 200,
  headers: { date: new Date().toUTCString() },
  body: creationReply(n),
});

/**
 * The node's own code and nothing of n8n's: the helper answers at once instead of signing and
 * sending, and no parameter is an expression.
 */
export const ownCode = (n8n: N8n): Peer => ({
  name: 'this node, the helper answering at once',
  prepare(taskNames) {
    const parameters = { ...creationParameters({ concurrency: 1 }), taskName: 'task' };
    const context = n8n.context({ parameters, items: itemsNamed(taskNames) });
    let calls = 0;
    const httpRequestWithAuthentication = () => Promise.resolve(answer(++calls));
    const helpers = Object.assign({}, context.helpers, { httpRequestWithAuthentication });
    const answered = Object.create(context, { helpers: { value: helpers } }) as IExecuteFunctions;
    return async () => void (await n8n.node.execute!.call(answered));
  },
});
