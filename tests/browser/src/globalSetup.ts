import { chromium } from '@playwright/test';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findChromium } from '../../../scripts/lib/chromium.mjs';
import { startPortal } from '../../../scripts/lib/portal.mjs';
import { inRoot } from '../../../scripts/lib/paths.mjs';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { setPortal } from './runningPortal';
import { writeRun } from './run';

/** Starts the portal with empty data, once for all tests. */
export default async function globalSetup() {
  const launchOptions = await findChromium(chromium);
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-'));
  // A copy of the catalog, so that a test may change what it says.
  const examplesDir = path.join(dataDir, 'examples');
  fs.cpSync(inRoot('examples'), examplesDir, { recursive: true });
  const portal = await startPortal({
    port: await freePort(),
    simPort: await freePort(),
    dataDir,
    env: { EXAMPLES_DIR: examplesDir },
  });
  setPortal(portal);
  if (!(await portal.peopleRead(240))) {
    throw new Error(
      `The catalog did not read the example organisation: see ${dataDir}/logs/portal.log`,
    );
  }
  writeRun({
    url: portal.url,
    simUrl: portal.simUrl,
    examplesDir,
    launchOptions,
  });
}
