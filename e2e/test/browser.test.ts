import type { Browser, Page } from 'playwright-core';
import { closeNode, openEditor, openNode, openWorkflow, picture, startBrowser } from '../browser';
import type { StoredWorkflow } from '../rest';
import { account, startTestbed, type Testbed } from './testbed';
import { chain, createTask, manualTrigger, setFields } from './workflow-builder';

const nodeName = 'Create a sync task';
let bed: Testbed;
let browser: Browser;
let page: Page;
let workflow: StoredWorkflow;

beforeAll(async () => {
  bed = await startTestbed('browser');
  workflow = await bed.api.createWorkflow(
    chain(
      'MySQL to MaxCompute',
      manualTrigger(),
      createTask(bed.credential, 'new_di_task'),
      setFields('Keep the FileId', { fileId: '={{ $json.Data.FileId }}' }),
    ),
  );
  browser = await startBrowser();
  page = await openEditor(browser, bed.n8n.url, account);
  await openWorkflow(page, workflow.id);
  await picture(page, 'workflow');
});
afterAll(async () => {
  await browser?.close();
  await bed?.stop();
});

test("the node's panel shows a field for each parameter", async () => {
  const panel = await openNode(page, nodeName);
  for (const name of ['taskType', 'taskName', 'taskContent']) {
    await panel.getByTestId(`parameter-input-${name}`).waitFor();
  }
  for (const name of ['projectId', 'fileFolderPath', 'resourceGroup']) {
    await panel.getByTestId(`resource-locator-${name}`).waitFor();
  }
  await panel.getByTestId('collection-parameter-add').waitFor();
  await picture(page, 'node-panel');
  await closeNode(page);
});

test('the workspace is chosen from a list', async () => {
  const panel = await openNode(page, nodeName);
  const locator = panel.getByTestId('resource-locator-projectId');
  await locator.getByTestId('rlc-mode-selector').click();
  await page.getByTestId('mode-list').filter({ visible: true }).click();
  await locator.getByTestId('rlc-input').click();
  await page.getByTestId('rlc-item').filter({ hasText: 'Demo workspace' }).waitFor();
  await picture(page, 'workspace-list');
  await page.getByTestId('rlc-item').filter({ hasText: 'Demo workspace' }).click();
  await closeNode(page);
});

test("a run's output shows the FileId", async () => {
  const panel = await openNode(page, nodeName);
  await panel.getByTestId('node-execute-button').click();
  const output = panel.getByTestId('output-panel');
  await output.getByText('FileId').first().waitFor();
  const [fileId] = bed.emulator.emulator.state.files.keys();
  await output.getByText(String(fileId)).first().waitFor();
  await picture(page, 'run-output');
  await closeNode(page);
});

test('the credential is tested when it is opened', async () => {
  const panel = await openNode(page, nodeName);
  await panel.getByTestId('credential-edit-button').click();
  await page.getByTestId('editCredential-modal').waitFor();
  await page.getByTestId('credentials-config-container-test-success').waitFor();
  await picture(page, 'credential');
});
