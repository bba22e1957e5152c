import { limitFields, readLimit } from '../../fields/limitFields';
import type { ParameterReader } from '../../fields/parameterReader';
import { studioField } from '../../fields/studioField';
import { workspaceField } from '../../fields/workspaceField';
import { listDataSources as listInStudio } from '../../studios/dataStudio/dataSources';
import { listDataSources as listInLegacy } from '../../studios/legacy/dataSources';
import type { Call, Operation, Result } from '../operation';

/** An environment as each version of the API writes it. */
const ENVIRONMENTS = { DEV: { studio: 'Dev', legacy: 0 }, PROD: { studio: 'Prod', legacy: 1 } };

/** ListDataSources of either version. */
export const getMany: Operation = {
  name: 'Get Many',
  value: 'getMany',
  action: 'Get many data sources',
  description: 'Get the data sources of a workspace, one item each, without their passwords',
  fields: [
    studioField,
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
          displayName: 'Environment',
          name: 'projectEnv',
          type: 'options',
          options: [
            { name: 'Development', value: 'DEV' },
            { name: 'Production', value: 'PROD' },
          ],
          default: 'PROD',
          description: 'The environment that the data sources belong to (EnvType of the API)',
        },
        {
          displayName: 'Name',
          name: 'name',
          type: 'string',
          default: '',
          placeholder: 'e.g. mysql_pub',
          description: 'Text that the names of the data sources have in them',
        },
        {
          displayName: 'Type',
          name: 'type',
          type: 'string',
          default: '',
          placeholder: 'e.g. mysql',
          description: 'The type of the data sources, as the API writes it',
        },
      ],
    },
  ],

  async execute({ parameters, client }: Call): Promise<Result> {
    const studio = parameters.oneOf('studio', 'Data Studio', ['dataStudio', 'legacy']);
    const ProjectId = parameters.id('projectId', 'Workspace');
    const Name = given(parameters, 'filters.name', 'Name');
    const type = given(parameters, 'filters.type', 'Type');
    const environment = parameters.isGiven('filters.projectEnv')
      ? ENVIRONMENTS[parameters.oneOf('filters.projectEnv', 'Environment', ['PROD', 'DEV'])]
      : undefined;
    const limit = readLimit(parameters);
    const listed =
      studio === 'legacy'
        ? await listInLegacy(
            client,
            { ProjectId, Name, DataSourceType: type, EnvType: environment?.legacy },
            limit,
          )
        : await listInStudio(
            client,
            { ProjectId, Name, Types: type?.split(','), EnvType: environment?.studio },
            limit,
          );
    if (!listed.ok) return listed;
    return { ok: true, body: listed.entries };
  },
};

const given = (parameters: ParameterReader, name: string, label: string) =>
  parameters.optionalText(name, label)?.trim() || undefined;
