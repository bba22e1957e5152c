import type { INodeParameters } from 'n8n-workflow';

import type { EmulatorOptions } from '../../../emulator';
import { FIRST, instanceParameters, startInstances, type Instances } from '../instances';
import { json, ofBatch, run, withTasks, type LiveRow } from './scene';

/** Tasks with runs. */
async function withRuns(
  options: EmulatorOptions,
  show: (runs: Instances) => Promise<void>,
): Promise<void> {
  const runs = await startInstances(options);
  runs.reset();
  try {
    await show(runs);
  } finally {
    await runs.close();
  }
}

const change = (runs: Instances, operation: string, more?: INodeParameters) =>
  runs.engine.run({ parameters: instanceParameters(operation, more) });

/** Runs and their logs, and when they are due. */
export const runRows: LiveRow[] = [
  {
    row: 24,
    about: 'Set Success works on an instance in CHECKING',
    show: () =>
      withRuns({}, async (runs) => {
        const plan = { of: 'run', ms: 1000, checkingMs: 600_000 } as const;
        runs.server.emulator.plans.add(plan);
        await runs.addRuns();
        await runs.clock().advance(10_000);
        expect(await runs.statuses()).toEqual(['CHECKING']);
        expect(json(await change(runs, 'setSuccess'))).toMatchObject({
          Outcome: 'set to successful',
        });
        expect(await runs.statuses()).toEqual(['SUCCESS']);
      }),
  },
  {
    row: 25,
    about: 'a stop is called stopping until the instance is in FAILURE, some seconds later',
    show: () =>
      withRuns({ stoppedInstance: 'later' }, async (runs) => {
        runs.server.emulator.settings.durations.waitResourceMs = 600_000;
        await runs.addRuns();
        expect(await runs.statuses()).toEqual(['WAIT_RESOURCE']);
        expect(json(await change(runs, 'stop'))).toMatchObject({ Outcome: 'stopping' });
        expect(await runs.statuses()).not.toEqual(['FAILURE']);
        await runs.clock().advance(10_000);
        expect(await runs.statuses()).toEqual(['FAILURE']);
      }),
  },
  {
    row: 26,
    about: 'a rerun is told from the run before, whatever TaskRerunTime counts',
    async show() {
      for (const taskRerunTime of ['remaining', 'attempts'] as const) {
        await withRuns({ taskRerunTime }, async (runs) => {
          runs.server.emulator.plans.add({ of: 'run', result: 'FAILURE' });
          await runs.addRuns();
          await runs.clock().advance(60_000);
          const rerun = json(await change(runs, 'rerun', { wait: true }));
          expect(rerun).toMatchObject({ Outcome: 'started', Instance: { Status: 'SUCCESS' } });
        });
      }
    },
  },
  {
    row: 27,
    about: 'the log of an attempt is got by the id that ListInstanceHistory gives',
    async show() {
      for (const instanceHistoryIds of ['counted', 'ownIds'] as const) {
        await withRuns({ instanceHistoryIds }, async (runs) => {
          runs.server.emulator.plans.add({ of: 'run', result: 'FAILURE', log: 'ERROR first' });
          await runs.addRuns();
          await runs.clock().advance(60_000);
          json(await change(runs, 'rerun', { wait: true }));
          const listed = await runs.engine.run({
            parameters: {
              resource: 'apiCall',
              operation: 'call',
              version: '2020-05-18',
              actionName: { __rl: true, mode: 'name', value: 'ListInstanceHistory' },
              parametersInput: 'json',
              parameters: JSON.stringify({ InstanceId: FIRST, ProjectEnv: 'PROD' }),
            },
          });
          const [first, second] = json(listed).Instances as { InstanceHistoryId: number }[];
          const logOf = async ({ InstanceHistoryId }: { InstanceHistoryId: number }) => {
            const options = { instanceHistoryId: String(InstanceHistoryId) };
            return String(json(await change(runs, 'getLog', { options })).Data);
          };
          expect(await logOf(first!)).toContain('ERROR first');
          expect(await logOf(second!)).not.toContain('ERROR first');
        });
      }
    },
  },
  {
    row: 28,
    about: 'a cron expression may have names of days and months',
    show: () =>
      withTasks({}, async (tasks) => {
        const fileId = await tasks.addTask();
        const cronExpress = '00 30 02 ? JAN-JUN MON,FRI';
        json(await run(tasks, ofBatch('schedule', fileId, { schedule: { cronExpress } })));
        const { body } = tasks.requests('UpdateFile')[0]!.parameters;
        expect(body.CronExpress).toBe(cronExpress);
      }),
  },
];
