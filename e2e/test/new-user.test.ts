import type { Browser, Locator, Page } from 'playwright-core';
import { closeNode, openEditor, picture, startBrowser } from '../browser';
import {
  addNode,
  chooseFromList,
  chooseOption,
  fill,
  newCredential,
  openList,
} from '../editor-steps';
import { account, startTestbed, testKey, type Testbed } from './testbed';

let bed: Testbed;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  bed = await startTestbed('new-user');
  browser = await startBrowser();
  page = await openEditor(browser, bed.n8n.url, account);
  page.setDefaultTimeout(25_000);
});
afterAll(async () => {
  await browser?.close();
  await bed?.stop();
});

/** An empty workflow with the node in it, as a new user makes it. */
async function newWorkflow(action: string): Promise<Locator> {
  await page.goto('/workflow/new');
  await page.getByTestId('canvas-add-button').waitFor();
  return await addNode(page, { search: 'aliyun', node: 'Alibaba Cloud DataWorks', action });
}

const created = () => [...bed.emulator.emulator.state.files.values()];

test('a new user makes a credential, chooses from lists, fills the form, previews and creates', async () => {
  const panel = await newWorkflow('Create a sync task');
  const dialog = await newCredential(page, panel);

  await fill(dialog, { ...testKey, accessKeySecret: 'wrong', endpoint: bed.emulator.url });
  await dialog.getByTestId('credential-save-button').click();
  await dialog.getByText('More details').click();
  await dialog.getByText('The AccessKey Secret does not belong to the AccessKey ID').waitFor();
  await picture(page, 'credential-wrong-secret');
  await fill(dialog, testKey);
  await dialog.getByTestId('credential-save-button').click();
  // n8n closes the dialog when the test of the credential succeeds.
  await dialog.waitFor({ state: 'hidden' });

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
  await output.getByText('CreateDISyncTask').first().waitFor();
  await picture(page, 'preview');
  expect(created()).toEqual([]);

  await chooseOption(page, panel, 'operation', 'Create');
  await panel.getByTestId('node-execute-button').click();
  await output.getByText('FileId').first().waitFor();
  const [file, ...more] = created();
  expect(more).toEqual([]);
  expect(file).toMatchObject({ name: 'orders_daily' });
  expect(JSON.parse(file?.content ?? '')).toMatchObject({
    steps: [
      { stepType: 'mysql', parameter: { datasource: 'mysql_pub' } },
      { stepType: 'odps', parameter: { datasource: 'odps_source', table: 'ods_orders' } },
    ],
  });
  await output.getByText(String(file?.fileId)).first().waitFor();
  await picture(page, 'created-from-form');
  await closeNode(page);
});

describe('a list that cannot be shown says why', () => {
  const withKey = async (key: typeof testKey) => {
    const panel = await newWorkflow('Create a sync task');
    const dialog = await newCredential(page, panel);
    await fill(dialog, { ...key, endpoint: bed.emulator.url });
    await dialog.getByTestId('credential-save-button').click();
    return { panel, dialog };
  };

  test('with a wrong key', async () => {
    const { panel, dialog } = await withKey({ accessKeyId: 'nobody', accessKeySecret: 'x' });
    await dialog.getByText('More details').click();
    await dialog.getByText('Alibaba Cloud does not know the AccessKey ID').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).first().click();
    await dialog.waitFor({ state: 'hidden' });
    const shown = await openList(page, panel, 'projectId');
    await shown.filter({ hasText: 'Alibaba Cloud does not know the AccessKey ID' }).waitFor();
    await picture(page, 'list-wrong-key');
  });

  test('in a workspace without rights', async () => {
    const { panel, dialog } = await withKey({
      accessKeyId: 'testid-norole',
      accessKeySecret: 'testsecret-norole',
    });
    await dialog.waitFor({ state: 'hidden' });
    await chooseFromList(page, panel, 'projectId', 'Demo workspace');
    const shown = await openList(page, panel, 'fileFolderPath');
    await shown.filter({ hasText: 'member of the workspace' }).waitFor();
    await picture(page, 'list-no-rights');
  });

  test('in an empty workspace', async () => {
    const { panel, dialog } = await withKey(testKey);
    await dialog.waitFor({ state: 'hidden' });
    await chooseFromList(page, panel, 'projectId', 'Empty workspace');
    const shown = await openList(page, panel, 'fileFolderPath');
    await shown.filter({ hasText: 'This workspace has no business flow' }).waitFor();
    await picture(page, 'list-empty');
  });
});
