import type { INodeProperties } from 'n8n-workflow';

import { deployOptions, readReleaseRequest } from '../../fields/deployOptions';
import { optionsField } from '../../fields/optionsField';
import { readRunRequest, runDateFields, runOptions } from '../../fields/runFields';
import { readSchedule, scheduleFields } from '../../fields/scheduleFields';
import { readStopWhenCancelled, stopWhenCancelledOption } from '../../fields/stopWhenCancelled';
import { readTaskType } from '../../fields/taskReference';
import { taskTypeField } from '../../fields/taskTypeField';
import { RUN_END, waitField } from '../../fields/waitField';
import { waitOptions } from '../../fields/waitOptions';
import type { WaitLimits } from '../../once/waitFor';
import type { Call, Operation, Result } from '../operation';
import { actions } from '../../api/dataworks-2020-05-18';
import { bringLive as bringTaskLive, type LiveTask } from '../../flows/bringLive';
import { fileChange } from '../../studios/legacy/fileProperties';
import { nodeOf } from '../../studios/legacy/files';
import { fileRelease, unfitRelease } from '../../studios/legacy/release';
import { nodeRuns } from '../../studios/legacy/runs';
import { taskCreation } from '../../studios/legacy/tasks';
import { readTestFirst } from '../../fields/testFirst';
import { newTask, newTaskFields, readNewTask } from '../../fields/newTask';

/** The operation that does each step alone. */
const BY_HAND = {
  Create: 'Sync Task: Create',
  Schedule: 'Sync Task: Schedule',
  Deploy: 'Sync Task: Deploy',
  Run: 'Sync Task: Run',
} as const;

const own = newTaskFields
  .filter(({ name }) => name !== 'options')
  .map((field) => (field.name === 'taskType' ? taskTypeField('bringLive') : field));
const ofNewTask = (newTaskFields.find(({ name }) => name === 'options')?.options ??
  []) as INodeProperties[];

const when = (names: readonly string[], field: INodeProperties): INodeProperties => ({
  ...field,
  displayOptions: {
    show: {
      ...Object.fromEntries(names.map((name) => [name, [true]])),
      ...field.displayOptions?.show,
    },
  },
});

function optionsOf(): INodeProperties[] {
  const ifExists = ofNewTask
    .filter(({ name }) => name === 'ifExists')
    .map((option) => ({ ...option, default: 'update' }));
  const others = ofNewTask.filter(({ name }) => name === 'clientToken' || name === 'testFirst');
  const ofRun = runOptions.filter(({ name }) => name !== 'projectEnv');
  return [
    ...ifExists,
    ...others,
    ...deployOptions,
    ...ofRun.map((option) => when(['/firstRun'], option)),
    when(['/firstRun'], stopWhenCancelledOption),
    ...waitOptions,
  ];
}

/** From the script to a task in production, and its first run where that is wished. */
export const bringLive: Operation = {
  name: 'Bring Live',
  value: 'bringLive',
  action: 'Bring sync task live',
  description:
    'Create or update a batch task, schedule it, deploy it to production and, if you like, run it once. Run again, it goes on where it stopped and repeats nothing.',
  named: { by: 'FileId', in: 'Data' },
  fields: [
    ...own,
    ...scheduleFields,
    {
      displayName: 'Run It Then',
      name: 'firstRun',
      type: 'boolean',
      default: false,
      description: 'Whether to run the task once it is deployed',
    },
    ...runDateFields.map((field) => when(['firstRun'], field)),
    waitField(RUN_END, { default: true, displayOptions: { show: { firstRun: [true] } } }),
    optionsField(optionsOf()),
  ],

  async execute(call: Call): Promise<Result> {
    const { parameters, context, client, journal } = call;
    readTaskType(parameters, 'bringLive');
    const { script, ...settings } = readNewTask(call);
    const ifExists = parameters.isGiven('options.ifExists') ? settings.ifExists : 'update';
    const changes = readSchedule(parameters, context.getTimezone());
    const request = readReleaseRequest(parameters);
    const run = readFirstRun(call, settings.projectId, request.limits);
    if (!('content' in script)) {
      throw parameters.refuse(
        'Script',
        'is to be generated, which DataWorks does for real-time tasks and solutions alone',
        'Choose Using Fields Below or Using JSON.',
      );
    }
    const { text: taskContent, secrets } = script.content;
    const task = newTask(call, settings, { taskContent, secrets });
    const { projectId, taskName, taskParam, clientToken, unit } = task;
    const test = readTestFirst(parameters, projectId, 'script', taskContent, taskParam);
    if (test) {
      const { whyNotCreate } = await import('../../studios/legacy/testFirst');
      const whyNot = await whyNotCreate(call, { ...test, unit });
      if (whyNot) return whyNot;
    }
    return bringTaskLive(call, {
      creation: taskCreation(client, task),
      ifExists,
      unfit: () => unfitRelease(request, client, journal, projectId),
      unit: { projectId, taskName, taskContent, taskParam, clientToken },
      ...(Object.keys(changes).length === 0
        ? {}
        : {
            schedule: {
              unit: { changes },
              change: (fileId) => fileChange(client, { projectId, fileId, changes, journal }),
            },
          }),
      release: (fileId) =>
        fileRelease(client, journal, { projectId, fileId }, request, {
          taskContent,
          taskParam,
          changes,
        }),
      limits: request.limits,
      ...(run === undefined ? {} : { run }),
      byHand: BY_HAND,
    });
  },
};

function readFirstRun(
  { parameters, client, timeZone }: Call,
  projectId: string,
  limits: WaitLimits,
): LiveTask['run'] {
  if (!parameters.flag('firstRun', 'Run It Then', false)) return undefined;
  const wait = parameters.flag('wait', RUN_END.displayName, false);
  const request = readRunRequest(parameters, timeZone);
  return {
    wait: {
      limits: wait ? limits : undefined,
      stopWhenCancelled: wait && readStopWhenCancelled(parameters),
    },
    async of(fileId) {
      const node = await nodeOf(client, actions.RunCycleDagNodes, projectId, fileId);
      if (!node.ok) return node;
      const { nodeId, secrets } = node;
      return { ok: true, runs: nodeRuns(client, { projectId, nodeId, secrets }, request) };
    },
  };
}
