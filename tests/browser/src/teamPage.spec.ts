import { type Page, expect, test } from '@playwright/test';
import { exampleSettings, expected, type Expected } from 'expected-truth';
import { faultsOf } from './axe';
import { whenCollected } from './portalApi';
import { currentRun } from './run';
import { signIn } from './signIn';

const TEAM = 'checkout';
const DAY = 86_400_000;
/** What the example portal collects. */
const BACKFILL_DAYS = 400;

test.describe.configure({ timeout: 400_000 });

const percent = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** `68 %` or `≥ 90 %`. */
function rateText(
  rate: { value: number; bound: 'at-least' | 'at-most' | null } | null,
) {
  if (!rate) throw new Error('The truth shows no rate for this team');
  const sign = { 'at-least': '≥ ', 'at-most': '≤ ' };
  return `${rate.bound ? sign[rate.bound] : ''}${percent.format(
    rate.value * 100,
  )} %`;
}

/** `19.42 USD`, and `142 USD` from a hundred on. */
function moneyText(micros: bigint | null) {
  if (micros === null) throw new Error('The truth shows no cost of this team');
  const amount = Number(micros) / 1e6;
  const digits = Math.abs(amount) < 99.995 ? 2 : 0;
  return `${new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount)} USD`;
}

async function truthOfToday(): Promise<Expected> {
  const day = (offset: number) =>
    new Date(Date.now() + offset * DAY).toISOString().slice(0, 10);
  return expected(
    currentRun().simUrl,
    exampleSettings({
      today: day(0),
      from: day(-BACKFILL_DAYS),
      doors: ['github', 'anthropic', 'cursor'],
    }),
  );
}

/** The page's text with plain spaces. */
const textOf = async (page: Page, name: RegExp) =>
  ((await page.getByRole('button', { name }).first().textContent()) ?? '')
    .replace(/\s/g, ' ')
    .trim();

test('the developer reads the figures that the vendors’ truth gives', async ({
  page,
}) => {
  await signIn(page, 'Developer');
  await whenCollected(page, TEAM);
  await page.reload();
  const truth = await truthOfToday();
  const ref = `group:default/${TEAM}`;
  const month = [...truth.cost.keys()].at(-1) ?? '';
  const cost = truth.cost.get(month)?.get(ref);

  await expect(
    page.getByRole('button', { name: /^Weekly active/ }).first(),
  ).toBeVisible();
  expect(await textOf(page, /^Weekly active/)).toContain(
    rateText(truth.adoption.get(ref)?.weeklyActiveRate ?? null),
  );
  expect(await textOf(page, /^Cost per active/)).toContain(
    moneyText(cost?.developers?.perActive ?? null),
  );

  const costs = page.getByRole('figure').filter({ hasText: /cost/i }).last();
  await costs.getByRole('button', { name: /table/i }).click();
  const named = new Intl.DateTimeFormat('en-GB', {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01`));
  const cells = (
    await costs
      .getByRole('row', { name: named })
      .getByRole('cell')
      .allTextContents()
  ).map(text => text.replace(/\s/g, ' '));
  const shown = cells.join(' | ');
  expect(shown).toContain(moneyText(cost?.seat ?? null));
  expect(shown).toContain(moneyText(cost?.usage ?? null));
});

test('a tile explains itself by keyboard', async ({ page }) => {
  await signIn(page, 'Developer');
  await whenCollected(page, TEAM);
  const tile = page.getByRole('button', { name: /^Weekly active/ }).first();
  await tile.focus();
  await page.keyboard.press('Enter');
  const why = page.getByRole('dialog');
  await expect(why).toContainText('Formula');
  await page.keyboard.press('Escape');
  await expect(why).toBeHidden();
  await expect(tile).toBeFocused();
});

test('an outsider sees what the team may use and none of its figures', async ({
  page,
}) => {
  await signIn(page, 'Outsider');
  const ask = await whenCollected(page, TEAM);
  await page.reload();
  await expect(page.getByText('What you can use')).toBeVisible();
  await expect(
    page.getByRole('button', { name: /^Weekly active/ }),
  ).toHaveCount(0);
  const trends = await ask(`/teams/default/${TEAM}/trends?metric=cost`);
  expect(trends.status()).toBe(403);
});

test('the page fits a narrow screen', async ({ page }) => {
  await signIn(page, 'Developer');
  await page.setViewportSize({ width: 360, height: 740 });
  await whenCollected(page, TEAM);
  await expect(page.getByText('What you can use')).toBeVisible();
  const overflow = await page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the team page, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await signIn(page, 'Developer');
    await whenCollected(page, TEAM);
    await expect(
      page.getByRole('button', { name: /^Weekly active/ }).first(),
    ).toBeVisible();
    expect(await faultsOf(page, 'main article, main')).toEqual([]);
  });
}

test('the operator sees every source current and the accounts matched', async ({
  page,
}) => {
  await signIn(page, 'Operator');
  await whenCollected(page, TEAM);
  await page.goto('/ai-scorecards/operate');
  await expect(
    page.getByText(/sources? (is|are) current/i).first(),
  ).toBeVisible();
  await expect(page.getByText('Reconciliation').first()).toBeVisible();
});

for (const [persona, tabs] of [
  ['Developer', []],
  ['Board member', []],
  ['Finance', ['Organisation', 'Sources and cost']],
  ['Operator', ['Organisation', 'Sources and cost']],
] as const) {
  test(`${persona} has the tabs that are for them`, async ({ page }) => {
    await signIn(page, persona);
    await page.goto('/ai-scorecards/me');
    const all = page.getByRole('tab');
    await expect(all.first()).toBeVisible();
    await expect(all).toHaveText([
      'My data',
      'Exceptions',
      'Practices',
      ...tabs,
    ]);
  });
}
