import type { Locator, Page } from 'playwright-core';

/** Searches for a node and adds it to the workflow on the canvas with one of its actions: its panel. */
export async function addNode(
  page: Page,
  { search, node, action }: { search: string; node: string; action: string },
): Promise<Locator> {
  await page.keyboard.press('n');
  await page.getByTestId('node-creator-search-bar').fill(search);
  const items = page.getByTestId('node-creator-item-name');
  await items.filter({ hasText: node }).first().click();
  await items.filter({ hasText: action }).first().click();
  const panel = page.getByTestId('ndv');
  await panel.waitFor();
  return panel;
}

/** Opens the dialog of a new credential from a node's panel. */
export async function newCredential(page: Page, panel: Locator): Promise<Locator> {
  await panel.getByTestId('node-credentials-select').click();
  await page.getByTestId('node-credentials-select-item-new').click();
  const dialog = page.getByTestId('editCredential-modal');
  await dialog.waitFor();
  return dialog;
}

/** Fills text fields of a panel or dialog, by the names of their parameters. */
export async function fill(where: Locator, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields))
    await where.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
}

/** Chooses one of the options of a drop-down; it is there when its name begins so. */
export async function chooseOption(
  page: Page,
  panel: Locator,
  parameter: string,
  name: string,
): Promise<void> {
  await panel.getByTestId(`parameter-input-${parameter}`).click();
  const options = page.getByRole('option').filter({ visible: true });
  await options
    .filter({ hasText: new RegExp(`^\\s*${name}`) })
    .first()
    .click();
}

/** Opens a "From list" and gives what it shows: its entries, or why there are none. */
export async function openList(page: Page, panel: Locator, parameter: string): Promise<Locator> {
  const locator = panel.getByTestId(`resource-locator-${parameter}`);
  await locator.getByTestId('rlc-input').click();
  return page
    .locator('[data-test-id=rlc-item], [data-test-id=rlc-error-container]')
    .filter({ visible: true });
}

/** Chooses the entry with this text "From list". */
export async function chooseFromList(
  page: Page,
  panel: Locator,
  parameter: string,
  text: string,
): Promise<void> {
  const shown = await openList(page, panel, parameter);
  await shown.filter({ hasText: text }).first().click();
}
