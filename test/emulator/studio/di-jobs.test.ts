import type { EmulatorOptions } from '../../../emulator';
import { PROJECT, studioUnderTest } from './studio-under-test';

const QUERY = {
  ProjectId: PROJECT,
  Name: 'demo_to_odps',
  JobType: 'DatabaseRealtimeMigration',
  MigrationType: 'FullAndRealtimeIncremental',
  SourceDataSourceType: 'MySQL',
  DestinationDataSourceType: 'MaxCompute',
};
const group = { RequestedCu: 2, ResourceGroupIdentifier: 'Serverless_res_group_demo_1' };
const rule = (ObjectType: string, Expression: string) => ({
  ObjectType,
  Action: 'Include',
  ExpressionType: 'Exact',
  Expression,
});
const SETTINGS = {
  SourceDataSourceSettings: [{ DataSourceName: 'mysql_pub' }],
  DestinationDataSourceSettings: [{ DataSourceName: 'odps_source' }],
  ResourceSettings: { OfflineResourceSettings: group, RealtimeResourceSettings: group },
  TableMappings: [
    {
      SourceObjectSelectionRules: [
        rule('Datasource', 'mysql_pub'),
        rule('Database', 'demo'),
        rule('Table', 'orders'),
      ],
    },
  ],
};
const asText = (settings: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(settings).map(([name, one]) => [name, JSON.stringify(one)]));

/** An emulator with calls for a DI job. */
function jobs(options: EmulatorOptions = {}) {
  const under = studioUnderTest(options);
  const make = (query: Record<string, string> = {}, settings: Record<string, unknown> = {}) =>
    under.post('CreateDIJob', asText({ ...SETTINGS, ...settings }), { ...QUERY, ...query });
  const job = (id: unknown) => under.ask('GetDIJob', { Id: String(id) }).body.PagingInfo;
  const act = (action: string, id: unknown, query: Record<string, string> = {}) =>
    under.ask(action, { Id: String(id), ...query });
  return { ...under, make, job, act };
}

test('a job is made, read, started, stopped, started again and deleted, by GETs that act', () => {
  const { make, job, act, later, post } = jobs();
  const { Id, DIJobId } = make().body;
  expect(DIJobId).toBe(Id);
  expect(job(Id)).toMatchObject({
    Id,
    DIJobId: String(Id),
    JobName: 'demo_to_odps',
    JobStatus: 'Initialized',
    ...SETTINGS,
  });
  expect(post('StartDIJob', {}, { Id: String(Id) }).status).toBe(405);
  expect(act('StopDIJob', Id).status).toBe(400);
  expect(act('StartDIJob', Id).body.Success).toBe(true);
  later(1000);
  expect(job(Id).JobStatus).toBe('Running');
  expect(act('StartDIJob', Id).status).toBe(400);
  expect(act('DeleteDIJob', Id).status).toBe(400);
  expect(act('StopDIJob', Id).body.Success).toBe(true);
  expect(job(Id).JobStatus).toBe('Stopping');
  later(50);
  expect(job(Id).JobStatus).toBe('Stop');
  expect(act('StartDIJob', Id).body.Success).toBe(true);
  act('StopDIJob', Id);
  later(50);
  expect(act('DeleteDIJob', Id, { ProjectId: PROJECT }).body.Success).toBe(true);
  expect(act('GetDIJob', Id)).toMatchObject({ status: 400, body: { Code: '500130' } });
});

test('a migration that ends is finished, and is started again only by force', () => {
  const { make, job, act, later } = jobs();
  const { Id } = make({ MigrationType: 'Full', JobType: 'DatabaseOfflineMigration' }).body;
  act('StartDIJob', Id);
  later(300);
  expect(job(Id).JobStatus).toBe('Finished');
  expect(act('StartDIJob', Id).status).toBe(400);
  expect(act('StartDIJob', Id, { ForceToRerun: 'true' }).body.Success).toBe(true);
});

test('a start that is planned to fail shows in state, log, details and events', () => {
  const { make, job, act, later, ask, emulator } = jobs();
  const { Id } = make().body;
  emulator.plans.add({ of: 'start', message: 'binlog is off' });
  act('StartDIJob', Id);
  later(300);
  expect(job(Id).JobStatus).toBe('Failed');
  expect(act('GetDIJobLog', Id).body.Log).toContain('ERROR binlog is off');
  const details = ask('ListDIJobRunDetails', { DIJobId: String(Id) }).body.PagingInfo;
  expect(details.JobRunInfos).toMatchObject([
    { FullMigrationStatus: 'Failed', FullMigrationErrorMessage: 'binlog is off' },
  ]);
  const seconds = Math.floor(emulator.clock.now() / 1000);
  const times = { StartTime: String(seconds - 60), EndTime: String(seconds + 60) };
  const events = (EventType: string) =>
    ask('ListDIJobEvents', { DIJobId: String(Id), EventType, ...times }).body.PagingInfo.DIJobEvent;
  expect(events('Failover')).toMatchObject([{ FailoverMessage: 'binlog is off' }]);
  expect(events('DDL')).toEqual([]);
});

