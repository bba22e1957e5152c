import type { INodeProperties } from 'n8n-workflow';

/** What a new user misses most: a change in development runs nowhere yet. */
export const deployNotice: INodeProperties = {
  displayName: 'Changes take effect when the task is deployed, by Sync Task: Deploy',
  name: 'deployNotice',
  type: 'notice',
  default: '',
};

/** The same of a node of the new Data Studio. */
export const nodeDeployNotice: INodeProperties = {
  ...deployNotice,
  displayName: 'Changes take effect when the node is deployed, by Sync Node: Deploy',
};
