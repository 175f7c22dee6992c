import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { Sentence } from './log.mjs';

const SYSTEM_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];

const SYSTEM_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * How to launch a Chromium that runs on this machine: the configured one, else
 * the system's, else Playwright's own, else the one that comes from npm.
 *
 * @param {import('playwright-core').BrowserType} chromium
 * @returns {Promise<{ executablePath: string, args: string[] }>}
 */
export async function findChromium(chromium) {
  const configured = process.env.CHROMIUM_PATH;
  const faults = [];
  for await (const executablePath of configured
    ? [configured]
    : candidates(chromium)) {
    const options = { executablePath, args: launchArgs() };
    try {
      const browser = await chromium.launch(options);
      await browser.close();
      return options;
    } catch (error) {
      faults.push(`${executablePath}: ${error.message.split('\n')[0]}`);
    }
  }
  const advice = configured
    ? 'Set CHROMIUM_PATH to a Chromium or Chrome that starts, or unset it.'
    : 'Install Chromium or Chrome, or set CHROMIUM_PATH to one.';
  throw new Sentence(
    `No browser runs here. ${advice}\n${faults.join('\n')}`.trimEnd(),
  );
}

async function* candidates(chromium) {
  for (const name of SYSTEM_NAMES) {
    const { stdout } = spawnSync(
      process.platform === 'win32' ? 'where' : 'which',
      [name],
      { encoding: 'utf8' },
    );
    const found = stdout?.split('\n')[0].trim();
    if (found) {
      yield found;
    }
  }
  yield* SYSTEM_PATHS.filter(fs.existsSync);
  const own = chromium.executablePath();
  if (fs.existsSync(own)) {
    yield own;
  }
  if (process.platform === 'linux') {
    // Unpacks itself into the temporary folder the first time.
    const { default: packed } = await import('@sparticuz/chromium');
    yield await packed.executablePath();
  }
}

/** Chromium's sandbox does not work for root. */
function launchArgs() {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
