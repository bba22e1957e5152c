import { expect, type Page } from '@playwright/test';
import { chain, createTask, manualTrigger, setFields } from '../test/workflow-builder';
import type { Testbed } from '../test/testbed';
import { openNode, openWorkflow, picture, test } from './editor';

const nodeName = 'Create a sync task';

test.use({ bedName: 'browser-node-panel' });

/** Opens the node's panel in a new workflow. */
async function openPanel(page: Page, bed: Testbed) {
  const workflow = await bed.api.createWorkflow(
    chain(
      'MySQL to MaxCompute',
      manualTrigger(),
      createTask(bed.credential, 'new_di_task'),
      setFields('Keep the FileId', { fileId: '={{ $json.Data.FileId }}' }),
    ),
  );
  await openWorkflow(page, workflow.id);
  await picture(page, 'workflow');
  return await openNode(page, nodeName);
}

test("the node's panel shows a field for each parameter", async ({ page, bed }) => {
  const panel = await openPanel(page, bed);
  for (const name of ['taskType', 'taskName', 'taskContent'])
    await expect(panel.getByTestId(`parameter-input-${name}`)).toBeVisible();
  for (const name of ['projectId', 'fileFolderPath', 'resourceGroup'])
    await expect(panel.getByTestId(`resource-locator-${name}`)).toBeVisible();
  await expect(panel.getByTestId('collection-parameter-add')).toBeVisible();
  await picture(page, 'node-panel');
});

test('the workspace is chosen from a list', async ({ page, bed }) => {
  const panel = await openPanel(page, bed);
  const locator = panel.getByTestId('resource-locator-projectId');
  await locator.getByTestId('rlc-mode-selector').click();
  await page.getByTestId('mode-list').filter({ visible: true }).click();
  await locator.getByTestId('rlc-input').click();
  const workspace = page.getByTestId('rlc-item').filter({ hasText: 'Demo workspace' });
  await expect(workspace).toBeVisible();
  await picture(page, 'workspace-list');
  await workspace.click();
  await expect(locator.getByTestId('rlc-input')).toHaveValue(/Demo workspace/);
});

test("a run's output shows the FileId", async ({ page, bed }) => {
  const panel = await openPanel(page, bed);
  await panel.getByTestId('node-execute-button').click();
  const output = panel.getByTestId('output-panel');
  await expect(output).toContainText('FileId');
  const [fileId] = bed.emulator.emulator.state.files.keys();
  await expect(output).toContainText(String(fileId));
  await picture(page, 'run-output');
});

test('the credential is tested when it is opened', async ({ page, bed }) => {
  const panel = await openPanel(page, bed);
  await panel.getByTestId('credential-edit-button').click();
  await expect(page.getByTestId('editCredential-modal')).toBeVisible();
  await expect(page.getByTestId('credentials-config-container-test-success')).toBeVisible();
  await picture(page, 'credential');
});
