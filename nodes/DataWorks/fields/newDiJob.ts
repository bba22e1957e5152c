import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { memberTexts, type Json, type JsonObject } from '../../alibabaCloud/client/exactJson';
import type { ParameterKind } from '../../alibabaCloud/service';
import { actions } from '../api/dataworks-2024-05-18';
import {
  destinationTypes,
  jobTypes,
  migrationTypes,
  OLDER_MIGRATION,
  sourceTypes,
} from '../api/dataworks-2024-05-18/diJobWords';
import type { IfExists } from '../flows/createTask';
import { findBlanks, scriptSecrets } from '../script/scriptSecrets';
import type { DiJobParameters, NewDiJobRequest } from '../studios/dataStudio/diJobs';
import { valueFor } from './apiCallValues';
import {
  jobDescriptionOption,
  jobGroupField,
  moreJobSettings,
  named,
  ownerOption,
  partFields,
  readDiJobSettings,
  rulesField,
  tablesField,
} from './diJobSettings';
import { startTimeOption } from './jobStartFields';
import { locator } from './locator';
import { nameTakenHint } from './nameTakenHint';
import type { ParameterReader } from './parameterReader';
import { refuseStrange } from './readApiCall';
import { waitOptionsIfWaiting } from './waitOptions';
import { testFirstOption } from './testFirst';
import { workspaceField } from './workspaceField';

/** How a job is given. */
const inputField: INodeProperties = {
  displayName: 'Job',
  name: 'jobInput',
  type: 'options',
  noDataExpression: true,
  options: [
    {
      name: 'Using a FileSpec',
      value: 'fileSpec',
      description: 'Give what the script mode of a job shows',
    },
    {
      name: 'Using Fields Below',
      value: 'form',
      description: 'Choose data sources, tables and rules',
    },
    {
      name: 'Using JSON',
      value: 'json',
      description: 'Give the parameters of CreateDIJob by their names',
    },
  ],
  default: 'form',
  description: 'How to give what the job synchronizes',
};

const word = (
  displayName: string,
  name: string,
  list: Readonly<Record<string, string>>,
  value: string,
  description: string,
): INodeProperties => {
  const field: INodeProperties = {
    displayName,
    name,
    type: 'options',
    options: named(list),
    default: '',
    description,
  };
  return { ...field, default: value };
};

const sameNames = (list: readonly string[]) =>
  Object.fromEntries(list.map((one) => [one, one.replace(/_/g, ' ')]));

const dataSource = (side: 'Source' | 'Destination', example: string, does: string) =>
  locator({
    displayName: `${side} Data Source`,
    name: `${side.toLowerCase()}DataSource`,
    description: `The data source that is ${does}`,
    noun: 'data source',
    list: 'listStudioDataSourceNames',
    by: 'Name',
    example,
  });

const jobNameField: INodeProperties = {
  displayName: 'Job Name',
  name: 'jobName',
  type: 'string',
  default: '',
  required: true,
  placeholder: 'e.g. mysql_to_holo',
  description: 'The name of the job: the only one of its name in the workspace',
};

const formFields: INodeProperties[] = [
  word('Job Type', 'jobType', jobTypes, 'DatabaseRealtimeMigration', 'What is synchronized, how'),
  word(
    'Migration Type',
    'migrationType',
    migrationTypes,
    'FullAndRealtimeIncremental',
    'Which data is synchronized',
  ),
  word(
    'Source Type',
    'sourceType',
    sameNames(sourceTypes),
    'MySQL',
    'The type of the source. An expression can give another one.',
  ),
  dataSource('Source', 'shop_mysql', 'read'),
  word(
    'Destination Type',
    'destinationType',
    sameNames(destinationTypes),
    'Hologres',
    'The type of the destination. An expression can give another one.',
  ),
  dataSource('Destination', 'dwh_holo', 'written to'),
  tablesField,
  rulesField,
  jobGroupField,
  ...partFields,
];

/** The fields of a job that is to be created. */
export const newDiJobFields: INodeProperties[] = [
  workspaceField,
  inputField,
  { ...jobNameField, displayOptions: { show: { jobInput: ['fileSpec', 'form'] } } },
  ...updateDisplayOptions({ show: { jobInput: ['form'] } }, formFields),
  {
    displayName: 'Job (JSON)',
    name: 'jobJson',
    type: 'json',
    typeOptions: { rows: 12 },
    default: '{\n  "Name": "",\n  "JobType": "DatabaseRealtimeMigration"\n}',
    required: true,
    displayOptions: { show: { jobInput: ['json'] } },
    description:
      'The parameters of CreateDIJob by the names of the API, without ProjectId. Every digit of an ID is kept.',
  },
  {
    displayName: 'FileSpec',
    name: 'fileSpec',
    type: 'json',
    typeOptions: { rows: 12 },
    default: '{}',
    required: true,
    displayOptions: { show: { jobInput: ['fileSpec'] } },
    description: 'What the script mode of a job shows, as JSON',
  },
];