test('the details go table by table from structure to real time, pages counted in text', () => {
  const { make, act, later, ask } = jobs();
  const { Id } = make().body;
  const details = (query: Record<string, string> = {}) =>
    ask('ListDIJobRunDetails', { DIJobId: String(Id), ...query }).body.PagingInfo;
  const states = () => {
    const { StructureMigrationStatus, FullMigrationStatus, RealtimeMigrationStatus } =
      details().JobRunInfos[0];
    return [StructureMigrationStatus, FullMigrationStatus, RealtimeMigrationStatus];
  };
  expect(states()).toEqual(['Waiting', 'Waiting', 'Waiting']);
  act('StartDIJob', Id);
  expect(states()).toEqual(['Running', 'Waiting', 'Waiting']);
  later(150);
  expect(states()).toEqual(['Finished', 'Running', 'Waiting']);
  later(150);
  expect(states()).toEqual(['Finished', 'Finished', 'Running']);
  expect(details()).toMatchObject({
    TotalCount: '1',
    JobRunInfos: [{ SourceTableName: 'orders' }],
  });
  expect(details({ SourceTableName: 'none' }).JobRunInfos).toEqual([]);
  const metrics = ask('ListDIJobMetrics', {
    DIJobId: String(Id),
    StartTime: '0',
    EndTime: '10',
    MetricName: '["Delay"]',
  }).body.PagingInfo;
  expect(metrics.JobMetrics).toMatchObject([{ Name: 'Delay', SeriesList: [{ Value: 0 }] }]);
});

test.each([
  ['Stopped', 'Stopped'],
  ['Stop', 'Stop'],
] as const)('ListDIJobs writes Stop as %s', (stoppedInLists, expected) => {
  const { make, act, later, ask } = jobs({ studio: { stoppedInLists } });
  const { Id } = make().body;
  act('StartDIJob', Id);
  act('StopDIJob', Id);
  later(50);
  const list = (query: Record<string, string> = {}) =>
    ask('ListDIJobs', { ProjectId: PROJECT, ...query }).body.PagingInfo.DIJobs;
  expect(list({ Name: 'demo' })).toMatchObject([{ Id, JobStatus: expected }]);
  expect(list({ MigrationType: 'Full' })).toEqual([]);
});

test('names are unique, data sources must be there, what is missing is named', () => {
  const { make } = jobs();
  expect(make().status).toBe(200);
  expect(make().status).toBe(400);
  const other = { SourceDataSourceSettings: [{ DataSourceName: 'none' }] };
  expect(make({ Name: 'second' }, other).body.Code).toBe('1000010005');
  const missing = make({ Name: 'third' }, { TableMappings: undefined });
  expect(missing.body.Message).toContain('TableMappings');
  expect(make({ Name: 'fourth', MigrationType: 'Sideways' }).body.Message).toContain(
    'MigrationType',
  );
});

test('a job from a FileSpec has the same parts, and is listed with SpecType ALL alone', () => {
  const { post, job, ask } = jobs();
  const lower = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(lower);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name[0]!.toLowerCase() + name.slice(1),
        lower(one),
      ]),
    );
  };
  const { ProjectId, Name, ...types } = QUERY;
  const FileSpec = JSON.stringify(lower({ ...SETTINGS, ...types }));
  const { Id } = post('CreateDIJob', { FileSpec }, { ProjectId, Name }).body;
  expect(job(Id)).toMatchObject({ JobName: Name, ...SETTINGS, ...types });
  const list = (query: Record<string, string> = {}) =>
    ask('ListDIJobs', { ProjectId: PROJECT, ...query }).body.PagingInfo.DIJobs;
  expect(list()).toEqual([]);
  expect(list({ SpecType: 'ALL' })).toMatchObject([{ Id }]);
});

test('UpdateDIJob changes settings and not the data sources', () => {
  const { make, job, post } = jobs();
  const { Id } = make().body;
  const JobSettings = { RuntimeSettings: [{ Name: 'runtime.offline.concurrent', Value: '2' }] };
  const sources = [{ DataSourceName: 'odps_source' }];
  const body = asText({ JobSettings, SourceDataSourceSettings: sources });
  expect(post('UpdateDIJob', body, { Id: String(Id) }).body.Success).toBe(true);
  expect(job(Id)).toMatchObject({ ...SETTINGS, JobSettings });
});

test('an alarm rule is made once per ClientToken, changed, listed and deleted, all by GET', () => {
  const { make, ask } = jobs();
  const DIJobId = String(make().body.Id);
  const create = (query: Record<string, string> = {}) =>
    ask('CreateDIAlarmRule', {
      DIJobId,
      Name: 'slow',
      MetricType: 'Delay',
      NotificationSettings: '{"MuteInterval":5}',
      TriggerConditions: '[{"Severity":"Warning","Threshold":60}]',
      ClientToken: 'token-1',
      ...query,
    });
  const { Id } = create().body;
  expect(create().body.Id).toBe(Id);
  expect(create({ Name: 'other' }).body.Code).toBe('IdempotentParameterMismatch');
  expect(create({ MetricType: 'Mood', ClientToken: '' }).status).toBe(400);
  const rules = () => ask('ListDIAlarmRules', { JobId: DIJobId }).body.PagingInfo.DIJobAlarmRules;
  expect(rules()).toMatchObject([{ Id, Name: 'slow', Enabled: true }]);
  ask('UpdateDIAlarmRule', { Id: String(Id), Enabled: 'false' });
  expect(rules()).toMatchObject([{ Name: 'slow', MetricType: 'Delay', Enabled: false }]);
  expect(ask('ListDIAlarmRules').body.Message).toBe('diJobId is null');
  expect(ask('DeleteDIAlarmRule', { Id: String(Id) }).body.Success).toBe(true);
  expect(rules()).toEqual([]);
  expect(ask('DeleteDIAlarmRule', { Id: String(Id) }).status).toBe(400);
});
