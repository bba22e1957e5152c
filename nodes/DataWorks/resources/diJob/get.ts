import type { JsonObject } from '../../../alibabaCloud/client/exactJson';
import { concealOption, readConceal } from '../../fields/concealOption';
import { diJobReferenceFields, readDiJobReference } from '../../fields/diJobField';
import { optionsField } from '../../fields/optionsField';
import { readSimplify, simplifyField } from '../../fields/simplifyField';
import { redactScript } from '../../script/scriptSecrets';
import { readJob } from '../../studios/dataStudio/diJobs';
import type { Call, Operation, Result } from '../operation';

/** GetDIJob: the state of a job and what it is made of. */
export const get: Operation = {
  name: 'Get',
  value: 'get',
  action: 'Get DI job',
  description: 'Get the state of a job, its data sources, tables, rules and settings',
  fields: [...diJobReferenceFields, simplifyField, optionsField([concealOption])],

  async execute({ parameters, client }: Call): Promise<Result> {
    const reference = readDiJobReference(parameters);
    const simplify = readSimplify(parameters);
    const conceal = readConceal(parameters);
    const read = await readJob(client, reference);
    if (!read.ok) return read;
    const job = { ...read.job };
    delete job.DIJobId;
    const body = simplify ? job : read.body;
    return { ok: true, body: conceal ? (redactScript(body) as JsonObject) : body };
  },
};
