import type { INodeParameters } from 'n8n-workflow';

/** A resource locator's value, by ID. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** The parameters of an operation of Data Source in the workspace of the new Data Studio. */
export const dataSourceParameters = (
  operation: string,
  changes: INodeParameters = {},
): INodeParameters => ({
  resource: 'dataSource',
  operation,
  projectId: byId('20000'),
  ...(operation === 'testConnectivity' && {
    dataSource: byId('510001'),
    resourceGroup: byId('Serverless_res_group_demo_1'),
  }),
  ...changes,
});
