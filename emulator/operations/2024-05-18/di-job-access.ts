import { diJobStatus, type DIJob, type DIJobStatus } from '../../state/studio/di-job';
import type { Call } from '../operation';
import { refused } from './errors';
import { requireMember, workspaceOf } from './operation';

/** How operations name a job: by Id, or by the deprecated DIJobId. */
export const JOB = { Id: 'id', DIJobId: 'id' } as const;

interface Named {
  Id?: bigint | undefined;
  DIJobId?: bigint | undefined;
  ProjectId?: bigint | undefined;
}

/** The job of that id. Throws where there is none. */
export function jobOf(call: Call, { Id, DIJobId, ProjectId }: Named): DIJob {
  requireMember(call);
  if (ProjectId !== undefined) workspaceOf(call, ProjectId);
  const id = Id ?? DIJobId;
  if (id === undefined) throw refused('parameter', 'diJobId is null');
  const job = call.state.studio.diJobs.get(id);
  if (!job || (ProjectId !== undefined && job.projectId !== ProjectId)) throw refused('noDIJob');
  return job;
}

/** The job's state now. */
export function statusOf({ settings, now }: Call, job: DIJob): DIJobStatus {
  return diJobStatus(job, now, settings.durations);
}
