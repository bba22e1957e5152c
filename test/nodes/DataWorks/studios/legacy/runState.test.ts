import { createRunState } from '../../../../../nodes/DataWorks/studios/legacy/runLooks';

const DAYS = 250;
const dateOf = (day: number) =>
  new Date(Date.UTC(2026, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
const dates = { first: dateOf(0), last: dateOf(DAYS - 1) };
const dagIds = Array.from({ length: DAYS }, (_, day) => String(1000 + day));
const instance = (day: number, Status: string, id = day) => ({
  InstanceId: id,
  DagId: 1000 + day,
  Bizdate: Date.parse(`${dateOf(day)}T00:00:00+08:00`),
  Status,
});
const all = (status: (day: number) => string) => dagIds.map((_, day) => instance(day, status(day)));

describe('what is known of a run', () => {
  it('wants one date at first, then as many as fit on a page', () => {
    const state = createRunState(dates, dagIds);
    expect(state.window()).toEqual({ first: dateOf(0), last: dateOf(0) });
    state.take([instance(0, 'RUNNING')], state.window());
    expect(state.window()).toEqual({ first: dateOf(0), last: dateOf(98) });
    state.take([instance(0, 'SUCCESS')], { first: dateOf(0), last: dateOf(0) });
    expect(state.window()).toEqual({ first: dateOf(1), last: dateOf(99) });
  });

  it('wants fewer dates of a task that runs every hour', () => {
    const state = createRunState(dates, dagIds);
    const hourly = Array.from({ length: 24 }, (_, hour) => instance(0, 'RUNNING', hour));
    state.take(hourly, state.window());
    expect(state.window()).toEqual({ first: dateOf(0), last: dateOf(3) });
    expect(state.countOf(state.window())).toBe(24 + 3);
    expect(state.isComplete(hourly.slice(1), { first: dateOf(0), last: dateOf(0) })).toBe(false);
  });

  it('does not take what belongs to other runs', () => {
    const state = createRunState(dates, dagIds);
    state.take([{ ...instance(0, 'FAILURE'), DagId: 5 }, instance(0, 'RUNNING')], state.window());
    expect(state.now()).toBe('1 RUNNING');
  });

  it('has succeeded when all dates have', () => {
    const state = createRunState(dates, dagIds);
    state.take(
      all((day) => (day < DAYS - 1 ? 'SUCCESS' : 'RUNNING')),
      dates,
    );
    expect(state.stage()).toBe('under way');
    expect(state.window()).toEqual({ first: dates.last, last: dates.last });
    state.take([instance(DAYS - 1, 'SUCCESS')], { first: dates.last, last: dates.last });
    expect(state.stage()).toBe('succeeded');
    expect(state.instances()).toHaveLength(DAYS);
  });

  it('has failed when a date has and nothing goes on beside it', () => {
    const state = createRunState(dates, dagIds);
    const failed = (beside: string) =>
      all((day) => (day === 3 ? 'FAILURE' : day === 4 ? beside : day < 3 ? 'SUCCESS' : 'NOT_RUN'));
    state.take(failed('RUNNING'), dates);
    expect(state.stage()).toBe('under way');
    state.take(failed('NOT_RUN'), dates);
    expect(state.stage()).toBe('failed');
  });

  it('is under way while a date has no instance yet', () => {
    const state = createRunState(dates, dagIds);
    expect([state.stage(), state.now()]).toEqual(['under way', 'not begun']);
    state.take(all(() => 'SUCCESS').slice(0, -1), dates);
    expect(state.stage()).toBe('under way');
  });
});
