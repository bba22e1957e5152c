import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, selectors, type Browser, type Locator, type Page } from 'playwright-core';
import { root } from './paths';
import type { Account } from './rest';

/** Debian's package; CHROMIUM names another one. */
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Starts Chromium without anything that would go to the network by itself. */
export async function startBrowser(): Promise<Browser> {
  selectors.setTestIdAttribute('data-test-id');
  return await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page of n8n's editor, signed in. */
export async function openEditor(browser: Browser, url: string, account: Account): Promise<Page> {
  const page = await browser.newPage({
    baseURL: url,
    colorScheme: 'light',
    viewport: { width: 1400, height: 900 },
  });
  page.setDefaultTimeout(60_000);
  await page.goto('/signin');
  await page.locator('[name=emailOrLdapLoginId]').fill(account.email);
  await page.locator('[name=password]').fill(account.password);
  await page.getByTestId('form-submit-button').click();
  await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
  return page;
}

/** Opens a workflow on the canvas. */
export async function openWorkflow(page: Page, workflowId: string): Promise<void> {
  await page.goto(`/workflow/${workflowId}`);
  await page.getByTestId('canvas-node').first().waitFor();
}

/** Opens the panel of one node of the workflow on the canvas. */
export async function openNode(page: Page, name: string): Promise<Locator> {
  await page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`).dblclick();
  const panel = page.getByTestId('ndv');
  await panel.waitFor();
  return panel;
}

/** Closes a node's panel. */
export async function closeNode(page: Page): Promise<void> {
  await page.getByTestId('ndv-close-button').click();
  await page.getByTestId('ndv').waitFor({ state: 'hidden' });
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
