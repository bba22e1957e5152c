import { defineService } from '../../../alibabaCloud/service';
import { dataWorks } from '../dataWorks';
import { dataWorksFamilies } from '../dataWorksErrors';
import { diJobs } from './diJobs';
import { errors, labels } from './errors';
import { nodes } from './nodes';
import { runs } from './runs';
import { workspaces } from './workspaces';

/** The actions of DataWorks for workspaces of the new Data Studio that this package calls, by name. */
export const actions = defineService(
  { ...dataWorks, version: '2024-05-18', errors, families: dataWorksFamilies, labels },
  { ...diJobs, ...nodes, ...runs, ...workspaces },
);
