import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { PublishedTrigger } from '../harness/trigger';
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

const ID = { legacy: 'InstanceId', dataStudio: 'Id' };

/** How many lists a look reads. */
const LISTS = { legacy: 1, dataStudio: 2 };

describe.each<Studio>(['legacy', 'dataStudio'])('a published trigger, %s', (studio) => {
  let triggers: Triggers;
  beforeAll(async () => {
    triggers = await startTriggers();
  });
  afterAll(() => triggers.close());
  beforeEach(() => triggers.reset());

  const schedule = (runs: Parameters<Triggers['schedule']>[1]) => triggers.schedule(studio, runs);
  const calls = () => triggers.requests().length;
  const idsOf = (items: IDataObject[]) => items.map((item) => String(item[ID[studio]]));

  /** Activates a trigger, which is its first poll. */
  async function published(changes: INodeParameters = {}): Promise<PublishedTrigger> {
    const trigger = triggers.engine.publishTrigger(triggerParameters(studio, changes));
    expect(await trigger.poll()).toEqual([]);
    return trigger;
  }
  /** What it starts the workflow with at the next look. */
  async function next(trigger: PublishedTrigger, after = 15 * MINUTE): Promise<string[]> {
    await triggers.pass(after);
    return idsOf(await trigger.poll());
  }

  it('reports each end once, the oldest first, and none from before', async () => {
    schedule({ name: 'before', dueAt: START - HOUR });
    const trigger = await published();
    const late = schedule({ name: 'late', dueAt: START + 5 * MINUTE, runMs: 5 * MINUTE });
    const early = schedule({ name: 'early', dueAt: START + MINUTE, result: 'FAILURE' });
    const later = schedule({ name: 'later', dueAt: START + 14 * MINUTE, runMs: 5 * MINUTE });

    expect(await next(trigger)).toEqual([...early, ...late]);
    expect(await next(trigger)).toEqual(later);
    expect(await next(trigger)).toEqual([]);
  });

  it('gives an item of what users look at, with what tells the end', async () => {
    const trigger = await published();
    const [id] = schedule({ name: 'orders', dueAt: START + MINUTE, result: 'FAILURE' });
    await triggers.pass(15 * MINUTE);
    const endedAt = START + MINUTE + 10_000;
    expect(await trigger.poll()).toEqual([
      {
        EventId: `${id}-${endedAt}-failed`,
        ...(studio === 'legacy'
          ? {
              InstanceId: Number(id),
              NodeId: expect.any(Number),
              NodeName: 'orders',
              Status: 'FAILURE',
              Bizdate: Date.parse('2026-02-28T00:00:00+08:00'),
              CycTime: START + MINUTE,
              BeginRunningTime: START + MINUTE,
              FinishTime: endedAt,
              DagId: expect.any(Number),
              TaskRerunTime: 0,
            }
          : {
              Id: Number(id),
              TaskId: expect.any(Number),
              TaskName: 'orders',
              Status: 'Failure',
              Bizdate: Date.parse('2026-02-28T00:00:00+08:00'),
              TriggerTime: START + MINUTE,
              StartedTime: START + MINUTE,
              FinishedTime: endedAt,
              RunNumber: 1,
              WorkflowInstanceId: expect.any(Number),
              WorkflowInstanceType: 'Normal',
            }),
        Succeeded: false,
      },
    ]);
  });

  it('gives all that the API says when it is not to simplify', async () => {
    const trigger = await published({ simplify: false });
    schedule({ name: 'orders', dueAt: START + MINUTE });
    await triggers.pass(15 * MINUTE);
    const [item] = await trigger.poll();
    expect(item).toMatchObject({ CreateTime: START, Succeeded: true });
  });

  test.each<[string, INodeParameters, number]>([
    ['15 minutes', {}, 4],
    ['5 minutes', { options: { lookEvery: 5 } }, 12],
    ['an hour', { options: { lookEvery: 60 } }, 1],
  ])('looks every %s, whatever Poll Times say', async (_, changes, looks) => {
    const trigger = await published(changes);
    const before = calls();
    for (let minute = 0; minute < 60; minute++) await next(trigger, MINUTE);
    expect(calls() - before).toBe(looks * LISTS[studio]);
  });

  it('takes out what looks like a secret, as the node does', async () => {
    const trigger = await published({ simplify: false });
    schedule({ name: 'orders password=Hidden-4711', dueAt: START + MINUTE });
    await triggers.pass(15 * MINUTE);
    const items = JSON.stringify(await trigger.poll());
    expect(items).toContain('orders password=***');
    expect(items).not.toContain('Hidden-4711');
  });

  it('keeps its pace after a look that failed, and reports all then', async () => {
    const trigger = await published();
    const ids = schedule({ name: 'orders', dueAt: START + MINUTE });
    const { faults } = triggers.server.emulator;
    faults.add({ kind: 'error', code: 'Forbidden.DI.NoPrivilege', action: LIST[studio] });
    await triggers.pass(15 * MINUTE);
    await expect(trigger.poll()).rejects.toThrow(/DataWorks did not list the/);
    const before = calls();
    expect(await next(trigger, MINUTE)).toEqual([]);
    expect(calls()).toBe(before);
    expect(await next(trigger, 14 * MINUTE)).toEqual(ids);
  });

  it('does not begin a second poll while one is under way', async () => {
    const trigger = await published();
    schedule({ name: 'orders', dueAt: START + MINUTE });
    await triggers.pass(15 * MINUTE);
    const polls = await Promise.all([trigger.poll(), trigger.poll(), trigger.poll()]);
    expect(polls.map((items) => items.length)).toEqual([1, 0, 0]);
  });

  it.each<[string, INodeParameters, string[]]>([
    ['ended', { event: 'runEnded' }, ['good', 'bad', 'old', 'hand']],
    ['failed', { event: 'runFailed' }, ['bad']],
    ['succeeded', { event: 'runSucceeded' }, ['good', 'old', 'hand']],
    ['scheduled', { filters: { kinds: ['scheduled'] } }, ['good', 'bad']],
    ['of two kinds', { filters: { kinds: ['backfill', 'manual'] } }, ['old', 'hand']],
    ['by name', { filters: { namePattern: 'G*' } }, ['good']],
    ['of another owner', { filters: { owner: '4711' } }, []],
    [
      'of an owner',
      { filters: { owner: '2000000000000001', namePattern: '*d' } },
      ['good', 'bad', 'old', 'hand'],
    ],
  ])('reports what is wanted: %s', async (_, changes, names) => {
    const trigger = await published(changes);
    const at = (minutes: number) => ({ dueAt: START + minutes * MINUTE });
    schedule({ name: 'good', ...at(1) });
    schedule({ name: 'bad', ...at(2), result: 'FAILURE' });
    schedule({ name: 'old', ...at(3), dagType: 'SUPPLY_DATA' });
    schedule({ name: 'hand', ...at(4), dagType: 'MANUAL' });
    await triggers.pass(15 * MINUTE);
    const items = await trigger.poll();
    expect(items.map(({ NodeName, TaskName }) => NodeName ?? TaskName)).toEqual(names);
  });

  it('reports runs of one node of the Operation Center', async () => {
    const [watched] = schedule({ name: 'watched', dueAt: START });
    const { state } = triggers.server.emulator;
    const schedulerId =
      studio === 'legacy'
        ? state.instances.get(BigInt(watched!))!.node.nodeId
        : state.studio.taskInstances.get(BigInt(watched!))!.task.taskId;
    const trigger = await published({ filters: { schedulerId: String(schedulerId) } });
    schedule({ name: 'other', dueAt: START + MINUTE });
    const ids = schedule({ name: 'watched', dueAt: START + 2 * MINUTE });
    expect(await next(trigger)).toEqual([...[watched!], ...ids]);
  });

  it('reports an end once more when the run is run again', async () => {
    const trigger = await published();
    const [id] = schedule({ name: 'orders', dueAt: START + MINUTE, result: 'FAILURE' });
    expect(await next(trigger)).toEqual([id]);
    const rerun = await triggers.engine.run({
      parameters:
        studio === 'legacy'
          ? {
              resource: 'instance',
              operation: 'rerun',
              instanceId: { __rl: true, mode: 'id', value: id! },
            }
          : {
              resource: 'taskInstance',
              operation: 'rerun',
              taskInstanceId: { __rl: true, mode: 'id', value: id! },
            },
    });
    expect(rerun.error).toBeUndefined();
    expect(await next(trigger)).toEqual([id]);
    expect(await next(trigger)).toEqual([]);
  });

  it('gives the end of the log', async () => {
    const trigger = await published({ options: { includeLog: true } });
    schedule({ name: 'orders', dueAt: START + MINUTE, result: 'FAILURE', log: 'out of space' });
    await triggers.pass(15 * MINUTE);
    const before = calls();
    const [item] = await trigger.poll();
    expect(String(item!.Log)).toMatch(/out of space\n/);
    expect(calls() - before).toBe(LISTS[studio] + 1);
  });

  it.each<[string, Parameters<PublishedTrigger['again']>[0]]>([
    ['a restart of n8n', {}],
    ['a republish', { activation: 'update' }],
    ['being switched off and on within its pace', { activation: 'activate' }],
    ['another leader', { activation: 'leadershipChange' }],
  ])('goes on after %s', async (_, changes) => {
    const trigger = await published();
    const first = schedule({ name: 'first', dueAt: START + MINUTE });
    expect(await next(trigger)).toEqual(first);
    const second = schedule({ name: 'second', dueAt: START + 16 * MINUTE });
    const again = trigger.again(changes);
    expect(await next(again)).toEqual(second);
    expect(await next(again)).toEqual([]);
  });

  it('goes on after n8n was down for a night', async () => {
    const trigger = await published();
    await next(trigger);
    const ids = schedule({ name: 'night', count: 3, dueAt: START + HOUR, everyMs: HOUR });
    await triggers.pass(10 * HOUR);
    expect(idsOf(await trigger.again().poll())).toEqual(ids);
  });

  it.each<[string, Parameters<PublishedTrigger['again']>[0]]>([
    [
      'its parameters are changed',
      { parameters: triggerParameters(studio, { event: 'runSucceeded' }), activation: 'update' },
    ],
    ['it is imported as another workflow', { workflowId: 'workflow-2' }],
    ['it is switched on after a long time', { activation: 'activate' }],
  ])('begins anew when %s', async (_, changes) => {
    const trigger = await published();
    await next(trigger);
    schedule({ name: 'between', dueAt: START + 16 * MINUTE });
    await triggers.pass(HOUR);
    const again = trigger.again(changes);
    expect(await again.poll()).toEqual([]);
    const ids = schedule({ name: 'after', dueAt: START + 2 * HOUR });
    expect(await next(again, HOUR)).toEqual(ids);
  });

  it('stays small: what it stores is one text, and ends of an hour ago are forgotten', async () => {
    const trigger = await published();
    schedule({ name: 'many', count: 50, dueAt: START + MINUTE });
    expect(await next(trigger)).toHaveLength(50);
    const size = () => JSON.stringify(trigger.stored()).length;
    const full = size();
    for (let look = 0; look < 6; look++) await next(trigger);
    expect(size()).toBeLessThan(full / 3);
  });

  it('sees a busy workspace at night with one call for each list', async () => {
    schedule({ name: 'daily', count: 8_000, dueAt: START + DAY, everyMs: 10, createdAt: START });
    const [id] = schedule({ name: 'tonight', dueAt: START + MINUTE, result: 'FAILURE' });
    const trigger = await published({ event: 'runFailed' });
    const before = calls();
    expect(await next(trigger)).toEqual([id]);
    expect(calls() - before).toBe(LISTS[studio]);
  });
});

