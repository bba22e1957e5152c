import { clock } from '../../../alibabaCloud/client/clock';
import { CHINA } from '../../../alibabaCloud/endpoints';
import { nodeReferenceFields, readNodeReference } from '../../fields/nodeField';
import { optionsField } from '../../fields/optionsField';
import { publishOptions, readPublishing } from '../../fields/publishOptions';
import { readWaitLimits, waitOptions } from '../../fields/waitOptions';
import { whileWaitingOption } from '../../fields/whileWaitingOption';
import { deployAtOnce } from '../../flows/release';
import { readPublished } from '../../studios/dataStudio/nodeTask';
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
  links: true,
  fields: [
    ...nodeReferenceFields,
    optionsField([...publishOptions, ...waitOptions, whileWaitingOption]),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, client, timeZone = CHINA, hint } = call;
    const request: PublishingRequest = {
      ...readNodeReference(parameters),
      ...readPublishing(parameters),
      type: 'Online',
    };
    const limits = readWaitLimits(parameters);
    return deployAtOnce(call, publishing(client, request), { ...request }, limits, async () => {
      const { named, firstRun } = await readPublished(client, request, timeZone, clock.now());
      if (firstRun !== undefined) hint(firstRun);
      return named;
    });
  },
};
