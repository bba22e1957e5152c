import { exactId, type JsonObject, textIn } from '../../../alibabaCloud/client/exactJson';
import { actions } from '../../api/dataworks-2024-05-18';
import { readStartTime } from '../../fields/jobStartFields';
import { newDiJobFields, newDiJobOptions, readNewDiJob } from '../../fields/newDiJob';
import { optionsField } from '../../fields/optionsField';
import { readTestFirst } from '../../fields/testFirst';
import { waitField } from '../../fields/waitField';
import { readWait } from '../../fields/waitOptions';
import { createTask } from '../../flows/createTask';
import { startOrStop } from '../../flows/startOrStop';
import { jobStart } from '../../studios/dataStudio/diJobLife';
import { jobCreation } from '../../studios/dataStudio/diJobs';
import type { Call, Operation, Result } from '../operation';
import { UNTIL_IT_RUNS } from './start';

/** CreateDIJob, and StartDIJob where that is wished. */
export const create: Operation = {
  name: 'Create',
  value: 'create',
  action: 'Create DI job',
  description: 'Create a real-time or whole-database synchronization, and start it if you like',
  named: { by: 'Id' },
  links: true,
  fields: [
    ...newDiJobFields,
    {
      displayName: 'Start It Then',
      name: 'start',
      type: 'boolean',
      default: false,
      description: 'Whether to start the job once it is there',
    },
    waitField(UNTIL_IT_RUNS, { displayOptions: { show: { start: [true] } } }),
    optionsField(newDiJobOptions),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, context, client, unitToken, hint } = call;
    const { ifExists, ...wish } = readNewDiJob(call);
    const { ProjectId: projectId } = wish.parameters;
    const starts = parameters.flag('start', 'Start It Then', false);
    const limits = starts ? readWait(parameters, UNTIL_IT_RUNS.displayName) : undefined;
    const startTime = starts ? readStartTime(parameters, context.getTimezone()) : undefined;
    const unit = unitToken({ action: 'CreateDIJob', ...wish.parameters });
    const test = readTestFirst(parameters, projectId, 'job', wish.parameters as JsonObject);
    if (test) {
      const { whyNotCreate } = await import('../../studios/dataStudio/testFirst');
      const whyNot = await whyNotCreate(call, actions.CreateDIJob, { ...test, unit });
      if (whyNot) return whyNot;
    }
    const created = await createTask(call, jobCreation(call, { ...wish, unit }, hint), ifExists);
    if (!created.ok) return created;
    const { RequestId = '', Outcome = '' } = created.body;
    const diJobId = textIn(created.body.Id);
    const body: JsonObject = { Success: true, RequestId, Id: exactId(diJobId), Outcome };
    if (!starts) return { ok: true, body };
    const started = await startOrStop(
      call,
      jobStart(
        client,
        { projectId, diJobId },
        { startTime, force: false, isNew: Outcome === 'created' },
      ),
      limits,
    );
    if (!started.ok) return { ...started, before: `The job is there (Id ${diJobId}).` };
    return { ok: true, body: { ...body, Start: started.body } };
  },
};
