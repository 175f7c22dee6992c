import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { chromium } from 'playwright-core';
import { ensureAppBuilt } from './appBuild.mjs';
import { findChromium } from './chromium.mjs';
import { Sentence, withProgress } from './log.mjs';
import { inRoot } from './paths.mjs';
import { startPortal } from './portal.mjs';
import { freePort } from './ports.mjs';

const TEAM = '/catalog/default/group/checkout';
const SCORECARD = '/api/ai-scorecards/v1/teams/default/checkout/scorecard';
/** The two tabs that are compared, each with the words that stand on it once it is painted. */
const OVERVIEW = {
  path: TEAM,
  tab: 'Overview',
  shows: ['members (', 'Ownership', 'SERVICE'],
};
const OURS = {
  path: `${TEAM}/ai-scorecards`,
  tab: 'AI tools',
  shows: ['What you can use', 'Weekly active'],
};
/** A page of an entity on which nothing of the plugin stands. */
const ELSEWHERE = '/catalog/default/component/checkout-api';
const ROUNDS = 15;
const FIRST_ROUNDS = 5;

/**
 * Times the team tab of the example portal in a browser beside the portal's own overview tab, and weighs the code that
 * the tab brings.
 *
 * @returns {Promise<{ what: string, value: number, bar: { most: number, unit: string }, note: string }[]>}
 */
export async function measureInBrowser() {
  await ensureAppBuilt();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-portal-'));
  const portal = await startPortal({
    port: await freePort(),
    simPort: await freePort(),
    dataDir,
  });
  const browser = await chromium.launch(await findChromium(chromium));
  try {
    if (!(await portal.peopleRead(240))) {
      throw new Sentence('The catalog did not read the example organisation.');
    }
    await withProgress('The example portal collects', () =>
      collected(browser, portal.url),
    );
    return await compareTabs(browser, portal.url);
  } finally {
    await browser.close();
    await portal.close();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

async function openPage(browser, url, tabPath) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.addInitScript(() =>
    window.localStorage.setItem('dev-sign-in/persona', 'developer'),
  );
  await page.goto(new URL(tabPath, url).href);
  return page;
}

/** Waits until the whole history of the team is collected and worked out. */
async function collected(browser, url) {
  const page = await openPage(browser, url, OURS.path);
  for (;;) {
    const answered = page.waitForResponse(
      response => response.url().includes(SCORECARD) && response.ok(),
      { timeout: 600_000 },
    );
    await page.reload();
    const { freshness } = await (await answered).json();
    const isDone =
      freshness.month !== null &&
      freshness.progress === null &&
      !freshness.workingOut;
    if (isDone) break;
    await page.waitForTimeout(3_000);
  }
  await page.context().close();
}

async function compareTabs(browser, url) {
  const first = { ours: [], overview: [] };
  for (let round = 0; round < FIRST_ROUNDS; round++) {
    const fromOurs = await openPage(browser, url, OURS.path);
    await painted(fromOurs, OURS);
    first.overview.push(await click(fromOurs, OVERVIEW));
    await fromOurs.context().close();

    const fromOverview = await openPage(browser, url, OVERVIEW.path);
    await painted(fromOverview, OVERVIEW);
    first.ours.push(await click(fromOverview, OURS));
    await fromOverview.context().close();
  }

  const again = { ours: [], overview: [] };
  const page = await openPage(browser, url, OVERVIEW.path);
  await painted(page, OVERVIEW);
  for (let round = 0; round < ROUNDS; round++) {
    again.ours.push(await click(page, OURS));
    again.overview.push(await click(page, OVERVIEW));
  }
  await page.context().close();

  const elsewhere = await scriptsOf(browser, url, ELSEWHERE);
  const weights = [...(await scriptsOf(browser, url, OURS.path))]
    .filter(script => !elsewhere.has(script))
    .map(weigh);
  const withoutCharts = weights.filter(({ isChart }) => !isChart);
  return [
    ratio('team tab painted after the first click', first),
    ratio('team tab painted after a click', again),
    size('code that the team tab brings, without charts', 60, withoutCharts),
    size('code that the team tab brings, with charts', 200, weights),
  ];
}

function size(what, most, scripts) {
  const bytes = scripts.reduce((total, each) => total + each.bytes, 0);
  return {
    what,
    value: bytes / 1000,
    bar: { most, unit: 'kB gzip' },
    note: `${scripts.length} files`,
  };
}

function ratio(what, { ours, overview }) {
  const [a, b] = [median(ours), median(overview)];
  return {
    what,
    value: a / b,
    bar: { most: 1.2, unit: '×' },
    note: `${Math.round(a)} ms, the overview tab ${Math.round(
      b,
    )} ms, medians of ${ours.length}`,
  };
}

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Milliseconds from the click on a tab to the frame that shows it. */
async function click(page, { tab, shows }) {
  const handle = await page
    .getByRole('link', { name: tab, exact: true })
    .elementHandle();
  return page.evaluate(
    ([element, words]) =>
      new Promise(resolve => {
        const started = performance.now();
        const look = () => {
          const text = document.querySelector('main')?.innerText ?? '';
          if (words.every(word => text.includes(word))) {
            // The frame after the one in which it was found is on the screen.
            requestAnimationFrame(() => resolve(performance.now() - started));
          } else {
            requestAnimationFrame(look);
          }
        };
        element.click();
        requestAnimationFrame(look);
      }),
    [handle, shows],
  );
}

async function painted(page, { shows }) {
  await page.waitForFunction(words => {
    const text = document.querySelector('main')?.innerText ?? '';
    return words.every(word => text.includes(word));
  }, shows);
  await page.waitForLoadState('networkidle');
}

/** The scripts that a page brings when it is opened and read to its end. */
async function scriptsOf(browser, url, tabPath) {
  const page = await openPage(browser, url, 'about:blank');
  const scripts = new Set();
  page.on('response', response => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith('.js')) scripts.add(pathname);
  });
  await page.goto(new URL(tabPath, url).href);
  await page.waitForLoadState('networkidle');
  await scrollThrough(page);
  await page.context().close();
  return scripts;
}

/** Goes down the page, so that what is loaded when it comes into view is loaded. */
async function scrollThrough(page) {
  for (let step = 0; step < 12; step++) {
    await page.mouse.wheel(0, 700);
    await page.waitForLoadState('networkidle');
  }
}

/** A script of the app as it is sent, and whether it is there for charts alone. */
function weigh(pathname) {
  const file = inRoot('packages', 'app', 'dist', pathname.slice(1));
  const map = `${file}.map`;
  const sources = fs.existsSync(map)
    ? JSON.parse(fs.readFileSync(map, 'utf8')).sources
    : [];
  return {
    bytes: zlib.gzipSync(fs.readFileSync(file)).length,
    isChart: sources.some(source =>
      /node_modules\/(recharts|d3-|victory)/.test(source),
    ),
  };
}
