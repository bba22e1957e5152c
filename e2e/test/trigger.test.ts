import { startTestbed, type Testbed } from './testbed';
import { anotherLook, ended, publishTrigger, startedWith, untilStarted } from './triggered';

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed('trigger');
});
afterAll(() => bed?.stop());

test('the trigger starts a published workflow once for each end, also over a kill and a restart', async () => {
  ended(bed, 'before', 'SUCCESS', 60_000);
  const workflow = await publishTrigger(bed);
  const first = ended(bed, 'first', 'FAILURE');
  const started = await untilStarted(bed, workflow, 1);
  expect(started).toEqual([[expect.objectContaining(first)]]);

  await bed.n8n.process.kill();
  const meanwhile = ended(bed, 'meanwhile', 'SUCCESS');
  bed = await bed.startAgain();
  const more = [...started, [expect.objectContaining(meanwhile)]];
  expect(await untilStarted(bed, workflow, 2)).toEqual(more);

  const last = ended(bed, 'last', 'SUCCESS');
  const all = [...more, [expect.objectContaining(last)]];
  expect(await untilStarted(bed, workflow, 3)).toEqual(all);
  await anotherLook(bed);
  expect(await startedWith(bed, workflow)).toEqual(all);
}, 500_000);
