import { nodeReferenceFields, readNodeReference } from '../../fields/nodeField';
import { optionsField } from '../../fields/optionsField';
import { publishOptions, readPublishing } from '../../fields/publishOptions';
import { readWaitLimits, waitOptions } from '../../fields/waitOptions';
import { deployAtOnce } from '../../flows/release';
import { publishing, type PublishingRequest } from '../../studios/dataStudio/publishing';
import type { Call, Operation, Result } from '../operation';

/** CreatePipelineRun: publishes a node, through all stages that the workspace has. */
export const deploy: Operation = {
  name: 'Deploy',
  value: 'deploy',
  action: 'Deploy sync node',
  description:
    'Publish a node to the Operation Center: it is checked, and deployed through all stages of the workspace',
  named: { by: 'Id' },
  fields: [...nodeReferenceFields, optionsField([...publishOptions, ...waitOptions])],

  async execute(call: Call): Promise<Result> {
    const { parameters, client } = call;
    const request: PublishingRequest = {
      ...readNodeReference(parameters),
      ...readPublishing(parameters),
      type: 'Online',
    };
    const limits = readWaitLimits(parameters);
    const step = publishing(client, request);
    return deployAtOnce(call, step, { ...request }, limits, { Id: request.nodeId });
  },
};
