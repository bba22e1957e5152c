import { expect } from '@playwright/test';
import { testKey } from '../test/testbed';
import { picture, test } from './editor';
import { addNode, chooseFromList, chooseOption, fill, newCredential, openList } from './panel';

test.use({ bedName: 'browser-new-studio' });

test('a new user with the new Data Studio goes from the credential to a run that succeeded, by lists alone', async ({
  page,
  bed,
}) => {
  const { state } = bed.emulator.emulator;
  await page.goto('/workflow/new');
  await expect(page.getByTestId('canvas-add-button')).toBeVisible();
  const panel = await addNode(page, {
    search: 'aliyun',
    node: 'Alibaba Cloud DataWorks',
    action: 'Create sync node',
  });
  const dialog = await newCredential(page, panel);
  await fill(dialog, { ...testKey, endpoint: bed.emulator.url });
  await dialog.getByTestId('credential-save-button').click();
  await expect(dialog).toBeHidden();
  await expect(panel).toContainText('is called Data Studio (new version) in the console');
  const output = panel.getByTestId('output-panel');
  const execute = () => panel.getByTestId('node-execute-button').click();

  await chooseFromList(page, panel, 'projectId', 'Demo studio');
  await fill(panel, { nodeName: 'orders_daily' });
  const folders = await openList(page, panel, 'folderPath');
  await expect(folders).toContainText('Leave it empty for the root');
  await picture(page, 'sync-node-folders');
  // A key that comes while the list still opens does not close it.
  await panel.getByTestId('parameter-input-nodeName').locator('input').click();
  await expect(folders).toBeHidden();
  await chooseOption(page, panel, 'taskContentInput', 'Using Fields Below');
  await chooseFromList(page, panel, 'readerDataSource', 'mysql_pub');
  await chooseFromList(page, panel, 'readerTable', 'orders');
  await chooseFromList(page, panel, 'writerDataSource', 'odps_source');
  await chooseFromList(page, panel, 'writerTable', 'ods_orders');
  await chooseFromList(page, panel, 'resourceGroup', 'Demo serverless');
  await picture(page, 'sync-node-form');
  await execute();
  await expect(output).toContainText('created');
  const nodes = [...state.studio.nodes.values()];
  expect(nodes).toMatchObject([{ name: 'orders_daily', path: 'orders_daily' }]);
  await picture(page, 'sync-node-created');

  await chooseOption(page, panel, 'operation', 'Deploy');
  await chooseFromList(page, panel, 'nodeId', 'orders_daily');
  await execute();
  await expect(output).toContainText('deployed', { timeout: 60_000 });
  await picture(page, 'sync-node-deployed');

  await chooseOption(page, panel, 'operation', 'Run');
  await panel.getByTestId('parameter-input-wait').locator('.el-switch').click();
  await execute();
  // It waits: a run that has not succeeded gives no output.
  await expect(output).toContainText('WorkflowInstanceIds', { timeout: 60_000 });
  await picture(page, 'sync-node-ran');

  await chooseOption(page, panel, 'resource', 'Task Instance');
  await chooseOption(page, panel, 'operation', 'Get Log');
  const shown = await openList(page, panel, 'taskInstanceId');
  await shown.filter({ hasText: /orders_daily, .*\(Success,/ }).click();
  await execute();
  await expect(output).toContainText('TaskInstanceLog');
  await picture(page, 'sync-node-log');
});
