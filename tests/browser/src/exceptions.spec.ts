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
  await page.getByRole('link', { name: 'Ask for an exception' }).click();
  await page
    .getByLabel('Why does the default not fit?')
    .fill('Its editor knows our language');
  await page.getByLabel('Seats', { exact: true }).fill('3');
  await page.getByLabel('Cost a month, all seats').fill('60');
  await page.getByLabel('Data the tool would see').selectOption('public');
  await page.getByRole('checkbox').check();
  await expect(page.getByText('One approval decides.')).toBeVisible();
  expect(await faultsOf(page, 'article')).toEqual([]);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(
    page.getByRole('heading', { name: 'Checkout asks for Cursor' }),
  ).toBeVisible();
  await expect(
    page.getByText('You may not vote: You filed this request'),
  ).toBeVisible();

  const board = await (await browser.newContext()).newPage();
  await signIn(board, 'Board member');
  await board.goto('/ai-scorecards/requests');
  await expect(board.getByText(/1 to decide/)).toBeVisible();
  await board.getByRole('link', { name: 'Cursor' }).click();
  await expect(board.getByRole('button', { name: 'Approve' })).toBeVisible();
  expect(await faultsOf(board, 'article')).toEqual([]);
  await board.keyboard.press('a');
  await board.keyboard.press('Enter');
  await expect(board.getByText('Approved · Revision 1')).toBeVisible();
  await board.context().close();

  await page.reload();
  await page
    .getByRole('button', { name: 'Accept support and conditions' })
    .click();
  await expect(page.getByText(/^Active ·/)).toBeVisible();
  await page.goto(`/catalog/default/group/${TEAM}/ai-scorecards`);
  await expect(page.getByText(/Cursor · excepted until/)).toBeVisible();
});
