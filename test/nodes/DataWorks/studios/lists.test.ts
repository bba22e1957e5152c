import type { Client } from '../../../../nodes/alibabaCloud/client/call';
import type { JsonObject } from '../../../../nodes/alibabaCloud/client/exactJson';
import { openJournal } from '../../../../nodes/DataWorks/once/journal';
import { publishing } from '../../../../nodes/DataWorks/studios/dataStudio/publishing';
import { studioRuns } from '../../../../nodes/DataWorks/studios/dataStudio/runSource';
import { fileRelease } from '../../../../nodes/DataWorks/studios/legacy/release';
import { legacyRuns } from '../../../../nodes/DataWorks/studios/legacy/runSource';
import type { Watch } from '../../../../nodes/DataWorks/studios/runSource';

/** A client whose every call is answered by this. */
const answering = (body: JsonObject) =>
  ({
    call: async () => ({ ok: true, body: { RequestId: 'r', ...body }, tries: 1, resent: false }),
  }) as unknown as Client;

const watch: Watch = {
  projectId: '10000',
  environment: 'PROD',
  event: 'runEnded',
  kinds: [],
  businessDates: 2,
  timeZone: 'Asia/Shanghai',
};
const pass = { at: Date.UTC(2026, 1, 28), from: 0 };
const published = { projectId: '20000', nodeId: '7', type: 'Online', ifReleasing: 'join' } as const;
const release = (client: Client) =>
  fileRelease(
    client,
    openJournal({}),
    { projectId: '10000', fileId: '1' },
    { to: 'DEV', comment: undefined, skipChecks: undefined, limits: {} as never },
  );

/** Looks whose answer decides what is sent, or reported; and where a reply has their list. */
const looks: Array<[string, string, string, (client: Client) => Promise<unknown>]> = [
  ['a submission', 'Data', 'FileVersions', (client) => release(client).submission.find('mark')],
  [
    'a pipeline run',
    'PagingInfo',
    'PipelineRuns',
    (client) => publishing(client, { ...published, comment: undefined }).find('mark'),
  ],
  [
    'an older pipeline run',
    'PagingInfo',
    'PipelineRuns',
    (client) => publishing(client, { ...published, comment: undefined }).send('mark'),
  ],
  [
    'ended runs, legacy',
    'Data',
    'Instances',
    async (client) => legacyRuns(client, watch).lists(pass, false)[0]?.page(1),
  ],
  [
    'ended runs, new',
    'PagingInfo',
    'TaskInstances',
    async (client) => studioRuns(client, watch).lists(pass, false)[0]?.page(1),
  ],
];

describe.each(looks)('a look for %s', (_what, container, list, look) => {
  it.each<[string, JsonObject]>([
    ['has no object for it', {}],
    ['has no list', { [container]: {} }],
    ['has no list of three', { [container]: { TotalCount: 3 } }],
    ['has something else', { [container]: { [list]: 'none', TotalCount: 0 } }],
  ])('proves nothing by a reply that %s', async (_how, body) => {
    expect(await look(answering(body))).toMatchObject({
      ok: false,
      kind: 'damaged reply',
      detail: expect.stringContaining(`${container}.${list}`),
    });
  });

  it('takes an empty list for what it is', async () => {
    const body = { [container]: { [list]: [], TotalCount: 0 } };
    expect(await look(answering(body))).toMatchObject({ ok: true });
  });
});
