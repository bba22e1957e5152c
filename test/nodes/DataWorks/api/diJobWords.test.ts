import { jobStages } from '../../../../nodes/DataWorks/api/dataworks-2024-05-18/diJobWords';

it.each([
  ['Initialized', 'at rest'],
  ['Running', 'running'],
  ['Stopping', 'stopping'],
  ['Stop', 'at rest'],
  ['Stopped', 'at rest'],
  ['Finished', 'finished'],
  ['Failed', 'failed'],
  ['Paused', undefined],
  ['constructor', undefined],
])('JobStatus %s means %s', (status, stage) => {
  expect(jobStages[status]).toBe(stage);
});
