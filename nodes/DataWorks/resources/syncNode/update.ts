import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { nodeDeployNotice } from '../../fields/deployNotice';
import { nodeReferenceFields, readNodeReference } from '../../fields/nodeField';
import {
  descriptionOption,
  nodeCuField,
  nodeResourceGroupField,
  readNodeSettings,
  schedulingCuOption,
} from '../../fields/nodeSettingFields';
import type { ParameterReader } from '../../fields/parameterReader';
import { scriptFormFields } from '../../fields/scriptForm/fields';
import { taskContentFields, type TaskContent } from '../../fields/taskContentFields';
import { KEEP, batchInput, readTaskScript } from '../../fields/taskScriptFields';
import { makeChange } from '../../flows/updateTask';
import { nodeUpdate } from '../../studios/dataStudio/updateNode';
import type { Call, Operation, Result } from '../operation';

const alone = (field: INodeProperties): INodeProperties => {
  const copy = { ...field };
  delete copy.required;
  return copy;
};

/** UpdateNode: puts a script and settings on a node. */
export const update: Operation = {
  name: 'Update',
  value: 'update',
  action: 'Update sync node',
  description:
    'Put another script or other settings on a node. They take effect when the node is deployed.',
  named: { by: 'Id' },
  isDraft: true,
  fields: [
    ...nodeReferenceFields,
    nodeDeployNotice,
    { ...batchInput, options: [KEEP, ...(batchInput.options as INodeProperties[])] },
    ...updateDisplayOptions({ show: { taskContentInput: ['json'] } }, taskContentFields),
    ...updateDisplayOptions({ show: { taskContentInput: ['form'] } }, scriptFormFields),
    {
      displayName: 'Settings',
      name: 'settings',
      type: 'collection',
      placeholder: 'Add setting',
      default: {},
      description: 'The settings to replace. Those that are not added stay as they are.',
      options: [nodeCuField, descriptionOption, alone(nodeResourceGroupField), schedulingCuOption],
    },
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client, hint } = call;
    const node = readNodeReference(parameters);
    const script = readScript(parameters, hint);
    const { extend, settings } = readNodeSettings(parameters, 'settings.', 'settings.');
    if (script === undefined && Object.keys({ ...extend, ...settings }).length === 0) {
      throw parameters.refuse(
        'Settings',
        'has no setting, and the script is to stay',
        'Add a setting, or give a script.',
      );
    }
    const changed = await makeChange(
      call,
      nodeUpdate(client, {
        ...node,
        settings: { ...settings, ...(script === undefined ? {} : { content: script.text }) },
        extend,
        secrets: script?.secrets ?? [],
      }),
    );
    if (!changed.ok) return changed;
    const { requestId: RequestId, Outcome } = changed;
    return { ok: true, body: { Success: true, RequestId, Id: node.nodeId, Outcome } };
  },
};

function readScript(
  parameters: ParameterReader,
  hint: (message: string) => void,
): TaskContent | undefined {
  const input = parameters.oneOf('taskContentInput', 'Script', ['json', 'form', 'keep']);
  if (input === 'keep') return undefined;
  const script = readTaskScript(parameters, 'DI_OFFLINE', hint);
  return 'content' in script ? script.content : undefined;
}
