import { type Page, expect } from '@playwright/test';

/**
 * Opens the portal and signs in with the persona's button.
 *
 * @param persona - its title on the sign-in page, e.g. `Developer`
 */
export async function signIn(page: Page, persona: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: new RegExp(`^${persona}`) }).click();
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
}
