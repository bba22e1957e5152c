import { factsOf, typesWith } from '../../api/dataworks-2020-05-18/taskTypes';
import { concealOption } from '../../fields/concealOption';
import { folderField } from '../../fields/folderField';
import { limitFields, readLimit } from '../../fields/limitFields';
import { optionsField } from '../../fields/optionsField';
import type { ParameterReader } from '../../fields/parameterReader';
import { readSimplify, simplifyField } from '../../fields/simplifyField';
import { workspaceField } from '../../fields/workspaceField';
import type { Call, Operation, Result } from '../operation';
import { listTaskFiles } from '../../studios/legacy/files';
import { taskSummary } from '../../studios/legacy/taskSummary';

const LISTED = typesWith('getMany');

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
          options: LISTED.map(({ type, label }) => ({ name: `${label} (${type})`, value: type })),
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
      body: files,
    };
  },
};

function readFilter(parameters: ParameterReader) {
  return {
    ProjectId: parameters.id('projectId', 'Workspace'),
    FileTypes: readFileTypes(parameters),
    FileFolderPath: parameters.optionalText('filters.fileFolderPath', 'Folder')?.trim(),
    Keyword: parameters.optionalText('filters.keyword', 'Keyword')?.trim(),
    Owner: parameters.optionalText('filters.owner', 'Owner')?.trim(),
    NeedAbsoluteFolderPath: true,
    NeedContent: parameters.flag('options.needContent', 'Include Script', false) || undefined,
  };
}

function readFileTypes(parameters: ParameterReader): string {
  const given = parameters.list('filters.taskTypes', 'Task Types');
  const chosen = given.length > 0 ? given : LISTED.map(({ type }) => type);
  return chosen
    .map((taskType) => {
      const fileType = LISTED.find(({ type }) => type === taskType)?.fileType;
      if (fileType !== undefined) return fileType;
      throw parameters.refuse(
        'Task Types',
        `holds "${taskType.slice(0, 50)}"`,
        factsOf(taskType)?.instead.getMany ?? 'Use DI_OFFLINE, DI_REALTIME or both.',
      );
    })
    .join(',');
}
