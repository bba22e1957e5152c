import type { INodeParameters } from 'n8n-workflow';

import { jobAs, jobJson, newJob, onJob, startDiJobs, type DiJobs } from '../diJobs';

const workspace = { projectId: { __rl: true, mode: 'id', value: '20000' } };

describe('DI Job: Get, Get Many and reports', () => {
  let jobs: DiJobs;
  let id: string;
  beforeAll(async () => {
    jobs = await startDiJobs();
  });
  afterAll(() => jobs.close());
  beforeEach(async () => {
    jobs.reset();
    id = await jobs.addJob();
    jobs.forget();
  });

  const one = async (operation: string, changes: INodeParameters = {}) => {
    const run = await jobs.run(onJob(operation, id, changes));
    expect(run.error).toBeUndefined();
    return run.output[0]![0]!.json;
  };
  const all = async (operation: string, changes: INodeParameters = {}) => {
    const run = await jobs.run(onJob(operation, id, changes));
    expect(run.error).toBeUndefined();
    return run.output[0]!.map(({ json }) => json);
  };

  it('gives state and parts of a job, by one call', async () => {
    expect(await one('get')).toMatchObject({
      Id: Number(id),
      JobName: 'mysql_to_holo',
      JobStatus: 'Initialized',
      SourceDataSourceSettings: [{ DataSourceName: 'mysql_pub' }],
      TableMappings: [{ SourceObjectSelectionRules: expect.any(Array) }],
    });
    expect(await one('get')).not.toHaveProperty('DIJobId');
    expect(jobs.sent()).toEqual(['GetDIJob', 'GetDIJob']);
  });

  it('gives the reply itself without Simplify', async () => {
    expect(await one('get', { simplify: false })).toMatchObject({
      RequestId: expect.any(String),
      PagingInfo: { DIJobId: id },
    });
  });

  it.each([true, false])('blanks secrets of a job (Simplify %s)', async (simplify) => {
    const job = {
      ...jobJson,
      Name: 'other',
      JobSettings: { RuntimeSettings: [{ Name: 'dst.password', Value: 'pass-word-17' }] },
    };
    const created = await jobs.run(jobAs('json', job));
    id = String(created.output[0]![0]!.json.Id);
    expect(JSON.stringify(await one('get', { simplify }))).not.toContain('pass-word-17');
    const open = await one('get', { simplify, options: { conceal: false } });
    expect(JSON.stringify(open)).toContain('pass-word-17');
  });

  it('keeps ids that n8n cannot hold as numbers', async () => {
    const state = jobs.server.emulator.state.studio;
    const large = 9_007_199_254_740_993n;
    state.diJobs.set(large, { ...jobs.job(id), id: large });
    id = String(large);
    expect(await one('get')).toMatchObject({ Id: id });
    const started = await jobs.run(onJob('start', id));
    expect(started.error).toBeUndefined();
    expect(jobs.requests('StartDIJob')[0]!.parameters.query).toEqual({ Id: id });
  });

  describe('Get Many', () => {
    const many = async (changes: INodeParameters = {}) => {
      const run = await jobs.run({
        resource: 'diJob',
        operation: 'getMany',
        ...workspace,
        ...changes,
      });
      expect(run.error).toBeUndefined();
      return run.output[0]!.map(({ json }) => json);
    };

    it('gives one item each, those of a FileSpec too', async () => {
      await jobs.addJob({ jobName: 'second' });
      jobs.jobs()[1]!.isFromFile = true;
      expect(await many()).toMatchObject([
        { Id: Number(id), JobName: 'mysql_to_holo', JobStatus: 'Initialized' },
        { JobName: 'second' },
      ]);
      expect(jobs.requests('ListDIJobs').at(-1)!.parameters.query).toEqual({
        ProjectId: '20000',
        SpecType: 'ALL',
        PageNumber: '1',
        PageSize: '50',
      });
    });

    it('filters, keeps to the limit, and reads all pages', async () => {
      for (let n = 0; n < 12; n++) await jobs.addJob({ jobName: `job_${n}` });
      expect(await many({ filters: { name: 'job_1' } })).toHaveLength(3);
      expect(await many({ filters: { sourceType: 'Kafka' } })).toEqual([]);
      expect(
        await many({
          filters: { migrationType: 'FullAndRealtimeIncremental', destinationType: 'MaxCompute' },
        }),
      ).toHaveLength(13);
      expect(await many({ limit: 1 })).toHaveLength(1);
      expect(await many({ returnAll: true })).toHaveLength(13);
    });
  });

  describe('Get Run Details', () => {
    it('gives each table, as far as it has come', async () => {
      await jobs.run(
        onJob('update', id, {
          tables: { row: ['orders', 'customers'].map((table) => ({ table })) },
        }),
      );
      await jobs.run(onJob('start', id));
      await jobs.clock().advance(60_000);
      expect(await all('getRunDetails')).toMatchObject([
        {
          SourceTableName: 'orders',
          FullMigrationStatus: 'Finished',
          RealtimeMigrationStatus: 'Running',
          OfflineTotalRecords: 1000,
        },
        { SourceTableName: 'customers' },
      ]);
      expect(await all('getRunDetails', { limit: 1 })).toHaveLength(1);
      const filters = { table: 'customers', dataSource: 'mysql_pub' };
      const options = { instanceId: '7' };
      expect(await all('getRunDetails', { filters, options })).toHaveLength(1);
      expect(jobs.requests('ListDIJobRunDetails').at(-1)!.parameters.query).toMatchObject({
        DIJobId: id,
        InstanceId: '7',
        SourceTableName: 'customers',
        SourceDataSourceName: 'mysql_pub',
      });
    });

    it('reads page by page, each table once', async () => {
      const row = Array.from({ length: 150 }, (_, at) => ({ table: `t_${at}` }));
      await jobs.run(onJob('update', id, { tables: { row } }));
      const found = await all('getRunDetails', { returnAll: true });
      expect(new Set(found.map((one) => one.SourceTableName)).size).toBe(150);
      expect(jobs.requests('ListDIJobRunDetails')).toHaveLength(2);
    });
  });

  describe('Get Log', () => {
    it('gives a page of the log, its last lines where wished, without secrets', async () => {
      jobs.server.emulator.plans.add({
        of: 'start',
        message: 'login with password=abc-123 failed',
      });
      await jobs.run(onJob('start', id));
      await jobs.clock().advance(60_000);
      const { Log } = await one('getLog');
      expect(Log).toMatch(/INFO Start DI job mysql_to_holo\n.*ERROR login with password=/);
      expect(Log).not.toContain('abc-123');
      expect((await one('getLog', { options: { lastLines: 1 } })).Log).not.toMatch(/INFO/);
      expect((await one('getLog', { options: { conceal: false } })).Log).toContain('abc-123');
      expect((await one('getLog', { options: { page: 2 } })).Log).toBe('');
    });

    it('asks for what the options say', async () => {
      await one('getLog', {
        options: { nodeType: 'WORKER', instanceId: '7', failoverId: '9', page: 3 },
      });
      expect(jobs.requests('GetDIJobLog')[0]!.parameters.query).toEqual({
        Id: id,
        NodeType: 'WORKER',
        InstanceId: '7',
        FailoverId: '9',
        PageNumber: '3',
      });
    });
  });

  describe('Get Metrics', () => {
    it('asks for the last hour, in seconds', async () => {
      await jobs.run(onJob('start', id));
      const body = await one('getMetrics');
      const { query } = jobs.requests('ListDIJobMetrics')[0]!.parameters;
      expect(query).toEqual({
        DIJobId: id,
        MetricName: '["delayTime"]',
        StartTime: expect.stringMatching(/^\d{10}$/),
        EndTime: expect.stringMatching(/^\d{10}$/),
      });
      expect(Number(query.EndTime) - Number(query.StartTime)).toBe(3600);
      expect(body).toMatchObject({
        PagingInfo: {
          JobMetrics: [{ Name: 'delayTime', SeriesList: [{ Time: expect.any(Number), Value: 0 }] }],
        },
      });
    });

    it('asks for a time that is given', async () => {
      await one('getMetrics', {
        metrics: ['delayTime', 'speedRecordsRead'],
        options: { fromTime: '2026-03-01T00:00:00Z', endTime: '2026-03-01T01:00:00Z' },
      });
      expect(jobs.requests('ListDIJobMetrics')[0]!.parameters.query).toMatchObject({
        MetricName: '["delayTime","speedRecordsRead"]',
        StartTime: '1772323200',
        EndTime: '1772326800',
      });
    });
  });

  it.each(['get', 'getRunDetails', 'getLog', 'getMetrics', 'update', 'delete'])(
    'says of a job that is not there: %s',
    async (operation) => {
      const changes: INodeParameters =
        operation === 'update' ? { options: { description: 'x' } } : {};
      const run = await jobs.run(onJob(operation, '4711', changes));
      expect(run.error?.message).toMatch(/There is no such synchronization task/);
    },
  );

  it('says of a right that is missing what to do', async () => {
    jobs.reset({ denied: { testid: ['ListDIJobs', 'GetDIJobLog'] } });
    id = await jobs.addJob();
    const run = await jobs.run({ resource: 'diJob', operation: 'getMany', ...workspace });
    expect(run.error?.message).toMatch(/^DataWorks did not list the DI jobs: The AccessKey has no/);
    expect(run.error?.description).toMatch(/RAM console/);
  });

  it.each<[string, INodeParameters, RegExp]>([
    ['get', { diJobId: { __rl: true, mode: 'id', value: '1.5' } }, /"DI Job" is "1.5"/],
    ['getMany', { limit: '={{ 0 }}' }, /"Limit" is 0/],
    ['getRunDetails', { options: { instanceId: 'x' } }, /"Instance ID" is "x"/],
    ['getLog', { options: { page: '={{ 0 }}' } }, /"Page" is 0/],
    ['getLog', { options: { nodeType: '={{ "BOSS" }}' } }, /"Log Of" is "BOSS"/],
    ['getLog', { options: { failoverId: 'x' } }, /"Failover ID" is "x"/],
    ['getMetrics', { metrics: '={{ [] }}' }, /"Metrics" is empty/],
    [
      'getMetrics',
      { options: { fromTime: '2026-03-02T00:00:00Z', endTime: '2026-03-01T00:00:00Z' } },
      /"Start" is after End/,
    ],
  ])('refuses before sending: %s %j', async (operation, changes, message) => {
    const run = await jobs.run(onJob(operation, id, changes));
    expect(run.error?.message).toMatch(message);
    expect(jobs.sent()).toEqual([]);
  });

  describe('the lists', () => {
    const look = (method: string, filter?: string) =>
      jobs.engine.listSearch(method, { parameters: newJob(), filter });

    it('have the jobs with their states', async () => {
      await jobs.addJob({ jobName: 'second' });
      expect((await look('listDiJobs')).results).toEqual([
        { name: 'mysql_to_holo (Initialized)', value: id },
        { name: 'second (Initialized)', value: expect.any(String) },
      ]);
      expect((await look('listDiJobs', 'seco')).results).toHaveLength(1);
    });

    it('say that there is none', async () => {
      jobs.reset();
      await expect(look('listDiJobs')).rejects.toThrow(/has no Data Integration job yet/);
    });

    it('have the data sources by name', async () => {
      expect((await look('listStudioDataSourceNames')).results).toEqual([
        { name: 'mysql_pub (mysql)', value: 'mysql_pub' },
        { name: 'odps_source (maxcompute)', value: 'odps_source' },
        { name: 'holo_dwh (hologres)', value: 'holo_dwh' },
      ]);
    });
  });
});
