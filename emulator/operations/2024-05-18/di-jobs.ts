import { objectOf, objectsOf, type JsonObject } from '../../state/studio/node';
import type { Call, Operation } from '../operation';
import { jobOf, JOB } from './di-job-access';
import { refused } from './errors';
import { studio, workspaceOf } from './operation';

const JOB_TYPES = [
  'DatabaseRealtimeMigration',
  'DatabaseOfflineMigration',
  'SingleTableRealtimeMigration',
];
const MIGRATION_TYPES = [
  'FullAndRealtimeIncremental',
  'RealtimeIncremental',
  'Full',
  'OfflineIncremental',
  'FullAndOfflineIncremental',
  // An older spelling that was seen to be taken.
  'api_FullAndRealtimeIncremental',
];

/** What a job without a FileSpec must have. */
const REQUIRED = [
  'SourceDataSourceType',
  'DestinationDataSourceType',
  'MigrationType',
  'SourceDataSourceSettings',
  'DestinationDataSourceSettings',
  'ResourceSettings',
  'TableMappings',
];

/** Settings that stand in the body. */
const SETTINGS = {
  JobSettings: 'json',
  ResourceSettings: 'json',
  TableMappings: 'json',
  TransformationRules: 'json',
} as const;

/** A FileSpec's members by the API's names, which begin in upper case. */
function upperCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(upperCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.charAt(0).toUpperCase() + name.slice(1),
      upperCase(member),
    ]),
  );
}

function fromFile(text: string): JsonObject {
  try {
    return objectOf(upperCase(JSON.parse(text)));
  } catch {
    throw refused('badSpec', 'FileSpec is not JSON.');
  }
}

/** Only the members of `given` that a job keeps. */
function settingsIn(given: JsonObject): JsonObject {
  const names = [
    ...Object.keys(SETTINGS),
    'SourceDataSourceSettings',
    'DestinationDataSourceSettings',
  ];
  return Object.fromEntries(
    names.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]),
  );
}

function checkSources(call: Call, projectId: bigint, settings: JsonObject): void {
  const known = workspaceOf(call, projectId).dataSources.map(({ name }) => name);
  for (const name of ['SourceDataSourceSettings', 'DestinationDataSourceSettings']) {
    for (const { DataSourceName } of objectsOf(settings[name])) {
      if (DataSourceName !== undefined && !known.includes(String(DataSourceName))) {
        throw refused('noDataSource', `The data source ${String(DataSourceName)} does not exist.`);
      }
    }
  }
}

const createDIJob = studio({
  action: 'CreateDIJob',
  access: 'write',
  failure: 'none',
  query: {
    ProjectId: 'id*',
    Name: 'string',
    JobName: 'string',
    JobType: 'string',
    MigrationType: 'string',
    SourceDataSourceType: 'string',
    DestinationDataSourceType: 'string',
    Owner: 'string',
  },
  body: {
    ...SETTINGS,
    Description: 'string',
    FileSpec: 'string',
    SourceDataSourceSettings: 'json',
    DestinationDataSourceSettings: 'json',
  },
  handle(call, parameters) {
    const { ProjectId, FileSpec, Owner, Description = '' } = parameters;
    workspaceOf(call, ProjectId);
    const given: JsonObject = FileSpec === undefined ? parameters : fromFile(FileSpec);
    for (const name of REQUIRED) {
      if (given[name] === undefined) throw refused('parameter', `${name} is not valid.`);
    }
    const text = (name: string) => String(given[name] ?? parameters[name as 'Name'] ?? '');
    const name = parameters.Name ?? parameters.JobName ?? text('Name');
    if (name === '') throw refused('parameter', 'Name is not valid.');
    checkWord('JobType', given['JobType'], JOB_TYPES);
    checkWord('MigrationType', given['MigrationType'], MIGRATION_TYPES);
    const settings = settingsIn(given);
    checkSources(call, ProjectId, settings);
    const { diJobs } = call.state.studio;
    if ([...diJobs.values()].some((job) => job.projectId === ProjectId && job.name === name)) {
      throw refused('state', `A DI job of the name ${name} exists.`);
    }
    const id = call.state.ids.next('diJob');
    diJobs.set(id, {
      id,
      projectId: ProjectId,
      name,
      jobType: text('JobType'),
      migrationType: text('MigrationType').replace('api_', ''),
      sourceType: text('SourceDataSourceType'),
      destinationType: text('DestinationDataSourceType'),
      owner: Owner ?? call.caller.identity.userId,
      description: Description,
      isFromFile: FileSpec !== undefined,
      settings,
      createdAt: call.now,
      startedAt: undefined,
      stoppedAt: undefined,
      failure: undefined,
    });
    return { Id: id, DIJobId: id };
  },
});

function checkWord(name: string, word: unknown, known: string[]): void {
  if (word === undefined || known.includes(String(word))) return;
  throw refused('parameter', `${name} is not valid.`);
}

const updateDIJob = studio({
  action: 'UpdateDIJob',
  access: 'write',
  failure: 'success',
  query: { ...JOB, ProjectId: 'id', Owner: 'string' },
  body: { ...SETTINGS, Description: 'string', FileSpec: 'string' },
  handle(call, parameters) {
    const job = jobOf(call, parameters);
    const { Owner, Description, FileSpec } = parameters;
    const given = FileSpec === undefined ? parameters : fromFile(FileSpec);
    // The type and the data sources cannot be changed.
    const changed = Object.entries(given).filter(
      ([name, value]) => Object.hasOwn(SETTINGS, name) && value !== undefined,
    );
    job.settings = { ...job.settings, ...Object.fromEntries(changed) };
    job.owner = Owner ?? job.owner;
    job.description = Description ?? job.description;
    return { Success: true };
  },
});

/** Making and changing DI jobs. */
export const diJobs: Operation[] = [createDIJob, updateDIJob];
