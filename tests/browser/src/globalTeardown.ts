import fs from 'node:fs';
import { takePortal } from './runningPortal';

/** Ends the portal and deletes its data. */
export default async function globalTeardown() {
  const portal = takePortal();
  if (portal) {
    await portal.close();
    fs.rmSync(portal.dataDir, { recursive: true, force: true });
  }
}
