import { expect, type Locator, type Page } from '@playwright/test';
import { testKey, type Testbed } from '../test/testbed';
import { picture, test } from './editor';
import { addNode, chooseFromList, chooseOption, fill, newCredential, openList } from './panel';

test.use({ bedName: 'browser-new-user' });

/** An empty workflow with the node in it, as a new user makes it. */
async function newWorkflow(page: Page, action: string): Promise<Locator> {
  await page.goto('/workflow/new');
  await expect(page.getByTestId('canvas-add-button')).toBeVisible();
  return await addNode(page, { search: 'aliyun', node: 'Alibaba Cloud DataWorks', action });
}

const created = ({ emulator }: Testbed) => [...emulator.emulator.state.files.values()];

test('a new user makes a credential, chooses from lists, fills the form, previews and creates', async ({
  page,
  bed,
}) => {
  const panel = await newWorkflow(page, 'Create sync task');
  const dialog = await newCredential(page, panel);

  await fill(dialog, { ...testKey, accessKeySecret: 'wrong', endpoint: bed.emulator.url });
  await dialog.getByTestId('credential-save-button').click();
  await dialog.getByText('More details').click();
  await expect(dialog).toContainText('The AccessKey Secret does not belong to the AccessKey ID');
  await picture(page, 'credential-wrong-secret');
  await fill(dialog, testKey);
  await dialog.getByTestId('credential-save-button').click();
  // n8n closes the dialog when the test of the credential succeeds.
  await expect(dialog).toBeHidden();

  await chooseFromList(page, panel, 'projectId', 'Demo workspace');
  await fill(panel, { taskName: 'orders_daily' });
  await chooseOption(page, panel, 'taskContentInput', 'Using Fields Below');
  await chooseFromList(page, panel, 'readerDataSource', 'mysql_pub');
  await chooseFromList(page, panel, 'readerTable', 'orders');
  await chooseFromList(page, panel, 'writerDataSource', 'odps_source');
  await chooseFromList(page, panel, 'writerTable', 'ods_orders');
  await picture(page, 'form');
  await chooseFromList(page, panel, 'fileFolderPath', 'demo');
  await chooseFromList(page, panel, 'resourceGroup', 'Demo Data Integration');

  await chooseOption(page, panel, 'operation', 'Preview');
  await panel.getByTestId('node-execute-button').click();
  const output = panel.getByTestId('output-panel');
  await expect(output).toContainText('CreateDISyncTask');
  await picture(page, 'preview');
  expect(created(bed)).toEqual([]);

  await chooseOption(page, panel, 'operation', 'Create');
  await panel.getByTestId('node-execute-button').click();
  await expect(output).toContainText('FileId');
  const [file, ...more] = created(bed);
  expect(more).toEqual([]);
  expect(file).toMatchObject({ name: 'orders_daily' });
  expect(JSON.parse(file?.content ?? '')).toMatchObject({
    steps: [
      { stepType: 'mysql', parameter: { datasource: 'mysql_pub' } },
      { stepType: 'odps', parameter: { datasource: 'odps_source', table: 'ods_orders' } },
    ],
  });
  await expect(output).toContainText(String(file?.fileId));
  await picture(page, 'created-from-form');
});

test.describe('a list that cannot be shown says why', () => {
  const withKey = async (page: Page, bed: Testbed, key: typeof testKey) => {
    const panel = await newWorkflow(page, 'Create sync task');
    const dialog = await newCredential(page, panel);
    await fill(dialog, { ...key, endpoint: bed.emulator.url });
    await dialog.getByTestId('credential-save-button').click();
    return { panel, dialog };
  };

  test('with a wrong key', async ({ page, bed }) => {
    const key = { accessKeyId: 'nobody', accessKeySecret: 'x' };
    const { panel, dialog } = await withKey(page, bed, key);
    await dialog.getByText('More details').click();
    const message = 'Alibaba Cloud does not know the AccessKey ID';
    await expect(dialog).toContainText(message);
    await dialog.getByRole('button', { name: 'Close this dialog' }).click();
    await expect(dialog).toBeHidden();
    const shown = await openList(page, panel, 'projectId');
    await expect(shown.filter({ hasText: message })).toBeVisible();
    await picture(page, 'list-wrong-key');
  });

  test('in a workspace without rights', async ({ page, bed }) => {
    const key = { accessKeyId: 'testid-norole', accessKeySecret: 'testsecret-norole' };
    const { panel, dialog } = await withKey(page, bed, key);
    await expect(dialog).toBeHidden();
    await chooseFromList(page, panel, 'projectId', 'Demo workspace');
    const shown = await openList(page, panel, 'fileFolderPath');
    await expect(shown.filter({ hasText: 'member of the workspace' })).toBeVisible();
    await picture(page, 'list-no-rights');
  });

  test('in an empty workspace', async ({ page, bed }) => {
    const { panel, dialog } = await withKey(page, bed, testKey);
    await expect(dialog).toBeHidden();
    await chooseFromList(page, panel, 'projectId', 'Empty workspace');
    const shown = await openList(page, panel, 'fileFolderPath');
    await expect(shown.filter({ hasText: 'This workspace has no business flow' })).toBeVisible();
    await picture(page, 'list-empty');
  });
});
