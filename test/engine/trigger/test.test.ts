import type { INodeParameters } from 'n8n-workflow';

import {
  DAY,
  HOUR,
  LIST,
  MINUTE,
  START,
  startTriggers,
  triggerParameters,
  type Studio,
  type Triggers,
} from '../triggers';

const id = (value: string) => ({ __rl: true, mode: 'id', value });

describe.each<Studio>(['legacy', 'dataStudio'])('a test of the trigger, %s', (studio) => {
  let triggers: Triggers;
  beforeAll(async () => {
    triggers = await startTriggers();
  });
  afterAll(() => triggers.close());
  beforeEach(() => triggers.reset());

  const schedule = (runs: Parameters<Triggers['schedule']>[1]) => triggers.schedule(studio, runs);
  const test = (changes: INodeParameters = {}) =>
    triggers.engine.testTrigger(triggerParameters(studio, changes));
  async function tested(changes?: INodeParameters) {
    const run = await test(changes);
    expect(run.error).toBeUndefined();
    return (run.output[0] ?? []).map(({ json }) => json);
  }

  it('shows runs that have ended, the oldest first', async () => {
    const first = schedule({ name: 'first', dueAt: START - 3 * HOUR, result: 'FAILURE' });
    const second = schedule({ name: 'second', dueAt: START - HOUR });
    schedule({ name: 'under_way', dueAt: START - MINUTE, runMs: HOUR });
    schedule({ name: 'tomorrow', dueAt: START + DAY, createdAt: START });
    const items = await tested();
    expect(items.map(({ EventId }) => String(EventId).split('-')[0])).toEqual([
      ...first,
      ...second,
    ]);
    expect(items.map(({ Succeeded }) => Succeeded)).toEqual([false, true]);
  });

  it('shows what the filters leave, and at most ten', async () => {
    schedule({ name: 'orders', count: 12, dueAt: START - 2 * HOUR, everyMs: MINUTE });
    schedule({ name: 'stock', dueAt: START - HOUR });
    const items = await tested({ filters: { namePattern: 'orders_*' } });
    expect(items.map(({ NodeName, TaskName }) => NodeName ?? TaskName)).toEqual(
      Array.from({ length: 10 }, (_, at) => `orders_${at + 3}`),
    );
  });

  it('costs a call for each state and list', async () => {
    schedule({ name: 'orders', dueAt: START - HOUR, result: 'FAILURE' });
    await tested({ event: 'runFailed' });
    expect(triggers.requests(LIST[studio])).toHaveLength(studio === 'legacy' ? 1 : 2);
  });

  it('starts nothing where there is nothing to show', async () => {
    expect(await tested()).toEqual([]);
  });

  it('is told of where DataWorks refuses', async () => {
    const run = await test({ projectId: id('4711') });
    expect(run.error?.message).toMatch(/^DataWorks did not list the/);
  });

  it.each<[string, INodeParameters, RegExp]>([
    ['no workspace', { projectId: id('={{ "" }}') }, /"Workspace" is empty/],
    ['another kind of Data Studio', { studio: 'old' }, /"Data Studio" is "old"/],
    ['an unknown event', { event: 'runBegun' }, /"Trigger On" is "runBegun"/],
    [
      'a task that is none',
      { taskId: id('orders') },
      studio === 'legacy' ? /"Task" is "orders"/ : /"Node" is "orders"/,
    ],
    [
      'a node of the Operation Center that is none',
      { filters: { schedulerId: 'x' } },
      /"Operation Center ID" is "x"/,
    ],
    [
      'an unknown kind',
      { filters: { kinds: '={{ ["scheduled", "nightly"] }}' } },
      /"Kind of Run" is "nightly"/,
    ],
    ['a pace that is none', { options: { lookEvery: '={{ 0 }}' } }, /"Look Every" is 0/],
    ['a pace of text', { options: { lookEvery: '={{ "often" }}' } }, /"Look Every" is often/],
    ['no dates', { options: { businessDates: '={{ 0 }}' } }, /"Business Dates" is 0/],
    ['too many dates', { options: { businessDates: '={{ 32 }}' } }, /"Business Dates" is 32/],
    [
      'an unknown environment',
      { options: { projectEnv: '={{ "TEST" }}' } },
      /"Environment" is "TEST"/,
    ],
    [
      'a switch that is none',
      { options: { includeLog: '={{ "maybe" }}' } },
      /"Include the Log's End" is "maybe"/,
    ],
    [
      'an unknown time zone',
      { options: { schedulingTimeZone: 'Mars' } },
      /"Scheduling Time Zone" is "Mars"/,
    ],
  ])('refuses before sending: %s', async (_, changes, message) => {
    expect((await test(changes)).error?.message).toMatch(message);
    const trigger = triggers.engine.publishTrigger(triggerParameters(studio, changes));
    await expect(trigger.poll()).rejects.toThrow(message);
    expect(triggers.requests()).toEqual([]);
    expect(JSON.stringify(trigger.stored())).not.toContain('memory');
  });
});
