import { leftovers } from '../../scripts/check-examples';
import type { JsonObject } from '../../nodes/alibabaCloud/client/exactJson';

const node = {
  id: '00000000-0000-4000-8000-000000000001',
  name: 'Create',
  type: 'n8n-nodes-alibabacloud-dataworks.dataWorks',
  typeVersion: 1,
  position: [0, 0],
  parameters: { taskName: 'orders' } as JsonObject,
  credentials: { alibabaCloudAccessKeyApi: { id: '', name: 'Alibaba Cloud AccessKey API' } },
};
const workflow = {
  name: 'An example',
  nodes: [node],
  connections: {},
  settings: {},
  active: false,
  pinData: {},
};
const withNode = (more: object) => ({ ...workflow, nodes: [{ ...node, ...more }] });

describe('what an example brings along', () => {
  it('is nothing when it is clean', () => {
    expect(leftovers(workflow)).toEqual([]);
  });

  it.each<[string, JsonObject, RegExp]>([
    ['a member of the n8n it comes from', { ...workflow, versionId: 'a' }, /versionId/],
    ['static data', { ...workflow, staticData: { lastTime: 1 } }, /staticData/],
    ['a workflow that is active', { ...workflow, active: true }, /active/],
    ['data of a run', { ...workflow, pinData: { Create: [{ json: {} }] } }, /pinData/],
    ['an id of a node', withNode({ id: 'a1b2' }), /Create: an id/],
    [
      'the id of a credential',
      withNode({ credentials: { x: { id: 'Wc3', name: 'mine' } } }),
      /id of a credential/,
    ],
    [
      'a password in a script',
      withNode({ parameters: { taskContent: '{"password": "hunter2hunter"}' } }),
      /looks like a secret, near .*password/,
    ],
    [
      'a token in a parameter',
      withNode({ parameters: { values: { accessToken: 'f00dcafe12' } } }),
      /looks like a secret/,
    ],
  ])('%s', (_, example, words) => {
    const found = leftovers(example);
    expect(found.join('\n')).toMatch(words);
    expect(found.join('\n')).not.toMatch(/hunter2|f00d/);
  });
});
