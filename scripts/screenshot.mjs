// Takes a picture of a page of the running portal:
//   node scripts/screenshot.mjs <persona> <path> <out.png> [--dark]
//     [--width 1280] [--height 900] [--url http://localhost:7007] [--wait text]
import { chromium } from 'playwright-core';
import { parse, wholeNumber } from './lib/args.mjs';
import { findChromium } from './lib/chromium.mjs';
import { fail, say } from './lib/log.mjs';

const USAGE =
  'node scripts/screenshot.mjs <persona> <path> <out.png> [--dark] [--width 1280] [--height 900] [--url http://localhost:7007] [--wait text] [--viewport-only]';

async function main() {
  const { values, positionals } = parse(
    process.argv.slice(2),
    {
      allowPositionals: true,
      options: {
        dark: { type: 'boolean', default: false },
        width: { type: 'string', default: '1280' },
        height: { type: 'string', default: '900' },
        url: { type: 'string', default: 'http://localhost:7007' },
        wait: { type: 'string' },
        'viewport-only': { type: 'boolean', default: false },
      },
    },
    USAGE,
  );
  const [persona, path, out] = positionals;
  if (!out) {
    fail(USAGE);
  }
  const bounds = { min: 200, max: 10_000 };
  const browser = await chromium.launch(await findChromium(chromium));
  try {
    const page = await browser.newPage({
      viewport: {
        width: wholeNumber('--width', values.width, bounds),
        height: wholeNumber('--height', values.height, bounds),
      },
      colorScheme: values.dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      timezoneId: 'UTC',
    });
    page.on('pageerror', error => say(`Error on the page: ${error.message}`));
    await page.addInitScript(
      id => window.localStorage.setItem('dev-sign-in/persona', id),
      persona,
    );
    await page.goto(new URL(path, values.url).href);
    if (values.wait) {
      await page.getByText(values.wait).first().waitFor();
    }
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(1000);
    await page.screenshot({
      path: out,
      fullPage: !values['viewport-only'],
    });
    say(`Written to ${out}`);
  } finally {
    await browser.close();
  }
}

main().catch(error => fail(error.sentence ?? error.stack ?? String(error)));