/** Its options, with those of a start that follows. */
export const newDiJobOptions: INodeProperties[] = [
  { ...startTimeOption, displayOptions: { show: { '/start': [true] } } },
  ...waitOptionsIfWaiting,
  testFirstOption,
  ...updateDisplayOptions({ show: { '/jobInput': ['fileSpec', 'form'] } }, [
    jobDescriptionOption,
    ownerOption,
  ]),
  {
    displayName: 'If the Name Is Taken',
    name: 'ifExists',
    type: 'options',
    options: [
      { name: 'Fail', value: 'fail', description: 'Stop, and name the job that is there' },
      { name: 'Reuse', value: 'reuse', description: 'Give the ID of the job that is there' },
      {
        name: 'Update',
        value: 'update',
        description: 'Put these settings on the job that is there; its data sources stay',
      },
    ],
    default: 'fail',
    description: 'What to do when the workspace has a job of this name',
    ...nameTakenHint,
  },
  ...updateDisplayOptions({ show: { '/jobInput': ['form'] } }, [
    moreJobSettings,
    {
      displayName: 'More Source Data Sources',
      name: 'moreSources',
      type: 'string',
      default: '',
      placeholder: 'e.g. shop_mysql_2,shop_mysql_3',
      description: 'Further data sources with the same tables, separated by commas',
    },
    {
      displayName: 'Source Encoding',
      name: 'encoding',
      type: 'string',
      default: '',
      placeholder: 'e.g. UTF-8',
      description: 'The encoding of the source (DataSourceProperties)',
    },
    {
      displayName: 'Source Time Zone',
      name: 'sourceTimeZone',
      type: 'string',
      default: '',
      placeholder: 'e.g. Asia/Shanghai',
      description: 'The time zone of the source (DataSourceProperties)',
    },
  ]),
];

interface Reading {
  parameters: ParameterReader;
  hint: (message: string) => void;
}

/** A new job as it was given. */
export type DiJobWish = Omit<NewDiJobRequest, 'unit'> & { ifExists: IfExists };

/** What a request as JSON can have; the workspace stands beside it. */
const KINDS = { ...actions.CreateDIJob.query, ...actions.CreateDIJob.form };

/** Words that the API has a list of, by parameter. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  JobType: Object.keys(jobTypes),
  MigrationType: Object.keys(migrationTypes),
  SourceDataSourceType: sourceTypes,
  DestinationDataSourceType: destinationTypes,
};

/** What a job without a FileSpec has. Source: the API's metadata before there were FileSpecs. */
const EXPECTED = [
  'MigrationType',
  'SourceDataSourceType',
  'DestinationDataSourceType',
  'SourceDataSourceSettings',
  'DestinationDataSourceSettings',
  'ResourceSettings',
  'TableMappings',
];

function hintAtWords(job: Readonly<Record<string, unknown>>, hint: Reading['hint']): void {
  for (const [name, known] of Object.entries(KNOWN)) {
    const lower = name.charAt(0).toLowerCase() + name.slice(1);
    const value = job[name] ?? job[lower];
    if (typeof value !== 'string' || known.includes(value.replace(OLDER_MIGRATION, ''))) continue;
    hint(
      `${name} is "${value.slice(0, 50)}", which is not among those that the API describes: ${known.join(', ')}.`,
    );
  }
}

function readForm(parameters: ParameterReader): JsonObject {
  const text = (name: string, label: string) => parameters.requiredText(name, label).trim();
  const source = text('sourceDataSource', 'Source Data Source');
  const property = (name: string, label: string) =>
    parameters.optionalText(`options.${name}`, label)?.trim();
  const properties = JSON.parse(
    JSON.stringify({
      Encoding: property('encoding', 'Source Encoding'),
      Timezone: property('sourceTimeZone', 'Source Time Zone'),
    }),
  ) as JsonObject;
  const sources = [source, ...parameters.list('options.moreSources', 'More Source Data Sources')];
  parameters.requiredText('resourceGroup', 'Resource Group');
  const settings = readDiJobSettings(parameters)(source);
  if (settings.TableMappings === undefined) {
    throw parameters.refuse('Tables', 'has no row', 'Add the tables that are to be synchronized.');
  }
  return {
    JobType: text('jobType', 'Job Type'),
    MigrationType: text('migrationType', 'Migration Type'),
    SourceDataSourceType: text('sourceType', 'Source Type'),
    DestinationDataSourceType: text('destinationType', 'Destination Type'),
    SourceDataSourceSettings: sources.map((DataSourceName) => ({
      DataSourceName,
      ...(Object.keys(properties).length === 0 ? {} : { DataSourceProperties: properties }),
    })),
    DestinationDataSourceSettings: [
      { DataSourceName: text('destinationDataSource', 'Destination Data Source') },
    ],
    ...settings,
  };
}

