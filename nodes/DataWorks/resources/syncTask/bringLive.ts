import type { INodeProperties } from 'n8n-workflow';

import { deployOptions, readDeployWish } from '../../fields/deployOptions';
import { optionsField } from '../../fields/optionsField';
import { readRunWish, runDateFields, runOptions } from '../../fields/runFields';
import { readSchedule, scheduleFields } from '../../fields/scheduleFields';
import { readStopWhenCancelled, stopWhenCancelledOption } from '../../fields/stopWhenCancelled';
import { readTaskType } from '../../fields/taskReference';
import { taskTypeField } from '../../fields/taskTypeField';
import { RUN_END, waitField } from '../../fields/waitField';
import { waitOptions } from '../../fields/waitOptions';
import type { Call, Operation, Result } from '../operation';
import { namedByDataFileId } from './namedByFileId';
import { bringTaskLive, type FirstRun } from '../../studios/legacy/bringTaskLive';
import { newTask, newTaskFields, readNewTask } from '../../fields/newTask';

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
  const token = ofNewTask.filter(({ name }) => name === 'clientToken');
  const ofRun = runOptions.filter(({ name }) => name !== 'projectEnv');
  return [
    ...ifExists,
    ...token,
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
  action: 'Bring a sync task live',
  description:
    'Create or update a batch task, schedule it, deploy it to production and, if you like, run it once. Run again, it goes on where it stopped and repeats nothing.',
  named: namedByDataFileId,
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
    const { parameters, context } = call;
    readTaskType(parameters, 'bringLive');
    const { script, ...wish } = readNewTask(call);
    const ifExists = parameters.isGiven('options.ifExists') ? wish.ifExists : 'update';
    const changes = readSchedule(parameters, context.getTimezone());
    const deployWish = readDeployWish(parameters);
    const firstRun = readFirstRun(call);
    if (!('content' in script)) {
      throw parameters.refuse(
        'Script',
        'is to be generated, which DataWorks does for real-time tasks and solutions alone',
        'Choose Using Fields Below or Using JSON.',
      );
    }

    const { text: taskContent, secrets } = script.content;
    const task = newTask(call, { ...wish, ifExists }, { taskContent, secrets });
    return bringTaskLive(call, { task, changes, deployWish, firstRun });
  },
};

function readFirstRun({ parameters, timeZone }: Call): FirstRun | undefined {
  if (!parameters.flag('firstRun', 'Run It Then', false)) return undefined;
  const wait = parameters.flag('wait', RUN_END.displayName, false);
  return {
    wish: readRunWish(parameters, timeZone),
    wait,
    stopWhenCancelled: wait && readStopWhenCancelled(parameters),
  };
}
