import { defineService } from '../../../alibabaCloud/service';
import { dataWorks } from '../dataWorks';
import { dataWorksFamilies } from '../dataWorksErrors';
import { errors, labels } from './errors';
import { files } from './files';
import { runs } from './runs';
import { syncTasks } from './syncTasks';
import { workspaces } from './workspaces';

/** The actions of DataWorks for workspaces of legacy DataStudio that this package calls, by name. */
export const actions = defineService(
  { ...dataWorks, version: '2020-05-18', errors, families: dataWorksFamilies, labels },
  { ...syncTasks, ...files, ...workspaces, ...runs },
);