/** Where runs that have not ended stand in the list is on no page. */
describe.each(['last', 'first'] as const)('8,000 runs a date, those under way %s', (unfinished) => {
  let triggers: Triggers;
  beforeAll(async () => {
    triggers = await startTriggers();
  });
  afterAll(() => triggers.close());
  beforeEach(() => {
    triggers.reset();
    Object.assign(triggers.server.emulator.settings.studio, { unfinished });
  });

  it.each([
    ['runFailed', 2],
    ['runSucceeded', 2],
    ['runEnded', 4],
  ] as const)('%s costs at most %d calls a look', async (event, most) => {
    const daily = { name: 'daily', count: 8_000, everyMs: 10, createdAt: START };
    triggers.schedule('dataStudio', { ...daily, dueAt: START + DAY, bizdate: '2026-02-28' });
    triggers.schedule('dataStudio', { ...daily, dueAt: START - DAY, bizdate: '2026-02-27' });
    const result = event === 'runFailed' ? 'FAILURE' : 'SUCCESS';
    const trigger = triggers.engine.publishTrigger(triggerParameters('dataStudio', { event }));
    await trigger.poll();
    const [id] = triggers.schedule('dataStudio', { name: 'one', dueAt: START, result });
    await triggers.pass(15 * MINUTE);
    expect((await trigger.poll()).map(({ Id }) => String(Id))).toEqual([id]);

    const before = triggers.requests().length;
    await triggers.pass(15 * MINUTE);
    expect(await trigger.poll()).toEqual([]);
    expect(triggers.requests().length - before).toBeLessThanOrEqual(most);
  });
});
