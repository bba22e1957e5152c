import type { Operation } from '../operation';
import { jobOf, JOB, statusOf } from './di-job-access';
import { refused } from './errors';
import { studio } from './operation';

/** All three are GET requests that change something. */
const CHANGE = { verb: 'GET', access: 'write', failure: 'success' } as const;

const startDIJob = studio({
  ...CHANGE,
  action: 'StartDIJob',
  query: { ...JOB, ForceToRerun: 'bool', RealtimeStartSettings: 'json' },
  handle(call, parameters) {
    const job = jobOf(call, parameters);
    const status = statusOf(call, job);
    if (status === 'Running' || status === 'Stopping') {
      throw refused('state', `A DI job of status ${status} cannot be started.`);
    }
    if (status === 'Finished' && parameters.ForceToRerun !== true) {
      throw refused('state', 'The DI job is finished. Set ForceToRerun.');
    }
    const plan = call.plans.start();
    job.startedAt = call.now;
    job.stoppedAt = undefined;
    job.failure = plan && (plan.message ?? 'The start failed.');
    return { Success: true };
  },
});

const stopDIJob = studio({
  ...CHANGE,
  action: 'StopDIJob',
  query: { ...JOB, InstanceId: 'id' },
  handle(call, parameters) {
    const job = jobOf(call, parameters);
    const status = statusOf(call, job);
    if (status !== 'Running') {
      throw refused('state', `A DI job of status ${status} cannot be stopped.`);
    }
    job.stoppedAt = call.now;
    return { Success: true };
  },
});

const deleteDIJob = studio({
  ...CHANGE,
  action: 'DeleteDIJob',
  query: { ...JOB, ProjectId: 'id' },
  handle(call, parameters) {
    const job = jobOf(call, parameters);
    const status = statusOf(call, job);
    if (status === 'Running' || status === 'Stopping') {
      throw refused('state', `A DI job of status ${status} cannot be deleted.`);
    }
    const { diJobs, diAlarmRules } = call.state.studio;
    diJobs.delete(job.id);
    for (const [id, { jobId }] of diAlarmRules) if (jobId === job.id) diAlarmRules.delete(id);
    return { Success: true };
  },
});

/** Starting, stopping and deleting DI jobs. */
export const diJobLife: Operation[] = [startDIJob, stopDIJob, deleteDIJob];
