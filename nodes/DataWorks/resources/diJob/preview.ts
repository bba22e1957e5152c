import type { JsonObject } from '../../../alibabaCloud/client/exactJson';
import { actions } from '../../api/dataworks-2024-05-18';
import { newDiJobFields, newDiJobOptions, readNewDiJob } from '../../fields/newDiJob';
import { optionsField } from '../../fields/optionsField';
import { redactScript } from '../../script/scriptSecrets';
import type { Call, Operation, Result } from '../operation';

/** Shows what Create would send. */
export const preview: Operation = {
  name: 'Preview',
  value: 'preview',
  action: 'Preview DI job',
  description: 'Show the request that Create would send, and all warnings. Sends nothing.',
  fields: [...newDiJobFields, optionsField(newDiJobOptions)],

  async execute({ parameters, client }: Call): Promise<Result> {
    const Warnings: string[] = [];
    const wish = readNewDiJob({ parameters, hint: (one) => void Warnings.push(one) });
    const body: JsonObject = {
      ...client.plan(actions.CreateDIJob, wish.parameters),
      Warnings,
    };
    return { ok: true, body: redactScript(body) as JsonObject };
  },
};
