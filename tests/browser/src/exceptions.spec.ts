import { expect, test } from '@playwright/test';
import { faultsOf } from './axe';
import { whenCollected } from './portalApi';
import { signIn } from './signIn';

const TEAM = 'checkout';

test.describe.configure({ timeout: 400_000 });

test('a team files, the board approves with three keys, and the team may use the tool', async ({
  page,
  browser,
}) => {
  await signIn(page, 'Developer');
  await whenCollected(page, TEAM);
  const canWeUse = page.getByRole('textbox', { name: 'Can we use…?' });
  await canWeUse.fill('Cursor');
  await canWeUse.press('Enter');
  await page
    .getByRole('link', { name: 'Ask for an exception' })
    .first()
    .click();
  const why = page.getByLabel('What can’t the default do?');
  await why.fill('Its editor knows our language');
  // Nothing that was typed hangs on the page.
  await page.reload();
  await expect(why).toHaveValue('Its editor knows our language');
  await page.getByLabel('Seats', { exact: true }).fill('3');
  await page.getByLabel('Cost a month, all seats').fill('60');
  await page.getByRole('radio', { name: /^Public/ }).check();
  await page.getByRole('checkbox', { name: /We support this tool/ }).check();
  await expect(page.getByText('One approval decides.')).toBeVisible();
  expect(await faultsOf(page, 'article')).toEqual([]);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(
    page.getByRole('heading', { name: /Checkout wants Cursor, 3 seats/ }),
  ).toBeVisible();
  await expect(
    page.getByText('You may not vote: You filed this request').first(),
  ).toBeVisible();

  const board = await (await browser.newContext()).newPage();
  await signIn(board, 'Board member');
  await board.goto('/ai-scorecards/requests');
  await expect(board.getByText(/1 to decide/)).toBeVisible();
  await expect(
    board.getByRole('heading', { name: /Checkout wants Cursor/ }),
  ).toBeVisible();
  expect(await faultsOf(board, 'article')).toEqual([]);
  await board.keyboard.press('a');
  await board.keyboard.press('Enter');
  await expect(board.getByRole('status')).toContainText('Approved');
  await board.keyboard.press('Enter');
  await expect(board.getByText(/Nothing to decide/)).toBeVisible();
  await board.context().close();

  // The open page was told: nobody reloads it.
  await page
    .getByRole('button', { name: 'Accept support and conditions' })
    .click();
  await expect(page.getByText(/^Active ·/)).toBeVisible();
  await page.goto(`/catalog/default/group/${TEAM}/ai-scorecards`);
  await expect(page.getByText(/Cursor · excepted until/)).toBeVisible();
});
