import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { nameTakenHint } from './nameTakenHint';
import { CHINA } from '../../alibabaCloud/endpoints';
import type { IfExists } from '../flows/createTask';
import type { NewNode, NodeSettings } from '../script/flowSpec';
import type { NodeWish } from '../studios/dataStudio/createNode';
import { locator } from './locator';
import { newNodeScheduleField, readNodeSchedule } from './nodeScheduleFields';
import {
  descriptionOption,
  nodeCuField,
  nodeResourceGroupField,
  readNodeSettings,
  schedulingCuOption,
} from './nodeSettingFields';
import { optionsField } from './optionsField';
import type { ParameterReader } from './parameterReader';
import { batchScriptFields, readTaskScript } from './taskScriptFields';
import { testFirstOption } from './testFirst';
import { workspaceField } from './workspaceField';

/** What DataWorks does with a schedule that names no time, it does not say. */
const DEFAULT_CRON = '00 05 00 * * ?';

/** Options of a node that is to be created. */
const newNodeOptions: INodeProperties[] = [
  descriptionOption,
  {
    displayName: 'If the Name Is Taken',
    name: 'ifExists',
    type: 'options',
    options: [
      { name: 'Fail', value: 'fail', description: 'Stop, and name the node that is there' },
      { name: 'Reuse', value: 'reuse', description: 'Give the ID of the node that is there' },
      {
        name: 'Update',
        value: 'update',
        description: 'Put this script and these settings on the node that is there',
      },
    ],
    default: 'fail',
    description: 'What to do when a node of this name is already in the folder',
    ...nameTakenHint,
  },
  schedulingCuOption,
  testFirstOption,
  {
    displayName: 'Workflow ID',
    name: 'workflowId',
    type: 'string',
    default: '',
    placeholder: 'e.g. 8500000000000000001',
    description:
      'The workflow that the node is put into (ContainerId). The folder does not count then, and the node is deployed with the workflow alone, in Data Studio.',
  },
];

/** The fields of a node that is to be created. */
export const newNodeFields: INodeProperties[] = [
  workspaceField,
  {
    displayName: 'Node Name',
    name: 'nodeName',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. orders_daily',
    description: 'The name of the batch synchronization node',
  },
  {
    ...locator({
      displayName: 'Folder',
      name: 'folderPath',
      description:
        'The folder of Data Studio that the node is put into, its parts joined by /. Empty: the root.',
      noun: 'folder',
      list: 'listStudioFolders',
      by: 'Path',
      example: 'sales/sync',
    }),
    required: false,
  },
  ...batchScriptFields,
  nodeResourceGroupField,
  nodeCuField,
  {
    displayName: 'Parents',
    name: 'parents',
    type: 'string',
    default: '',
    placeholder: 'e.g. demo_studio.orders_raw',
    description:
      'Outputs of the nodes that this node waits for, separated by commas. Empty: the root of the workspace.',
  },
  newNodeScheduleField,
  optionsField(newNodeOptions),
];

/** What reads a new node. */
interface Reading {
  context: Pick<IExecuteFunctions, 'getTimezone'>;
  parameters: ParameterReader;
  timeZone: string | undefined;
  hint: (message: string) => void;
}

function readName(parameters: ParameterReader): string {
  const name = parameters.requiredText('nodeName', 'Node Name').trim();
  if (!name.includes('/')) return name;
  throw parameters.refuse(
    'Node Name',
    'has a "/" in it, which parts the folders of a path in DataWorks',
    'Give the folders in Folder.',
  );
}

/**
 * @param goesLive whether it is published then: it is put into no workflow, and one of its name is updated
 * @throws NodeOperationError that names the field that cannot be used
 */
export function readNewNode(
  { context, parameters, timeZone, hint }: Reading,
  goesLive = false,
): NodeWish & { ifExists: IfExists } {
  const projectId = parameters.id('projectId', 'Workspace');
  const name = readName(parameters);
  const folderPath = parameters.optionalText('folderPath', 'Folder')?.trim() ?? '';
  const script = readTaskScript(parameters, 'DI_OFFLINE', hint);
  // The fields of a batch script give nothing to be generated.
  const { text: content, secrets } =
    'content' in script ? script.content : { text: '', secrets: [] };
  parameters.requiredText('resourceGroup', 'Resource Group');
  const { extend, settings } = readNodeSettings(parameters, '', 'options.');
  const givenParents = parameters.list('parents', 'Parents');
  const zone = timeZone ?? CHINA;
  const schedule = readNodeSchedule(parameters, context.getTimezone(), zone, true);
  const ifExists = parameters.oneOf<IfExists>(
    'options.ifExists',
    'If the Name Is Taken',
    ['fail', 'reuse', 'update'],
    goesLive ? 'update' : 'fail',
  );
  const workflowId =
    !goesLive && parameters.isGiven('options.workflowId')
      ? parameters.id('options.workflowId', 'Workflow ID')
      : undefined;
  const given: NodeSettings = {
    ...schedule,
    ...settings,
    ...(givenParents.length === 0 ? {} : { parents: givenParents }),
    content,
  };
  const node: NewNode & { content: string } = {
    cron: DEFAULT_CRON,
    cycleType: 'Daily',
    timeZone: zone,
    ...given,
    name,
    folderPath,
    content,
  };
  return { projectId, node, given, extend, workflowId, secrets, ifExists, givenParents };
}
