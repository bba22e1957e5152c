import type { Client } from '../../../../nodes/alibabaCloud/client/call';
import type { Failure, Outcome } from '../../../../nodes/alibabaCloud/client/outcome';
import type { Action } from '../../../../nodes/alibabaCloud/service';
import { actions } from '../../../../nodes/DataWorks/api/dataworks-2020-05-18';
import { createOnce, type Holders, type Named } from '../../../../nodes/DataWorks/once/createOnce';
import { openJournal } from '../../../../nodes/DataWorks/once/journal';
import { useVirtualTime } from '../../alibabaCloud/client/virtualTime';
import { clock } from '../../../../nodes/alibabaCloud/client/clock';

/** A creation that has no ClientToken, as CreateNode of API 2024-05-18. */
const action: Action = { ...actions.CreateDISyncTask, effect: 'write' };

const client = {
  cancelled: () => false,
  takeRetry: () => true,
  pause: (ms: number) => clock.sleep(ms),
} as Client;

const lost: Failure = {
  ok: false,
  kind: 'network',
  action,
  detail: 'The connection was closed',
  tries: 1,
  mayHaveActed: true,
  resent: false,
};
const taken: Failure = { ...lost, kind: 'refused', code: 'Taken', mayHaveActed: false };
const unanswered: Failure = { ...lost, kind: 'unavailable', mayHaveActed: false };
const made = (id: string): Outcome => ({
  ok: true,
  body: { Id: id, RequestId: 'r' },
  tries: 1,
  resent: false,
});

let time: ReturnType<typeof useVirtualTime>;
beforeEach(() => (time = useVirtualTime(0)));
afterEach(() => time.restore());

type Look = Named[] | Failure;

/** Creates with these outcomes of the sends, and these of the looks; the last one stays. */
async function create(sends: Outcome[], looks: Look[], context = {}) {
  let sent = 0;
  let looked = 0;
  const result = await time.until(
    createOnce(client, openJournal(context), {
      action,
      unit: 'unit',
      send: async () => sends[sent++]!,
      idIn: ({ Id }) => (typeof Id === 'string' ? Id : undefined),
      told: 'Id',
      isNameTaken: ({ code }) => code === 'Taken',
      async findHolders(): Promise<Holders<Named> | Failure> {
        const look = looks[Math.min(looked++, looks.length - 1)] ?? [];
        return Array.isArray(look) ? { ok: true, holders: look, requestId: 'l' } : look;
      },
    }),
  );
  return { result, sent, looked, at: clock.now() };
}

describe('a creation without a token', () => {
  it('is sent once where a reply comes, and not again for the same unit', async () => {
    const context = {};
    expect(await create([made('1')], [], context)).toMatchObject({
      result: { state: 'created', id: '1' },
      sent: 1,
      looked: 0,
    });
    expect(await create([], [], context)).toMatchObject({
      result: { state: 'created', id: '1', requestId: 'r' },
      sent: 0,
    });
  });

  it('is sent again only after three answered looks over 15 s', async () => {
    const { result, sent, looked, at } = await create([lost, made('2')], [[]]);
    expect(result).toMatchObject({ state: 'created', id: '2' });
    expect([sent, looked]).toEqual([2, 3]);
    expect(at).toBeGreaterThanOrEqual(15_000);
  });

  it('stays in doubt where looks fail, and is looked for first the next time', async () => {
    const context = {};
    const first = await create([lost], [unanswered], context);
    expect(first).toMatchObject({ result: { state: 'failed' }, sent: 1 });
    const second = await create([made('2')], [[{ id: '1', isOwn: true }]], context);
    expect(second).toMatchObject({ result: { state: 'created', id: '1' }, sent: 0 });
  });

  it('is its own by a mark alone, not by its name', async () => {
    const own = await create([lost], [[], [{ id: '1', isOwn: true }]]);
    expect(own.result).toMatchObject({ state: 'created', id: '1' });
    const another = await create([lost], [[{ id: '1' }]]);
    expect(another).toMatchObject({
      result: { state: 'failed', found: { holders: [{ id: '1' }] } },
      sent: 1,
    });
  });

  it('that is refused for its name says who has it', async () => {
    expect(await create([taken], [[{ id: '7' }]])).toMatchObject({
      result: { state: 'taken', isUncertain: false, found: { holders: [{ id: '7' }] } },
      sent: 1,
    });
  });

  it('of equal items waits for the first', async () => {
    const context = {};
    const journal = openJournal(context);
    let sent = 0;
    const one = () =>
      createOnce(client, journal, {
        action,
        unit: 'unit',
        send: async () => (++sent, await clock.sleep(10), made('1')),
        idIn: ({ Id }) => String(Id),
        told: 'Id',
        isNameTaken: () => false,
        findHolders: async () => ({ ok: true, holders: [], requestId: '' }),
      });
    const both = await time.until(Promise.all([one(), one()]));
    expect(both.map((each) => each.state)).toEqual(['created', 'created']);
    expect(sent).toBe(1);
  });
});
