import type { INodeProperties } from 'n8n-workflow';

import { taskField } from './taskField';
import { taskTypeField } from './taskTypeField';
import { workspaceField } from './workspaceField';

/** The type of a task, for operations that batch tasks do not have. */
export const realTimeTypeField: INodeProperties = { ...taskTypeField, default: 'DI_REALTIME' };

/** Which task it is, for operations that batch tasks do not have. */
export const realTimeTaskFields: INodeProperties[] = [workspaceField, realTimeTypeField, taskField];
