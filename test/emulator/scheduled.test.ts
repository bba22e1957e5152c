import { DAY_MS } from '../../emulator/china-time';
import { asScheduledRuns } from '../../emulator/state/add-scheduled';
import { emulatorUnderTest } from './emulator-under-test';
import { START } from './signed-request';

describe('runs that the schedule makes', () => {
  const bizdate = '2023-12-30';
  const midnight = Date.parse(`${bizdate}T00:00:00+08:00`);

  test.each([
    ['legacy', 10_000, '2020-05-18'],
    ['new', 20_000, '2024-05-18'],
  ])('begin when they are due and end by themselves, %s', (_, projectId, version) => {
    const { emulator, call } = emulatorUnderTest();
    const runs = { projectId, name: 'orders', count: 2, bizdate, everyMs: 60_000 };
    const dueAt = START + 1_000;
    expect(emulator.schedule({ ...runs, dueAt, result: 'FAILURE' })).toHaveLength(2);

    const statuses = () => {
      const isLegacy = projectId === 10_000;
      const body: Record<string, string> = isLegacy
        ? { ProjectId: '10000', ProjectEnv: 'PROD', Bizdate: `${bizdate} 00:00:00` }
        : { ProjectId: '20000', ProjectEnv: 'Prod', Bizdate: String(midnight) };
      const action = isLegacy ? 'ListInstances' : 'ListTaskInstances';
      const answer = call({ action, version, body }).body;
      const listed: { Status: string; DagType?: string; WorkflowInstanceType?: string }[] = isLegacy
        ? answer.Data.Instances
        : answer.PagingInfo.TaskInstances;
      expect(new Set(listed.map((one) => one.DagType ?? one.WorkflowInstanceType))).toEqual(
        new Set([isLegacy ? 'DAILY' : 'Normal']),
      );
      return listed.map(({ Status }) => Status.toLowerCase().replaceAll('_', '')).reverse();
    };
    expect(statuses()).toEqual(['waittime', 'waittime']);
    emulator.clock.advance(2_000);
    expect(statuses()).toEqual(['running', 'waittime']);
    emulator.clock.advance(DAY_MS);
    expect(statuses()).toEqual(['failure', 'failure']);
  });

  test.each<[string, Record<string, unknown>, RegExp]>([
    ['no name', { projectId: 10_000 }, /Give projectId and name/],
    ['an unknown member', { projectId: 10_000, name: 'a', due: 1 }, /Unknown member "due"/],
    ['a number as text', { projectId: '10000', name: 'a' }, /projectId is not a number/],
  ])('are refused with %s', (_, sent, message) => {
    expect(() => asScheduledRuns(sent)).toThrow(message);
  });

  test('replies bear the time of the emulator', () => {
    const { emulator, call } = emulatorUnderTest();
    emulator.clock.advance(90_000);
    const { headers } = call({ action: 'GetProject', body: { ProjectId: '10000' } });
    expect(Date.parse(headers.date!)).toBe(1_000 * Math.floor((START + 90_000) / 1_000));
  });
});
