import type { INodeParameters } from 'n8n-workflow';

import { createParameters, startEmulated, type Emulated } from './emulated';
import { fillWorkspace, numbered } from './fillWorkspace';

const THOUSANDS = 3000;
const list = (value: string) => ({ __rl: true, mode: 'list', value });
const parameters: INodeParameters = createParameters({
  taskContentInput: 'form',
  readerDataSource: list('mysql_pub'),
});

describe('the lists of the editor with thousands of entries', () => {
  let emulated: Emulated;
  let fill: ReturnType<typeof fillWorkspace>;

  beforeAll(async () => {
    emulated = await startEmulated();
    fill = fillWorkspace(emulated.server);
  });
  afterAll(() => emulated.close());
  beforeEach(() => emulated.server.emulator.reset());

  const look = (method: string, filter?: string, paginationToken?: string) =>
    emulated.engine.listSearch(method, { parameters, filter, paginationToken });

  const lists: Array<[string, (names: string[]) => unknown]> = [
    ['listWorkspaces', (names) => fill.addWorkspaces(names)],
    ['listFolders', (names) => fill.setFlows(names)],
    ['listReaderDataSources', (names) => fill.addDataSources('mysql', names)],
    ['listReaderTables', (names) => fill.setTables(names)],
    ['listTasks', (names) => fill.addTasks(names, 'DI_OFFLINE')],
    ['listInstances', (names) => fill.addRuns(names.length)],
  ];

  it.each(lists)('%s gives one page for one look, and all of them in turn', async (method, add) => {
    add(numbered(THOUSANDS));
    const values = new Set<unknown>();
    let token: string | undefined;
    let looks = 0;
    do {
      const page = await look(method, undefined, token);
      page.results.forEach(({ value }) => values.add(value));
      token = page.paginationToken as string | undefined;
      looks += 1;
    } while (token !== undefined);

    expect(values.size).toBeGreaterThanOrEqual(THOUSANDS);
    expect(looks).toBeLessThanOrEqual(32);
    const pages = emulated.requests().length;
    expect(pages).toBeLessThanOrEqual(method === 'listFolders' ? 2 * looks : looks);
  });

  it.each(lists.slice(0, 5))('%s finds an entry by a part of its name', async (method, add) => {
    add(numbered(THOUSANDS));

    const { results } = await look(method, 't_1850');
    expect(results.map(({ name }) => name)).toEqual([expect.stringContaining('t_1850')]);
    expect(emulated.requests().length).toBeLessThanOrEqual(20);
  });

  it('reads on in a search until the panel is full, and can be scrolled on', async () => {
    fill.setTables(numbered(THOUSANDS));

    const first = await look('listReaderTables', '00');
    expect(first.results.length).toBeGreaterThanOrEqual(10);
    const second = await look('listReaderTables', '00', first.paginationToken as string);
    expect(second.results.map(({ name }) => name)).not.toContain(first.results[0]!.name);
  });

  it('gives a search up after 20 calls, and says how to go on', async () => {
    fill.setTables(numbered(THOUSANDS));

    await expect(look('listReaderTables', 't_2850')).rejects.toThrow(
      'None of the first 2000 entries matches. Enter it by hand: choose another mode than From List.',
    );
    expect(emulated.requests()).toHaveLength(20);
  });

  it('shows an empty result, and no reason, where a search matches nothing', async () => {
    expect(await look('listTasks', 'nothing like it')).toEqual({ results: [] });
  });

  it('waits for a slow server', async () => {
    emulated.server.emulator.faults.add({ kind: 'delay', ms: 400 });

    const { results } = await look('listReaderTables');
    expect(results.map(({ name }) => name)).toEqual(['u_pk', 'orders']);
  });

  it('waits where the server asks to, and then shows the list', async () => {
    emulated.server.emulator.faults.add({ kind: 'throttle', retryAfterMs: 20 });

    expect((await look('listFolders')).results).toHaveLength(1);
  });
});
