import type { INodeParameters } from 'n8n-workflow';

import { fileSpec, onJob, startDiJobs, type DiJobs } from '../diJobs';

describe('DI Job: Update and Delete', () => {
  let jobs: DiJobs;
  let id: string;
  beforeAll(async () => {
    jobs = await startDiJobs();
  });
  afterAll(() => jobs.close());
  beforeEach(async () => {
    jobs.reset();
    id = await jobs.addJob({
      realtimeCu: 2,
      ddlSettings: { row: [{ type: 'DropTable', action: 'Ignore' }] },
    });
    jobs.forget();
  });

  const update = (changes: INodeParameters) => jobs.run(onJob('update', id, changes));
  const remove = () => jobs.run(onJob('delete', id));
  const sentParts = () =>
    jobs
      .requests('UpdateDIJob')
      .map(({ parameters: { body } }) =>
        Object.fromEntries(
          Object.entries(body).map(([name, text]) => [
            name,
            /^[[{]/.test(text) ? (JSON.parse(text) as unknown) : text,
          ]),
        ),
      );

  it('changes what differs, the rest of a part stays', async () => {
    const run = await update({
      offlineCu: 4,
      runtimeSettings: { row: [{ name: 'a' }] },
      options: { description: 'mirror' },
    });
    expect(run.error).toBeUndefined();
    expect(run.output).toEqual([
      [
        {
          json: {
            Success: true,
            RequestId: expect.any(String),
            Id: Number(id),
            Outcome: 'updated',
          },
          pairedItem: { item: 0 },
        },
      ],
    ]);
    expect(jobs.sent()).toEqual(['GetDIJob', 'UpdateDIJob']);
    const ResourceGroupIdentifier = 'Serverless_res_group_demo_1';
    expect(sentParts()).toEqual([
      {
        Description: 'mirror',
        ResourceSettings: {
          OfflineResourceSettings: { ResourceGroupIdentifier, RequestedCu: 4 },
          RealtimeResourceSettings: { ResourceGroupIdentifier, RequestedCu: 2 },
          ScheduleResourceSettings: { ResourceGroupIdentifier },
        },
        JobSettings: {
          DdlHandlingSettings: [{ Type: 'DropTable', Action: 'Ignore' }],
          RuntimeSettings: [{ Name: 'a', Value: '' }],
        },
      },
    ]);
  });

  it('sends nothing where nothing differs', async () => {
    const run = await update({
      realtimeCu: 2,
      tables: { row: [{ database: 'shop', table: 'orders' }] },
      ddlSettings: { row: [{ type: 'DropTable', action: 'Ignore' }] },
    });
    expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'unchanged' });
    expect(jobs.sent()).toEqual(['GetDIJob']);
  });

  it('puts new tables into the data source that the job has', async () => {
    await update({ tables: { row: [{ table: 'customers' }] } });
    expect(sentParts()).toMatchObject([
      {
        TableMappings: [
          {
            SourceObjectSelectionRules: [
              { ObjectType: 'Datasource', Expression: 'mysql_pub' },
              { ObjectType: 'Table', Expression: 'customers' },
            ],
          },
        ],
      },
    ]);
  });

  it('takes JSON by the names of the API', async () => {
    const changes = { Description: 'mirror', Owner: '1042', TransformationRules: [] };
    const run = await update({ jobInput: 'json', jobJson: JSON.stringify(changes) });
    expect(run.error).toBeUndefined();
    expect(jobs.requests('UpdateDIJob')[0]!.parameters).toEqual({
      query: { Id: id, ProjectId: '20000', Owner: '1042' },
      body: { Description: 'mirror', TransformationRules: '[]' },
    });
  });

  it('takes a FileSpec, whole', async () => {
    const run = await update({ jobInput: 'fileSpec', fileSpec: JSON.stringify(fileSpec) });
    expect(run.output[0]![0]!.json.Outcome).toBe('updated');
    expect(sentParts()).toEqual([{ FileSpec: fileSpec }]);
  });

  it.each(['drop-reply', 'drop-request', 'cut'] as const)('is done once over %s', async (kind) => {
    jobs.server.emulator.faults.add({ kind, action: 'UpdateDIJob' });
    const run = await update({ options: { description: 'mirror' } });
    expect(run.output[0]![0]!.json).toMatchObject({ Outcome: 'updated' });
    expect(jobs.requests('UpdateDIJob').filter((one) => one.acted)).toHaveLength(1);
  });

  it.each<[string, INodeParameters, RegExp]>([
    ['nothing to change', {}, /"Changes" has none/],
    ['empty JSON', { jobInput: 'json', jobJson: '{}' }, /"Changes \(JSON\)" is empty/],
    [
      'what cannot be changed',
      { jobInput: 'json', jobJson: '{"SourceDataSourceType":"Kafka"}' },
      /"Changes \(JSON\)" has SourceDataSourceType, which UpdateDIJob does not take/,
    ],
    ['an empty FileSpec', { jobInput: 'fileSpec', fileSpec: '{}' }, /"FileSpec" is empty/],
    ['an odd CU', { scheduleCu: 0.3 }, /"Scheduling CU" is 0.3/],
  ])('refuses %s before sending', async (_what, changes, message) => {
    const run = await update(changes);
    expect(run.error?.message).toMatch(message);
    expect(jobs.sent()).toEqual([]);
  });

  it('deletes a job by one call', async () => {
    const run = await remove();
    expect(run.error).toBeUndefined();
    expect(run.output).toEqual([
      [{ json: { deleted: true, Id: Number(id) }, pairedItem: { item: 0 } }],
    ]);
    expect(jobs.sent()).toEqual(['DeleteDIJob']);
    expect(jobs.jobs()).toEqual([]);
  });

  it('keeps a job that runs, and says what to do', async () => {
    await jobs.run(onJob('start', id));
    const run = await remove();
    expect(run.error?.message).toMatch(/the state is Running: stop the job first/);
    expect(jobs.jobs()).toHaveLength(1);
    await jobs.run(onJob('stop', id, { wait: true }));
    expect((await run.retry()).output[0]![0]!.json).toMatchObject({ deleted: true });
  });

  it.each(['drop-reply', 'drop-request', 'cut'] as const)(
    'counts as deleted once over %s',
    async (kind) => {
      jobs.server.emulator.faults.add({ kind, action: 'DeleteDIJob' });
      const run = await remove();
      expect(run.output[0]![0]!.json).toMatchObject({ deleted: true });
      expect(jobs.requests('DeleteDIJob').filter((one) => one.acted)).toHaveLength(1);
    },
  );

  it('counts as deleted when n8n runs it again', async () => {
    const run = await jobs.engine.run({
      items: [{ id }, { id: '4711' }],
      parameters: onJob('delete', '={{ $json.id }}'),
    });
    expect(run.error?.message).toMatch(/no such synchronization task/);
    const again = await run.retry();
    expect(again.error?.message).toMatch(/no such synchronization task/);
    expect(jobs.jobs()).toEqual([]);
  });
});
