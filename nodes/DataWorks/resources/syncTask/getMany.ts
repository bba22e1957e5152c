import type { JsonObject } from '../../../alibabaCloud/client/exactJson';
import { concealOption, readConceal } from '../../fields/concealOption';
import { folderField } from '../../fields/folderField';
import { limitFields, readLimit } from '../../fields/limitFields';
import { optionsField } from '../../fields/optionsField';
import type { ParameterReader } from '../../fields/parameterReader';
import { readSimplify, simplifyField } from '../../fields/simplifyField';
import { workspaceField } from '../../fields/workspaceField';
import { withoutSecretsInside } from '../../script/scriptSecrets';
import type { Call, Operation, Result } from '../operation';
import { listTaskFiles } from '../../studios/legacy/files';
import { taskSummary } from '../../studios/legacy/taskSummary';

/** ListFiles' FileType by TaskType. A solution is no file, so it is in no list. */
const FILE_TYPES = { DI_OFFLINE: '23', DI_REALTIME: '900' } as const;

/** ListFiles: the batch and real-time tasks of a workspace. */
export const getMany: Operation = {
  name: 'Get Many',
  value: 'getMany',
  action: 'Get many sync tasks',
  description: 'Get the batch and real-time tasks of a workspace, one item each',
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
          ...folderField,
          required: false,
          description: 'The folder that the tasks are in (FileFolderPath)',
        },
        {
          displayName: 'Keyword',
          name: 'keyword',
          type: 'string',
          default: '',
          placeholder: 'e.g. orders',
          description: 'Text that the names of the tasks have in them',
        },
        {
          displayName: 'Owner',
          name: 'owner',
          type: 'string',
          default: '',
          placeholder: 'e.g. 18023848927592',
          description: 'The Alibaba Cloud user ID of the owner of the tasks',
        },
        {
          displayName: 'Task Types',
          name: 'taskTypes',
          type: 'multiOptions',
          options: [
            { name: 'Batch (DI_OFFLINE)', value: 'DI_OFFLINE' },
            { name: 'Real-Time (DI_REALTIME)', value: 'DI_REALTIME' },
          ],
          default: ['DI_OFFLINE', 'DI_REALTIME'],
          description: 'The types of the tasks. DataWorks lists no solutions.',
        },
      ],
    },
    simplifyField,
    optionsField([
      concealOption,
      {
        displayName: 'Include Script',
        name: 'needContent',
        type: 'boolean',
        default: true,
        description: 'Whether to include the script of each task, which makes the reply large',
      },
    ]),
  ],

  async execute({ parameters, client }: Call): Promise<Result> {
    const simplify = readSimplify(parameters);
    const limit = readLimit(parameters);
    const listed = await listTaskFiles(client, readFilter(parameters), limit);
    if (!listed.ok) return listed;
    const files = simplify ? listed.entries.map(taskSummary) : listed.entries;
    return {
      ok: true,
      body: readConceal(parameters) ? (withoutSecretsInside(files) as JsonObject[]) : files,
    };
  },
};

function readFilter(parameters: ParameterReader) {
  return {
    ProjectId: parameters.id('projectId', 'Workspace'),
    FileTypes: readFileTypes(parameters),
    FileFolderPath: parameters.optionalText('filters.fileFolderPath')?.trim(),
    Keyword: parameters.optionalText('filters.keyword')?.trim(),
    Owner: parameters.optionalText('filters.owner')?.trim(),
    NeedAbsoluteFolderPath: true,
    NeedContent: parameters.raw('options.needContent') === true ? true : undefined,
  };
}

function readFileTypes(parameters: ParameterReader): string {
  const given = parameters.raw('filters.taskTypes');
  const chosen = Array.isArray(given) && given.length > 0 ? given : Object.keys(FILE_TYPES);
  return chosen
    .map((taskType) => {
      const fileType = FILE_TYPES[taskType as keyof typeof FILE_TYPES];
      if (fileType !== undefined) return fileType;
      throw parameters.refuse(
        'Task Types',
        `holds "${String(taskType).slice(0, 50)}"`,
        'Use DI_OFFLINE, DI_REALTIME or both.',
      );
    })
    .join(',');
}
