import type { JsonObject } from '../../../nodes/alibabaCloud/client/exactJson';
import { meeting } from '../../../nodes/DataWorks/flows/meetOthers';
import type { OtherInstance, Runs, Tools } from '../../../nodes/DataWorks/flows/ports';
import { otherRuns as studioRuns } from '../../../nodes/DataWorks/studios/dataStudio/otherRuns';
import { otherRuns as legacyRuns } from '../../../nodes/DataWorks/studios/legacy/otherRuns';
import { actions } from '../../../nodes/DataWorks/api/dataworks-2020-05-18';

const dates = { first: '2026-02-26', last: '2026-02-26' };
const begin = (date: string) => Date.parse(`${date}T00:00:00+08:00`);

/** A client that gives one list, and notes what is stopped. */
function clientWith(body: JsonObject) {
  const stopped: unknown[] = [];
  const call = (action: { name: string }, parameters: JsonObject) => {
    if (action.name.startsWith('Stop')) {
      stopped.push(parameters.InstanceId ?? parameters.Ids);
      return Promise.resolve({ ok: true, body: {}, tries: 1, resent: false });
    }
    return Promise.resolve({ ok: true, body, tries: 1, resent: false });
  };
  return { client: { call } as never, stopped };
}

const target = { projectId: '1', nodeId: '2', taskId: '2', secrets: [] };

describe('what other runs are', () => {
  const legacy = async (instance: JsonObject) => {
    const { client } = clientWith({ Data: { Instances: [instance], TotalCount: 1 } });
    return await legacyRuns(client, target, 'PROD').look(dates);
  };
  const studio = async (instance: JsonObject) => {
    const { client } = clientWith({ PagingInfo: { TaskInstances: [instance], TotalCount: 1 } });
    const where = { ...target, environment: 'Prod', timeZone: 'Asia/Shanghai' } as const;
    return await studioRuns(client, where).look(dates);
  };

  it.each([
    ['RUNNING', 'SUPPLY_DATA', { isUnderWay: true, isScheduled: false }],
    ['WAIT_RESOURCE', 'DAILY', { isUnderWay: true, isScheduled: true }],
    ['CHECKING', 'SOMETHING_NEW', { isUnderWay: true, isScheduled: true }],
    ['CHECKING_CONDITION', 'SMOKE_TEST', { isUnderWay: true, isScheduled: false }],
    ['RUNNING', 'MANUAL_FLOW(4)', { isUnderWay: true, isScheduled: false }],
    ['WAIT_TIME', 'DAILY', { isUnderWay: false, isScheduled: true }],
    ['NOT_RUN', 'MANUAL', { isUnderWay: false, isScheduled: false }],
    ['SUCCESS', 'DAILY', { isUnderWay: false, isScheduled: true }],
  ])('legacy: %s of %s', async (Status, DagType, expected) => {
    const Bizdate = begin('2026-02-26');
    const seen = await legacy({ InstanceId: 1, DagId: 2, Bizdate, Status, DagType });
    expect(seen).toMatchObject({ ok: true, instances: [{ date: dates.first, ...expected }] });
  });

  it.each([
    ['Running', 'SupplementData', { isUnderWay: true, isScheduled: false }],
    ['WaitResource', 'Normal', { isUnderWay: true, isScheduled: true }],
    ['Checking', 'TriggerWorkflow', { isUnderWay: true, isScheduled: true }],
    ['WaitTime', 'Normal', { isUnderWay: false, isScheduled: true }],
    ['NotRun', 'Manual', { isUnderWay: false, isScheduled: false }],
  ])('new Data Studio: %s of %s', async (Status, WorkflowInstanceType, expected) => {
    const seen = await studio({ Id: 1, WorkflowInstanceId: 2, Status, WorkflowInstanceType });
    expect(seen).toMatchObject({ ok: true, instances: [{ date: dates.first, ...expected }] });
  });
});

describe('a scheduled run that is under way', () => {
  function meet(stopScheduled: boolean, changes: Partial<OtherInstance> = {}) {
    const stopped: string[] = [];
    const hints: string[] = [];
    const instance = (): OtherInstance => ({
      instance: {},
      id: '7',
      runId: '8',
      date: '2026-02-26',
      stage: 'under way',
      isUnderWay: !stopped.includes('7'),
      isScheduled: true,
      now: 'RUNNING',
      ...changes,
    });
    const others = {
      key: 'x',
      look: () =>
        Promise.resolve({ ok: true as const, instances: [instance()], requestId: '', tries: 1 }),
      stop: (id: string) => {
        stopped.push(id);
        return Promise.resolve({ ok: true as const, body: {}, tries: 1, resent: false });
      },
    };
    const poller = {
      wait: async (poll: { ask(of: unknown[], costs: unknown): Promise<never> }) => {
        const { seen } = (await poll.ask([], new Map())) as { seen: Map<unknown, object> };
        return { by: 'look', seen: [...seen.values()][0], calls: 1, waitedMs: 0 };
      },
    };
    const tools = { client: { poller }, journal: { resultOf: () => undefined } };
    const met = meeting(others, {
      does: 'stopFirst',
      stopScheduled,
      hint: (text) => void hints.push(text),
    }).meet(
      { ...tools, unitToken: () => 'unit' } as unknown as Tools,
      { action: actions.RunCycleDagNodes, unit: {} } as unknown as Runs,
      dates,
    );
    return { met, stopped, hints };
  }

  it('is not stopped', async () => {
    const { met, stopped } = meet(false);
    expect(await met).toMatchObject({
      ok: false,
      unfit: {
        problem:
          'is Stop First, and the schedule began what runs: instance 7 of 2026-02-26 is RUNNING',
      },
    });
    expect(stopped).toEqual([]);
  });

  it('is stopped where the option allows it', async () => {
    const { met, stopped } = meet(true);
    expect(await met).toBeUndefined();
    expect(stopped).toEqual(['7']);
  });

  it('of another date is a hint', async () => {
    const { met, stopped, hints } = meet(false, { date: '2026-02-25' });
    expect(await met).toBeUndefined();
    expect(stopped).toEqual([]);
    expect(hints).toEqual([
      'A run of other dates is under way: instance 7 of 2026-02-25 is RUNNING.',
    ]);
  });
});
