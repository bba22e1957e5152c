import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { root } from '../paths';
import { account, startTestbed, type Testbed } from '../test/testbed';

type SignedIn = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;

/** A test in n8n's editor: `page` is signed in to the n8n of `bed`, whose emulator is as new. */
export const test = base.extend<object, { bedName: string; bed: Testbed; signedIn: SignedIn }>({
  /** The folder of n8n's data: each file of tests has its own. */
  bedName: ['', { scope: 'worker', option: true }],

  bed: [
    async ({ bedName }, use) => {
      const bed = await startTestbed(bedName);
      await use(bed);
      await bed.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],

  signedIn: [
    async ({ browser, bed }, use) => {
      const page = await browser.newPage({ baseURL: bed.n8n.url });
      await page.goto('/signin');
      await page.locator('[name=emailOrLdapLoginId]').fill(account.email);
      await page.locator('[name=password]').fill(account.password);
      // The config's name of test ids is for tests only.
      await page.locator('[data-test-id=form-submit-button]').click();
      await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
      const signedIn = await page.context().storageState();
      await page.close();
      await use(signedIn);
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  baseURL: ({ bed }, use) => use(bed.n8n.url),
  storageState: ({ signedIn }, use) => use(signedIn),
  page: async ({ page, bed }, use) => {
    bed.emulator.emulator.reset();
    await use(page);
  },
});

/** Opens a workflow on the canvas. */
export async function openWorkflow(page: Page, workflowId: string): Promise<void> {
  await page.goto(`/workflow/${workflowId}`);
  await expect(page.getByTestId('canvas-node')).not.toHaveCount(0);
}

/** Opens the panel of one node of the workflow on the canvas. */
export async function openNode(page: Page, name: string): Promise<Locator> {
  await page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`).dblclick();
  const panel = page.getByTestId('ndv');
  await expect(panel).toBeVisible();
  return panel;
}

/** With UPDATE_IMAGES=1 keeps the page as docs/images/<name>.png. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.UPDATE_IMAGES !== '1') return;
  const folder = path.join(root, 'docs', 'images');
  mkdirSync(folder, { recursive: true });
  await page.waitForFunction(() =>
    document.getAnimations().every(({ effect, playState }) => {
      const endless = effect?.getComputedTiming().endTime === Infinity;
      return endless || playState !== 'running';
    }),
  );
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
}
