import { type Page, expect, test } from '@playwright/test';
import { faultsOf } from './axe';
import { currentRun } from './run';
import { signIn } from './signIn';

const TEAM = 'checkout';
const PAGE = `/catalog/default/group/${TEAM}/ai-scorecards`;
const CHECK = 'Secret scanning with push protection is on';

// It raises a level for good: a second try would look for one that is gone.
test.describe.configure({ timeout: 300_000, retries: 0 });

/** Passes something in the stand-in for the code hosts. */
async function pass(slug: string): Promise<void> {
  const answer = await fetch(`${currentRun().simUrl}/control/repositories`, {
    method: 'POST',
    body: JSON.stringify({ slug, facts: { pushProtection: true } }),
  });
  expect(answer.ok).toBe(true);
}

/** Opens the team's practices, once they were evaluated for the first time. */
async function openPractices(page: Page): Promise<void> {
  await expect(async () => {
    await page.goto(PAGE);
    await expect(page.getByText(/^Level 0 ·/).first()).toBeVisible({
      timeout: 5_000,
    });
    await expect(page.getByRole('button', { name: CHECK }).first()).toBeVisible(
      { timeout: 2_000 },
    );
  }).toPass({ timeout: 200_000 });
}

const overflowOf = (page: Page) =>
  page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );

test('a developer passes a check and sees the level rise, with its date and cause', async ({
  page,
  browser,
}) => {
  await signIn(page, 'Developer');
  await openPractices(page);
  await page.getByRole('button', { name: CHECK }).first().click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('2 of 3 repositories');
  const failing = drawer.getByRole('link', { name: /acme\/checkout-/ }).first();
  const [slug] = (await failing.textContent())?.match(/acme\/[\w-]+/) ?? [''];
  await expect(failing).toHaveAttribute(
    'href',
    `https://github.acme.example/${slug}`,
  );
  expect(await faultsOf(page, '[role=dialog]')).toEqual([]);
  // The evidence has an address of its own, and is there again.
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.reload();
  await expect(failing).toBeVisible();
  expect(await faultsOf(page, '[role=dialog]')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();

  await pass(slug);
  const operator = await (await browser.newContext()).newPage();
  await signIn(operator, 'Operator');
  await operator.goto('/ai-scorecards/operate');
  await operator
    .getByRole('button', { name: 'Collect now: GitHub repositories' })
    .click();
  await expect(operator.getByText(/It is being read/)).toBeVisible();
  await operator.context().close();

  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/^Level [1-4] ·/).first()).toBeVisible({
      timeout: 5_000,
    });
  }).toPass({ timeout: 120_000 });
  const today = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(new Date());
  await expect(
    page
      .getByRole('listitem')
      .filter({ hasText: /level 0 → [1-4]/ })
      .first(),
  ).toContainText(
    new RegExp(`${today}.*${CHECK}: passes, 3 of 3 repositories`),
  );
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.reload();
    await expect(page.getByText(/^Level [1-4] ·/).first()).toBeVisible();
    await expect(page.getByText('Output and quality').first()).toBeVisible();
    expect(await faultsOf(page, 'main article, main')).toEqual([]);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await overflowOf(page)).toBe(0);
});
