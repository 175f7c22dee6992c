import { type Page, expect } from '@playwright/test';

const API = '/api/ai-scorecards/v1';

/** What the tests read of the backend's answers. */
interface Scorecard {
  freshness: {
    through: string | null;
    month: string | null;
    progress: object | null;
    workingOut: boolean;
    sources: { state: string }[];
  };
}

/**
 * Waits until the whole history is collected and worked out, asking the backend as the person who is signed in.
 * Returns a function that asks it for any path of the contract, with the status of the answer.
 */
export async function whenCollected(page: Page, team: string) {
  const asked = page.waitForRequest(request =>
    request.url().includes(`${API}/teams/default/${team}/scorecard`),
  );
  await page.goto(`/catalog/default/group/${team}/ai-scorecards`);
  const { authorization } = await (await asked).allHeaders();
  const ask = (path: string) =>
    page.request.get(`${API}${path}`, { headers: { authorization } });

  await expect
    .poll(
      async () => {
        const answer = await ask(`/teams/default/${team}/scorecard`);
        // The team is unknown until the catalog was read for the first time.
        if (!answer.ok()) return false;
        const { freshness }: Scorecard = await answer.json();
        return (
          freshness.month !== null &&
          freshness.progress === null &&
          !freshness.workingOut &&
          freshness.sources.every(({ state }) => state === 'current')
        );
      },
      { timeout: 300_000, intervals: [2_000] },
    )
    .toBe(true);
  return ask;
}
