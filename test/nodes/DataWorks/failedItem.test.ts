import { NodeOperationError, type INode } from 'n8n-workflow';

import { failedItem } from '../../../nodes/DataWorks/failedItem';

const node = (onError: INode['onError']): INode => ({
  id: '1',
  name: 'DataWorks',
  type: 'dataWorks',
  typeVersion: 1,
  position: [0, 0],
  parameters: { resource: 'syncTask', operation: 'create', taskContent: 'a password' },
  ...(onError === undefined ? {} : { onError }),
});
const failed = (onError: INode['onError']) =>
  failedItem(node(onError), { refusal: new NodeOperationError(node(onError), 'It is empty') }, 2);

describe('an item that failed', () => {
  // Up to n8n 2.33.2: an item fails with an `error`, or a json of `error` alone or with `message`.
  it('has an error of its own for the error output of older n8n', () => {
    const { error } = failed('continueErrorOutput');
    expect(error?.message).toBe('It is empty.');
    expect(JSON.stringify(error)).not.toContain('a password');
  });

  // n8n replaces the json of an item that has an error by its message.
  it('leaves that behind when n8n has sorted it out, and keeps its details', () => {
    const copy = { ...failed('continueErrorOutput') };
    expect(copy.error).toBeUndefined();
    expect(copy.json).toEqual({ error: 'It is empty.', details: { tries: 0 } });
  });

  it('has none where there is no error output', () => {
    expect(failed('continueRegularOutput').error).toBeUndefined();
  });
});
