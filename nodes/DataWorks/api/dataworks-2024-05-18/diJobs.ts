import type { ActionData } from '../../../alibabaCloud/service';

/** What a job is made of and can be changed in, in the body. */
const settings = {
  Description: 'text',
  FileSpec: 'text',
  JobSettings: 'json',
  ResourceSettings: 'json',
  TableMappings: 'json',
  TransformationRules: 'json',
} as const;

/**
 * DI jobs: real-time and whole-database synchronization. Three of the GETs change something, and some
 * actions know a job by DIJobId alone. Source: dataworks-public-20240518 v9.2.0.
 */
export const diJobs = {
  CreateDIJob: {
    does: 'create the DI job',
    method: 'POST',
    effect: 'write',
    query: {
      DestinationDataSourceType: 'text',
      JobType: 'text',
      MigrationType: 'text',
      Name: 'text',
      Owner: 'text',
      ProjectId: 'id',
      SourceDataSourceType: 'text',
    },
    form: { ...settings, DestinationDataSourceSettings: 'json', SourceDataSourceSettings: 'json' },
    accepted: 'request id',
  },
  UpdateDIJob: {
    does: 'update the DI job',
    method: 'POST',
    effect: 'write',
    query: { Id: 'id', Owner: 'text', ProjectId: 'id' },
    form: settings,
    accepted: 'request id',
  },
  GetDIJob: {
    does: 'give the DI job',
    method: 'GET',
    effect: 'read',
    query: { Id: 'id', ProjectId: 'id' },
    accepted: 'request id',
  },
  ListDIJobs: {
    does: 'list the DI jobs',
    method: 'GET',
    effect: 'read',
    query: {
      DestinationDataSourceType: 'text',
      MigrationType: 'text',
      Name: 'text',
      PageNumber: 'number',
      PageSize: 'number',
      ProjectId: 'id',
      SourceDataSourceType: 'text',
      SpecType: 'text',
    },
    accepted: 'request id',
  },
  StartDIJob: {
    does: 'start the DI job',
    method: 'GET',
    effect: 'write',
    query: { ForceToRerun: 'boolean', Id: 'id', RealtimeStartSettings: 'json' },
    accepted: 'request id',
  },
  StopDIJob: {
    does: 'stop the DI job',
    method: 'GET',
    effect: 'write',
    query: { Id: 'id' },
    accepted: 'request id',
  },
  DeleteDIJob: {
    does: 'delete the DI job',
    method: 'GET',
    effect: 'write',
    query: { Id: 'id', ProjectId: 'id' },
    accepted: 'request id',
  },
  GetDIJobLog: {
    does: 'give the log of the DI job',
    method: 'GET',
    effect: 'read',
    query: {
      FailoverId: 'id',
      Id: 'id',
      InstanceId: 'id',
      NodeType: 'text',
      PageNumber: 'number',
    },
    accepted: 'request id',
  },
  ListDIJobRunDetails: {
    does: 'list the tables of the DI job',
    method: 'GET',
    effect: 'read',
    query: {
      DIJobId: 'id',
      InstanceId: 'id',
      PageNumber: 'number',
      PageSize: 'number',
      SourceDataSourceName: 'text',
      SourceDatabaseName: 'text',
      SourceSchemaName: 'text',
      SourceTableName: 'text',
    },
    accepted: 'request id',
  },
  ListDIJobMetrics: {
    does: 'give the metrics of the DI job',
    method: 'GET',
    effect: 'read',
    query: { DIJobId: 'id', EndTime: 'number', MetricName: 'json', StartTime: 'number' },
    accepted: 'request id',
  },
} as const satisfies Record<string, ActionData>;
