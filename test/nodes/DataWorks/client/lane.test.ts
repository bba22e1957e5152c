import { clock } from '../../../../nodes/DataWorks/client/clock';
import { createLanes } from '../../../../nodes/DataWorks/client/lane';
import { useVirtualTime } from './virtualTime';

const refusal = {
  ok: false,
  kind: 'throttled',
  action: 'CreateDISyncTask',
  detail: 'Too many calls.',
  mayHaveActed: false,
  retryAfterMs: 900,
} as const;

it('holds writes back after a throttled write, and lets reads go', async () => {
  const time = useVirtualTime(1_700_000_000_000);
  const { read, write } = createLanes();
  const deadline = clock.now() + 60_000;
  const turnAt = await write.turn(deadline, undefined);
  write.slowDown(refusal, turnAt!, 900);

  const turns = [write.turn(deadline, undefined), read.turn(deadline, undefined)];
  const [writeAt, readAt] = await time.until(Promise.all(turns));
  time.restore();

  expect(readAt! - turnAt!).toBe(0);
  expect(writeAt! - turnAt!).toBe(900);
});

it('gives turns in the order in which they were asked for', async () => {
  const time = useVirtualTime(1_700_000_000_000);
  const { write } = createLanes();
  const deadline = clock.now() + 60_000;
  const turnAt = await write.turn(deadline, undefined);
  write.slowDown(refusal, turnAt!, 900);

  const order: number[] = [];
  const asked = [0, 1, 2, 3].map((n) => write.turn(deadline, undefined).then(() => order.push(n)));
  await time.until(Promise.all(asked));
  time.restore();

  expect(order).toEqual([0, 1, 2, 3]);
});
