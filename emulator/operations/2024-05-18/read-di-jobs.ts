import type { DIJob } from '../../state/studio/di-job';
import type { Operation } from '../operation';
import { jobOf, JOB, statusOf } from './di-job-access';
import { studio, workspaceOf } from './operation';
import { PAGE, pageOf } from './paging';

/** The members that GetDIJob and ListDIJobs have in common. */
function jobReply(job: DIJob) {
  return {
    Id: job.id,
    JobName: job.name,
    MigrationType: job.migrationType,
    Owner: job.owner,
    ProjectId: job.projectId,
    SourceDataSourceType: job.sourceType,
    DestinationDataSourceType: job.destinationType,
  };
}

const getDIJob = studio({
  action: 'GetDIJob',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: { ...JOB, ProjectId: 'id', WithDetails: 'bool' },
  handle(call, parameters) {
    const job = jobOf(call, parameters);
    return {
      PagingInfo: {
        ...jobReply(job),
        DIJobId: String(job.id),
        Description: job.description,
        JobType: job.jobType,
        JobStatus: statusOf(call, job),
        ...job.settings,
      },
    };
  },
});

const listDIJobs = studio({
  action: 'ListDIJobs',
  verb: 'GET',
  access: 'read',
  failure: 'none',
  query: {
    ProjectId: 'id*',
    DestinationDataSourceType: 'string',
    MigrationType: 'string',
    Name: 'string',
    SourceDataSourceType: 'string',
    SpecType: 'string',
    ...PAGE,
  },
  handle(call, parameters) {
    workspaceOf(call, parameters.ProjectId);
    const { Name = '', MigrationType, SpecType } = parameters;
    const { SourceDataSourceType, DestinationDataSourceType } = parameters;
    const found = [...call.state.studio.diJobs.values()].filter(
      (job) =>
        job.projectId === parameters.ProjectId &&
        job.name.includes(Name) &&
        (SpecType === 'ALL' || !job.isFromFile) &&
        (MigrationType === undefined || job.migrationType === MigrationType) &&
        (SourceDataSourceType === undefined || job.sourceType === SourceDataSourceType) &&
        (DestinationDataSourceType === undefined ||
          job.destinationType === DestinationDataSourceType),
    );
    const { items, paging } = pageOf(call, found, parameters, {
      createdAt: ({ createdAt }) => createdAt,
    });
    const DIJobs = items.map((job) => {
      const status = statusOf(call, job);
      const JobStatus = status === 'Stop' ? call.settings.studio.stoppedInLists : status;
      return { ...jobReply(job), DIJobId: job.id, JobStatus };
    });
    return { PagingInfo: { DIJobs, ...paging } };
  },
});

/** Reading and finding DI jobs. */
export const readDIJobs: Operation[] = [getDIJob, listDIJobs];
