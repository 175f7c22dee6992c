import { setImmediate } from 'node:timers/promises';

/** Lets everything else on the event loop have its turn before the next piece of work. */
export async function breathe(): Promise<void> {
  await setImmediate();
}
