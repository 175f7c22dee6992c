import { expect, test } from '@playwright/test';
import { signIn } from './signIn';

test('a persona signs in with one click and sees home', async ({ page }) => {
  await signIn(page, 'Developer');
  await expect(page.getByText('Where to start')).toBeVisible();
});

test('signing out shows the personas again', async ({ page }) => {
  await signIn(page, 'Operator');
  await page.goto('/settings');
  await page.getByTestId('user-settings-menu').click();
  await page.getByTestId('sign-out').click();
  await expect(page.getByRole('button', { name: /^Developer/ })).toBeVisible();
});