const JSON_LABEL = 'Job (JSON)';

function refuseBlanks(parameters: ParameterReader, label: string, value: JsonObject): void {
  findBlanks(value, (path, message) => {
    throw parameters.refuse(label, `has ${path}, which ${message}`, 'Then run it again.');
  });
}

/**
 * Parameters of an action as JSON, in the form in which they are sent.
 * @throws NodeOperationError for names that the action does not have, and values that cannot be sent
 */
function readParameters(
  parameters: ParameterReader,
  label: string,
  action: string,
  kinds: Readonly<Record<string, ParameterKind>>,
): JsonObject {
  const { value, text } = parameters.jsonObject('jobJson', label);
  const { JobName, ...rest } = value;
  const given: JsonObject = JobName === undefined ? rest : { Name: JobName, ...rest };
  if (given.ProjectId !== undefined) {
    throw parameters.refuse(label, 'has ProjectId', 'Take it out: Workspace gives it.');
  }
  refuseStrange(parameters, action, Object.keys(kinds), new Map(Object.entries(given)), label);
  refuseBlanks(parameters, label, value);
  const texts = memberTexts(text);
  const read: JsonObject = {};
  for (const [name, kind] of Object.entries(kinds)) {
    const one = given[name];
    if (one === undefined) continue;
    const exact = texts[name];
    const from = { value: one, ...(exact === undefined ? {} : { text: exact }) };
    const sent = valueFor(parameters, name, kind, from, label);
    if (sent !== undefined) read[name] = sent as Json;
  }
  return read;
}

/** @throws NodeOperationError for changes that UpdateDIJob does not have, or none */
export function readChangesJson(parameters: ParameterReader): JsonObject {
  const label = 'Changes (JSON)';
  const { Owner } = actions.UpdateDIJob.query;
  const kinds = { Owner, ...actions.UpdateDIJob.form };
  const changes = readParameters(parameters, label, 'UpdateDIJob', kinds);
  if (Object.keys(changes).length > 0) return changes;
  throw parameters.refuse(label, 'is empty', 'Give what is to be changed.');
}

/**
 * Reads a job that is to be created.
 * @throws NodeOperationError that names the field that cannot be used
 */
export function readNewDiJob({ parameters, hint }: Reading): DiJobWish {
  const ProjectId = parameters.id('projectId', 'Workspace');
  const input = parameters.oneOf('jobInput', 'Job', ['form', 'json', 'fileSpec']);
  const ifExists = parameters.oneOf<IfExists>(
    'options.ifExists',
    'If the Name Is Taken',
    ['fail', 'reuse', 'update'],
    'fail',
  );
  const Name = () => parameters.requiredText('jobName', 'Job Name').trim();
  let job: JsonObject;
  if (input === 'form') {
    job = { Name: Name(), ...readForm(parameters) };
    hintAtWords(job, hint);
  } else if (input === 'json') {
    job = readParameters(parameters, JSON_LABEL, 'CreateDIJob', KINDS);
    if (typeof job.Name !== 'string' || job.Name.trim() === '') {
      throw parameters.refuse(JSON_LABEL, 'has no Name', 'Give the name of the job in it.');
    }
    job.Name = job.Name.trim();
    hintAtWords(job, hint);
    const missing = EXPECTED.filter((name) => job[name] === undefined);
    if (job.FileSpec === undefined && missing.length > 0) {
      hint(
        `A job without a FileSpec needs ${missing.join(', ')}, which ${JSON_LABEL} does not have.`,
      );
    }
  } else {
    job = { Name: Name(), ...readFileSpec(parameters, 'fileSpec', hint) };
    const Description = parameters.optionalText('options.description', 'Description');
    const Owner = parameters.optionalText('options.owner', 'Owner')?.trim();
    if (Description !== undefined) job.Description = Description;
    if (Owner !== undefined) job.Owner = Owner;
  }
  const { Name: name, ...rest } = job;
  return {
    parameters: { ProjectId, Name: String(name), ...rest } as DiJobParameters,
    secrets: scriptSecrets(job),
    ifExists,
  };
}

/**
 * A job as its script mode shows it.
 * @throws NodeOperationError for what is no JSON object
 */
export function readFileSpec(
  parameters: ParameterReader,
  name: string,
  hint: Reading['hint'],
): { FileSpec: string } {
  const { text, value } = parameters.jsonObject(name, 'FileSpec');
  if (Object.keys(value).length === 0) {
    throw parameters.refuse('FileSpec', 'is empty', 'Give what the script mode of a job shows.');
  }
  refuseBlanks(parameters, 'FileSpec', value);
  hintAtWords(value, hint);
  return { FileSpec: text };
}
