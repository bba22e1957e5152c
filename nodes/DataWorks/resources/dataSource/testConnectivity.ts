import type { INodeProperties } from 'n8n-workflow';

import { actions } from '../../api/dataworks-2024-05-18';
import { locator } from '../../fields/locator';
import { optionsField } from '../../fields/optionsField';
import { projectEnvOption, readProjectEnv } from '../../fields/projectEnvOption';
import { workspaceField } from '../../fields/workspaceField';
import { findDataSource } from '../../studios/dataStudio/dataSources';
import type { Call, Operation, Result } from '../operation';

const DATA_SOURCE = 'Data Source';

const byId = locator({
  displayName: DATA_SOURCE,
  name: 'dataSource',
  description: 'The data source to test',
  noun: 'data source',
  list: 'listStudioDataSources',
  by: 'ID',
  example: '510001',
});
/** Chosen by its name, too: its Id is looked up then. */
const dataSourceField: INodeProperties = {
  ...byId,
  modes: [
    ...(byId.modes ?? []),
    { displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. mysql_pub' },
  ],
};

const resourceGroupField = locator({
  displayName: 'Resource Group',
  name: 'resourceGroup',
  description: 'The resource group that is to reach the data source',
  noun: 'resource group',
  list: 'listStudioResourceGroups',
  by: 'Identifier',
  example: 'Serverless_res_group_524257424564736_1681266742960',
});

/** TestDataSourceConnectivity, which changes nothing. */
export const testConnectivity: Operation = {
  name: 'Test Connectivity',
  value: 'testConnectivity',
  action: 'Test connectivity of data source',
  description: 'Test whether a resource group reaches a data source',
  fields: [
    workspaceField,
    dataSourceField,
    resourceGroupField,
    optionsField([
      {
        ...projectEnvOption,
        description: 'The environment of a data source that is chosen by its name or from the list',
      },
    ]),
  ],

  async execute({ parameters, client }: Call): Promise<Result> {
    const ProjectId = parameters.id('projectId', 'Workspace');
    const named = parameters.requiredText('dataSource', DATA_SOURCE).trim();
    const ResourceGroupId = parameters.requiredText('resourceGroup', 'Resource Group').trim();
    const environment = readProjectEnv(parameters);
    let id: string | undefined = named;
    // A name begins with a letter.
    if (!/^\d+$/.test(named)) {
      const env = environment === 'DEV' ? 'Dev' : 'Prod';
      const found = await findDataSource(client, ProjectId, named, env);
      if (!found.ok) return found;
      id = found.id;
    }
    if (id === undefined) {
      throw parameters.refuse(
        DATA_SOURCE,
        `is "${named.slice(0, 80)}", which the workspace does not have in the environment ${environment}`,
        'Choose it from the list, or another Environment in the options.',
      );
    }
    const outcome = await client.call(actions.TestDataSourceConnectivity, {
      DataSourceId: id,
      ProjectId,
      ResourceGroupId,
    });
    return outcome;
  },
};
