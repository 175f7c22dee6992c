import type { startPortal } from '../../../scripts/lib/portal.mjs';

type Portal = Awaited<ReturnType<typeof startPortal>>;

let running: Portal | undefined;

/** Remembers the portal for the end of the run. */
export function setPortal(portal: Portal): void {
  running = portal;
}

/** The portal that was remembered, once. */
export function takePortal(): Portal | undefined {
  const portal = running;
  running = undefined;
  return portal;
}
