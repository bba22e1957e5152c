import { chinaTime } from '../../china-time';
import { objectsOf } from '../../state/studio/node';
import type { DIJob } from '../../state/studio/di-job';
import type { Call, Operation } from '../operation';
import { jobOf, JOB, statusOf } from './di-job-access';
import { studio } from './operation';
import { asText, PAGE, pageOf } from './paging';

/** Seconds in ms: DI jobs count in seconds. */
const SECOND = 1000;

/** The names under which a job's mappings select their source: data source, database, table. */
function mappings({ settings }: DIJob) {
  return objectsOf(settings['TableMappings']).map((mapping) => {
    const rules = objectsOf(mapping['SourceObjectSelectionRules']);
    const named = (type: string) =>
      String(rules.find(({ ObjectType }) => ObjectType === type)?.['Expression'] ?? '');
    return { source: named('Datasource'), database: named('Database'), table: named('Table') };
  });
}

/** How the parts of a start are: structure, full data, real time, one after the other. */
function progress(call: Call, job: DIJob) {
  const states = { structure: 'Waiting', full: 'Waiting', realtime: 'Waiting' };
  if (job.startedAt === undefined) return states;
  const { startMs } = call.settings.durations;
  const part = startMs > 0 ? (call.now - job.startedAt) / startMs : 1;
  states.structure = part < 1 / 3 ? 'Running' : 'Finished';
  if (part >= 1 / 3) states.full = part < 1 ? 'Running' : 'Finished';
  if (part >= 1) states.realtime = statusOf(call, job);
  if (part >= 1 && job.failure !== undefined) states.full = 'Failed';
  return states;
}

const listRunDetails = studio({
  action: 'ListDIJobRunDetails',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: {
    DIJobId: 'id*',
    InstanceId: 'id',
    SourceDataSourceName: 'string',
    SourceDatabaseName: 'string',
    SourceSchemaName: 'string',
    SourceTableName: 'string',
    ...PAGE,
  },
  handle(call, parameters) {
    const job = jobOf(call, { DIJobId: parameters.DIJobId });
    const { SourceDataSourceName, SourceDatabaseName, SourceTableName } = parameters;
    const { structure, full, realtime } = progress(call, job);
    const [destination] = objectsOf(job.settings['DestinationDataSourceSettings']);
    const found = mappings(job).filter(
      ({ source, database, table }) =>
        (SourceDataSourceName === undefined || source === SourceDataSourceName) &&
        (SourceDatabaseName === undefined || database === SourceDatabaseName) &&
        (SourceTableName === undefined || table === SourceTableName),
    );
    const { items, paging } = pageOf(call, found, parameters);
    const isDone = full === 'Finished';
    const JobRunInfos = items.map(({ source, database, table }) => ({
      SourceDatasourceName: source,
      SourceDatabaseName: database,
      SourceTableName: table,
      DestinationDatasourceName: destination?.['DataSourceName'],
      DestinationTableName: table,
      StructureMigrationStatus: structure,
      StructureMigrationErrorMessage: '',
      FullMigrationStatus: full,
      FullMigrationErrorMessage: full === 'Failed' ? job.failure : '',
      RealtimeMigrationStatus: realtime,
      RealtimeMigrationErrorMessage: '',
      OfflineTotalRecords: isDone ? 1000 : 0,
      OfflineTotalBytes: isDone ? 65_536 : 0,
      OfflineErrorRecords: 0,
    }));
    return { PagingInfo: { JobRunInfos, ...asText(paging) } };
  },
});

const getDIJobLog = studio({
  action: 'GetDIJobLog',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: { ...JOB, FailoverId: 'id', InstanceId: 'id', NodeType: 'string', PageNumber: 'num' },
  handle(call, parameters) {
    const job = jobOf(call, parameters);
    const { startMs } = call.settings.durations;
    if (job.startedAt === undefined || (parameters.PageNumber ?? 1) > 1) return { Log: '' };
    const lines = [`${chinaTime(job.startedAt)} INFO Start DI job ${job.name}`];
    const end = job.startedAt + startMs;
    if (job.failure !== undefined && call.now >= end) {
      lines.push(`${chinaTime(end)} ERROR ${job.failure}`);
    }
    if (job.stoppedAt !== undefined) lines.push(`${chinaTime(job.stoppedAt)} WARN Stop requested`);
    return { Log: lines.join('\n') };
  },
});

const listEvents = studio({
  action: 'ListDIJobEvents',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: { DIJobId: 'id', StartTime: 'num*', EndTime: 'num*', EventType: 'string*', ...PAGE },
  handle(call, parameters) {
    const job = jobOf(call, { DIJobId: parameters.DIJobId });
    const { StartTime, EndTime, EventType } = parameters;
    const at = (job.startedAt ?? 0) + call.settings.durations.startMs;
    const isThere =
      job.failure !== undefined &&
      call.now >= at &&
      EventType === 'Failover' &&
      at >= StartTime * SECOND &&
      at <= EndTime * SECOND;
    const event = {
      Id: `${job.id}-1`,
      Type: 'Failover',
      Status: 'Fail',
      Severity: 'Critical',
      CreateTime: String(Math.floor(at / SECOND)),
      FailoverMessage: job.failure,
    };
    const { items, paging } = pageOf(call, isThere ? [event] : [], parameters);
    return { PagingInfo: { DIJobEvent: items, ...paging } };
  },
});

const listMetrics = studio({
  action: 'ListDIJobMetrics',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: { DIJobId: 'id', StartTime: 'num*', EndTime: 'num*', MetricName: 'json*' },
  handle(call, { DIJobId, StartTime, EndTime, MetricName }) {
    const job = jobOf(call, { DIJobId });
    const names = Array.isArray(MetricName) ? MetricName.map(String) : [];
    const isRunning = statusOf(call, job) === 'Running';
    const point = { Time: EndTime, Value: 0 };
    const SeriesList = isRunning && EndTime >= StartTime ? [point] : [];
    return { PagingInfo: { JobMetrics: names.map((Name) => ({ Name, SeriesList })) } };
  },
});

/** How DI jobs do: progress per table, log, events, metrics. */
export const diJobReports: Operation[] = [listRunDetails, getDIJobLog, listEvents, listMetrics];
