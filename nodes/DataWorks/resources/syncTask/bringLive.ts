import type { INodeProperties } from 'n8n-workflow';

import { clock } from '../../../alibabaCloud/client/clock';
import { exactId } from '../../../alibabaCloud/client/exactJson';
import { CHINA } from '../../../alibabaCloud/endpoints';
import { deployOptions, readReleaseRequest } from '../../fields/deployOptions';
import { firstRunFields, firstRunOptions } from '../../fields/firstRunFields';
import { ifRunningOptions, readIfRunning } from '../../fields/ifRunningOptions';
import { optionsField } from '../../fields/optionsField';
import { readRunRequest, runOptions } from '../../fields/runFields';
import { readSchedule, scheduleFields } from '../../fields/scheduleFields';
import { readRunWait } from '../../fields/runWait';
import { readTaskType } from '../../fields/taskReference';
import { taskTypeField } from '../../fields/taskTypeField';
import { RUN_END } from '../../fields/waitField';
import { waitOptions } from '../../fields/waitOptions';
import type { WaitLimits } from '../../once/waitFor';
import type { Call, Operation, Result } from '../operation';
import { actions } from '../../api/dataworks-2020-05-18';
import { bringLive as bringTaskLive, type LiveTask } from '../../flows/bringLive';
import { firstInstance, partOfSchedule } from '../../firstInstance';
import { releaseTask } from '../../flows/release';
import { fileChange } from '../../studios/legacy/fileProperties';
import { nodeOf } from '../../studios/legacy/files';
import { fileRelease, unfitRelease } from '../../studios/legacy/release';
import { nodeRuns } from '../../studios/legacy/runs';
import { taskCreation } from '../../studios/legacy/tasks';
import { readTestFirst } from '../../fields/testFirst';
import { newTask, newTaskFields, readNewTask } from '../../fields/newTask';

const own = newTaskFields
  .filter(({ name }) => name !== 'options')
  .map((field) => (field.name === 'taskType' ? taskTypeField('bringLive') : field));
const ofNewTask = (newTaskFields.find(({ name }) => name === 'options')?.options ??
  []) as INodeProperties[];

function optionsOf(): INodeProperties[] {
  const ifExists = ofNewTask
    .filter(({ name }) => name === 'ifExists')
    .map((option) => ({ ...option, default: 'update' }));
  const others = ofNewTask.filter(({ name }) => name === 'clientToken' || name === 'testFirst');
  return [
    ...ifExists,
    ...others,
    ...deployOptions,
    ...firstRunOptions([...runOptions, ...ifRunningOptions]),
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
  links: true,
  fields: [...own, ...scheduleFields, ...firstRunFields('task'), optionsField(optionsOf())],

  async execute(call: Call): Promise<Result> {
    const { parameters, context, client, journal, timeZone = CHINA, hint } = call;
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
      deploy: async (fileId) => {
        const content = { taskContent, taskParam, changes };
        const release = fileRelease(client, journal, { projectId, fileId }, request, content);
        const released = await releaseTask(call, release, { ...request.limits, parks: false });
        if (released.ok && request.to === 'PROD') {
          hint(firstInstance(partOfSchedule(timeZone, changes), clock.now()));
        }
        return released;
      },
      ...(run === undefined ? {} : { run }),
      named: (fileId) => ({ Data: { FileId: exactId(fileId) } }),
      words: { noun: 'task', resource: 'Sync Task' },
    });
  },
};

function readFirstRun(call: Call, projectId: string, limits: WaitLimits): LiveTask['run'] {
  const { parameters, client, timeZone } = call;
  if (!parameters.flag('firstRun', 'Run It Then', false)) return undefined;
  const wait = parameters.flag('wait', RUN_END.displayName, false);
  const request = readRunRequest(parameters, timeZone);
  const ifRunning = readIfRunning(parameters);
  return {
    wait: readRunWait(parameters, wait ? limits : undefined),
    async of(fileId) {
      const node = await call.keep('node', () =>
        nodeOf(client, actions.RunCycleDagNodes, projectId, fileId),
      );
      if (!node.ok) return node;
      const target = { projectId, nodeId: node.nodeId, secrets: node.secrets };
      const runs = nodeRuns(client, target, request);
      if (ifRunning) {
        const { meetOthers } = await import('./meetOthers');
        runs.meeting = meetOthers(call, target, request.projectEnv, ifRunning);
      }
      return { ok: true, runs };
    },
  };
}
