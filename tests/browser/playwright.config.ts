import { defineConfig } from '@playwright/test';
import { readRun } from './src/run';

const run = readRun();

// The portal and the stand-in for the vendors are started once, before the
// first test, with empty data and on ports of their own.
export default defineConfig({
  testDir: './src',
  testMatch: process.env.FULL
    ? /\.spec\.ts$/
    : /^(?!.*\.full\.spec\.ts$).*\.spec\.ts$/,
  outputDir: '../../test-results',
  globalSetup: './src/globalSetup.ts',
  globalTeardown: './src/globalTeardown.ts',
  // Two cores are shared with the portal itself.
  workers: 1,
  timeout: 300_000,
  // A loaded machine may be late once; what is red twice is wrong.
  retries: 1,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  use: {
    actionTimeout: 20_000,
    baseURL: run?.url,
    launchOptions: run?.launchOptions,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    timezoneId: 'UTC',
    locale: 'en-GB',
  },
});
