import type { INodeParameters } from 'n8n-workflow';

import type { DIJob } from '../../emulator/state/studio/di-job';
import { startSyncNodes, type SyncNodes } from './syncNodes';

const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });
const byName = (value: string): INodeParameters => ({ __rl: true, mode: 'name', value });

/** The node's parameters for a DI job by the form; `changes` replace some. */
export function newJob(changes: INodeParameters = {}): INodeParameters {
  return {
    resource: 'diJob',
    operation: 'create',
    projectId: byId('20000'),
    jobInput: 'form',
    jobName: 'mysql_to_holo',
    sourceDataSource: byName('mysql_pub'),
    destinationType: 'MaxCompute',
    destinationDataSource: byName('odps_source'),
    tables: { row: [{ database: 'shop', table: 'orders' }] },
    resourceGroup: byId('Serverless_res_group_demo_1'),
    ...changes,
  };
}

const group = { RequestedCu: 2, ResourceGroupIdentifier: 'Serverless_res_group_demo_1' };

/** A job by the names of the API, without its workspace. */
export const jobJson = {
  Name: 'mysql_to_holo',
  JobType: 'DatabaseRealtimeMigration',
  MigrationType: 'FullAndRealtimeIncremental',
  SourceDataSourceType: 'MySQL',
  DestinationDataSourceType: 'MaxCompute',
  SourceDataSourceSettings: [{ DataSourceName: 'mysql_pub' }],
  DestinationDataSourceSettings: [{ DataSourceName: 'odps_source' }],
  ResourceSettings: { OfflineResourceSettings: group, RealtimeResourceSettings: group },
  TableMappings: [
    {
      SourceObjectSelectionRules: [
        { ObjectType: 'Table', Action: 'Include', ExpressionType: 'Exact', Expression: 'orders' },
      ],
    },
  ],
};

/** The same as the script mode shows it. */
export const fileSpec = {
  jobType: 'DatabaseRealtimeMigration',
  migrationType: 'FullAndRealtimeIncremental',
  sourceDataSourceType: 'MySQL',
  destinationDataSourceType: 'MaxCompute',
  sourceDataSourceSettings: [{ dataSourceName: 'mysql_pub' }],
  destinationDataSourceSettings: [{ dataSourceName: 'odps_source' }],
  resourceSettings: {
    realtimeResourceSettings: { resourceGroupIdentifier: 'Serverless_res_group_demo_1' },
  },
  tableMappings: [
    {
      sourceObjectSelectionRules: [
        { objectType: 'Table', action: 'Include', expressionType: 'Exact', expression: 'orders' },
      ],
    },
  ],
};

/** The parameters of a job that is given as JSON, or as its FileSpec. */
export function jobAs(
  jobInput: 'json' | 'fileSpec',
  job: object,
  changes: INodeParameters = {},
): INodeParameters {
  const text = JSON.stringify(job);
  return {
    resource: 'diJob',
    operation: 'create',
    projectId: byId('20000'),
    jobInput,
    ...(jobInput === 'json' ? { jobJson: text } : { jobName: 'mysql_to_holo', fileSpec: text }),
    ...changes,
  };
}

/** The parameters of an operation on a job that exists. */
export function onJob(
  operation: string,
  diJobId: string,
  changes: INodeParameters = {},
): INodeParameters {
  return {
    resource: 'diJob',
    operation,
    projectId: byId('20000'),
    diJobId: byId(diJobId),
    ...changes,
  };
}

/** An emulator whose time is the fake clock's, for DI jobs. */
export interface DiJobs extends SyncNodes {
  /** Creates a job by this package; gives its Id. */
  addJob(changes?: INodeParameters): Promise<string>;
  /** The jobs that the emulator has. */
  jobs(): DIJob[];
  job(id: string): DIJob;
}

export async function startDiJobs(): Promise<DiJobs> {
  const nodes = await startSyncNodes();
  const all = () => [...nodes.server.emulator.state.studio.diJobs.values()];
  return {
    ...nodes,
    jobs: all,
    job: (id) => nodes.server.emulator.state.studio.diJobs.get(BigInt(id))!,
    async addJob(changes = {}) {
      const created = await nodes.run(newJob(changes));
      if (created.error) throw created.error;
      return String(created.output[0]![0]!.json.Id);
    },
  };
}
