import type { INodeProperties } from 'n8n-workflow';

/** Which kind of Data Studio a workspace has, for what works in both. */
export const studioField: INodeProperties = {
  displayName: 'Data Studio',
  name: 'studio',
  type: 'options',
  noDataExpression: true,
  options: [
    {
      name: 'Legacy',
      value: 'legacy',
      description: 'The workspace has legacy DataStudio (API 2020-05-18)',
    },
    {
      name: 'New',
      value: 'dataStudio',
      description: 'The workspace has the new Data Studio (API 2024-05-18)',
    },
  ],
  default: 'dataStudio',
  description: 'The kind of Data Studio that the workspace has',
};
