import { expect, type Locator, type Page } from '@playwright/test';

/** A text as the whole of an element. */
const whole = (text: string) => new RegExp(`^\\s*${text}\\s*$`);

/** Searches for a node and adds it to the workflow on the canvas with one of its actions: its panel. */
export async function addNode(
  page: Page,
  { search, node, action }: { search: string; node: string; action: string },
): Promise<Locator> {
  await page.keyboard.press('n');
  await page.getByTestId('node-creator-search-bar').fill(search);
  const items = page.getByTestId('node-creator-item-name');
  await items.filter({ hasText: whole(node) }).click();
  // Of a workflow without a trigger the editor shows the triggers first, the actions folded up.
  const actions = page.getByText(/^\s*Actions \(\d+\)\s*$/);
  await expect(actions).toBeVisible();
  const wanted = items.filter({ hasText: whole(action) });
  if (!(await wanted.isVisible())) await actions.click();
  await wanted.click();
  const panel = page.getByTestId('ndv');
  await expect(panel).toBeVisible();
  return panel;
}

/** Opens the dialog of a new credential from a node's panel. */
export async function newCredential(page: Page, panel: Locator): Promise<Locator> {
  await panel.getByTestId('node-credentials-select').click();
  await page.getByTestId('node-credentials-select-item-new').click();
  const dialog = page.getByTestId('editCredential-modal');
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Fills text fields of a panel or dialog, by the names of their parameters. */
export async function fill(where: Locator, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields))
    await where.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
}

/** Chooses the option of this name of a drop-down. */
export async function chooseOption(
  page: Page,
  panel: Locator,
  parameter: string,
  name: string,
): Promise<void> {
  await panel.getByTestId(`parameter-input-${parameter}`).click();
  const options = page.getByRole('option').filter({ visible: true });
  await options.filter({ has: page.getByText(name, { exact: true }) }).click();
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
  await shown.filter({ hasText: text }).click();
}
