import { table } from '../../../alibabaCloud/table';

/*
 * Words of DI jobs. Source: remarks in dataworks-public-20240518 v9.2.0 and the operations' pages. Which
 * of them go together is in neither.
 */

/** JobType, with its name. */
export const jobTypes = {
  DatabaseOfflineMigration: 'Whole Database, Batch',
  DatabaseRealtimeMigration: 'Whole Database, Real Time',
  SingleTableRealtimeMigration: 'Single Table, Real Time',
} as const;

/** MigrationType, with its name. */
export const migrationTypes = {
  Full: 'Full',
  FullAndOfflineIncremental: 'Full, Then Increments by Batch',
  FullAndRealtimeIncremental: 'Full, Then Real Time',
  OfflineIncremental: 'Increments by Batch',
  RealtimeIncremental: 'Real Time',
} as const;

/** An older spelling that Terraform's tests send. */
export const OLDER_MIGRATION = /^api_/;

export const sourceTypes = [
  'ClickHouse',
  'Doris',
  'Hive',
  'Hologres',
  'Kafka',
  'LogHub',
  'MongoDB',
  'MySQL',
  'OceanBase',
  'Oracle',
  'PolarDB',
  'RedShift',
  'SQLServer',
] as const;

export const destinationTypes = [
  'AnalyticDB_For_MySQL',
  'DataHub',
  'Hive',
  'Hologres',
  'Kafka',
  'LogHub',
  'MaxCompute',
  'OSS',
  'OSS-HDFS',
  'StarRocks',
] as const;

export const ruleActions = [
  'AddColumn',
  'DefineCycleScheduleSettings',
  'DefineIncrementalCondition',
  'DefinePartitionKey',
  'DefinePrimaryKey',
  'HandleDml',
  'Rename',
] as const;

export const ruleTargets = ['Database', 'Schema', 'Table'] as const;

export const ddlTypes = [
  'AddColumn',
  'CreateTable',
  'DropColumn',
  'DropTable',
  'ModifyColumn',
  'RenameColumn',
  'TruncateTable',
] as const;

/** What becomes of a DDL statement, with what that means. */
export const ddlActions = {
  Critical: 'Fail (Critical)',
  Ignore: 'Ignore',
  Normal: 'Carry Out (Normal)',
} as const;

export const metricNames = [
  'delayTime',
  'resourceUtilization',
  'speedRecordsRead',
  'speedRecordsWrite',
  'totalRecordsRead',
  'totalRecordsWrite',
] as const;

/** JobStatus; ListDIJobs spells Stop otherwise. */
export const jobStages = table<'at rest' | 'running' | 'stopping' | 'finished' | 'failed'>({
  Initialized: 'at rest',
  Running: 'running',
  Stopping: 'stopping',
  Stop: 'at rest',
  Stopped: 'at rest',
  Finished: 'finished',
  Failed: 'failed',
});
