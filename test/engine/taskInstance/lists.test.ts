import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../studioNodes';
import { startTaskInstances, type TaskInstances } from '../taskInstances';

const DAY_MS = 24 * 60 * 60_000;

describe('the list of task instances in the editor', () => {
  let runs: TaskInstances;
  beforeAll(async () => {
    runs = await startTaskInstances();
  });
  afterAll(() => runs.close());
  beforeEach(() => runs.reset());

  /** The business date so many days before today in China. */
  const daysAgo = (days: number) =>
    new Date(runs.clock().now() + DAY_MS / 3 - days * DAY_MS).toISOString().slice(0, 10);
  const look = (parameters: INodeParameters = {}, filter?: string, paginationToken?: string) =>
    runs.engine.listSearch('listTaskInstances', {
      parameters: {
        resource: 'taskInstance',
        operation: 'get',
        projectId: byId('20000'),
        taskInstanceId: { __rl: true, mode: 'list', value: '' },
        ...parameters,
      },
      filter,
      paginationToken,
    });

  it('looks through the business dates of a week, the newest first', async () => {
    await runs.addRuns({ first: daysAgo(3), last: daysAgo(3) });
    await runs.clock().advance(60_000);
    const { results, paginationToken } = await look();
    const [id] = runs.ids();
    expect(results).toEqual([{ name: `orders_1, ${daysAgo(3)} (Success, ${id})`, value: id }]);
    expect(runs.requests('ListTaskInstances')).toHaveLength(3);

    const rest = await look({}, undefined, String(paginationToken));
    expect(rest).toEqual({ results: [] });
    expect(runs.requests('ListTaskInstances')).toHaveLength(7);
  });

  it('finds by name', async () => {
    await runs.addRuns({ first: daysAgo(2), last: daysAgo(1) });
    const { results } = await look({}, daysAgo(2));
    expect(results.map(({ value }) => value)).toEqual([runs.ids()[0]]);
  });

  it('says that there are none, and what to do', async () => {
    await expect(look()).rejects.toThrow(
      'There are no runs for the last 7 business dates. Enter an older one by its ID.',
    );
  });

  it('asks for a workspace first', async () => {
    await expect(look({ projectId: byId('') })).rejects.toThrow(/^Choose a workspace first/);
  });
});
