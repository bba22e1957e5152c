import type { Operation } from '../operation';
import { backfill } from './backfill';
import { controlTaskInstances } from './control-task-instances';
import { dataSources } from './data-sources';
import { diAlarmRules } from './di-alarm-rules';
import { diJobLife } from './di-job-life';
import { diJobReports } from './di-job-reports';
import { diJobs } from './di-jobs';
import { nodeLists } from './list-nodes';
import { nodePlaces } from './node-places';
import { nodes } from './nodes';
import { pipelineRuns } from './pipeline-runs';
import { projects } from './projects';
import { readDIJobs } from './read-di-jobs';
import { resourceGroups } from './resource-groups';
import { taskInstances } from './task-instances';
import { tasks } from './tasks';
import { updateTasks } from './update-tasks';
import { workflowDefinitions } from './workflow-definitions';
import { workflowInstances } from './workflow-instances';

/** Every operation of DataWorks 2024-05-18 that the emulator serves. */
export const studioOperations: Operation[] = [
  ...projects,
  ...resourceGroups,
  ...dataSources,
  ...nodes,
  ...nodePlaces,
  ...nodeLists,
  ...workflowDefinitions,
  ...pipelineRuns,
  ...tasks,
  ...updateTasks,
  ...backfill,
  ...workflowInstances,
  ...taskInstances,
  ...controlTaskInstances,
  ...diJobs,
  ...readDIJobs,
  ...diJobLife,
  ...diJobReports,
  ...diAlarmRules,
];
