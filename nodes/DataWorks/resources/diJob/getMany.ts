import {
  destinationTypes,
  migrationTypes,
  sourceTypes,
} from '../../api/dataworks-2024-05-18/diJobWords';
import { named } from '../../fields/diJobSettings';
import { limitFields, readLimit } from '../../fields/limitFields';
import type { ParameterReader } from '../../fields/parameterReader';
import { workspaceField } from '../../fields/workspaceField';
import { listJobs } from '../../studios/dataStudio/diJobs';
import type { Call, Operation, Result } from '../operation';

const words = (list: readonly string[]) => list.map((value) => ({ name: value, value }));

const given = (parameters: ParameterReader, name: string, label: string) =>
  parameters.optionalText(`filters.${name}`, label)?.trim();

/** ListDIJobs: the jobs of a workspace, without their settings. */
export const getMany: Operation = {
  name: 'Get Many',
  value: 'getMany',
  action: 'Get many DI jobs',
  description: 'Get the jobs of a workspace with their states, one item each',
  fields: [
    workspaceField,
    ...limitFields,
    {
      displayName: 'Filters',
      name: 'filters',
      type: 'collection',
      placeholder: 'Add filter',
      default: {},
      options: [
        {
          displayName: 'Destination Type',
          name: 'destinationType',
          type: 'options',
          options: words(destinationTypes),
          default: 'Hologres',
        },
        {
          displayName: 'Migration Type',
          name: 'migrationType',
          type: 'options',
          options: named(migrationTypes),
          default: 'FullAndRealtimeIncremental',
        },
        {
          displayName: 'Name',
          name: 'name',
          type: 'string',
          default: '',
          placeholder: 'e.g. mysql_to_holo',
          description: 'Text that the names of the jobs have in them',
        },
        {
          displayName: 'Source Type',
          name: 'sourceType',
          type: 'options',
          options: words(sourceTypes),
          default: 'MySQL',
        },
      ],
    },
  ],

  async execute({ parameters, client }: Call): Promise<Result> {
    const limit = readLimit(parameters);
    const listed = await listJobs(
      client,
      {
        ProjectId: parameters.id('projectId', 'Workspace'),
        Name: given(parameters, 'name', 'Name'),
        MigrationType: given(parameters, 'migrationType', 'Migration Type'),
        SourceDataSourceType: given(parameters, 'sourceType', 'Source Type'),
        DestinationDataSourceType: given(parameters, 'destinationType', 'Destination Type'),
      },
      { limit },
    );
    return listed.ok ? { ok: true, body: listed.entries } : listed;
  },
};
