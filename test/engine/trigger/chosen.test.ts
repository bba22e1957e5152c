import { startBatchTasks, type BatchTasks } from '../batchTasks';
import { startStudioNodes, type StudioNodes } from '../studioNodes';
import { triggerParameters } from '../triggers';

const id = (value: string) => ({ __rl: true, mode: 'id', value });

describe('a chosen task of legacy DataStudio', () => {
  let tasks: BatchTasks;
  beforeAll(async () => {
    tasks = await startBatchTasks();
  });
  afterAll(() => tasks.close());
  beforeEach(() => tasks.reset());

  it('is looked for by its node, which is asked for once', async () => {
    const FileId = await tasks.addTask('orders');
    await tasks.deploy(FileId);
    const trigger = tasks.engine.publishTrigger(
      triggerParameters('legacy', { taskId: id(FileId), options: { lookEvery: 5 } }),
    );
    await trigger.poll();
    await tasks.clock().advance(5 * 60_000);
    await trigger.again().poll();
    expect(tasks.requests('GetFile')).toHaveLength(1);
    const looks = tasks.requests('ListInstances');
    expect(looks.map(({ parameters }) => parameters.body.NodeId)).toEqual([
      '7000000001',
      '7000000001',
    ]);
  });

  it('has to be deployed', async () => {
    const taskId = id(await tasks.addTask('fresh'));
    const trigger = tasks.engine.publishTrigger(triggerParameters('legacy', { taskId }));
    await expect(trigger.poll()).rejects.toThrow(
      'The parameter "Task" is fresh, which has no node in the scheduler yet',
    );
    expect(JSON.stringify(trigger.stored())).not.toContain('memory');
  });

  it('is in the list, as its workspace is', async () => {
    await tasks.addTask('orders');
    const parameters = triggerParameters('legacy');
    const { results } = await tasks.engine.triggerListSearch('listTasks', { parameters });
    expect(results.map(({ name }) => name)).toEqual([expect.stringContaining('orders')]);
    const workspaces = await tasks.engine.triggerListSearch('listWorkspaces', { parameters });
    expect(workspaces.results.map(({ value }) => String(value))).toContain('10000');
  });
});

describe('a chosen node of the new Data Studio', () => {
  let studio: StudioNodes;
  beforeAll(async () => {
    studio = await startStudioNodes();
  });
  afterAll(() => studio.close());
  beforeEach(() => studio.reset());

  it('is looked for by its task', async () => {
    const node = await studio.addNode('orders');
    const parameters = triggerParameters('dataStudio', { taskId: id(node.id) });
    await studio.engine.publishTrigger(parameters).poll();
    const [look] = studio.requests('ListTaskInstances');
    expect(look?.parameters.body.TaskId).toBe(node.taskId);
  });

  it('has to be published', async () => {
    const { id: draft } = await studio.addNode('fresh', true);
    const parameters = triggerParameters('dataStudio', { taskId: id(draft) });
    await expect(studio.engine.publishTrigger(parameters).poll()).rejects.toThrow(
      'The parameter "Node" is fresh, which is not published yet',
    );
  });

  it('is in the list', async () => {
    const { id: node } = await studio.addNode('orders');
    const parameters = triggerParameters('dataStudio');
    const { results } = await studio.engine.triggerListSearch('listNodes', { parameters });
    expect(results.map(({ value }) => String(value))).toContain(node);
  });
});
