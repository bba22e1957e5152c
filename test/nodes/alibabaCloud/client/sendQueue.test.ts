import { actions } from '../../../../nodes/DataWorks/api/dataworks-2020-05-18';
import { clock } from '../../../../nodes/alibabaCloud/client/clock';
import { APART_MS, createSendQueues } from '../../../../nodes/alibabaCloud/client/sendQueue';
import { useVirtualTime } from './virtualTime';

const refusal = {
  ok: false,
  kind: 'throttled',
  action: actions.CreateDISyncTask,
  detail: 'Too many calls.',
  mayHaveActed: false,
  retryAfterMs: 900,
} as const;

it('holds writes back after a throttled write, and lets reads go', async () => {
  const time = useVirtualTime(1_700_000_000_000);
  const { read, write } = createSendQueues(false);
  const deadline = clock.now() + 60_000;
  const turnAt = await write.acquire(deadline, undefined);
  write.onThrottled(refusal, turnAt!, 900);

  const turns = [write.acquire(deadline, undefined), read.acquire(deadline, undefined)];
  const [writeAt, readAt] = await time.until(Promise.all(turns));
  time.restore();

  expect(readAt! - turnAt!).toBe(0);
  expect(writeAt! - turnAt!).toBe(900);
});

it('gives turns in the order in which they were asked for', async () => {
  const time = useVirtualTime(1_700_000_000_000);
  const { write } = createSendQueues(false);
  const deadline = clock.now() + 60_000;
  const turnAt = await write.acquire(deadline, undefined);
  write.onThrottled(refusal, turnAt!, 900);

  const order: number[] = [];
  const asked = [0, 1, 2, 3].map((n) =>
    write.acquire(deadline, undefined).then(() => order.push(n)),
  );
  await time.until(Promise.all(asked));
  time.restore();

  expect(order).toEqual([0, 1, 2, 3]);
});

it.each([
  ['several items at the same time', true, [0, APART_MS, 2 * APART_MS]],
  ['one item at a time', false, [0, 0, 0]],
])('sends the calls of %s so far apart', async (_case, together, expected) => {
  const time = useVirtualTime(1_700_000_000_000);
  const { write } = createSendQueues(together);
  const begin = clock.now();
  const turns = [0, 1, 2].map(() => write.acquire(begin + 60_000, undefined));
  const sentAt = await time.until(Promise.all(turns));
  time.restore();

  expect(sentAt.map((at) => at! - begin)).toEqual(expected);
});

it('has no call wait whose turn comes late enough by itself', async () => {
  const time = useVirtualTime(1_700_000_000_000);
  const { write } = createSendQueues(true);
  const deadline = clock.now() + 60_000;
  await write.acquire(deadline, undefined);
  await time.until(clock.sleep(APART_MS));
  const asked = clock.now();
  const turnAt = await write.acquire(deadline, undefined);
  time.restore();

  expect(turnAt).toBe(asked);
});
