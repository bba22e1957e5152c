import type { JsonObject } from '../../../../../nodes/alibabaCloud/client/exactJson';
import { actions } from '../../../../../nodes/DataWorks/api/dataworks-2024-05-18';
import type { PollingClient } from '../../../../../nodes/DataWorks/once/waitFor';
import { instanceChange } from '../../../../../nodes/DataWorks/studios/dataStudio/instances';

/** What a change of instance 7 makes of what a reply says of the instances. */
async function resultOf(SuccessInfo: JsonObject | undefined) {
  const body = { RequestId: 'r', ...(SuccessInfo === undefined ? {} : { SuccessInfo }) };
  const client = {
    join: (_call, subject, send) => send([subject, '8']),
    call: () => Promise.resolve({ ok: true, body, tries: 1, resent: false }),
  } as Pick<PollingClient, 'join' | 'call'>;
  const change = instanceChange(client as PollingClient, '7', actions.StopTaskInstances, undefined);
  return change.send();
}

const yes = { Success: true };

describe('what a batch operation says of one instance', () => {
  it('is its own result, and no other', async () => {
    const outcome = await resultOf({ 7: yes, 8: { Success: false, Message: 'no such instance' } });
    expect(outcome).toMatchObject({ ok: true, body: { RequestId: 'r', SuccessInfo: { 7: yes } } });
    expect(outcome).not.toHaveProperty('body.SuccessInfo.8');
  });

  it.each([false, 'false'])('is a refusal with its words: Success %j', async (Success) => {
    expect(await resultOf({ 7: { Success, Message: '<b>not now</b>' }, 8: yes })).toMatchObject({
      kind: 'refused',
      detail: '7: not now',
      mayHaveActed: false,
      requestId: 'r',
    });
  });

  it.each<[string, JsonObject | undefined]>([
    ['of others only', { 8: yes }],
    ['that is none', { 7: null }],
    ['of none', undefined],
  ])('is not known from a result %s, so that it is looked for', async (_, results) => {
    expect(await resultOf(results)).toMatchObject({
      kind: 'damaged reply',
      detail: 'The reply has no result for 7',
      mayHaveActed: true,
    });
  });
});
